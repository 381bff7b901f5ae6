// The words of a round: where it goes, what its sheet of paper says, what an unusual scan wants known.
#include "base/text.hpp"
#include "cmd/round.hpp"

namespace siyana {
namespace {

std::string_view name_of(Language language) {
  switch (language) {
    case Language::fr:
      return "fr";
    case Language::ar:
      return "ar";
    case Language::en:
      break;
  }
  return "en";
}

std::string joined(std::initializer_list<std::string> parts, std::string_view between) {
  std::string all;
  for (const auto& part : parts)
    if (!part.empty()) all += (all.empty() ? "" : std::string(between)) + part;
  return all;
}

render::SheetJob job_of(App& app, const round::Job& job) {
  render::SheetJob printed;
  printed.what = job.plan == job.kind ? app.written(Term{job.kind, "kind"}) : job.plan;
  printed.urgent = job.days_late || job.state == "retest";
  if (job.state == "retest")
    printed.remark = app.text(say("test wanted since {date}", {{"date", job.due_on}}));
  else if (job.days_late)
    printed.remark = app.text(
        say_n(*job.days_late, "due {date}, {n} day late", "due {date}, {n} days late", {{"date", job.due_on}}));
  else
    printed.remark = app.text(say("due {date}", {{"date", job.due_on}}));
  if (!job.last_done_on) printed.remark += " · " + app.text(say("never done"));
  return printed;
}

render::SheetLine line_of(App& app, const round::Stop& stop) {
  render::SheetLine line;
  line.code = stop.tag;
  for (const auto& detail :
       {std::string(app.type_name(stop.type)), joined({stop.manufacturer, stop.model}, " "), stop.serial})
    if (!detail.empty()) line.details.push_back(detail);
  if (!stop.blocked_by.empty())
    line.details.push_back(app.text(say("broken down: {number}", {{"number", stop.blocked_by}})));
  for (const auto& job : stop.jobs) line.jobs.push_back(job_of(app, job));
  return line;
}

void add(App& app, const round::Stop& stop, bool several, std::vector<render::SheetGroup>& groups) {
  const std::string room = stop.room.empty() ? app.text(say("no room")) : stop.room;
  const std::string heading = several ? joined({stop.facility, stop.department, room}, " · ") : room;
  if (groups.empty() || fold(groups.back().heading) != fold(heading)) groups.push_back({heading, {}});
  groups.back().lines.push_back(line_of(app, stop));
}

}  // namespace

std::string round_place(App& app, const round::Scope& scope) {
  const auto place = round::place_of(app.database(), scope);
  const std::string type(app.type_name(place.type));
  return joined({place.facility, place.department, place.room, type}, " · ");
}

render::PaperSheet paper_sheet(App& app, const round::Scope& scope, const std::vector<round::Stop>& stops, bool all) {
  render::PaperSheet sheet;
  sheet.language = name_of(app.language());
  sheet.right_to_left = app.language() == Language::ar;
  sheet.title = app.text(say("Round: {place}", {{"place", round_place(app, scope)}}));
  sheet.notes = {app.text(say("On {date}: what is due within {days} days",
                              {{"date", app.as_of()}, {"days", std::to_string(scope.within)}})),
                 app.text(say("Done by ____________________   Date ______________"))};
  for (const std::string_view outcome : {"pass", "minor", "fail", "tried"})
    sheet.outcomes.push_back(app.text(say(outcome)));
  sheet.device_heading = app.text(say("Device"));
  sheet.work_heading = app.text(say("To do"));
  sheet.remark_heading = app.text(say("Remark"));
  sheet.rest_heading = app.text(say("Nothing due: tick what was seen"));
  const bool several = scope.department == 0;
  for (const auto& stop : stops) {
    if (!stop.jobs.empty()) add(app, stop, several, sheet.groups);
    if (stop.jobs.empty() && all) add(app, stop, several, sheet.rest);
  }
  return sheet;
}

void say_strange(App& app, const round::Scope& scope, const device::Device& device) {
  if (device.lifecycle == "lost" || device.lifecycle == "in_storage")
    return app.warn(say("{tag} is {state} in the register, and was scanned: siyana device return {tag} --reason TEXT",
                        {{"tag", device.tag}, {"state", Term{device.lifecycle}}}));
  if (device.lifecycle == "retired" || device.lifecycle == "disposed")
    return app.warn(say("{tag} is {state} in the register, and was scanned: is it the right tag?",
                        {{"tag", device.tag}, {"state", Term{device.lifecycle}}}));
  if (round::is_within(app.database(), scope, device)) return;
  const std::string here = round::department_name(app.database(), Ref{scope.department});
  const std::string there = round::department_name(app.database(), device.now_department);
  if (here.empty() || device.now_department.id == scope.department)
    return app.warn(say("{tag} is not of this round", {{"tag", device.tag}}));
  if (there.empty())
    return app.warn(say("{tag} has no department; if it belongs here: siyana device move {tag} --department \"{here}\"",
                        {{"tag", device.tag}, {"here", here}}));
  app.warn(say("{tag} belongs to {there}; if it stays here: siyana device move {tag} --department \"{here}\"",
               {{"tag", device.tag}, {"there", there}, {"here", here}}));
}

void say_understood(App& app, std::string_view text, const round::Scanned& scanned) {
  if (!scanned.layout.empty() && scanned.device)
    app.tell(say("{text} is {tag}, typed through the {layout} keyboard",
                 {{"text", std::string(text)}, {"tag", scanned.device->tag}, {"layout", Term{scanned.layout}}}));
}

}  // namespace siyana
