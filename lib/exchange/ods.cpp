// .ods: one file holds all sheets (OpenDocument 1.2, part 1, chapter 9).
#include <algorithm>
#include <charconv>
#include <functional>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "base/money.hpp"
#include "exchange/delimited.hpp"
#include "exchange/number_format.hpp"
#include "exchange/workbook.hpp"
#include "exchange/xml.hpp"

namespace siyana::exchange {
namespace {

constexpr std::size_t most_sheets = 10'000;

std::uint64_t repeated(std::string_view text) {
  std::uint64_t times = 1;
  std::from_chars(text.data(), text.data() + text.size(), times);
  return std::max<std::uint64_t>(times, 1);
}

/// True for `000123` of a cell that holds 123: the digits as they are shown.
bool is_padded(std::string_view shown, std::string_view value) {
  const auto zeros = std::min(shown.find_first_not_of('0'), shown.size());
  return zeros > 0 && shown.size() > value.size() && shown.substr(zeros) == value &&
         value.find_first_not_of("0123456789") == value.npos;
}

/// The whole of content.xml. What is in a cell but in no paragraph of its own (a comment, a picture) is passed over.
class Content final : public XmlHandler {
 public:
  using Sheet = Workbook::Sheet;
  using Open = std::function<RowStore*(std::size_t number)>;

  /// `open` gives the rows to fill, or null for a sheet that is not wanted.
  Content(std::vector<Sheet>& sheets, Open open) : sheets_(sheets), open_(std::move(open)) {}

  void start(std::string_view name, const Attributes& attributes) override {
    ++depth_;
    if (name == "style") style_ = attributes["style:name"];
    if (name == "table-properties" && attributes["table:display"] == "false") hidden_.insert(style_);
    if (name == "table" && !in_table_) start_table(attributes);
    if (rows_ == nullptr) return;
    if (name == "table-row" && cell_depth_ == 0) start_row(attributes);
    if ((name == "table-cell" || name == "covered-table-cell") && cell_depth_ == 0) start_cell(attributes);
    if (cell_depth_ != 0) start_in_cell(name, attributes);
  }

  void end(std::string_view name) override {
    --depth_;
    if (name == "table" && depth_ == table_depth_) in_table_ = false, rows_ = nullptr;
    if (rows_ == nullptr) return;
    if (paragraph_depth_ != 0 && depth_ < paragraph_depth_) paragraph_depth_ = 0;
    if (cell_depth_ != 0 && depth_ < cell_depth_) end_cell();
    if (name == "table-row" && cell_depth_ == 0) end_row();
  }

  void text(std::string_view text) override {
    if (in_paragraph() && shown_.size() <= DelimitedReader::max_field) shown_ += text;
  }

 private:
  bool in_paragraph() const { return paragraph_depth_ != 0; }

  void start_table(const Attributes& attributes) {
    in_table_ = true;
    table_depth_ = depth_ - 1;
    const bool hidden = hidden_.contains(std::string(attributes["table:style-name"]));
    if (sheets_.size() <= number_ && sheets_.size() < most_sheets)
      sheets_.push_back({std::string(attributes["table:name"]), hidden});
    rows_ = open_(number_++);
    row_ = 1;
  }

  void start_row(const Attributes& attributes) {
    row_times_ = repeated(attributes["table:number-rows-repeated"]);
    column_ = 0;
  }

  void start_cell(const Attributes& attributes) {
    cell_depth_ = depth_;
    times_ = repeated(attributes["table:number-columns-repeated"]);
    const auto down = repeated(attributes["table:number-rows-spanned"]);
    const auto across = repeated(attributes["table:number-columns-spanned"]);
    if (down > 1 && across == 1 && down <= RowStore::last_row)
      rows_->add_merged({row_, row_ + down - 1, static_cast<std::size_t>(column_)});
    if (down <= 1 && across > 1)
      rows_->add_across(row_, static_cast<std::size_t>(column_), static_cast<std::size_t>(across));
    type_ = attributes["office:value-type"];
    value_ = value_of(attributes);
    shown_.clear();
    paragraphs_ = 0;
  }

  std::string value_of(const Attributes& attributes) const {
    if (attributes["calcext:value-type"] == "error") return {};  // its paragraph says which
    if (type_ == "date") return iso_text(attributes["office:date-value"]);
    if (type_ == "time") return duration_text(attributes["office:time-value"]).value_or(std::string());
    if (type_ == "boolean") return attributes["office:boolean-value"] == "true" ? "TRUE" : "FALSE";
    if (type_ == "string") return std::string(attributes["office:string-value"]);
    if (type_ != "float" && type_ != "currency" && type_ != "percentage") return {};
    std::string number = typed_number(attributes["office:value"]);
    if (type_ == "currency") number.append(" ").append(attributes["office:currency"]);
    return number;
  }

  /// An amount that was worked out has more decimals than money; what is shown has not.
  bool is_shown_better() const {
    const auto point = value_.find('.');
    const bool worked_out =
        type_ != "date" && point != value_.npos && value_.find(' ') == value_.npos && value_.size() - point > 4;
    return is_padded(shown_, value_) || (worked_out && parse_money(shown_));
  }

  void start_in_cell(std::string_view name, const Attributes& attributes) {
    if (name == "p" && depth_ == cell_depth_ + 1) {
      if (paragraphs_++ > 0) shown_ += '\n';
      paragraph_depth_ = depth_;
    } else if (in_paragraph() && name == "s") {
      shown_.append(static_cast<std::size_t>(std::min<std::uint64_t>(repeated(attributes["text:c"]), 1000)), ' ');
    } else if (in_paragraph() && (name == "tab" || name == "line-break")) {
      shown_ += name == "tab" ? ' ' : '\n';
    }
  }

  void end_cell() {
    cell_depth_ = paragraph_depth_ = 0;
    const std::string_view text = value_.empty() || is_shown_better() ? shown_ : value_;
    // What is repeated to the edge of the sheet is only how empty cells are formatted.
    if (!text.empty()) {
      if (times_ > RowStore::most_columns) times_ = RowStore::most_columns + 1;
      for (std::uint64_t i = 0; i < times_; ++i) rows_->add_cell(static_cast<std::size_t>(column_ + i), text);
    }
    column_ = std::min<std::uint64_t>(column_ + times_, RowStore::last_row);
  }

  void end_row() {
    rows_->end_row(row_, row_times_);
    row_ = std::min<std::uint64_t>(row_ + row_times_, std::uint64_t{1} << 32);
  }

  std::vector<Sheet>& sheets_;
  Open open_;
  std::set<std::string> hidden_;  // styles of tables
  std::string style_;
  std::size_t number_ = 0;
  RowStore* rows_ = nullptr;
  std::size_t depth_ = 0, table_depth_ = 0, cell_depth_ = 0, paragraph_depth_ = 0;
  bool in_table_ = false;
  std::uint64_t row_ = 1, row_times_ = 1, column_ = 0, times_ = 1;
  std::string type_, value_, shown_;
  std::size_t paragraphs_ = 0;
};

/// True where META-INF/manifest.xml tells how content.xml is encrypted.
class Manifest final : public XmlHandler {
 public:
  void start(std::string_view name, const Attributes&) override { encrypted_ |= name == "encryption-data"; }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
  bool is_encrypted() const { return encrypted_; }

 private:
  bool encrypted_ = false;
};

class Ods final : public Workbook {
 public:
  explicit Ods(Zip& zip) : Workbook(zip) {
    if (is_encrypted())
      throw Error(Fault::invalid, "{file} is protected by a password: save it without one, as .xlsx or CSV",
                  {{"file", zip.name()}});
    Content names(sheets_, [](std::size_t) { return nullptr; });
    parse("content.xml", names);
  }

  std::vector<std::unique_ptr<RowStore>> read(const std::vector<bool>& wanted) override {
    std::vector<std::unique_ptr<RowStore>> all(sheets_.size());
    Content content(sheets_, [&](std::size_t number) -> RowStore* {
      if (number >= all.size() || !wanted[number]) return nullptr;
      all[number] = std::make_unique<RowStore>(zip_.name());
      return all[number].get();
    });
    parse("content.xml", content);
    for (const auto& rows : all)
      if (rows) rows->close();
    return all;
  }

 private:
  bool is_encrypted() {
    if (zip_.has("encrypted-package")) return true;
    Manifest manifest;
    if (zip_.has("META-INF/manifest.xml")) parse("META-INF/manifest.xml", manifest);
    return manifest.is_encrypted();
  }

  void parse(const std::string& path, XmlHandler& handler) {
    Xml xml(handler, zip_.name());
    zip_.read(path, [&](std::string_view bytes) { xml.feed(bytes); });
    xml.end();
  }
};

}  // namespace

std::unique_ptr<Workbook> open_ods(Zip& zip) { return std::make_unique<Ods>(zip); }

}  // namespace siyana::exchange
