// .xlsx: which sheets there are, how their numbers are shown, the texts they share (ECMA-376 part 1, chapter 18).
#include <charconv>
#include <functional>
#include <map>
#include <utility>

#include "base/error.hpp"
#include "exchange/workbook.hpp"
#include "exchange/xlsx_sheet.hpp"
#include "exchange/xml.hpp"

namespace siyana::exchange {
namespace {

constexpr std::size_t most_names = 10'000;  // of formats, styles and sheets

/// Looks at elements alone.
class Elements final : public XmlHandler {
 public:
  using Look = std::function<void(std::string_view name, const Attributes& attributes)>;
  explicit Elements(Look look) : look_(std::move(look)) {}
  void start(std::string_view name, const Attributes& attributes) override { look_(name, attributes); }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  Look look_;
};

unsigned number_in(std::string_view text) {
  unsigned number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// `../worksheets/sheet1.xml` and `/xl/worksheets/sheet1.xml` from a file in `xl/`.
std::string resolved(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  for (; target.starts_with("../"); target.remove_prefix(3)) {
    if (!folder.empty()) folder.remove_suffix(1);
    const auto slash = folder.rfind('/');
    folder = slash == folder.npos ? std::string_view{} : folder.substr(0, slash + 1);
  }
  return std::string(folder) + std::string(target);
}

std::string folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == path.npos ? std::string() : std::string(path.substr(0, slash + 1));
}

/// The `<si>` of the texts that sheets share.
class SharedTexts final : public XmlHandler {
 public:
  SharedTexts(TextStore& texts, const std::string& file) : texts_(texts), file_(file) {}

  void start(std::string_view name, const Attributes&) override {
    if (name == "si") text_.clear();
    if (name == "rPh") phonetic_ = true;
    collects_ = name == "t" && !phonetic_;
  }
  void end(std::string_view name) override {
    collects_ = false;
    if (name == "rPh") phonetic_ = false;
    if (name != "si") return;
    texts_.add(unescaped(text_));
    if (texts_.size() > most_texts || texts_.bytes() > most_bytes) refuse();
  }
  void text(std::string_view text) override {
    if (!collects_) return;
    text_ += text;
    if (text_.size() > most_in_one) refuse();
  }

 private:
  static constexpr std::size_t most_texts = 4'000'000;
  static constexpr std::uint64_t most_bytes = std::uint64_t{1} << 30;
  static constexpr std::size_t most_in_one = 8 << 20;

  [[noreturn]] void refuse() const {
    throw Error(Fault::invalid, "{file} holds more text than siyana takes from a workbook: save it as CSV",
                {{"file", file_}});
  }

  TextStore& texts_;
  const std::string& file_;
  std::string text_;
  bool collects_ = false, phonetic_ = false;
};

class Xlsx final : public Workbook {
 public:
  explicit Xlsx(Zip& zip) : Workbook(zip) {
    std::string book = "xl/workbook.xml";
    look_at("_rels/.rels", [&](auto name, const auto& attributes) {
      if (name == "Relationship" && attributes["Type"].ends_with("/officeDocument"))
        book = resolved({}, attributes["Target"]);
    });
    folder_ = folder_of(book);
    read_relations(book);
    read_book(book);
  }

  std::vector<std::unique_ptr<RowStore>> read(const std::vector<bool>& wanted) override {
    read_styles();
    read_texts();
    std::vector<std::unique_ptr<RowStore>> all(sheets_.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!wanted[i]) continue;
      all[i] = std::make_unique<RowStore>(zip_.name());
      XlsxSheet sheet(*all[i], context_);
      parse(paths_[i], sheet);
      all[i]->close();
      unsaved_formulas_ += sheet.unsaved_formulas();
    }
    return all;
  }

 private:
  void parse(const std::string& path, XmlHandler& handler) {
    Xml xml(handler, zip_.name());
    zip_.read(path, [&](std::string_view bytes) { xml.feed(bytes); });
    xml.end();
  }

  /// What is not there says nothing.
  void look_at(const std::string& path, Elements::Look look) {
    Elements elements(std::move(look));
    if (zip_.has(path)) parse(path, elements);
  }

  void read_relations(const std::string& book) {
    const std::string path = folder_ + "_rels/" + book.substr(folder_.size()) + ".rels";
    look_at(path, [&](auto name, const auto& attributes) {
      if (name != "Relationship" || relations_.size() >= most_names) return;
      const std::string target = resolved(folder_, attributes["Target"]);
      const auto type = attributes["Type"];
      if (type.ends_with("/sharedStrings")) texts_path_ = target;
      if (type.ends_with("/styles")) styles_path_ = target;
      if (type.ends_with("/worksheet")) relations_[std::string(attributes["Id"])] = target;
    });
  }

  void read_book(const std::string& book) {
    if (!zip_.has(book))
      throw Error(Fault::invalid, "{file} is no good workbook: save it again as .xlsx or CSV", {{"file", zip_.name()}});
    look_at(book, [&](auto name, const auto& attributes) {
      if (name == "workbookPr" && (attributes["date1904"] == "1" || attributes["date1904"] == "true"))
        context_.dates = DateSystem::from_1904;
      if (name != "sheet" || sheets_.size() >= most_names) return;
      const auto path = relations_.find(std::string(attributes["r:id"]));
      if (path == relations_.end()) return;  // a sheet of charts or macros
      sheets_.push_back({std::string(attributes["name"]), attributes["state"].ends_with("idden")});
      paths_.push_back(path->second);
    });
  }

  void read_styles() {
    std::map<unsigned, NumberFormat> formats;
    bool of_cells = false;
    look_at(styles_path_, [&](auto name, const auto& attributes) {
      if (name == "numFmt" && formats.size() < most_names)
        formats[number_in(attributes["numFmtId"])] = number_format(attributes["formatCode"]);
      if (name == "cellXfs" || name == "cellStyleXfs" || name == "cellStyles") of_cells = name == "cellXfs";
      if (name != "xf" || !of_cells || context_.formats.size() >= 100 * most_names) return;
      const unsigned number = number_in(attributes["numFmtId"]);
      const auto own = formats.find(number);
      context_.formats.push_back(own == formats.end() ? built_in_format(number) : own->second);
    });
  }

  void read_texts() {
    if (!zip_.has(texts_path_)) return;
    SharedTexts texts(context_.texts, zip_.name());
    parse(texts_path_, texts);
  }

  std::string folder_, texts_path_, styles_path_;
  std::map<std::string, std::string> relations_;
  std::vector<std::string> paths_;
  XlsxContext context_;
};

}  // namespace

std::unique_ptr<Workbook> open_xlsx(Zip& zip) { return std::make_unique<Xlsx>(zip); }

}  // namespace siyana::exchange
