// alert: tells each recipient what is new, worse, still so or cleared, once.
#include <algorithm>
#include <chrono>

#include "alert/delivery.hpp"
#include "alert/matter.hpp"
#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/digest.hpp"
#include "cmd/nouns.hpp"
#include "cmd/signals.hpp"
#include "db/migrate.hpp"
#include "db/store_file.hpp"
#include "history/history.hpp"

namespace siyana {
namespace {

constexpr int not_all_delivered = 6;
constexpr std::int64_t longest_wait = 3600;
constexpr int most_too_slow = 3;  // one after the other: the mailer hangs, and the others would wait in vain

/// Where the time of a run went.
struct Times {
  using Clock = std::chrono::steady_clock;
  double finding = 0, writing = 0, delivering = 0;
  template <class F>
  static auto take(double& into, F&& f) {
    const auto begin = Clock::now();
    struct End {
      double& into;
      Clock::time_point begin;
      ~End() { into += std::chrono::duration<double>(Clock::now() - begin).count(); }
    } end{into, begin};
    return f();
  }
};

std::unique_ptr<alert::Delivery> way_out(const App& app, const Words& words) {
  const int ways = static_cast<int>(words.has("--deliver")) + static_cast<int>(words.has("--outbox")) +
                   static_cast<int>(words.has("--stdout"));
  if (ways > 1) throw Error(Fault::usage, "one way out: --deliver COMMAND, --outbox DIR or --stdout");
  if (words.has("--outbox")) return alert::to_maildir(words.text("--outbox"));
  if (words.has("--stdout")) return alert::to_stdout();
  const std::string command = words.has("--deliver") ? words.text("--deliver") : alert::usual_mailer();
  if (command.empty())
    throw Error(Fault::not_found, "no sendmail on this machine: give --deliver COMMAND, --outbox DIR or --stdout");
  const auto seconds = app.maybe_number(words, "--timeout").value_or(alert::usual_seconds);
  if (seconds < 1 || seconds > longest_wait)
    throw Error(Fault::usage, "--timeout wants seconds from 1 to {most}", {{"most", longest_wait}});
  return alert::to_command(command, static_cast<int>(seconds), [] { return signal_received() != 0; });
}

/// What stands in the reach of recipients, and what each is to be told of it.
class Finder {
 public:
  Finder(App& app) : app_(app), database_(app.reading_due()), snoozes_(database_, app.as_of()) {
    steps_ = plan::days_in(plan::policy(database_, "alert.steps"));
  }

  db::Database& database() { return database_; }

  /// The digest of a recipient by what `ledger` says it was told; nothing where there is nothing to say.
  std::optional<Bulletin> digest(const alert::Recipient& recipient, db::Database& ledger) {
    look_again_where_others_wrote(ledger);
    load(recipient);
    std::vector<alert::Item> now;
    Bulletin digest = digest_of(recipient, ledger, &now);
    const auto found = alert::sayings(now, told_before(recipient, ledger), static_cast<int>(recipient.repeat_days),
                                      app_.as_of(), [&](const alert::Item& gone) { return is_silent(gone); });
    if (found.empty()) return std::nullopt;
    speak(digest, found);
    return digest;
  }

  /// The digest that says again what a message said, as it stands now.
  Bulletin again(const alert::Recipient& recipient, const std::vector<alert::Saying>& said, db::Database& ledger) {
    look_again_where_others_wrote(ledger);
    load(recipient);
    Bulletin digest = digest_of(recipient, ledger, nullptr);
    digest.again = true;
    speak(digest, said);
    for (auto& spoken : digest.spoken)
      if (spoken.matter->over) spoken.why = alert::Why::cleared;
    return digest;
  }

  /// What this run itself recorded changes nothing of what it read.
  void recorded(db::Database& ledger) {
    if (const Id last = last_entry(ledger); last == read_at_ + 1) read_at_ = last;
  }

  static std::vector<alert::Saying> sayings(const Bulletin& digest) {
    std::vector<alert::Saying> found;
    for (const auto& spoken : digest.spoken) found.push_back({spoken.why, spoken.matter->item});
    return found;
  }

 private:
  static Id last_entry(db::Database& database) {
    const auto entry = store::head(database, store::Sites(database).own().id);
    return entry ? entry->id : 0;
  }

  /// Another run may have told of what came up meanwhile: by what was read before, that would be settled.
  void look_again_where_others_wrote(db::Database& ledger) {
    const Id last = last_entry(ledger);
    if (last == read_at_) return;
    due::answer_for(database_, app_.as_of());
    snoozes_ = alert::Snoozes(database_, app_.as_of());
    place_ = {-1, -1};
    read_at_ = last;
  }

  /// Recipients of one place stand beside each other: what concerns the place is read once.
  void load(const alert::Recipient& recipient) {
    const std::pair place{recipient.facility.id, recipient.department.id};
    if (place_ == place) return;
    matters_ =
        alert::matters(database_, {place.first, place.second, app_.as_of(), app_.as_of() < app_.today()}, steps_);
    place_ = place;
  }

  Bulletin digest_of(const alert::Recipient& recipient, db::Database& ledger, std::vector<alert::Item>* now) {
    Bulletin digest;
    digest.recipient = &recipient;
    digest.day = app_.as_of();
    digest.thread = alert::thread_of(ledger, recipient.id);
    if (const auto head = store::head(ledger, store::Sites(ledger).own().id))
      digest.head = {store::number_of(head->id), hex(head->hash)};
    for (const auto& matter : matters_) {
      if (!alert::concerns(recipient, matter)) continue;
      if (now != nullptr) now->push_back(matter.item);
      if (matter.item.snoozed) continue;
      ++(alert::is_breakdown(matter.item) ? digest.broken : matter.item.step == 0 ? digest.soon : digest.overdue);
    }
    return digest;
  }

  /// What was told on a day to come was told by a clock that had gone ahead: it is told again, not kept silent till
  /// then.
  std::vector<alert::Told> told_before(const alert::Recipient& recipient, db::Database& ledger) {
    auto before = alert::told_to(ledger, recipient.id);
    if (app_.as_of() < app_.today()) return before;
    for (auto& told : before)
      if (told.day > app_.today() + 1) told.day = app_.as_of() - static_cast<int>(recipient.repeat_days);
    return before;
  }

  /// What stands as it was told, and is spared to the recipient since it was told what to hear of, is not settled.
  bool is_silent(const alert::Item& gone) {
    const auto* there = standing(gone);
    if (there != nullptr && there->item.due_on == gone.due_on) return true;
    return snoozes_.silences(gone.device, alert::matter_of(database_, gone, app_.as_of()).line.kind);
  }

  void speak(Bulletin& digest, const std::vector<alert::Saying>& found) {
    gone_.clear();
    gone_.reserve(found.size());
    for (const auto& saying : found) digest.spoken.push_back({saying.why, matter(saying)});
    put_in_order(digest.spoken);
  }

  /// Null where it does not concern the place any more.
  const alert::Matter* standing(const alert::Item& item) const {
    const auto key = std::tie(item.device, item.name);
    const auto found = std::lower_bound(
        matters_.begin(), matters_.end(), key,
        [](const alert::Matter& m, const auto& k) { return std::tie(m.item.device, m.item.name) < k; });
    const bool is_there = found != matters_.end() && std::tie(found->item.device, found->item.name) == key;
    return is_there ? &*found : nullptr;
  }

  const alert::Matter* matter(const alert::Saying& saying) {
    const auto* there = standing(saying.item);
    if (there != nullptr && saying.why != alert::Why::cleared) return there;
    gone_.push_back(alert::matter_of(database_, saying.item, app_.as_of()));
    return &gone_.back();
  }

  App& app_;
  db::Database& database_;
  Id read_at_ = 0;  // the last entry when the following was read
  alert::Snoozes snoozes_;
  std::vector<int> steps_;
  std::pair<Id, Id> place_{-1, -1};
  std::vector<alert::Matter> matters_, gone_;
};

alert::Made made_of(const Bulletin& digest, const DigestWriter& writer, const App& app) {
  const render::Mail mail = writer.write(digest);
  return {{0, Ref{digest.recipient->id}, digest.day, mail.message_id, mail.subject, render::mail(mail), app.now().at},
          Finder::sayings(digest)};
}

/// One run: claims, delivers and records message after message.
class Sender {
 public:
  Sender(App& app, const Words& words)
      : app_(app), words_(words), way_(way_out(app, words)), finder_(app), writer_(app, finder_.database()) {
    if (app.globals().has("--known-on"))
      throw Error(Fault::usage, "{option} is for looking: it cannot be given to a command that writes",
                  {{"option", "--known-on"}});
    if (app.as_of() > app.today())
      throw Error(Fault::usage, "what comes due after today is not told yet: siyana alert preview shows it");
    store_ = db::open({app.store_path(), db::Mode::write, app.busy_seconds()});
    db::require_current(*store_);
  }

  Finder& finder() { return finder_; }
  db::Database& store() { return *store_; }
  std::int64_t told() const { return told_; }

  /// First the message that an earlier run could not deliver, then what there is to say beyond it.
  void send(const alert::Recipient& recipient, const std::function<std::optional<Bulletin>()>& digest) {
    for (bool was_kept = true; was_kept;) {
      stop_if_interrupted();
      const auto outgoing = alert::claim(*store_, recipient.id, [&]() -> std::optional<alert::Made> {
        const auto found = Times::take(times_.finding, digest);
        if (!found) return std::nullopt;
        return Times::take(times_.writing, [&] { return made_of(*found, writer_, app_); });
      });
      const bool is_gone = outgoing && Times::take(times_.delivering, [&] { return deliver(*outgoing, recipient); });
      was_kept = is_gone && outgoing->is_kept;
    }
    stop_if_interrupted();
  }

  void run() {
    alert::drop_for_removed(*store_);
    auto all = alert::recipients(*store_);
    // Those whose mail could not go last, so that it holds up nobody else's.
    std::stable_partition(all.begin(), all.end(),
                          [&](const alert::Recipient& one) { return !alert::is_waiting(*store_, one.id); });
    for (const auto& recipient : all) {
      if (too_slow_ == most_too_slow) {
        give_up(static_cast<std::int64_t>(&all.back() - &recipient) + 1);
        break;
      }
      send(recipient, [&] { return finder_.digest(recipient, *store_); });
    }
    alert::record_run(*store_, {began_, app_.as_of(), told_, failed_});
  }

  void finish() {
    if (told_ > 0) app_.tell(say_n(told_, "{n} message delivered", "{n} messages delivered"));
    if (words_.has("--times"))
      app_.tell(say("finding {find} s, writing {write} s, delivering and recording {deliver} s",
                    {{"find", std::to_string(times_.finding)},
                     {"write", std::to_string(times_.writing)},
                     {"deliver", std::to_string(times_.delivering)}}));
    if (failed_ > 0) app_.set_status(not_all_delivered);
  }

 private:
  /// Nothing is lost: the next run finds what these are to be told.
  void give_up(std::int64_t left) {
    failed_ += left;
    app_.warn(say_n(left, "the mailer hangs: {n} recipient was not tried, and is told by the next run",
                    "the mailer hangs: {n} recipients were not tried, and are told by the next run"));
  }

  bool deliver(const alert::Outgoing& outgoing, const alert::Recipient& recipient) {
    require_room(outgoing);
    try {
      const bool is_mbox = way_->name() == "stdout";
      way_->deliver({is_mbox ? render::mbox(outgoing.text, writer_.sender(), outgoing.made_at) : outgoing.text,
                     writer_.sender(), outgoing.made_at});
    } catch (const Error& error) {
      too_slow_ = dynamic_cast<const alert::TooSlow*>(&error) != nullptr ? too_slow_ + 1 : 0;
      ++failed_;
      alert::not_delivered(*store_, outgoing, english(error.sentence()));
      app_.warn(say("not delivered to {address}: {reason}",
                    {{"address", recipient.address}, {"reason", app_.text(error.sentence())}}));
      return false;
    }
    record(outgoing);
    too_slow_ = 0;
    ++told_;
    return true;
  }

  /// What went out and cannot be recorded would go again and again.
  void require_room(const alert::Outgoing& outgoing) const {
    constexpr std::uint64_t for_a_record = 1 << 20;
    db::require_room(app_.store_path(), for_a_record + 2 * outgoing.text.size());
  }

  /// A message that was delivered and is not recorded goes twice: a store that is busy is worth waiting for.
  void record(const alert::Outgoing& outgoing) {
    constexpr int most_attempts = 10;
    app_.read_clock_again();
    for (int attempt = 1;; ++attempt) try {
        store::Change change(*store_, app_.now(), app_.who(words_), words_.verb_path(), "", history::settler());
        alert::delivered(change, outgoing, way_->name(), app_.now().at, app_.as_of());
        app_.warn_of_copy(change);
        finder_.recorded(*store_);
        return;
      } catch (const Error& error) {
        if (error.fault() != Fault::busy || attempt == most_attempts) throw;
      }
  }

  App& app_;
  const Words& words_;
  std::unique_ptr<alert::Delivery> way_;
  Finder finder_;
  DigestWriter writer_;
  std::unique_ptr<db::Database> store_;
  Times times_;
  const Instant began_ = app_.now().at;
  std::int64_t told_ = 0, failed_ = 0;
  int too_slow_ = 0;
};

void run(App& app, const Words& words) {
  Sender sender(app, words);
  sender.run();
  sender.finish();
}

void resend(App& app, const Words& words) {
  const auto number = parse_number(words.operand("MESSAGE"));
  if (!number) throw Error(Fault::usage, "resend wants the number of a message (see siyana alert history)");
  Sender sender(app, words);
  const auto message = alert::find_message(sender.store(), *number);
  const auto recipient = store::by_id<alert::Recipient>(sender.store(), message.recipient.id);
  if (!recipient || recipient->removed_on)
    throw Error(Fault::conflict, "message {number} was to somebody who is a recipient no more", {{"number", *number}});
  const auto said = alert::sayings_of(sender.store(), message.id);
  sender.send(*recipient, [&] { return std::optional(sender.finder().again(*recipient, said, sender.store())); });
  sender.finish();
}

void preview(App& app, const Words& words) {
  Finder finder(app);
  const auto all = alert::recipients(finder.database());
  if (words.has("--stdout")) {
    const DigestWriter writer(app, finder.database());
    for (const auto& recipient : all)
      if (const auto digest = finder.digest(recipient, finder.database()))
        app.print(render::mbox(made_of(*digest, writer, app).outgoing.text, writer.sender(), app.now().at));
    return;
  }
  std::size_t rows = 0;
  app.list<AlertLine>([&](const auto& emit) {
    for (const auto& recipient : all)
      if (const auto digest = finder.digest(recipient, finder.database()))
        for (const auto& spoken : digest->spoken) {
          emit(alert_line(recipient, spoken));
          ++rows;
        }
  });
  app.list_ended(rows, say("nobody is to be told anything on {date}", {{"date", app.as_of()}}));
}

void told_history(App& app, const Words& words) {
  auto& database = app.reading();
  const std::string of = words.operand("WHAT");
  Id device = 0, recipient = 0;
  if (of.find('@') != std::string::npos && !device::maybe_device(database, of))
    recipient = alert::find_recipient(database, of).id;
  else if (!of.empty())
    device = app.device_named(of).id;
  std::size_t rows = 0;
  app.list<alert::HistoryLine>([&](const auto& emit) {
    alert::each_told(database, device, recipient, [&](const alert::HistoryLine& line) {
      emit(line);
      ++rows;
    });
  });
  app.list_ended(rows, say("nothing was told yet"));
}

constexpr Option deliver{"--deliver", "COMMAND",
                         "give each message to this program's standard input (sendmail -t -oi, where there is one)"};
constexpr Option outbox{"--outbox", "DIR", "write each message into this Maildir"};
constexpr Option to_stdout{"--stdout", "", "write the messages to standard output, as mbox"};
constexpr Option timeout{"--timeout", "SECONDS", "how long the program may take for a message (60)"};
constexpr Option run_options[] = {
    deliver, timeout, outbox, to_stdout, {"--times", "", "say how long finding, writing and delivering took"}};
constexpr Option resend_options[] = {deliver, timeout, outbox, to_stdout};
constexpr Option preview_options[] = {{"--stdout", "", "the messages themselves, as mbox"}};
constexpr Operand message[] = {{"MESSAGE", "its number in alert history"}};
constexpr Operand what[] = {{"[WHAT]", "the tag of a device or the address of a recipient"}};
const Verb verbs[] = {
    {"run",
     "tell each recipient what is new, worse, still so or settled, once",
     {},
     run_options,
     "siyana alert run\nsiyana alert run --deliver \"msmtp -t\"",
     run},
    {"preview", "what alert run would tell, and whom", {}, preview_options, "siyana alert preview", preview},
    {"history",
     "what was told to whom and when, the latest first",
     what,
     {},
     "siyana alert history VENT-01",
     told_history},
    {"resend", "say again what a message said, as it stands now", message, resend_options, "siyana alert resend 17",
     resend}};

}  // namespace

const Noun alert_noun{"alert", "mail about what is overdue", verbs};

}  // namespace siyana
