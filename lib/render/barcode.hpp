// A code to scan, as dark and light modules, and its drawing as SVG.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace siyana::render {

/// Rows of modules, top to bottom, without the light margin around them. A code of bars has one row.
struct Barcode {
  int width = 0, height = 0;
  int margin = 0;  // light modules that its standard wants on each side
  std::vector<bool> dark;
  bool is_dark(int x, int y) const { return dark[static_cast<std::size_t>(y * width + x)]; }
};

/// A QR code of this text (UTF-8), as small as it goes at error correction M (15 % may be soiled), with the margin of
/// ISO/IEC 18004. Error(usage) where the text is longer than a QR code holds.
Barcode qr_code(std::string_view text);

/// `<svg>` with the margin inside its view box, one unit a module: the page gives it its size, to which bars stretch.
/// `title` is what is read where the picture is not seen; it is escaped. `attributes` are put into the element as they
/// are.
std::string svg(const Barcode& code, std::string_view title, std::string_view attributes = {});

}  // namespace siyana::render
