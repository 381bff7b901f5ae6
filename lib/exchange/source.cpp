#include "exchange/source.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "base/error.hpp"
#include "exchange/delimited.hpp"
#include "exchange/import_sheet.hpp"

namespace siyana::exchange {
namespace {

std::string name_of_delimiter(char delimiter) {
  switch (delimiter) {
    case ';':
      return "semicolon";
    case '\t':
      return "tab";
    case '|':
      return "pipe";
    default:
      return {delimiter};
  }
}

/// A text with delimiters.
class TextRows final : public Rows {
 public:
  TextRows(int descriptor, const std::string& name, const ImportOptions& options)
      : descriptor_(descriptor),
        text_(descriptor, options.encoding ? *options.encoding : guess(descriptor, name), name),
        records_(text_, options.delimiter ? *options.delimiter : guess_delimiter(text_).value_or(',')) {}

  std::optional<Record> next() override { return records_.next(); }
  void rewind() override { records_.rewind(); }
  double part_read() const override {
    struct stat status {};
    const off_t at = ::lseek(descriptor_, 0, SEEK_CUR);
    if (at <= 0 || ::fstat(descriptor_, &status) != 0) return 0;
    return static_cast<double>(at) / static_cast<double>(status.st_size);
  }

  Encoding encoding() const { return text_.encoding(); }
  char delimiter() const { return records_.delimiter(); }

 private:
  int descriptor_;
  Utf8Reader text_;
  DelimitedReader records_;
};

Source open_text(int descriptor, const std::string& name, const ImportOptions& options) {
  if (!options.sheet.empty())
    throw Error(Fault::usage, "{file} is a text and has no sheets: leave out --sheet", {{"file", name}});
  auto rows = std::make_unique<TextRows>(descriptor, name, options);
  Source source;
  source.delimiter = rows->delimiter();
  if (rows->encoding() != Encoding::utf8)
    source.understood.push_back(say("{file} is read as {encoding}",
                                    {{"file", name}, {"encoding", std::string(exchange::name_of(rows->encoding()))}}));
  if (source.delimiter != ',')
    source.understood.push_back(
        say("columns are divided by {delimiter}", {{"delimiter", Term{name_of_delimiter(source.delimiter)}}}));
  source.tables.push_back({{}, std::move(rows)});
  return source;
}

/// The first bytes of a file.
std::string start_of(int descriptor) {
  std::string start(512, '\0');
  const ssize_t got = ::pread(descriptor, start.data(), start.size(), 0);
  start.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
  return start;
}

/// Files that are often given for a table, and are none.
void refuse_other_kinds(std::string_view start, const std::string& name) {
  const Parts file = {{"file", name}};
  if (start.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
    throw Error(Fault::invalid,
                "{file} is a workbook of before 2007 (.xls), or protected by a password: save it without one, as .xlsx "
                "or CSV",
                file);
  if (start.starts_with("%PDF-"))
    throw Error(Fault::invalid, "{file} is a PDF: give the workbook it was printed from, as .xlsx or CSV", file);
  const auto mark = start.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (mark != start.npos && start[mark] == '<')
    throw Error(Fault::invalid, "{file} is a web page or XML, whatever its name says: save it as .xlsx or CSV", file);
}

bool is_zip(std::string_view start) { return start.starts_with("PK\3\4"); }

}  // namespace

void require_text(int descriptor, const std::string& name) {
  const std::string start = start_of(descriptor);
  if (is_zip(start)) throw Error(Fault::invalid, "{file} is a workbook and no text: save it as CSV", {{"file", name}});
  refuse_other_kinds(start, name);
}

Source open_source(int descriptor, const std::string& name, const ImportOptions& options) {
  const std::string start = start_of(descriptor);
  if (is_zip(start)) {
    if (options.encoding || options.delimiter)
      throw Error(Fault::usage, "{file} is a workbook: leave out --encoding and --delimiter", {{"file", name}});
    return open_sheets(descriptor, name, options);
  }
  refuse_other_kinds(start, name);
  return open_text(descriptor, name, options);
}

}  // namespace siyana::exchange
