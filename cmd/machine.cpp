// machine: on which machines the store was written.
#include "cmd/machine.hpp"

#include <unistd.h>

#include <climits>
#include <cstdlib>
#include <fstream>

#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/nouns.hpp"

namespace siyana {
namespace {

struct MachineRow {
  std::int64_t entry = 0;
  std::string at, name;
  std::optional<Date> accepted_on;
};

}  // namespace

template <>
struct Fields<MachineRow> {
  using R = MachineRow;
  static constexpr auto all =
      std::tuple{field("entry", &R::entry, "Entry"), instant(field("at", &R::at, "At")),
                 field("name", &R::name, "Machine"), field("accepted_on", &R::accepted_on, "Accepted on")};
};

namespace {

/// Machines made from one image have one id: their names tell them apart.
std::string digest_of(std::string_view id, std::string_view name) {
  return hex(view(Hash().part("siyana machine").part(id).part(name).digest()));
}

std::string host_name() {
  char name[HOST_NAME_MAX + 1] = {};
  return ::gethostname(name, HOST_NAME_MAX) == 0 ? name : "";
}

std::string machine_id() {
  std::string id;
  std::getline(std::ifstream("/etc/machine-id"), id);
  return id;
}

store::Machine held_machine(std::string_view held) {
  const auto colon = held.rfind(':');
  const auto born = colon == held.npos ? std::nullopt : parse_number(held.substr(colon + 1));
  if (!born) throw Error(Fault::usage, "SIYANA_MACHINE is not NAME:BORN: {text}", {{"text", std::string(held)}});
  const std::string name(held.substr(0, colon));
  return {0, digest_of("", name), name, born, {}};
}

void list(App& app, const Words&) {
  auto& database = app.reading();
  app.list<MachineRow>([&](const auto& emit) {
    store::each_machine(database, [&](const store::MachineLine& line) {
      emit({line.entry, line.at, line.machine.name, line.machine.accepted_on});
    });
  });
}

void accept(App& app, const Words& words) {
  auto& change = app.change(words, words.text("--reason"));
  auto machine = this_machine(change.database());
  if (store::copied(change.database(), machine)) {
    machine.accepted_on = app.today();
    change.make(machine);
  }
  if (app.commit()) app.tell(say("accepted: {name} writes the store now", {{"name", machine.name}}));
}

constexpr Option options[] = {{"--reason", "TEXT", "why"}};
const Verb verbs[] = {{"list",
                       "list the machines on which the store was written, each from its first entry on",
                       {},
                       {},
                       "siyana machine list",
                       list},
                      {"accept",
                       "say that the store moved to this machine, or travels: no other copy is used",
                       {},
                       options,
                       "siyana machine accept --reason \"the old PC is gone\"",
                       accept}};

}  // namespace

store::Machine this_machine() {
  if (const char* held = std::getenv("SIYANA_MACHINE"); held != nullptr && *held != '\0') return held_machine(held);
  const std::string name = host_name();
  return {0, digest_of(machine_id(), name), name, {}, {}};
}

store::Machine this_machine(const db::Database& database) {
  auto machine = this_machine();
  if (!machine.born) machine.born = database.born();
  return machine;
}

Sentence copy_sentence(const store::Copied& copied) {
  return say(
      "this store is a copy of the one that {from} wrote until {at}: if it moved or travels, run siyana machine "
      "accept; if {from} still uses its own, keep to one, or make this a site of its own by siyana backup and restore",
      {{"from", copied.from}, {"at", parse_instant(copied.until).value_or(Instant{})}});
}

const Noun machine_noun{"machine", "on which machines the store was written", verbs};

}  // namespace siyana
