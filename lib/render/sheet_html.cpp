#include "embedded.hpp"
#include "render/barcode.hpp"
#include "render/markup.hpp"
#include "render/sheet.hpp"

namespace siyana::render {
namespace {

std::string code_of(const SheetLine& line) {
  return "<td class=\"code\">" + svg(qr_code(line.code), line.code) + "</td>";
}

std::string device_of(const SheetLine& line) {
  std::string out = "<td class=\"device\"><b dir=\"ltr\">" + escaped(line.code) + "</b>";
  for (const auto& detail : line.details) out += "<br>" + bdi(detail);
  return out + "</td>";
}

std::string job_of(const SheetJob& job) {
  return std::string("<td class=\"") + (job.urgent ? "job urgent" : "job") + "\">" + bdi(job.what) + "<br><span>" +
         bdi(job.remark) + "</span></td>";
}

class Page {
 public:
  Page(Sink& sink, const PaperSheet& sheet) : sink_(sink), sheet_(sheet) {}

  void write() {
    head();
    table(sheet_.groups, true);
    if (!sheet_.rest.empty()) put("<h2>" + bdi(sheet_.rest_heading) + "</h2>\n");
    table(sheet_.rest, false);
    put("</body>\n</html>\n");
  }

 private:
  void put(const std::string& text) { sink_.write(text); }

  void head() {
    put("<!DOCTYPE html>\n<html lang=\"" + escaped(sheet_.language) + "\" dir=\"" +
        (sheet_.right_to_left ? "rtl" : "ltr") + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
        escaped(sheet_.title) + "</title>\n<style>\n" + std::string(embedded("html/sheet.css")) +
        "</style>\n</head>\n<body>\n<h1>" + bdi(sheet_.title) + "</h1>\n");
    for (const auto& note : sheet_.notes) put("<p>" + bdi(note) + "</p>\n");
  }

  void table(const std::vector<SheetGroup>& groups, bool with_jobs) {
    if (groups.empty()) return;
    put("<table>\n<thead><tr><th class=\"code\"></th><th class=\"device\">" + escaped(sheet_.device_heading) + "</th>");
    if (with_jobs) {
      put("<th class=\"job\">" + escaped(sheet_.work_heading) + "</th>");
      for (const auto& outcome : sheet_.outcomes) put("<th class=\"box\">" + escaped(outcome) + "</th>");
    } else {
      put("<th class=\"box\"></th>");
    }
    put("<th class=\"remark\">" + escaped(sheet_.remark_heading) + "</th></tr></thead>\n");
    const std::size_t columns = with_jobs ? 4 + sheet_.outcomes.size() : 4;
    for (const auto& group : groups) {
      put("<tbody class=\"room\"><tr><th colspan=\"" + std::to_string(columns) + "\">" + bdi(group.heading) +
          "</th></tr></tbody>\n");
      for (const auto& line : group.lines) rows(line, with_jobs);
    }
    put("</table>\n");
  }

  /// One body a device, so that no page break falls inside it.
  void rows(const SheetLine& line, bool with_jobs) {
    put("<tbody><tr>");
    const std::string span = std::to_string(line.jobs.size());
    std::string device = code_of(line) + device_of(line);
    if (line.jobs.size() > 1)
      for (auto at = device.find("<td "); at != std::string::npos; at = device.find("<td ", at + 4))
        device.insert(at + 4, "rowspan=\"" + span + "\" ");
    put(device);
    if (!with_jobs || line.jobs.empty()) put(std::string(box) + remark);
    for (std::size_t i = 0; with_jobs && i < line.jobs.size(); ++i) {
      put((i > 0 ? "</tr>\n<tr>" : "") + job_of(line.jobs[i]));
      for (std::size_t n = 0; n < sheet_.outcomes.size(); ++n) put(std::string(box));
      put(std::string(remark));
    }
    put("</tr></tbody>\n");
  }

  static constexpr std::string_view box = "<td class=\"box\"><i></i></td>";
  static constexpr const char* remark = "<td class=\"remark\"></td>";

  Sink& sink_;
  const PaperSheet& sheet_;
};

}  // namespace

void write_html(Sink& sink, const PaperSheet& sheet) { Page(sink, sheet).write(); }

}  // namespace siyana::render
