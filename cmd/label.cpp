// label: what is stuck on a device, with its tag to read and to scan.
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/config.hpp"
#include "cmd/filters.hpp"
#include "cmd/nouns.hpp"
#include "embedded.hpp"
#include "render/code128.hpp"
#include "render/label.hpp"

namespace siyana {
namespace {

constexpr std::size_t most_drawn = 200;
constexpr int finest_module = 200;  // micrometres; hand scanners miss what is finer

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : value;
}

/// Those that the program carries, then the user's, beside the configuration files.
std::vector<render::LabelSheet> all_sheets() {
  auto sheets = render::label_sheets(embedded("labels/sheets.csv"), "sheets.csv");
  for (const auto& config : config_files(environment("XDG_CONFIG_HOME"), environment("HOME"))) {
    const std::string file = std::filesystem::path(config).replace_filename("labels.csv");
    const auto table = site_file(file);
    if (!table) continue;
    for (auto& sheet : render::label_sheets(*table, file)) sheets.push_back(std::move(sheet));
  }
  return sheets;
}

render::LabelSheet sheet_of(const Words& words) {
  const std::string name = words.has("--sheet") ? words.text("--sheet") : "L7160";
  const auto sheets = all_sheets();
  std::string known;
  for (auto sheet = sheets.rbegin(); sheet != sheets.rend(); ++sheet)
    if (fold(sheet->name) == fold(name)) return *sheet;
  for (const auto& sheet : sheets) known += (known.empty() ? "" : ", ") + sheet.name;
  throw Error(Fault::usage, "no sheet {name}: it is one of {sheets}", {{"name", name}, {"sheets", known}});
}

/// The chosen parts of the second line, where the device has them.
std::string line_of(App& app, const Words& words, const device::Line& device) {
  std::string line;
  for (const auto& part : words.all("--with")) {
    const std::string text = part == "type"         ? std::string(app.type_name(device.type))
                             : part == "department" ? device.department
                             : part == "room"       ? device.room
                             : part == "model"      ? device.model
                             : part == "serial"     ? device.serial
                                                    : device.facility;
    if (!text.empty()) line += (line.empty() ? "" : "  ") + text;
  }
  return line;
}

render::Label label_of(App& app, const Words& words, const device::Line& device) {
  const bool bars = words.text("--code") == "code128";
  return {bars ? render::code_128(device.tag) : render::qr_code(device.tag), device.tag, line_of(app, words, device)};
}

/// Calls f for the devices whose tags were given, else for those of the filter that are still there.
void each_chosen(App& app, const Words& words, const std::function<void(const device::Line&)>& f) {
  auto& database = app.reading_due();
  auto filter = device_filter(app, words);
  if (!words.operands("TAG").empty()) {
    for (const auto& device : app.devices(words)) {
      device::Filter one;
      one.device = device.id;
      device::each(database, one, f);
    }
    return;
  }
  const bool narrowed = words.has("--department") || words.has("--facility") || words.has("--type") ||
                        words.has("--search") || words.has("--model") || words.has("--manufacturer");
  if (!narrowed) throw Error(Fault::usage, "which devices? give their tags, or --department, --type, --search");
  device::each(database, filter, [&](const device::Line& device) {
    const bool gone = device.lifecycle == "retired" || device.lifecycle == "disposed" || device.lifecycle == "lost";
    if (!gone || !filter.lifecycle.empty()) f(device);
  });
}

int first_place(App& app, const Words& words, const render::LabelSheet& sheet) {
  const auto place = app.maybe_number(words, "--start-at").value_or(1);
  if (place < 1 || place > sheet.per_page())
    throw Error(Fault::usage, "--start-at is a label of the sheet {name}, from 1 to {last}",
                {{"name", sheet.name}, {"last", std::to_string(sheet.per_page())}});
  return static_cast<int>(place) - 1;
}

class SpoolSink : public render::Sink {
 public:
  explicit SpoolSink(App& app) : app_(app) {}
  void write(std::string_view bytes) override { app_.print(bytes); }

 private:
  App& app_;
};

void warn_of(App& app, const render::Label& label, const render::LabelSheet& sheet) {
  if (render::module_width(label, sheet) < finest_module)
    app.warn(say("the code of {tag} is too fine to scan on {sheet}: choose a larger label",
                 {{"tag", label.tag}, {"sheet", sheet.name}}));
}

void label(App& app, const Words& words) {
  constexpr std::string_view formats[] = {"picture", "svg", "png", "html"};
  const std::string format = app.globals().has("--format") ? app.globals().text("--format") : "picture";
  if (std::find(std::begin(formats), std::end(formats), format) == std::end(formats))
    throw Error(Fault::usage, "a label has no format {name}: it is one of {formats}",
                {{"name", format}, {"formats", "picture, svg, png, html"}});
  const auto sheet = sheet_of(words);
  const int first = first_place(app, words, sheet);
  const bool colour = app.style().colour;
  SpoolSink sink(app);
  std::optional<render::LabelPages> pages;
  if (format == "html") pages.emplace(sink, sheet, first);
  std::vector<render::Label> labels;  // of a drawing, whose size comes before its parts
  std::size_t count = 0;
  each_chosen(app, words, [&](const device::Line& device) {
    auto label = label_of(app, words, device);
    ++count;
    if (format == "svg" || format == "html") warn_of(app, label, sheet);
    if (format == "png" && !render::png_can_write(label.tag + label.line))
      app.warn(say("a PNG has Latin letters alone, and leaves others of {tag} out: svg and html have all",
                   {{"tag", label.tag}}));
    if (pages) return pages->add(label);
    if (format == "picture") return render::picture(sink, label, colour);
    if (labels.size() == most_drawn)
      throw Error(Fault::usage, "one drawing holds at most {most} labels: --format html has no limit",
                  {{"most", std::to_string(most_drawn)}});
    labels.push_back(std::move(label));
  });
  if (count == 0) throw Error(Fault::not_found, "no device to label");
  if (pages) pages->end();
  if (format == "svg") render::svg_labels(sink, labels, sheet);
  if (format == "png") render::png_labels(sink, labels);
}

constexpr Operand tags[] = {{"[TAG…]", "the devices; - reads them from standard input"}};
constexpr Option options[] = {
    {"--code", "qr|code128", "the code to scan; code128 serves tags without accents"},
    {"--sheet", "NAME", "the sheet or strip of labels: L7160 (3x7), 48x25 (4x10), L7651 (5x13), strip-50x25, …"},
    {"--start-at", "N", "the first label of a sheet that is partly used, row by row"},
    {"--with", "type|department|room|model|serial|facility", "what stands below the tag", true},
    {"--facility", "FACILITY", "the devices in this facility"},
    {"--department", "DEPARTMENT", "the devices in this department"},
    {"--type", "TYPE", "the devices of this type"},
    {"--manufacturer", "NAME", "the devices of this manufacturer"},
    {"--model", "NAME", "the devices of this model"},
    {"--lifecycle", "proposed|ordered|received|in_service|in_storage|on_loan_out|on_loan_in|retired|disposed|lost",
     "the devices with this lifecycle"},
    {"--search", "WORDS", "the devices with these words"}};
constexpr Verb verbs[] = {{"", "labels to scan: on the terminal, as picture, svg, png, or html for sheets", tags,
                           options,
                           "siyana label VENT-01\n"
                           "siyana label --department Réanimation --sheet L7160 --format html --output labels.html\n"
                           "siyana label VENT-01 --code code128 --format png --output vent-01.png",
                           label}};

}  // namespace

const Noun label_noun{"label", "labels with the tag to scan", verbs};

}  // namespace siyana
