#include "render/layout.hpp"

#include <algorithm>

namespace siyana::render {
namespace {

constexpr int stages = 4;

/// How narrow a slot may become in a stage; each stage takes more than the one before.
std::size_t least_width(const Slot& slot, int stage) {
  if (slot.importance == Importance::comment) return stage < 2 ? 12 : 4;
  if (stage == 0) return slot.width;
  if (slot.importance == Importance::figure || stage < 3) return std::max<std::size_t>(slot.content, 1);
  return slot.importance == Importance::word ? 4 : 8;
}

std::size_t line_width(std::span<const Slot> slots) {
  std::size_t width = slots.empty() ? 0 : gap * (slots.size() - 1);
  for (const Slot& slot : slots) width += slot.width;
  return width;
}

/// The widest slot that may still be narrowed, or null.
Slot* widest(std::span<Slot> slots, int stage) {
  Slot* found = nullptr;
  for (Slot& slot : slots) {
    if (slot.width > least_width(slot, stage) && (found == nullptr || slot.width > found->width)) found = &slot;
  }
  return found;
}

}  // namespace

void narrow(std::span<Slot> slots, std::size_t limit) {
  for (Slot& slot : slots) slot.width = std::min(slot.width, std::max(limit, least_width(slot, stages - 1)));
  std::size_t width = line_width(slots);
  for (int stage = 0; stage < stages; ++stage) {
    Slot* slot = nullptr;
    for (; width > limit && (slot = widest(slots, stage)) != nullptr; --width) --slot->width;
  }
}

}  // namespace siyana::render
