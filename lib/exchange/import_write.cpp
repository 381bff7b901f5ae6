// Writing what was decided.
#include "exchange/import.hpp"
#include "work/work.hpp"

namespace siyana::exchange {
namespace {

constexpr std::string_view reason = "imported";

}  // namespace

void DeviceImport::write(store::Change& change, Decision& decision) {
  auto& device = decision.after;
  device.type = Ref{names_.written(change, device.type.id)};
  device.maker = Ref{names_.written(change, device.maker.id)};
  device.model = Ref{names_.written(change, device.model.id)};
  device.department = Ref{names_.written(change, device.department.id)};
  if (decision.before) {
    write_changes(change, decision, device);
  } else {
    make_room();
    change.make(device);  // its tag was seen to be free
    matcher_.made(device.id);
  }
  write_status(change, device, decision);
  if (decision.plan.terms || decision.plan.done_on) write_plan(change, device, decision.plan);
}

/// Into an empty register nobody is sought while it is filled, so that its indexes are made faster at the end, each in
/// one go, than row by row.
void DeviceImport::make_room() {
  constexpr std::uint64_t great = 4096;
  if (++made_ == great && matcher_.store_was_empty()) dropped_ = database_.make_room();
}

void DeviceImport::end() {
  if (!dropped_.empty()) database_.close_room(dropped_);
  dropped_.clear();
}

void DeviceImport::write_changes(store::Change& change, const Decision& decision, const device::Device& device) {
  const auto& before = *decision.before;
  device::Device corrected = device;
  corrected.department = before.department;
  corrected.room = before.room;
  if (decision.edited) device::edit(change, before, corrected);
  if (decision.moved) device::move(change, before, options_.today, device.department.id, device.room, reason);
}

void DeviceImport::write_status(store::Change& change, const device::Device& device, const Decision& decision) {
  for (const auto& fact : decision.status) {
    if (fact.replaces) {
      device::Status corrected = *fact.replaces;
      corrected.since = fact.since;
      corrected.value = fact.value;
      change.edit(*fact.replaces, corrected);
    } else if (decision.before) {
      device::set_status(change, device, fact.axis, fact.value, fact.since, reason);
    } else {
      device::Status status{0,          Ref{device.id},          std::string(fact.axis),
                            fact.since, std::string(fact.value), std::string(reason)};
      change.make(status);
    }
  }
}

void DeviceImport::write_plan(store::Change& change, const device::Device& device, const PlanDecision& decision) {
  if (decision.plan) {
    plan::set_terms(change, *decision.plan, *decision.terms);
  } else if (decision.make) {
    plan::Plan plan;
    plan.device = Ref{device.id};
    plan.name = plan.kind = decision.kind;
    plan::add(change, std::move(plan), *decision.terms);
  }
  if (!decision.done_on) return;
  work::Service service;
  service.name = service.kind = decision.kind;
  service.done_on = *decision.done_on;
  service.extra = decision.is_extra;
  service.note = reason;
  work::log(change, device, service, {}, false);
}

}  // namespace siyana::exchange
