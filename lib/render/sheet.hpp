// A list for paper: groups of lines, each with a box to tick, a code to scan and what is to be done, as plain text or
// as one self-contained HTML page for A4. All words come translated; language and direction are the caller's.
#pragma once

#include <string>
#include <vector>

#include "render/report.hpp"

namespace siyana::render {

struct SheetJob {
  std::string what;     // the plan
  std::string remark;   // when it is due, how late
  bool urgent = false;  // set off in print
};

struct SheetLine {
  std::string code;                  // what the code says, and its text in clear
  std::vector<std::string> details;  // a line each
  std::vector<SheetJob> jobs;
};

struct SheetGroup {
  std::string heading;
  std::vector<SheetLine> lines;
};

/// Every job gets a box to tick for each outcome.
struct PaperSheet {
  std::string language = "en";  // BCP 47
  bool right_to_left = false;
  std::string title;
  std::vector<std::string> notes;     // under the title
  std::vector<std::string> outcomes;  // headings of the boxes
  std::string device_heading, work_heading, remark_heading;
  std::vector<SheetGroup> groups;
  std::string rest_heading;  // of what has nothing to be done
  std::vector<SheetGroup> rest;
};

void write_text(Sink& sink, const PaperSheet& sheet);
void write_html(Sink& sink, const PaperSheet& sheet);

}  // namespace siyana::render
