// Labels to stick on devices: a code to scan, the tag in clear, and a line of the user's choice.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "render/barcode.hpp"
#include "render/label_sheet.hpp"
#include "render/report.hpp"

namespace siyana::render {

struct Label {
  Barcode code;
  std::string tag;
  std::string line;  // may be empty
};

/// The width of the narrowest bar or module on such a label, in micrometres: scanners want 200 and more.
int module_width(const Label& label, const LabelSheet& sheet);

/// A page for printing, with the labels where the sheet has them, the first at a place from 0 (a sheet may be half
/// used). Lengths are exact where the page is printed at 100 %.
class LabelPages {
 public:
  LabelPages(Sink& sink, const LabelSheet& sheet, int first_place);
  void add(const Label& label);
  void end();

 private:
  Sink& sink_;
  LabelSheet sheet_;
  int place_;
  bool open_ = false;
};

/// One drawing, the labels one below the other, each of the sheet's size.
void svg_labels(Sink& sink, std::span<const Label> labels, const LabelSheet& sheet);
/// The same as a PNG picture: 8 pixels a module of a QR code, 3 a bar. Its letters have no accents, and those
/// of other scripts are left out.
void png_labels(Sink& sink, std::span<const Label> labels);
bool png_can_write(std::string_view text);

/// For a terminal, by half blocks. With colours the code is black on white whatever the terminal's own; without, its
/// light parts are drawn, as on a dark screen.
void picture(Sink& sink, const Label& label, bool colour);

}  // namespace siyana::render
