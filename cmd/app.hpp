// What a command is given: the store, the clock, the reader's language, and the way out for its answer. Costly things
// are made when they are first asked for.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cmd/args.hpp"
#include "cmd/emit.hpp"
#include "device/type_names.hpp"
#include "due/cache.hpp"
#include "i18n/catalog.hpp"
#include "render/spool.hpp"
#include "work/work.hpp"

namespace siyana {

/// The language of what must be said before there is an App: --lang among the words, else the environment, else the
/// configuration where it can be read.
Catalog catalog_of(const std::vector<std::string>& words);

class App {
 public:
  App(Words globals, std::span<const Noun> nouns);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  std::span<const Noun> nouns() const { return nouns_; }
  const Words& globals() const { return globals_; }
  /// A global option: from the command line, else the environment, else the configuration files.
  std::string setting(std::string_view option) const;
  bool has_setting(std::string_view option) const;

  /// Read once; SIYANA_NOW (RFC 3339) stands in for the clock in tests.
  const store::Moment& now() const { return now_; }
  /// For a command that lasts: what it does next happens later than it began.
  void read_clock_again();
  Date today() const { return now_.today; }
  /// The day that lists speak of: --as-of, else today.
  Date as_of();

  std::string store_path() const;
  int busy_seconds() const;
  /// The store, opened for reading; with --known-on a private copy of what was known then. --as-of is refused: it would
  /// be passed over in silence.
  db::Database& reading();
  /// The store opened for reading, for what is worked out from a device's own facts on as_of(): its lists answer for
  /// the last change only.
  db::Database& reading_facts() { return open_for_reading(); }
  /// The store opened for reading, with devices and what is due on them answering for as_of().
  db::Database& reading_due(due::Wanted wanted = due::Wanted::all);
  /// False where only what is overdue can be asked for.
  bool has_all_due() const { return wanted_ == due::Wanted::all; }
  /// Opens the store for writing. --as-of and --known-on make no sense there and are refused.
  store::Change& change(const Words& words, std::string reason = {});
  /// Ends the change; nothing where nothing differed, which is said.
  std::optional<Id> commit();
  /// Warns of what the change that was just made put off though nothing was done: for commands that are about something
  /// else, such as names, types and files.
  void warn_of_put_off() const;
  /// The store of the change, after the commit too.
  db::Database& database() { return *database_; }
  void use(std::unique_ptr<db::Database> database);
  void close_store();
  /// Where the change was the first on another machine, in what may be a copy.
  void warn_of_copy(const store::Change& change) const;
  store::Who who(const Words& words) const;

  Language language() const { return catalog_.language(); }
  /// A sentence in the reader's language.
  std::string text(const Sentence& sentence) const { return catalog_.text(sentence); }
  /// A date, a number, one of siyana's own words, in the reader's language.
  std::string written(const Part& part) const { return catalog_.written(part); }
  /// The same for the text of an ISO date or an RFC 3339 instant.
  std::string moment(std::string_view iso) const { return catalog_.day_first() ? day_first(iso) : std::string(iso); }
  /// Talk, on stderr; silent with --quiet.
  void tell(const Sentence& sentence) const;
  /// Something the user should look at, on stderr even with --quiet.
  void warn(const Sentence& sentence) const;
  void tell_error(const Sentence& sentence) const;
  bool is_quiet() const { return quiet_; }
  bool talks_to_terminal() const;
  bool answers_to_terminal() const;

  /// The dates and numbers of options. What was understood of an inexact date is said.
  Date date(std::string_view text);
  std::optional<Date> maybe_date(const Words& words, std::string_view option);
  Date date_or_today(const Words& words, std::string_view option);
  Instant instant(std::string_view text);
  /// The same without a word; nothing where it is not understood.
  std::optional<Instant> instant_quietly(std::string_view text) const;
  std::optional<Instant> maybe_instant(const Words& words, std::string_view option);
  Instant local(Date date, int hour, int minute) const;
  /// The same instant in the place's own time, whose day it is logged under.
  Instant here(Instant at) const;
  std::optional<std::int64_t> maybe_number(const Words& words, std::string_view option) const;
  std::optional<int> maybe_days(const Words& words, std::string_view option) const;
  std::optional<Money> maybe_money(const Words& words, std::string_view option) const;

  /// Operands that name devices: `-` reads them from standard input, a line each. All are found, or the bad one named.
  std::vector<device::Device> devices(const Words& words);
  /// The device of a tag, or of a breakdown's number.
  device::Device device_named(std::string_view text);

  const render::Format& format() const;
  bool is_table() const { return format().name == "table"; }
  render::Style style();
  /// A calendar of tasks, or the days before which its alarms sound.
  void set_calendar(bool tasks, int alarm_days) {
    calendar_.tasks = tasks;
    calendar_.alarm_days = alarm_days;
  }
  /// What a page or a calendar of this command is called: what its noun is about.
  void set_heading(std::string_view summary) { heading_ = summary; }
  /// Draws a list: `each` calls what it is given for every row, in order.
  template <class Row>
  void list(const std::function<void(const std::function<void(const Row&)>&)>& each);
  /// Says this on stderr where the list held nothing and a person reads it.
  void list_ended(std::size_t rows, const Sentence& nothing);
  /// Text for a person, part of the answer.
  void print(std::string_view text) { spool_.write(text); }
  void print_line(const Sentence& sentence) { spool_.write(shown(text(sentence)) + "\n"); }
  /// A type's name as a person reads it: in the language of the run where it has a name in it.
  std::string_view type_name(std::string_view name);
  render::Sink& sink() { return spool_; }
  /// A line, or a column's text, as print() takes it: nothing in it can mislead or, on a terminal, turn its neighbours
  /// round.
  std::string shown(std::string_view text) const;

  /// Before the command does anything: its answer must not go into the store, nor into a file that it is about.
  void require_good_output(const Verb& verb, const Words& words) const;
  /// Closes the store and lets the answer out.
  void finish();
  void set_status(int status) { status_ = status; }
  int status() const { return status_; }

 private:
  std::optional<Instant> instant_in(std::string_view view, std::string_view& day) const;
  /// What a page or a calendar says beside its rows.
  void dress(render::Style& style);
  db::Database& open_for_reading();
  void refuse(std::string_view option, std::string_view why) const;
  void require_no_store_at(const std::string& output) const;

  std::optional<Date> as_of_;
  due::Wanted wanted_ = due::Wanted::all;
  std::string_view heading_;
  Words globals_;
  Words config_;
  std::span<const Noun> nouns_;
  store::Moment now_;
  Catalog catalog_;
  bool quiet_ = false;
  render::CalendarStyle calendar_;
  std::unique_ptr<db::Database> database_;
  due::PutOff put_off_;  // by the change
  std::optional<store::Change> change_;
  render::Spool spool_;
  std::optional<std::unordered_map<std::string, std::string>> type_names_;
  int status_ = 0;
  std::size_t listed_ = 0;
};

template <class Row>
void App::list(const std::function<void(const std::function<void(const Row&)>&)>& each) {
  auto look = style();
  if (!format().machine && !is_table()) dress(look);
  const auto renderer = format().make(spool_, look);
  Emitter<Row> emit(*renderer, format(), look.translate, [this](std::string_view name) { return type_name(name); });
  each([&](const Row& row) {
    emit.row(row);
    ++listed_;
  });
  emit.end();
}

}  // namespace siyana
