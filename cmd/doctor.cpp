// doctor: is everything in order that siyana relies on?
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

#include "alert/delivery.hpp"
#include "alert/ledger.hpp"
#include "cmd/app.hpp"
#include "cmd/machine.hpp"
#include "cmd/nouns.hpp"
#include "history/entries.hpp"
#include "history/history.hpp"

namespace siyana {
namespace {

struct Finding {
  std::string check, state, text;  // state: ok, fault
};

}  // namespace

template <>
struct Fields<Finding> {
  using R = Finding;
  static constexpr auto all = std::tuple{word("check", &R::check, "Check"), word("state", &R::state, "State"),
                                         field("text", &R::text, "Finding")};
};

namespace {

constexpr int undelivered = 6;

class Doctor {
 public:
  explicit Doctor(App& app) : app_(app), database_(app.reading()) {}

  std::vector<Finding> examine() {
    store();
    machine();
    clock();
    zone();
    const auto recipients = alert::count_recipients(database_);
    mailer();
    waiting();
    last_run(recipients);
    return std::move(findings_);
  }

 private:
  void add(std::string_view check, bool is_fault, int status, const Sentence& sentence) {
    findings_.push_back(
        {std::string(check), is_fault ? "fault" : "ok", app_.is_table() ? app_.text(sentence) : english(sentence)});
    if (is_fault && (app_.status() == 0 || status == static_cast<int>(Fault::damaged))) app_.set_status(status);
  }
  void fault(std::string_view check, const Sentence& sentence, Fault status = Fault::invalid) {
    add(check, true, static_cast<int>(status), sentence);
  }
  void ok(std::string_view check, const Sentence& sentence) { add(check, false, 0, sentence); }

  void store() {
    const auto differences = history::check(database_, [](std::int64_t) {});
    if (differences.empty()) return ok("store", say("the store is sound"));
    fault("store", say("the store is damaged or was tampered with: siyana check says where"), Fault::damaged);
  }

  void machine() {
    const auto present = this_machine(database_);
    if (const auto copied = store::copied(database_, present))
      return fault("machine", copy_sentence(*copied), Fault::conflict);
    ok("machine",
       say("this is {name}; as far as the file can know, no copy of it is used elsewhere", {{"name", present.name}}));
  }

  /// The journal never goes back: an entry later than now says that the clock does.
  void clock() {
    std::int64_t latest = 0;
    history::each_entry(database_, 1, [&](const store::Entry& entry) { latest = entry.tick; });
    constexpr std::int64_t allowance = 5 * 60 * 1000;
    if (latest > app_.now().milliseconds + allowance)
      return fault("clock", say("the clock is behind the last entry of the journal: set it"));
    ok("clock", say("today is {date}", {{"date", app_.today()}}));
  }

  static bool is_zone_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    char magic[4] = {};
    return file.read(magic, sizeof magic) && std::string_view(magic, sizeof magic) == "TZif";  // RFC 8536 3.1
  }

  /// `CET-1CEST`, `<+01>-1`: a zone that needs no file (POSIX 8.3).
  static bool is_written_out(const std::string& zone) {
    const auto name_ends = zone.front() == '<' ? zone.find('>') + 1 : zone.find_first_of("+-0123456789");
    return name_ends != zone.npos && name_ends >= 3 && zone.find_first_of("0123456789", name_ends) != zone.npos &&
           zone.find('/') == zone.npos;
  }

  void own_zone() {
    constexpr const char* path = "/etc/localtime";
    struct stat status {};
    if (::lstat(path, &status) != 0) return ok("zone", say("the machine has no time zone of its own: it is UTC"));
    if (is_zone_file(path)) return ok("zone", say("the machine's own time zone"));
    fault("zone", say("the time zone {zone} cannot be read, and UTC is taken for it: install tzdata or change TZ",
                      {{"zone", path}}));
  }

  void zone() {
    const char* named = std::getenv("TZ");
    std::string zone = named == nullptr ? "" : named;
    if (zone.starts_with(':')) zone.erase(0, 1);
    if (zone.empty()) return own_zone();
    const std::string path = zone.front() == '/' ? zone : "/usr/share/zoneinfo/" + zone;
    if (zone == "UTC" || is_zone_file(path) || is_written_out(zone))
      return ok("zone", say("the time zone is {zone}", {{"zone", zone}}));
    fault("zone", say("the time zone {zone} cannot be read, and UTC is taken for it: install tzdata or change TZ",
                      {{"zone", zone}}));
  }

  void mailer() {
    const std::string mailer = alert::usual_mailer();
    if (!mailer.empty()) return ok("mailer", say("mail goes out by {command}", {{"command", mailer}}));
    const std::string latest = alert::last_way(database_);
    const bool is_there = latest == "outbox" || latest == "stdout" || !alert::program_file(latest).empty();
    if (!latest.empty() && is_there) return ok("mailer", say("mail goes out by {command}", {{"command", latest}}));
    const auto missing = say("no sendmail on this machine: alert run wants --deliver COMMAND or --outbox DIR");
    if (alert::count_recipients(database_) == 0) return ok("mailer", missing);
    add("mailer", true, undelivered, missing);
  }

  void waiting() {
    std::int64_t count = 0;
    alert::each_recipient(database_, [&](const alert::RecipientLine& line) {
      if (line.pending.empty()) return;
      ++count;
      add("recipients", true, undelivered,
          say("a message to {address} was not delivered: {reason}",
              {{"address", line.address}, {"reason", line.pending}}));
    });
    const auto recipients = alert::count_recipients(database_);
    if (count == 0) ok("recipients", say_n(recipients, "{n} recipient", "{n} recipients"));
  }

  void last_run(std::int64_t recipients) {
    const auto run = alert::last_run(database_);
    if (!run && recipients == 0) return ok("alerts", say("no recipient: nobody is told anything"));
    if (!run) return add("alerts", true, undelivered, say("alert run was never run: put it into cron"));
    const auto every = plan::days_in(plan::policy(database_, "alert.every"));
    const bool is_late = app_.today() - date_of(run->at) > every.front();
    if (is_late)
      add("alerts", true, undelivered, say("the last alert run was at {at}: look at cron", {{"at", run->at}}));
    else
      ok("alerts", say("the last alert run was at {at}", {{"at", run->at}}));
  }

  App& app_;
  db::Database& database_;
  std::vector<Finding> findings_;
};

void doctor(App& app, const Words&) {
  const auto findings = Doctor(app).examine();
  app.list<Finding>([&](const auto& emit) {
    for (const auto& finding : findings) emit(finding);
  });
}

const Verb verbs[] = {{"",
                       "is everything in order: store, clock, time zone, mailer, recipients, the last alert run",
                       {},
                       {},
                       "siyana doctor",
                       doctor}};

}  // namespace

const Noun doctor_noun{"doctor", "is everything in order that siyana relies on", verbs};

}  // namespace siyana
