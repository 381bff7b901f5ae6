#include "exchange/source.hpp"

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
      : text_(descriptor, options.encoding ? *options.encoding : guess(descriptor, name), name),
        records_(text_, options.delimiter ? *options.delimiter : guess_delimiter(text_).value_or(',')) {}

  std::optional<Record> next() override { return records_.next(); }
  void rewind() override { records_.rewind(); }

  Encoding encoding() const { return text_.encoding(); }
  char delimiter() const { return records_.delimiter(); }

 private:
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
        say("columns are divided by {delimiter}", {{"delimiter", name_of_delimiter(source.delimiter)}}));
  source.tables.push_back({{}, std::move(rows)});
  return source;
}

}  // namespace

Source open_source(int descriptor, const std::string& name, const ImportOptions& options) {
  return open_text(descriptor, name, options);
}

}  // namespace siyana::exchange
