// round close: what a scanner remembers goes into the round, the round ends, and who was absent is listed.
#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.hpp"
#include "cmd/import_files.hpp"
#include "cmd/pm.hpp"
#include "cmd/round.hpp"
#include "exchange/encoding.hpp"
#include "exchange/import_sheet.hpp"
#include "exchange/source.hpp"
#include "round/known.hpp"

namespace siyana {
namespace {

class Closing {
 public:
  Closing(App& app, const Words& words) : app_(app), words_(words) {}

  void run() {
    const bool scans = words_.operand("ROUND") == "-" || words_.operand("SCANS") == "-";
    const auto lines = scans ? read_lines() : std::vector<std::string>{};
    auto& change = app_.change(words_);
    round_ = which(change);
    scope_ = round::scope_of(round_);
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (const auto line = round::scan_line(change.database(), i + 1, lines[i])) add(change.database(), *line);
    if (scans && scans_.empty())
      throw Error(Fault::invalid,
                  "standard input holds no scan: was the scanner read? Without - the round ends as it is");
    const auto passed_over = pass_over_known(change);
    if (passed_over > 0)
      app_.tell(say_n(passed_over, "{n} scan was read before and is passed over",
                      "{n} scans were read before and are passed over"));
    if (is_begun_now_ && passed_over == static_cast<std::int64_t>(scans_.size())) return nothing_new();
    for (std::size_t place = 0; place < scans_.size(); ++place) choose(place);
    for (std::size_t place = 0; place < scans_.size(); ++place)
      if (!scans_[place].is_known) take(change, place);
    round::close(change, round_, app_.now().at);
    app_.commit();
    for (const auto& [tag, service] : logged_) say_if_extra(app_, tag, service);
    report();
  }

 private:
  struct Scan {
    round::ScanLine line;
    std::string tag, key;
    round::Scanned scanned;
    std::optional<Instant> at;  // that the line says, where it is believed
    bool is_known = false;      // it was read before
  };

  /// A scanner's program, or the editor that its memory was saved from, writes whatever its machine does.
  std::vector<std::string> read_lines() {
    const ImportFile file("-");
    exchange::require_text(file.descriptor(), file.name());
    const auto encoding = words_.has("--encoding") ? exchange::require_encoding(words_.text("--encoding"))
                                                   : exchange::guess(file.descriptor(), file.name());
    exchange::Utf8Reader text(file.descriptor(), encoding, file.name());
    if (text.encoding() != exchange::Encoding::utf8)
      app_.tell(say("{file} is read as {encoding}",
                    {{"file", file.name()}, {"encoding", std::string(exchange::name_of(text.encoding()))}}));
    std::vector<std::string> lines(1);
    bool after_cr = false;
    for (auto piece = text.next(); !piece.empty(); piece = text.next())
      for (const char c : piece) {
        if (c == '\r' || (c == '\n' && !after_cr))
          lines.emplace_back();
        else if (c != '\n')
          lines.back() += c;
        after_cr = c == '\r';
      }
    return lines;
  }

  /// The round named; else the one of this scope, begun now where none is open; else the only open one.
  round::Round which(store::Change& change) {
    auto& database = change.database();
    const std::string number = words_.operand("ROUND");
    if (!number.empty() && number != "-") return round::find_round(database, number);
    if (const auto scope = round_scope(app_, words_)) {
      if (auto open = round::open_round(database, *scope)) return *open;
      is_begun_now_ = true;
      return round::begin(change, *scope, app_.now().at, app_.who(words_).actor);
    }
    const auto open = round::open_rounds(database);
    if (open.size() == 1) return open.front();
    if (open.empty())
      throw Error(Fault::usage, "no round is open: say where it went (--department, --room, --type or --facility)");
    throw Error(Fault::usage, "several rounds are open: give the number (see siyana round list --open)");
  }

  std::string number(const round::ScanLine& line) const { return std::to_string(line.number); }

  /// A bare scan says that it was seen, no more; what failed once must not pass by another scan.
  static int weight(const round::ScanLine& line) { return line.outcome == "fail" ? 2 : line.outcome.empty() ? 0 : 1; }

  void add(db::Database& database, const round::ScanLine& line) {
    Scan scan{line, line.tag.empty() ? line.text : line.tag, {}, {}, {}};
    scan.scanned = round::understand(database, scan.tag);
    scan.key = scan.scanned.device ? scan.scanned.device->tag_key : tag_key(scan.tag);
    if (!line.when.empty())
      if (const auto at = app_.instant_quietly(line.when); at && is_believed(*at)) scan.at = app_.here(*at);
    scans_.push_back(std::move(scan));
  }

  /// What the same thing's scans were when they were read before.
  struct Before {
    Instant read;
    int weight = 0;
  };

  /// Only a line that says when can be known again, by its device, its instant and its outcome. A scan of the same
  /// device that was in that memory too, and did not count then, does not count now.
  std::int64_t pass_over_known(store::Change& change) {
    std::map<std::string, Before> before;
    for (auto& scan : scans_) {
      const auto read = read_before(change, scan);
      scan.is_known = read.has_value();
      if (!read) continue;
      auto& known = before.try_emplace(scan.key, Before{*read}).first->second;
      if (known.read < *read) known.read = *read;
      known.weight = std::max(known.weight, weight(scan.line));
    }
    std::int64_t count = 0;
    for (auto& scan : scans_) {
      if (const auto known = before.find(scan.key); scan.at && known != before.end())
        scan.is_known |= *scan.at < known->second.read && weight(scan.line) <= known->second.weight;
      count += scan.is_known ? 1 : 0;
    }
    return count;
  }

  std::optional<Instant> read_before(store::Change& change, const Scan& scan) {
    if (!scan.at || !scan.scanned.could.empty()) return std::nullopt;
    const auto& device = scan.scanned.device;
    const auto answer = answer_of(scan.line, *scan.at);
    for (const auto& known : round::known_at(change.database(), device ? device->id : 0, scan.tag, *scan.at))
      if (!device || known.outcome == answer.outcome || known.outcome == outcome_now(change, *device, answer))
        return known.entered;
    return std::nullopt;
  }

  std::string outcome_now(store::Change& change, const device::Device& device, const round::Answer& answer) {
    const auto stop = round::stop_at(change.database(), device.id, scope_.within, date_of(answer.at));
    return round::outcome_of(change, stop, answer);
  }

  /// The round that would have held it is not begun.
  void nothing_new() {
    app_.list<round::Finding>([](const auto&) {});
    app_.tell(say("nothing changed"));
  }

  /// Of several scans of one thing the first of those with the most weight counts.
  void choose(std::size_t place) {
    const auto& scan = scans_[place];
    if (scan.is_known) return;
    const auto [counting, is_new] = counts_.try_emplace(scan.key, place);
    if (!is_new && weight(scans_[counting->second].line) < weight(scan.line)) counting->second = place;
  }

  void take(store::Change& change, std::size_t place) {
    const auto& scan = scans_[place];
    const auto& [line, tag, key, scanned] = std::tie(scan.line, scan.tag, scan.key, scan.scanned);
    if (!scanned.could.empty()) {
      std::string tags;
      for (const auto& could : scanned.could) tags += (tags.empty() ? "" : ", ") + could;
      return app_.warn(say("line {line}: {text} could be {tags}: left out",
                           {{"line", number(line)}, {"text", tag}, {"tags", tags}}));
    }
    if (const auto counts = counts_.at(key); counts != place) return leave_out(scans_[place], scans_[counts].line);
    if (!scanned.device) return stranger(change, line, tag);
    say_understood(app_, tag, scanned);
    say_strange(app_, scope_, *scanned.device);
    keep(change, line, *scanned.device);
  }

  void leave_out(const Scan& scan, const round::ScanLine& counts) {
    const bool otherwise = !scan.line.outcome.empty() && scan.line.outcome != counts.outcome;
    if (counts.number > scan.line.number && !otherwise) return;
    const Parts parts = {{"line", number(scan.line)},
                         {"tag", scan.scanned.device ? scan.scanned.device->tag : scan.tag},
                         {"first", number(counts)}};
    app_.warn(otherwise
                  ? say("line {line}: {tag} was answered otherwise on line {first}: this answer is left out", parts)
                  : say("line {line}: {tag} was scanned already on line {first}", parts));
  }

  void stranger(store::Change& change, const round::ScanLine& line, const std::string& tag) {
    app_.warn(say("line {line}: {tag} is not in the register", {{"line", number(line)}, {"tag", tag}}));
    round::record_stranger(change, round_, tag, answer_of(line, time_of(line)));
  }

  void keep(store::Change& change, const round::ScanLine& line, const device::Device& device) {
    const auto answer = answer_of(line, time_of(line));
    if (line.outcome.empty() && !line.note.empty())
      app_.warn(
          say("line {line}: {text} is no outcome that is known (pass, minor, fail, skip, in-use, …): kept as seen, "
              "with a note",
              {{"line", number(line)}, {"text", line.note}}));
    const auto stop = round::stop_at(change.database(), device.id, scope_.within, date_of(answer.at));
    const auto recorded = round::record(change, round_, stop, answer);
    for (const auto& plan : recorded.again) warn_of_second(app_, device.tag, plan, date_of(answer.at));
    for (const auto& service : recorded.logged) logged_.emplace_back(device.tag, service);
    say_not_served(line, device, recorded);
    if (!recorded.breakdown.empty())
      app_.tell(say("{tag}: breakdown {number} is open", {{"tag", device.tag}, {"number", recorded.breakdown}}));
    for (const auto& plan : recorded.open)
      app_.tell(say("{tag}: {plan} stays due", {{"tag", device.tag}, {"plan", plan}}));
  }

  void say_not_served(const round::ScanLine& line, const device::Device& device, const round::Recorded& recorded) {
    const Parts parts = {{"line", number(line)}, {"tag", device.tag}};
    if (recorded.of_which > 0)
      app_.warn(say("line {line}: {tag} passed, but of which plan, as none is due: siyana done {tag} PLAN", parts));
    if (recorded.has_no_plan) app_.warn(say("line {line}: {tag} passed, but has no plan: kept as seen", parts));
    for (const auto& plan : recorded.failed)
      app_.warn(say("line {line}: {tag} failed {plan} later that day than this scan: its pass is not logged",
                    {{"line", number(line)}, {"tag", device.tag}, {"plan", plan}}));
  }

  /// With --pass a bare scan passed; what stands beside another and is not understood may say the opposite.
  round::Answer answer_of(const round::ScanLine& line, const Instant& at) const {
    const bool passed = words_.has("--pass") && line.note.empty();
    round::Answer answer;
    answer.is_said = !line.outcome.empty();
    answer.outcome = !line.outcome.empty() ? line.outcome : passed ? "pass" : "seen";
    answer.note = line.note;
    answer.done_by = app_.who(words_).actor;
    answer.at = at;
    return answer;
  }

  bool is_long_ago(const Instant& at) const {
    constexpr int longest_walk = 31;  // days; a clock that lost its battery begins at 2000
    return date_of(at) + longest_walk < std::min(app_.today(), date_of(round_.begun_at));
  }
  bool is_believed(const Instant& at) const { return !(at > app_.now().at) && !is_long_ago(app_.here(at)); }

  /// A scanner's clock that is wrong or cannot be read is said; the scan counts for now.
  Instant time_of(const round::ScanLine& line) {
    if (line.when.empty()) return app_.now().at;
    const Parts parts = {{"line", number(line)}, {"text", line.when}};
    std::optional<Instant> at;
    try {
      at = app_.here(app_.instant(line.when));
    } catch (const Error&) {
      app_.warn(say("line {line}: {text} is not understood as a time: taken as now", parts));
      return app_.now().at;
    }
    if (*at > app_.now().at)
      app_.warn(say("line {line}: {text} is after now: is the scanner's clock right? Taken as now", parts));
    else if (is_long_ago(*at))
      app_.warn(say("line {line}: {text} is long before the round: is the scanner's clock right? Taken as now", parts));
    else
      return *at;
    return app_.now().at;
  }

  void report() {
    std::map<std::string, std::int64_t> counts;
    app_.list<round::Finding>([&](const auto& emit) {
      round::audit(app_.database(), round_, app_.today(), [&](const round::Finding& finding) {
        ++counts[finding.finding];
        emit(finding);
      });
    });
    const auto count = [&](const char* finding) { return std::to_string(counts[finding]); };
    app_.tell(
        say("round {number} is closed (seen: {seen}, strangers: {strangers}, not registered: {unregistered}, "
            "absent: {absent})",
            {{"number", std::to_string(round_.number)},
             {"seen", count("seen")},
             {"strangers", count("stranger")},
             {"unregistered", count("unregistered")},
             {"absent", count("absent")}}));
  }

  App& app_;
  const Words& words_;
  round::Round round_;
  round::Scope scope_;
  bool is_begun_now_ = false;
  std::vector<Scan> scans_;
  std::vector<std::pair<std::string, work::Service>> logged_;  // with the tag of its device
  std::map<std::string, std::size_t> counts_;                  // by tag, the place of the scan that counts
};

}  // namespace

void close_round(App& app, const Words& words) { Closing(app, words).run(); }

}  // namespace siyana
