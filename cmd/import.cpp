// import: other people's files.
#include "exchange/import.hpp"
#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/import_files.hpp"
#include "cmd/import_report.hpp"
#include "cmd/import_show.hpp"
#include "cmd/nouns.hpp"
#include "cmd/progress.hpp"
#include "cmd/signals.hpp"
#include "cmd/spread.hpp"
#include "due/why.hpp"
#include "exchange/import_log.hpp"
#include "exchange/import_plan_file.hpp"
#include "history/import_record.hpp"

namespace siyana {
namespace {

/// What would happen to one row, or to one field of it.
struct PlanLine {
  std::int64_t line = 0;
  std::string action, tag, field, before, after, reason, sheet;
};

}  // namespace

template <>
struct Fields<PlanLine> {
  using R = PlanLine;
  static constexpr auto all = std::tuple{field("line", &R::line, "Line"),       word("action", &R::action, "Action"),
                                         field("tag", &R::tag, "Tag"),          field("field", &R::field, "Field"),
                                         field("before", &R::before, "Before"), field("after", &R::after, "After"),
                                         field("reason", &R::reason, "Reason"), field("sheet", &R::sheet, "Sheet")};
};

namespace {

using exchange::Action;
using exchange::RowDecision;

std::string_view name_of(Action action) {
  constexpr std::string_view names[] = {"new", "changed", "unchanged", "refused"};
  return names[static_cast<std::size_t>(action)];
}

exchange::ImportOptions options_of(App& app, const Words& words, const exchange::Vocabulary& known,
                                   std::function<void(double part)> unpacking) {
  exchange::ImportOptions options;
  options.known = &known;
  options.unpacking = std::move(unpacking);
  for (const auto& text : words.all("--map")) options.mappings.push_back(exchange::parse_mapping(text));
  if (words.has("--date-format")) options.order = exchange::date_order_named(words.text("--date-format"));
  if (words.has("--encoding")) options.encoding = exchange::require_encoding(words.text("--encoding"));
  if (words.has("--delimiter")) options.delimiter = exchange::delimiter_named(words.text("--delimiter"));
  options.sheet = words.text("--sheet");
  if (words.has("--header-row")) options.header_row = exchange::header_row_in(words.text("--header-row"));
  options.tag_format = words.text("--tag-format");
  if (words.has("--tag-format")) device::require_good_tag(exchange::TagFormat(options.tag_format).tag(999'999'999));
  options.facility = trim(words.text("--facility"));
  options.department = trim(words.text("--department"));
  if (words.has("--kind")) options.kind = words.text("--kind");
  plan::require_kind(options.kind);
  const bool of_devices = &known == &exchange::DeviceImport::vocabulary();
  if (of_devices) options.keep_columns = words.has("--keep-columns");
  options.allow_new = words.has("--new");
  options.today = app.today();
  options.now = app.now().at;
  options.local = [&app](Date date, int hour, int minute) { return app.local(date, hour, minute); };
  return options;
}

/// An engine decides about each row, and writes what is good.
template <class Engine>
class Import {
 public:
  Import(App& app, const Words& words)
      : app_(app),
        words_(words),
        options_(options_of(app, words, Engine::vocabulary(), [this](double part) { unpacked(part); })),
        file_(words.operand("FILE")),
        bad_rows_(words.text("--keep-good"), file_),
        bar_(app),
        sheet_(file_.descriptor(), file_.name(), options_),
        report_(app, sheet_) {
    if (words.has("--plan") && words.has("--keep-good"))
      throw Error(Fault::usage, "--plan writes nothing, --keep-good writes: give one of them");
    bar_.clear();
    for (const auto& sentence : sheet_.understood()) app.tell(sentence);
  }

  void plan() {
    auto engine = make_engine(app_.reading());
    app_.list<PlanLine>(
        [&](const auto& emit) { each(engine, [&](const RowDecision& decision) { show(decision, emit); }); });
    say_news(engine);
    say_summary(say("would be: {new} new, {changed} changed, {unchanged} unchanged, {refused} refused"));
    if (count(Action::refused) > 0) app_.set_status(static_cast<int>(Fault::invalid));
  }

  void write() {
    auto& change = app_.change(words_, file_.name());
    auto engine = make_engine(app_.database());
    if (bad_rows_.are_kept()) bad_rows_.heading(headings(), sheet_.delimiter(), sheet_.is_workbook());
    each(engine, [&](typename Engine::Decision& decision) {
      if (decision.action == Action::refused)
        refuse(engine, decision);
      else if (decision.action != Action::unchanged && may_write())
        engine.write(change, decision);
    });
    if (!may_write()) refuse_all();
    engine.end();
    record(change);
    bad_rows_.put_in_place();
    const auto entry = app_.commit();
    bar_.clear();
    say_news(engine);
    say_summary(say("{new} new, {changed} changed, {unchanged} unchanged, {refused} refused"));
    say_kept(engine);
    // A file of devices or plans gives the last day and the next one together, and means both.
    if constexpr (std::is_same_v<Engine, exchange::LogImport>)
      if (entry) say_kept_dates(*store::entry_of(app_.database(), *entry));
    if constexpr (std::is_same_v<Engine, exchange::PlanImport>)
      if (entry) say_left_spread(app_, *store::entry_of(app_.database(), *entry));
    app_.warn_of_put_off();
  }

 private:
  static constexpr std::uint64_t look_every = 1024;

  /// A workbook is unpacked, then read twice, as a text is.
  void unpacked(double part) {
    stop_if_interrupted();
    bar_.show(part / 3, 0);
  }

  Engine make_engine(db::Database& database) {
    return {sheet_, database, options_, [this](std::uint64_t rows) { look_up(0, rows); }};
  }

  void look_up(int reading, std::uint64_t rows) {
    stop_if_interrupted();
    const int before = sheet_.is_workbook() ? 1 : 0;
    bar_.show((before + reading + sheet_.part_read()) / (before + 2), rows);
  }

  template <class F>
  void each(Engine& engine, F&& f) {
    typename Engine::Decision decision;
    while (engine.next(decision)) {
      if (++rows_ % look_every == 0) look_up(1, rows_);
      ++counts_[static_cast<std::size_t>(decision.action)];
      if (!decision.faults.empty() || !decision.warnings.empty()) bar_.clear();
      report_.bad_row(decision);
      report_.warnings(decision);
      f(decision);
    }
    bar_.clear();
    report_.end();
  }

  std::uint64_t count(Action action) const { return counts_[static_cast<std::size_t>(action)]; }
  bool may_write() const { return count(Action::refused) == 0 || bad_rows_.are_kept(); }

  void refuse(const Engine& engine, const RowDecision& decision) {
    if (!bad_rows_.are_kept()) return;
    std::string reason;
    for (const auto& fault : decision.faults)
      reason += (reason.empty() ? "" : "; ") + app_.text(report_.sentence(fault));
    bad_rows_.add(engine.record(), reason);
  }

  /// The entry says which file it read; where nothing changed there is none.
  void record(store::Change& change) const {
    if (change.rows() == 0) return;
    const auto rows = [this](Action action) { return static_cast<std::int64_t>(count(action)); };
    history::ImportRecord record{0,
                                 std::string(Engine::of),
                                 file_.name(),
                                 file_.digest(),
                                 rows(Action::made),
                                 rows(Action::changed),
                                 rows(Action::unchanged),
                                 rows(Action::refused)};
    change.make(record);
  }

  [[noreturn]] void refuse_all() const {
    throw Error(
        Fault::invalid,
        "{file}: {refused} of {rows} rows are bad, so nothing was written (--keep-good FILE writes the others)",
        {{"file", file_.name()}, {"refused", std::to_string(count(Action::refused))}, {"rows", std::to_string(rows_)}});
  }

  /// A row as it will be in the list: a changed one a line for each field, a refused one a line for each fault.
  template <class Emit>
  void show(const RowDecision& decision, const Emit& emit) {
    PlanLine line;
    line.line = static_cast<std::int64_t>(exchange::Sheet::row_of(decision.line));
    line.sheet = sheet_.sheet_of(decision.line);
    line.action = name_of(decision.action);
    line.tag = decision.tag;
    if (decision.action == Action::refused) return show_faults(decision, line, emit);
    if (decision.action != Action::changed) return emit(line);
    for (const auto& [field, before, after] : decision.changes) {
      line.field = field;
      line.before = before;
      line.after = after;
      emit(line);
    }
  }

  template <class Emit>
  void show_faults(const RowDecision& decision, PlanLine& line, const Emit& emit) {
    for (const auto& fault : decision.faults) {
      line.field = fault.column < sheet_.columns().size() ? sheet_.columns()[fault.column].field : std::string_view{};
      line.after = fault.value;
      line.reason = app_.is_table() ? app_.text(fault.problem) : english(fault.problem);
      emit(line);
    }
  }

  std::vector<std::string> headings() const {
    std::vector<std::string> all;
    for (const auto& column : sheet_.columns()) all.push_back(column.header);
    return all;
  }

  void say_news(const Engine& engine) {
    constexpr std::size_t most = 100;
    for (const auto& sentence : sheet_.passed_over()) app_.tell(sentence);
    const auto news = engine.news();
    for (std::size_t i = 0; i < std::min(most, news.size()); ++i) app_.tell(news[i]);
    if (news.size() > most) app_.tell(say("and {more} more new names", {{"more", std::to_string(news.size() - most)}}));
  }

  void say_summary(Sentence sentence) {
    for (const auto action : {Action::made, Action::changed, Action::unchanged, Action::refused})
      sentence.parts.emplace_back(name_of(action), std::to_string(count(action)));
    app_.tell(sentence);
  }

  /// The bad rows alone may not tell the order of day and month: what the whole file told is said with them, and what
  /// this run was told, as far as the file of bad rows wants it.
  void say_kept(const Engine& engine) {
    if (count(Action::refused) == 0 || !bad_rows_.are_kept()) return;
    const std::string options = options_again(engine.found_order());
    const std::string file = words_.text("--keep-good");
    if (options.empty())
      app_.tell(say("the bad rows are in {file}: correct them and import that file", {{"file", file}}));
    else
      app_.tell(say("the bad rows are in {file}: correct them and import that file with {options}",
                    {{"file", file}, {"options", options}}));
  }

  std::string options_again(const std::string& found_order) const {
    std::string options;
    const auto add = [&](std::string_view name, const std::string& value) {
      options += (options.empty() ? "" : " ") + std::string(name);
      if (value.empty()) return;
      const bool plain = value.find_first_of(" \"'{}*?$&;|<>()#\\") == value.npos;
      options += plain ? " " + value : " \"" + value + "\"";
    };
    const std::string order = words_.has("--date-format") ? words_.text("--date-format") : found_order;
    if (!order.empty()) add("--date-format", order);
    for (const auto& [header, field] : exchange::mappings_for(sheet_.columns(), options_.mappings, *options_.known))
      add("--map", header + "=" + field);
    if (words_.has("--delimiter")) add("--delimiter", words_.text("--delimiter"));
    if (options_.keep_columns.value_or(false)) add("--keep-columns", {});
    if (options_.allow_new) add("--new", {});
    for (const std::string_view name : {"--tag-format", "--facility", "--department", "--kind"})
      if (words_.has(name)) add(name, words_.text(name));
    return options;
  }

  /// Work of the past does not move a first due date that was given: something late may hide behind it.
  void say_kept_dates(const store::Entry& entry) {
    std::int64_t count = 0;
    std::optional<due::KeptDate> first;
    due::each_kept_date(app_.database(), entry, app_.today(), [&](const due::KeptDate& kept) {
      if (count++ == 0 || kept.by_history < first->by_history) first = kept;
    });
    if (count == 0) return;
    app_.warn(say_n(count,
                    "{n} plan keeps a first due date that is later than its work would give: {plan} of {tag}, due on "
                    "{due} and by its work on {earlier} (see siyana why; if the work counts, void the entry that gave "
                    "the date)",
                    "{n} plans keep a first due date that is later than their work would give, the earliest {plan} of "
                    "{tag}, due on {due} and by its work on {earlier} (see siyana why; if the work counts, void the "
                    "entry that gave the date)",
                    {{"plan", first->plan}, {"tag", first->tag}, {"due", first->due}, {"earlier", first->by_history}}));
  }

  App& app_;
  const Words& words_;
  exchange::ImportOptions options_;
  ImportFile file_;
  BadRows bad_rows_;
  ProgressBar bar_;
  exchange::Sheet sheet_;
  ImportReport report_;
  std::uint64_t rows_ = 0;
  std::array<std::uint64_t, 4> counts_{};
};

template <class Engine>
void run_import(App& app, const Words& words) {
  Import<Engine> import(app, words);
  if (words.has("--plan"))
    import.plan();
  else
    import.write();
}

constexpr Operand file[] = {{"FILE", "the file; - for standard input"}};
constexpr Operand entry[] = {{"ENTRY", "the import's number, as import list shows it"}};
constexpr Option plan_option{"--plan", "", "show what would happen, and write nothing"};
constexpr Option map{"--map", "HEADER=FIELD",
                     "what a column holds, as \"Serial-number=serial\"; \"Header=\" passes it over", true};
constexpr Option date_format{"--date-format", "dmy|mdy|ymd",
                             "the order of day, month and year, where the file leaves it open"};
constexpr Option encoding{"--encoding", "NAME",
                          "utf-8, windows-1252, windows-1256, utf-16le or utf-16be, where the guess is wrong"};
constexpr Option delimiter{"--delimiter", "C", "what divides the columns, where the guess is wrong: ; or tab"};
constexpr Option sheet{"--sheet", "SHEET", "the sheet of a workbook, where it has several; all reads each of them"};
constexpr Option header_row{"--header-row", "N", "the line of the headings, where it is not found"};
constexpr Option keep_good{"--keep-good", "FILE",
                           "write the good rows, and put the bad ones into FILE to correct and import again"};
constexpr std::string_view kinds = "pm|safety|calibration|performance|statutory|user-check|inventory";
constexpr Option device_options[] = {
    plan_option,
    map,
    date_format,
    encoding,
    delimiter,
    sheet,
    header_row,
    keep_good,
    {"--keep-columns", "", "keep the columns siyana has no field for, as extra fields of the device"},
    {"--tag-format", "FORMAT", "tags for rows without one, as \"SDT-{n:04}\""},
    {"--facility", "FACILITY", "the facility of rows that name none"},
    {"--department", "DEPARTMENT", "the department of new devices whose row names none"},
    {"--kind", kinds, "the kind of the plans (pm)"},
    {"--new", "", "names nearly like known ones are meant as others"}};
constexpr Option log_options[] = {
    plan_option, map,       date_format,
    encoding,    delimiter, sheet,
    header_row,  keep_good, {"--kind", kinds, "the kind of work of rows that say none (pm)"}};
constexpr Option plan_options[] = {
    plan_option, map,       date_format,
    encoding,    delimiter, sheet,
    header_row,  keep_good, {"--kind", kinds, "the kind of the plans of rows that say none (pm)"}};
const Verb verbs[] = {
    {"devices", "register the devices of a CSV file", file, device_options,
     "siyana import devices inventaire.csv --plan\n"
     "siyana import devices inventaire.csv --date-format dmy --keep-good refused.csv",
     run_import<exchange::DeviceImport>},
    {"log", "log past inspections and breakdowns of a CSV file", file, log_options,
     "siyana import log interventions.csv --plan\n"
     "siyana import log interventions.csv --keep-good refused.csv",
     run_import<exchange::LogImport>},
    {"plans", "take in plans of devices, and rules of types and models, from a CSV file", file, plan_options,
     "siyana import plans programme.csv --plan", run_import<exchange::PlanImport>},
    {"list", "list the imports, the latest first", {}, {}, "siyana import list", list_imports},
    {"show", "show who imported what, from which file", entry, {}, "siyana import show 12", show_import}};

}  // namespace

const Noun import_noun{"import", "take in other people's files", verbs};

}  // namespace siyana
