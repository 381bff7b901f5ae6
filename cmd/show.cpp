#include "cmd/show.hpp"

#include "device/extra.hpp"
#include "device/line.hpp"
#include "due/list.hpp"
#include "history/entries.hpp"
#include "i18n/width.hpp"
#include "round/round.hpp"
#include "work/breakdown_line.hpp"

namespace siyana {
namespace {

constexpr std::size_t label_width = 22;

std::string padded(std::string text, std::size_t width) {
  const std::size_t cells = display_width(text);
  text.append(cells < width ? width - cells : 1, ' ');
  return text;
}

/// The names of these are the hospital's own, and are shown as they are.
void extra(Sheet& sheet, std::string_view text) {
  for (const auto& [name, value] : device::extra_fields(text)) sheet.named(name, value);
}

template <class T, class F>
std::string shown_value(App& app, const F& f, std::string_view text) {
  constexpr auto kind = kind_of_member<T>();
  if (f.word) return app.written(Term{std::string(text), std::string(f.name)});
  if (f.type_name) return std::string(app.type_name(text));
  if (f.instant || kind == render::Kind::date || kind == render::Kind::instant) return app.moment(text);
  return std::string(text);
}

/// A line for each field that has a value, but for the one in the title.
template <class Row>
void fields(App& app, Sheet& sheet, const Row& row, std::string_view title) {
  for_each_field<Row>([&](const auto& f, std::size_t) {
    Scratch scratch;
    using T = std::remove_cvref_t<decltype(row.*(f.member))>;
    const Value value = Codec<T>::write(row.*(f.member), scratch);
    if (f.name == title || value.absent()) return;
    if (f.name == "extra") return extra(sheet, value.text);
    if (value.type == Value::Type::number)
      sheet.line(f.label, std::to_string(value.number));
    else
      sheet.line(f.label, shown_value<T>(app, f, value.text));
  });
}

void aliases(App& app, Sheet& sheet, Id device) {
  for (const auto& tag : device::aliases_of(app.database(), device)) sheet.line("Old tag", tag);
}

/// When and where somebody last stood before it, which moves it nowhere.
void last_seen(App& app, Sheet& sheet, const std::optional<round::Visit>& seen) {
  if (!seen) return;
  std::string text = app.written(seen->visited_on);
  for (const auto& part : {round::department_name(app.database(), seen->department), seen->room, seen->done_by})
    if (!part.empty()) text += "  " + part;
  sheet.line("Last seen", text);
}

std::string standing(App& app, const due::Line& line) {
  std::string text = app.written(Term{line.state, "state"});
  if (line.due_on) text += "  " + app.written(*line.due_on);
  if (line.days_late && *line.days_late > 0)
    text += "  " + app.text(say_n(*line.days_late, "{n} day late", "{n} days late"));
  text += "  " + (line.last_done_on ? app.text(say("last done {date}", {{"date", *line.last_done_on}}))
                                    : app.text(say("never done")));
  return text;
}

void plans(App& app, Sheet& sheet, Id device) {
  sheet.heading(say("Plans"));
  due::Filter filter;
  filter.which = due::Which::all;
  filter.device = device;
  bool any = false;
  due::each(app.database(), filter, app.as_of(), [&](const due::Line& line) {
    sheet.named(line.plan, standing(app, line));
    any = true;
  });
  if (!any) sheet.text(app.text(say("no plan: nothing will ever be due on this device")));
}

void breakdowns(App& app, Sheet& sheet, Id device) {
  for (const auto& breakdown : work::open_breakdowns(app.database(), device)) {
    sheet.heading(say("Open breakdown"));
    sheet.named(breakdown.number, app.written(date_of(breakdown.reported_at)) + "  " + breakdown.symptom);
  }
}

/// "2026-07-01  pm log          amina  pm: pass": the day of entry, and what was logged.
std::string told(App& app, const store::Entry& entry, Id device) {
  std::string text = app.moment(std::string_view(entry.at).substr(0, 10)) + "  " + padded(entry.what, 16) + " " +
                     (entry.actor.empty() ? entry.login : entry.actor);
  for (const auto& service : history::services_in(app.database(), entry, device))
    text += "  " + app.written(service.done_on) + " " + service.name + ": " +
            app.written(Term{std::string(name_of(service.result)), "result"});
  if (!entry.reason.empty()) text += "  " + entry.reason;
  return text;
}

void entries(App& app, Sheet& sheet, Id device) {
  sheet.heading(say("Last entries"));
  history::each_entry_of(app.database(), device, 10, [&](const store::Entry& entry) {
    sheet.named("#" + std::to_string(store::number_of(entry.id)), told(app, entry, device));
  });
}

void waits(App& app, Sheet& sheet, const work::Breakdown& breakdown) {
  for (const auto& waiting : work::waitings(app.database(), breakdown.id)) {
    std::string text = app.written(Term{waiting.awaits}) + "  " + app.written(waiting.since);
    if (waiting.until) text += " - " + app.written(*waiting.until);
    if (waiting.expected_on) text += "  " + app.text(say("expected {date}", {{"date", *waiting.expected_on}}));
    sheet.line("Waiting for", text);
  }
}

}  // namespace

void Sheet::title(std::string_view text) { app_.print(app_.shown(text) + "\n"); }
void Sheet::heading(const Sentence& sentence) { app_.print("\n" + app_.text(sentence) + "\n"); }
void Sheet::text(std::string_view line) { app_.print("  " + app_.shown(line) + "\n"); }
void Sheet::line(std::string_view label, std::string_view value) { named(app_.text(say(label)), value); }
void Sheet::named(std::string_view name, std::string_view value) {
  app_.print("  " + padded(app_.shown(name), label_width) + app_.shown(value) + "\n");
}

void show_device(App& app, const Words& words) {
  auto& database = app.reading_due();
  const auto device = app.device_named(words.operand("TAG"));
  device::Filter filter;
  filter.device = device.id;
  filter.on = app.as_of();
  if (!app.is_table()) return app.list<device::Line>([&](const auto& emit) { device::each(database, filter, emit); });
  Sheet sheet(app);
  sheet.title(device.tag);
  const auto scan = round::last_seen(database, device.id);
  device::each(database, filter, [&](device::Line line) {
    if (scan && line.seen_on && *line.seen_on <= scan->visited_on) line.seen_on.reset();  // last_seen() says more of it
    fields(app, sheet, line, "tag");
  });
  aliases(app, sheet, device.id);
  last_seen(app, sheet, scan);
  plans(app, sheet, device.id);
  breakdowns(app, sheet, device.id);
  entries(app, sheet, device.id);
}

void show_work(App& app, const Words& words) {
  auto& database = app.reading();
  const auto breakdown = breakdown_named(app, words.operand("NUMBER"));
  work::BreakdownFilter one;
  one.breakdown = breakdown.id;
  one.on = app.today();
  if (!app.is_table())
    return app.list<work::BreakdownLine>([&](const auto& emit) { work::each_breakdown(database, one, emit); });
  Sheet sheet(app);
  sheet.title(breakdown.number);
  work::each_breakdown(database, one, [&](const work::BreakdownLine& line) { fields(app, sheet, line, "number"); });
  waits(app, sheet, breakdown);
}

}  // namespace siyana
