#include "render/safe.hpp"
#include "render/sheet.hpp"

namespace siyana::render {
namespace {

void write_line(Sink& sink, const SheetLine& line) {
  std::string out = "[ ] " + visible(line.code);
  for (const auto& detail : line.details) out += "  " + visible(detail);
  for (const auto& job : line.jobs) out += "\n      [ ] " + visible(job.what) + "  " + visible(job.remark);
  if (!line.jobs.empty()) out += "\n      ........................................................";
  sink.write(out + "\n");
}

void write_groups(Sink& sink, const std::vector<SheetGroup>& groups) {
  for (const auto& group : groups) {
    sink.write("\n" + visible(group.heading) + "\n");
    for (const auto& line : group.lines) write_line(sink, line);
  }
}

}  // namespace

void write_text(Sink& sink, const PaperSheet& sheet) {
  sink.write(visible(sheet.title) + "\n");
  for (const auto& note : sheet.notes) sink.write(visible(note) + "\n");
  write_groups(sink, sheet.groups);
  if (sheet.rest.empty()) return;
  sink.write("\n" + visible(sheet.rest_heading) + "\n");
  write_groups(sink, sheet.rest);
}

}  // namespace siyana::render
