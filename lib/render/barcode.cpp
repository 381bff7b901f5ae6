#include "render/barcode.hpp"

#include <qrcodegen/qrcodegen.hpp>

#include "base/error.hpp"
#include "base/utf8.hpp"
#include "render/markup.hpp"

namespace siyana::render {
namespace {

constexpr int qr_margin = 4;

/// Bars want light beside them only.
int margin_above(const Barcode& code) { return code.height == 1 ? 0 : code.margin; }

/// A run of dark modules as one rectangle: fewer edges for a printer to get wrong.
void add_run(std::string& path, int x, int y, int length) {
  const std::string wide = std::to_string(length);
  path += "M" + std::to_string(x) + " " + std::to_string(y) + "h" + wide + "v1h-" + wide + "z";
}

std::string path_of(const Barcode& code) {
  std::string path;
  for (int y = 0; y < code.height; ++y)
    for (int x = 0; x < code.width;) {
      const int from = x;
      while (x < code.width && code.is_dark(x, y)) ++x;
      if (x > from)
        add_run(path, code.margin + from, margin_above(code) + y, x - from);
      else
        ++x;
    }
  return path;
}

/// Letters beyond ASCII are said to be UTF-8 (ISO/IEC 18004, ECI 26): a scanner would guess otherwise, and guess wrong.
std::vector<qrcodegen::QrSegment> segments_of(std::string_view text) {
  using qrcodegen::QrSegment;
  const std::string zero_ended(text);
  if (is_ascii(text)) return QrSegment::makeSegments(zero_ended.c_str());
  constexpr long utf8 = 26;
  return {QrSegment::makeEci(utf8), QrSegment::makeBytes({text.begin(), text.end()})};
}

}  // namespace

Barcode qr_code(std::string_view text) try {
  using qrcodegen::QrCode;
  const QrCode qr = QrCode::encodeSegments(segments_of(text), QrCode::Ecc::MEDIUM);
  Barcode code{qr.getSize(), qr.getSize(), qr_margin, {}};
  for (int y = 0; y < code.height; ++y)
    for (int x = 0; x < code.width; ++x) code.dark.push_back(qr.getModule(x, y));
  return code;
} catch (const qrcodegen::data_too_long&) {
  throw Error(Fault::usage, "{text} is too long for a QR code", {{"text", std::string(text)}});
}

std::string svg(const Barcode& code, std::string_view title, std::string_view attributes) {
  const std::string box =
      std::to_string(code.width + 2 * code.margin) + " " + std::to_string(code.height + 2 * margin_above(code));
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + box +
         "\" role=\"img\" shape-rendering=\"crispEdges\"" + (code.height == 1 ? " preserveAspectRatio=\"none\"" : "") +
         std::string(attributes) + "><title>" + escaped(title) + "</title><path d=\"" + path_of(code) + "\"/></svg>";
}

}  // namespace siyana::render
