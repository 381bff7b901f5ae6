#include "render/barcode.hpp"

#include <qrcodegen/qrcodegen.hpp>

#include "base/error.hpp"
#include "render/markup.hpp"

namespace siyana::render {
namespace {

constexpr int qr_margin = 4;

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
        add_run(path, code.margin + from, code.margin + y, x - from);
      else
        ++x;
    }
  return path;
}

}  // namespace

Barcode qr_code(std::string_view text) try {
  using qrcodegen::QrCode;
  const std::string zero_ended(text);
  const QrCode qr = QrCode::encodeText(zero_ended.c_str(), QrCode::Ecc::MEDIUM);
  Barcode code{qr.getSize(), qr.getSize(), qr_margin, {}};
  for (int y = 0; y < code.height; ++y)
    for (int x = 0; x < code.width; ++x) code.dark.push_back(qr.getModule(x, y));
  return code;
} catch (const qrcodegen::data_too_long&) {
  throw Error(Fault::usage, "{text} is too long for a QR code", {{"text", std::string(text)}});
}

std::string svg(const Barcode& code, std::string_view title) {
  const std::string box =
      std::to_string(code.width + 2 * code.margin) + " " + std::to_string(code.height + 2 * code.margin);
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + box +
         "\" role=\"img\" shape-rendering=\"crispEdges\"><title>" + escaped(title) + "</title><path d=\"" +
         path_of(code) + "\"/></svg>";
}

}  // namespace siyana::render
