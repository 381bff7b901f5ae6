// Any bytes as somebody's table: read or refused with a sentence, and alike whatever the block size.

#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "exchange/columns.hpp"
#include "exchange/dates.hpp"
#include "exchange/delimited.hpp"
#include "exchange/header.hpp"
#include "exchange/values.hpp"
#include "fuzz.hpp"

namespace {

using namespace siyana;
using namespace siyana::exchange;
using fuzz::demand;

constexpr std::size_t usual_block = 4096;

struct Answer {
  std::string records;
  std::string refusal;
};

Answer records_of(int descriptor, Encoding encoding, char delimiter, std::size_t block) {
  Answer answer;
  try {
    Utf8Reader text(descriptor, encoding, "table", block);
    DelimitedReader reader(text, delimiter);
    reader.rewind();
    std::uint64_t line = 0;
    while (const auto record = reader.next()) {
      demand(record->line > line && !record->fields.empty());
      line = record->line;
      answer.records += std::to_string(line) + ':';
      for (const auto field : record->fields) {
        demand(is_utf8(field) && field.find('\0') == field.npos);
        answer.records.append(field).append(1, '\0');
      }
    }
  } catch (const Error& error) {
    demand(error.fault() == Fault::invalid);
    answer = {"", error.what()};
  }
  return answer;
}

void judge(int descriptor, Encoding encoding, char delimiter) {
  try {
    Utf8Reader text(descriptor, encoding, "table", usual_block);
    DelimitedReader reader(text, delimiter);
    const auto header =
        find_header(reader, [](std::string_view heading) { return !device_vocabulary().spelled(heading).empty(); });
    if (!header) return;
    demand(match_columns(header->names).size() == header->names.size());
    std::vector<ColumnDates> dates(header->names.size());
    while (const auto record = reader.next())
      for (std::size_t i = 0; i < std::min(dates.size(), record->fields.size()); ++i) {
        const auto value = record->fields[i];
        dates[i].add(value, record->line);
        demand(!numbered_placeholder(value) || !damaged_serial(value));
      }
    for (const auto& column : dates) {
      const bool doubtful = column.doubt("date").has_value();
      demand(doubtful == !column.examples().empty());
      demand(doubtful || static_cast<unsigned>(column.order()) < 3);
    }
  } catch (const Error& error) {
    demand(error.fault() == Fault::invalid);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const auto bytes = siyana::fuzz::text_of(data + 1, size - 1);
  const int descriptor = fuzz::file_of(bytes);
  const unsigned choice = data[0] % 8;
  const auto encoding = choice < 5 ? static_cast<Encoding>(choice) : guess(descriptor, "table");
  demand(choice < 5 || encoding == guess(bytes));
  char delimiter = ',';
  try {
    Utf8Reader text(descriptor, encoding, "table", usual_block);
    delimiter = guess_delimiter(text).value_or(',');
  } catch (const Error&) {
    delimiter = ';';
  }
  const auto whole = records_of(descriptor, encoding, delimiter, usual_block);
  const auto cut = records_of(descriptor, encoding, delimiter, 4 + data[0] / 8);
  // A fault of the bytes may be met before or after a fault of the quotes: which is said first may differ.
  demand(whole.refusal.empty() == cut.refusal.empty() && whole.records == cut.records);
  judge(descriptor, encoding, delimiter);
  return 0;
}
