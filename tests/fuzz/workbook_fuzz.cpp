// Any bytes as a workbook: read or refused with a sentence. The first byte says what the rest is: the file itself, or
// one part of an .xlsx or .ods that is good but for it.
#include <zlib.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "exchange/workbook.hpp"
#include "fuzz.hpp"

namespace {

using namespace siyana;
using namespace siyana::exchange;
using fuzz::demand;

void put(std::string& out, std::uint64_t number, int bytes) {
  for (; bytes > 0; --bytes, number >>= 8) out += static_cast<char>(number & 0xFF);
}

using Files = std::vector<std::pair<std::string, std::string>>;

/// A zip whose files are stored as they are.
std::string zip_of(const Files& files) {
  std::string out, directory;
  for (const auto& [name, text] : files) {
    const auto crc = ::crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size()));
    std::string common;
    put(common, 20, 2), put(common, 0, 8), put(common, crc, 4), put(common, text.size(), 4);
    put(common, text.size(), 4), put(common, name.size(), 2), put(common, 0, 2);
    directory += "PK\1\2", put(directory, 20, 2), directory += common, put(directory, 0, 10);
    put(directory, out.size(), 4), directory += name;
    out += "PK\3\4" + common + name + text;
  }
  const auto start = out.size();
  out += directory + "PK\5\6", put(out, 0, 4), put(out, files.size(), 2), put(out, files.size(), 2);
  put(out, directory.size(), 4), put(out, start, 4), put(out, 0, 2);
  return out;
}

Files xlsx() {
  const std::string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  return {
      {"xl/workbook.xml", "<workbook><sheets><sheet name='A' r:id='r1'/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r1' Type='" + relations +
                                         "/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='" +
                                         relations + "/styles' Target='styles.xml'/><Relationship Id='r3' Type='" +
                                         relations + "/sharedStrings' Target='sharedStrings.xml'/></Relationships>"},
      {"xl/styles.xml",
       "<s><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/></numFmts><cellXfs><xf numFmtId='0'/><xf "
       "numFmtId='164'/><xf numFmtId='4'/></cellXfs></s>"},
      {"xl/sharedStrings.xml", "<sst><si><t>Tag</t></si><si><r><t>A</t></r><r><t>-1</t></r></si></sst>"},
      {"xl/worksheets/sheet1.xml",
       "<w><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row><row r='2'><c r='A2' s='1'><v>45000</v></c></row>"
       "</sheetData><mergeCells><mergeCell ref='A1:A2'/></mergeCells></w>"}};
}

std::string workbook_of(unsigned part, std::string_view bytes) {
  if (part == 0) return std::string(bytes);
  if (part == 1) return zip_of({{"content.xml", std::string(bytes)}});
  auto files = xlsx();
  files[(part - 2) % files.size()].second = bytes;
  return zip_of(files);
}

void look_at(RowStore& rows) {
  std::uint64_t line = 0, seen = 0;
  std::string first;
  while (const auto record = rows.next()) {
    demand(record->line > line && record->line <= RowStore::last_row);
    line = record->line;
    for (const auto field : record->fields) demand(is_utf8(field) && field.find('\0') == field.npos);
    if (seen++ == 0)
      for (const auto field : record->fields) first.append(field).append(1, '\0');
    if (seen > 2000) break;  // what is repeated is read by reading it once
  }
  rows.rewind();
  if (const auto again = rows.next()) {
    std::string text;
    for (const auto field : again->fields) text.append(field).append(1, '\0');
    demand(text == first);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const auto bytes = siyana::fuzz::text_of(data + 1, size - 1);
  const int descriptor = fuzz::file_of(workbook_of(data[0] % 7, bytes));
  try {
    Zip zip(descriptor, "workbook");
    const auto book = open_workbook(zip);
    for (const auto& rows : book->read(std::vector<bool>(book->sheets().size(), true)))
      if (rows) look_at(*rows);
  } catch (const Error& error) {
    demand(error.fault() == Fault::invalid);
  }
  return 0;
}
