// round start: scan or type a tag, answer with a key, the next one. Each answer is an entry of its own, on the disk
// before the next question; the store is closed while people walk.
#include <unistd.h>

#include <cstdio>
#include <utility>

#include "base/keyboard.hpp"
#include "base/text.hpp"
#include "cmd/pm.hpp"
#include "cmd/round.hpp"
#include "cmd/typed_lines.hpp"
#include "history/history.hpp"

namespace siyana {
namespace {

constexpr std::string_view help_text =
    "scan or type a tag. Then: Enter pass, m put in order, f failed, t tried in vain, s skip, q leave it unanswered. "
    "Instead of a tag: u undoes the last answer, l lists what is left, q ends here (round start goes on, round close "
    "ends the round); a device whose tag is such a letter is typed as =u";

/// The key that was pressed, with an Arabic layout on too; any other text as it is.
std::string key_of(std::string_view text, std::string_view keys) {
  const std::string_view typed = trim(text);
  const auto pressed = key_pressed(typed, keys);
  return pressed ? std::string(1, *pressed) : std::string(typed);
}

/// Instead of a tag.
constexpr std::string_view commands = "ulq";
bool is_command(std::string_view key) { return key.size() == 1 && commands.find(key) != std::string_view::npos; }

/// `=u` is the device u, where u alone undoes.
std::string tag_in(std::string_view word) {
  if (!word.starts_with('=')) return std::string(word);
  const std::string key = key_of(word.substr(1), commands);
  return is_command(key) ? key : std::string(word);
}

class Walk {
 public:
  Walk(App& app, const Words& words) : app_(app), words_(words) {}

  void run() {
    begin();
    tell(say(help_text));
    while (const auto text = ask(say("tag"))) {
      const std::string word = key_of(*text, commands);
      if (word == "q") break;
      next_ = word;
      while (next_) take_next();
    }
    end();
  }

 private:
  /// A refused answer ends nothing: it is said, and the next question comes.
  template <class F>
  void guarded(F&& f) {
    try {
      f();
    } catch (const Error& error) {
      if (error.fault() == Fault::internal || error.fault() == Fault::damaged) throw;
      app_.tell_error(error.sentence());
    }
  }

  static void put(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stderr); }
  void tell(const Sentence& sentence) { put(app_.shown(app_.text(sentence)) + "\n"); }

  /// A line of the terminal; nothing at its end.
  std::optional<std::string> ask(const Sentence& question) {
    put(app_.shown(app_.text(question)) + " > ");
    auto line = lines_.next();
    if (!line) put("\n");
    return line;
  }

  void take_next() {
    const std::string word = *std::exchange(next_, std::nullopt);
    app_.read_clock_again();
    guarded([&] { step(word); });
    app_.close_store();
  }

  void begin() {
    app_.reading_due();
    if (const auto scope = round_scope(app_, words_))
      open(*scope);
    else
      open_only();
    scope_ = round::scope_of(round_);
    app_.close_store();
  }

  void open(const round::Scope& scope) {
    if (const auto known = round::open_round(app_.database(), scope)) {
      round_ = *known;
      return resumed();
    }
    auto& change = app_.change(words_);
    round_ = round::begin(change, scope, app_.now().at, app_.who(words_).actor);
    app_.commit();
    tell(say("round {number}: {place}",
             {{"number", std::to_string(round_.number)}, {"place", round_place(app_, scope)}}));
  }

  void open_only() {
    const auto open = round::open_rounds(app_.database());
    if (open.empty()) throw Error(Fault::usage, "say where the round goes: a department, --room, --type or --facility");
    if (open.size() > 1)
      throw Error(Fault::usage, "several rounds are open: say where this one goes (see siyana round list --open)");
    round_ = open.front();
    resumed();
  }

  void resumed() {
    tell(say_n(static_cast<std::int64_t>(round::visits(app_.database(), round_.id).size()),
               "round {number} goes on: {place}, {n} answer so far",
               "round {number} goes on: {place}, {n} answers so far",
               {{"number", std::to_string(round_.number)}, {"place", round_place(app_, round::scope_of(round_))}}));
  }

  void step(std::string_view word) {
    if (word == "u") return undo();
    if (word == "l" || word.empty()) return list_left(word.empty() ? 1 : 1000);
    look_for(tag_in(word));
  }

  void look_for(std::string_view word) {
    app_.reading_due();
    const auto scanned = round::understand(app_.database(), word);
    if (!scanned.could.empty()) {
      for (const auto& tag : scanned.could)
        tell(say("{text} could be {tag}: type the tag", {{"text", std::string(word)}, {"tag", tag}}));
      return;
    }
    if (!scanned.device) return stranger(std::string(word));
    say_understood(app_, word, scanned);
    say_strange(app_, scope_, *scanned.device);
    device(*scanned.device);
  }

  /// Where the next device is scanned instead of an answer, the walk goes on with it, and the unknown tag is kept: a
  /// scan that was mistyped can be undone, one that is lost is not met again.
  void stranger(const std::string& tag) {
    app_.close_store();
    tell(say("no device {tag}: it is not in the register", {{"tag", tag}}));
    while (const auto answer = ask(say("Enter: typed wrongly; k: keep it for the audit"))) {
      const std::string key = key_of(*answer, "kq");
      if (key.empty() || key == "q") return;
      if (key == "k") return keep_stranger(tag);
      if (is_scan(key)) {
        next_ = key;
        return guarded([&] { keep_stranger(tag); });
      }
      tell(say("{key} is no answer for {tag}", {{"key", key}, {"tag", tag}}));
    }
  }

  /// A single character is a key, but where a device is called so.
  bool is_scan(const std::string& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (text.size() > size) return true;
    if (is_command(text)) return false;
    app_.reading_due();
    const bool is_tag = device::maybe_device(app_.database(), text).has_value();
    app_.close_store();
    return is_tag;
  }

  void keep_stranger(const std::string& tag) {
    app_.read_clock_again();
    auto& change = change_of_round();
    round::record_stranger(change, round_, tag, answer_of("seen"));
    app_.commit();
    app_.close_store();
    if (next_)
      tell(say("{tag} is kept as not registered: u undoes it", {{"tag", tag}}));
    else
      tell(say("{tag} is kept as not registered", {{"tag", tag}}));
  }

  store::Change& change_of_round() {
    auto& change = app_.change(words_);
    if (round::find_round(change.database(), std::to_string(round_.number)).closed_at)
      throw Error(Fault::conflict, "round {number} was closed meanwhile", {{"number", std::to_string(round_.number)}});
    return change;
  }

  round::Answer answer_of(std::string_view outcome) {
    round::Answer answer;
    answer.outcome = outcome;
    answer.done_by = app_.who(words_).actor;
    answer.at = app_.now().at;
    return answer;
  }

  void show(const round::Stop& stop) {
    std::string line = stop.tag;
    for (const auto& text : {stop.type, stop.manufacturer, stop.model, stop.serial})
      if (!text.empty()) line += "  " + text;
    put(app_.shown(line) + "\n");
    line = "  " + stop.department;
    if (!stop.room.empty()) line += "  " + stop.room;
    put(app_.shown(line) + "\n");
    for (const auto& job : stop.jobs) show(job);
    if (stop.jobs.empty()) put("  " + app_.text(say("nothing is due: Enter says that it was seen")) + "\n");
    if (!stop.blocked_by.empty())
      put("  " + app_.shown(app_.text(say("broken down: {number}", {{"number", stop.blocked_by}}))) + "\n");
  }

  void show(const round::Job& job) {
    const std::string last = job.last_done_on ? app_.text(say("last done {date}", {{"date", *job.last_done_on}}))
                                              : app_.text(say("never done"));
    std::string line = "  " + job.plan + "  " + app_.text(say("due {date}", {{"date", job.due_on}}));
    if (job.days_late) line += "  " + app_.text(say_n(*job.days_late, "{n} day late", "{n} days late"));
    put(app_.shown(line + "  " + last) + "\n");
  }

  void device(const device::Device& device) {
    auto stop = round::stop_at(app_.database(), device.id, scope_.within, app_.today());
    stop.type = std::string(app_.type_name(stop.type));
    const auto before = answered(device.id);
    app_.close_store();
    show(stop);
    if (before)
      tell(say("answered already in this round: {outcome}; Enter leaves it so", {{"outcome", Term{before->outcome}}}));
    while (const auto key = ask(say("Enter pass, m, f, t, s, q")))
      if (answer(stop, key_of(*key, "mftsq"), before.has_value())) return;
  }

  std::optional<round::Visit> answered(Id device) {
    std::optional<round::Visit> found;
    for (const auto& visit : round::visits(app_.database(), round_.id))
      if (visit.device.id == device) found = visit;
    return found;
  }

  /// False where the key means nothing: it is asked again, so that a second scan is no answer to the first.
  bool answer(const round::Stop& stop, const std::string& key, bool again) {
    if (key == "q" || (key.empty() && again)) return true;
    auto answer = answer_of(key.empty() ? "pass" : key == "m" ? "minor" : key == "s" ? "skip" : key);
    answer.is_said = !key.empty();
    if (!key.empty() && key != "m" && key != "s" && key != "f" && key != "t") {
      tell(say("{key} is no answer for {tag}: answer it, or leave it with q", {{"key", key}, {"tag", stop.tag}}));
      return false;
    }
    if ((key == "f" && !failed(stop, answer)) || (key == "t" && !tried(answer))) {
      tell(say("nothing is recorded for {tag}: answer it, or leave it with q", {{"tag", stop.tag}}));
      return false;
    }
    guarded([&] { keep(stop, answer); });
    return true;
  }

  bool failed(const round::Stop& stop, round::Answer& answer) {
    answer.outcome = "fail";
    for (std::size_t i = 0; stop.jobs.size() > 1 && i < stop.jobs.size(); ++i)
      put("  " + std::to_string(i + 1) + " " + app_.shown(stop.jobs[i].plan) + "\n");
    if (stop.jobs.size() > 1) {
      const auto which = ask(say("which one failed"));
      const auto number = which ? parse_number(trim(*which)) : std::nullopt;
      if (!number || *number < 1 || *number > static_cast<long long>(stop.jobs.size())) return false;
      answer.job = static_cast<std::size_t>(*number - 1);
    }
    const auto text = ask(say("what failed"));
    if (!text || trim(*text).empty()) return false;
    answer.note = trim(*text);
    return true;
  }

  bool tried(round::Answer& answer) {
    const auto obstacles = work::obstacles();
    for (std::size_t i = 0; i < obstacles.size(); ++i)
      put("  " + std::to_string(i + 1) + " " + app_.text(say(obstacles[i].meaning)) + "\n");
    const auto which = ask(say("why"));
    const auto number = which ? parse_number(trim(*which)) : std::nullopt;
    if (!number || *number < 1 || *number > static_cast<long long>(obstacles.size())) return false;
    answer.outcome = obstacles[static_cast<std::size_t>(*number - 1)].code;
    return true;
  }

  void keep(const round::Stop& stop, round::Answer answer) {
    app_.read_clock_again();
    answer.at = app_.now().at;
    auto& change = change_of_round();
    const auto recorded = round::record(change, round_, stop, answer);
    app_.commit();
    for (const auto& plan : recorded.again) warn_of_second(app_, stop.tag, plan, app_.today());
    for (const auto& service : recorded.logged) say_if_extra(app_, stop.tag, service);
    app_.close_store();
    say_kept(stop, recorded);
  }

  void say_kept(const round::Stop& stop, const round::Recorded& recorded) {
    std::string plans;
    for (const auto& service : recorded.logged) plans += (plans.empty() ? "" : ", ") + service.name;
    if (plans.empty())
      tell(say("{tag}: {outcome}", {{"tag", stop.tag}, {"outcome", Term{recorded.visit.outcome}}}));
    else
      tell(say("{tag}: {outcome} ({plans})",
               {{"tag", stop.tag}, {"outcome", Term{recorded.visit.outcome}}, {"plans", plans}}));
    say_not_served(stop, recorded);
    if (!recorded.breakdown.empty())
      tell(say("{tag}: breakdown {number} is open", {{"tag", stop.tag}, {"number", recorded.breakdown}}));
    for (const auto& plan : recorded.open) tell(say("{tag}: {plan} stays due", {{"tag", stop.tag}, {"plan", plan}}));
  }

  void say_not_served(const round::Stop& stop, const round::Recorded& recorded) {
    if (recorded.of_which > 0)
      tell(say("{tag} passed, but of which plan, as none is due: siyana done {tag} PLAN", {{"tag", stop.tag}}));
    if (recorded.has_no_plan) tell(say("{tag} passed, but has no plan: kept as seen", {{"tag", stop.tag}}));
  }

  void undo() {
    auto& change = app_.change(words_);
    const auto last = round::last_answer(change.database(), round_.id);
    if (!last) return tell(say("there is no answer to undo"));
    const auto entry = *store::entry_of(change.database(), *last);
    const auto visits = round::visits(change.database(), round_.id);
    const auto device = store::by_id<device::Device>(change.database(), visits.back().device.id);
    history::undo(change, entry);
    app_.commit();
    tell(say("undone: {tag} ({outcome})",
             {{"tag", device ? device->tag : visits.back().tag}, {"outcome", Term{visits.back().outcome}}}));
  }

  void list_left(std::size_t most) {
    app_.reading_due();
    std::size_t left = 0;
    for (const auto& stop : round::walk(app_.database(), scope_, app_.today())) {
      if (stop.jobs.empty() || answered(stop.device)) continue;
      if (++left <= most)
        put("  " +
            app_.shown((stop.room.empty() ? "" : stop.room + "  ") + stop.tag + "  " +
                       std::string(app_.type_name(stop.type)) + "  " + stop.plans) +
            "\n");
    }
    tell(say_n(static_cast<std::int64_t>(left), "{n} device is left with something due",
               "{n} devices are left with something due"));
  }

  void end() {
    guarded([&] { list_left(0); });
    tell(say("round {number} is kept: siyana round start goes on with it, siyana round close {number} ends it",
             {{"number", std::to_string(round_.number)}}));
  }

  App& app_;
  const Words& words_;
  round::Round round_;
  round::Scope scope_;
  TypedLines lines_;
  std::optional<std::string> next_;  // what was scanned and is not yet taken
};

}  // namespace

void round_at_terminal(App& app, const Words& words) {
  if (::isatty(STDIN_FILENO) == 0)
    throw Error(Fault::usage, "round start asks at a terminal: give a scanner's memory to siyana round close -");
  Walk(app, words).run();
}

}  // namespace siyana
