// device: the register.
#include "base/text.hpp"
#include "cmd/device_words.hpp"
#include "cmd/filters.hpp"
#include "cmd/nouns.hpp"
#include "cmd/show.hpp"

namespace siyana {
namespace {

device::Naming naming(App& app, store::Change& change, const Words& words) {
  return {change, words.has("--new"), [&app](const Sentence& sentence) { app.tell(sentence); }};
}

void add(App& app, const Words& words) {
  auto& change = app.change(words);
  auto names = naming(app, change, words);
  device::Device device;
  device.tag = words.operand("TAG");
  device::require_good_tag(device.tag);
  set_device(app, words, names, device);
  device::add(change, device);
  warn_of(app, device);
  app.commit();
  app.tell(say("device {tag} registered", {{"tag", device.tag}}));
}

void edit(App& app, const Words& words) {
  auto& change = app.change(words, words.text("--reason"));
  auto names = naming(app, change, words);
  const auto before = app.device_named(words.operand("TAG"));
  auto after = before;
  if (words.has("--tag")) after.tag = words.text("--tag");
  const bool placed = words.has("--department") || words.has("--room");
  after.department = before.now_department;
  after.room = before.now_room;
  set_device(app, words, names, after);
  const Ref department = after.department;
  const std::string room = after.room;
  after.department = before.department;
  after.room = before.room;
  device::edit(change, before, after);
  if (placed && (department != before.now_department || room != before.now_room)) {
    // Said without a day, a place is a correction: of the latest move, or of where it was registered.
    device::correct_place(change, before, department.id, room);
  }
  for (const std::string_view axis : {"operating", "condition", "usage"})
    if (words.has("--" + std::string(axis)))
      device::set_status(change, before, axis, words.text("--" + std::string(axis)), app.today(),
                         words.text("--reason"));
  if (after.serial != before.serial) warn_of(app, after);
  if (!app.commit()) return;
  app.tell(say("device {tag} changed", {{"tag", after.tag}}));
  app.warn_of_put_off();
}

void move(App& app, const Words& words) {
  if (!words.has("--department")) throw Error(Fault::usage, "move wants the department: --department NAME");
  auto& change = app.change(words, words.text("--reason"));
  auto names = naming(app, change, words);
  const auto device = app.device_named(words.operand("TAG"));
  const Date on = app.date_or_today(words, "--on");
  work::require_not_after(on, app.today());
  Id facility = 0;
  if (words.has("--facility")) facility = device::find_facility(change.database(), words.text("--facility")).id;
  const Id department = names.department(words.text("--department"), facility);
  device::move(change, device, on, department, words.text("--room"), words.text("--reason"));
  if (app.commit())
    app.tell(say("device {tag} is in {department} since {date}",
                 {{"tag", device.tag}, {"department", words.text("--department")}, {"date", on}}));
}

void set_lifecycle(App& app, const Words& words, std::string_view to) {
  if (trim(words.text("--reason")).empty()) throw Error(Fault::usage, "say why: --reason TEXT");
  auto& change = app.change(words, words.text("--reason"));
  const auto device = app.device_named(words.operand("TAG"));
  const Date on = app.date_or_today(words, "--on");
  work::require_not_after(on, app.today());
  device::require_lifecycle_step(device, to);
  for (const auto& open : work::open_breakdowns(change.database(), device.id))
    app.warn(say("device {tag} has an open breakdown: {number}", {{"tag", device.tag}, {"number", open.number}}));
  device::set_status(change, device, "lifecycle", to, on, words.text("--reason"));
  if (app.commit())
    app.tell(say("device {tag}: {state} since {date}",
                 {{"tag", device.tag}, {"state", Term{std::string(to)}}, {"date", on}}));
  const auto now = store::required<device::Device>(app.database(), device.id).lifecycle;
  if (now != to)
    app.warn(say("device {tag} is still {state}: what was said of a later day stands",
                 {{"tag", device.tag}, {"state", Term{now}}}));
}

void put_in_store(App& app, const Words& words) { set_lifecycle(app, words, "in_storage"); }
void lose(App& app, const Words& words) { set_lifecycle(app, words, "lost"); }
void retire(App& app, const Words& words) { set_lifecycle(app, words, "retired"); }
void bring_back(App& app, const Words& words) {
  set_lifecycle(app, words, "in_service");
  due::Filter filter;
  filter.which = due::Which::all;
  filter.device = app.device_named(words.operand("TAG")).id;
  bool retest = false;
  due::each(app.database(), filter, app.today(),
            [&](const due::Line& line) { retest = retest || line.state == "retest"; });
  if (retest) app.tell(say("test it before it is used: its plans want a passing test"));
}

void list(App& app, const Words& words) {
  auto& database = app.reading_due();
  auto filter = device_filter(app, words);
  filter.on = app.as_of();
  std::size_t rows = 0;
  app.list<device::Line>([&](const auto& emit) {
    device::each(database, filter, [&](const device::Line& line) {
      emit(line);
      ++rows;
    });
  });
  app.list_ended(rows, say("no device"));
}

void find(App& app, const Words& words) {
  auto& database = app.reading_due();
  device::Filter filter;
  filter.on = app.as_of();
  for (const auto& word : words.operands("WORD"))
    for (auto& folded : siyana::words(word)) filter.words.push_back(std::move(folded));
  if (filter.words.empty()) throw Error(Fault::usage, "find wants a word with a letter or a digit");
  if (const auto limit = app.maybe_number(words, "--limit")) filter.limit = *limit;
  std::size_t rows = 0;
  app.list<device::Line>([&](const auto& emit) {
    device::each(database, filter, [&](const device::Line& line) {
      emit(line);
      ++rows;
    });
  });
  app.list_ended(rows, say("no device has these words"));
}

constexpr Operand tag[] = {{"TAG", "the device's tag, an old tag, or the number of a breakdown"}};
constexpr Operand some_words[] = {{"WORD…", "beginnings of words: of a tag, serial, type, maker, place, note"}};

constexpr Option reason{"--reason", "TEXT", "why"};
constexpr Option on{"--on", "DATE", "since which day (today)"};
constexpr Option move_options[] = {{"--department", "DEPARTMENT", "where it goes"},
                                   {"--facility", "FACILITY", "the facility of the department"},
                                   {"--room", "TEXT", "the room"},
                                   on,
                                   reason,
                                   {"--new", "", "a name nearly like a known one is meant as another"}};
constexpr Option step_options[] = {on, reason};
constexpr Option find_options[] = {{"--limit", "N", "at most so many"}};

template <std::size_t N, std::size_t M>
std::array<Option, N + M> joined(std::span<const Option> a, const Option (&b)[M]) {
  std::array<Option, N + M> all{};
  std::copy(a.begin(), a.end(), all.begin());
  std::copy(std::begin(b), std::end(b), all.begin() + N);
  return all;
}

constexpr Option only_edit[] = {{"--tag", "TAG", "a new tag; the old one stays an alias"},
                                {"--operating", "working|working_with_defect|down|awaiting_parts|unknown",
                                 "operating status, where no breakdown says it"},
                                {"--condition", "new|good|fair|poor|unserviceable", "its condition"},
                                {"--usage",
                                 "in_use|standby|not_used_lack_of_staff|not_used_lack_of_consumables|"
                                 "not_used_lack_of_infrastructure|not_used_lack_of_training",
                                 "how it is used"},
                                reason};
const auto edit_options = joined<35>(device_options(), only_edit);

const Verb verbs[] = {
    {"add", "register a device", tag, device_options(),
     "siyana device add VENT-01 --type \"Respirateur de réanimation\" --manufacturer Dräger --model \"Evita V300\" "
     "--serial ASHD-0042 --department Réanimation --in-service 2024-03-12",
     add},
    {"list", "list devices", {}, device_filter_options(), "siyana device list --department Réanimation", list},
    {"show", "show all of one device on a screen", tag, {}, "siyana device show VENT-01", show_device},
    {"edit", "correct what is recorded", tag, edit_options, "siyana device edit VENT-01 --serial ASHD-0043", edit},
    {"move", "move it to another department", tag, move_options,
     "siyana device move VENT-01 --department \"Bloc opératoire\" --on 2026-07-01", move},
    {"store", "put it in storage: nothing is due meanwhile", tag, step_options,
     "siyana device store VENT-01 --reason \"ward closed for works\"", put_in_store},
    {"return", "bring it back from storage, loan or loss: a test is wanted", tag, step_options,
     "siyana device return VENT-01 --reason \"ward open again\"", bring_back},
    {"lost", "it cannot be found", tag, step_options, "siyana device lost VENT-01 --reason \"third search\"", lose},
    {"retire", "end its life: its plans end, its history stays", tag, step_options,
     "siyana device retire VENT-01 --reason \"beyond repair\"", retire}};
const Verb find_verbs[] = {
    {"", "find devices by any of their words", some_words, find_options, "siyana find evita rea", find}};

}  // namespace

const Noun device_noun{"device", "the register of devices", verbs};
const Noun find_noun{"find", "find devices by any of their words", find_verbs};

}  // namespace siyana
