#include "exchange/delimited.hpp"
#include "exchange/header.hpp"

#include <random>
#include <utility>

#include "exchange_file.hpp"

namespace siyana::exchange {

namespace {

struct Row {
  std::uint64_t line = 0;
  std::vector<std::string> cells;
  friend bool operator==(const Row&, const Row&) = default;
};

using Cells = std::vector<std::vector<std::string>>;

std::vector<Row> rest_of(DelimitedReader& reader) {
  std::vector<Row> rows;
  while (const auto record = reader.next())
    rows.push_back({record->line, {record->fields.begin(), record->fields.end()}});
  return rows;
}

/// A text and what reads it, kept together.
struct Table {
  explicit Table(std::string_view bytes, char delimiter = ',', std::size_t block = Utf8Reader::default_block)
      : file(bytes), text(file.descriptor(), Encoding::utf8, "park.csv", block), reader(text, delimiter) {}
  MemoryFile file;
  Utf8Reader text;
  DelimitedReader reader;
};

std::vector<Row> rows_of(std::string_view bytes, char delimiter = ',', std::size_t block = Utf8Reader::default_block) {
  Table table(bytes, delimiter, block);
  return rest_of(table.reader);
}

Cells cells_of(std::string_view bytes, char delimiter = ',') {
  Cells cells;
  for (auto& row : rows_of(bytes, delimiter)) cells.push_back(std::move(row.cells));
  return cells;
}

std::vector<std::uint64_t> lines_of(std::string_view bytes) {
  std::vector<std::uint64_t> lines;
  for (const auto& row : rows_of(bytes)) lines.push_back(row.line);
  return lines;
}

/// The rows, or what was said instead.
std::pair<std::vector<Row>, std::string> outcome(std::string_view bytes, char delimiter, std::size_t block) {
  std::vector<Row> rows;
  const auto said = refusal([&] { rows = rows_of(bytes, delimiter, block); });
  return {rows, said};
}

/// A writer of tables that shares nothing with the reader.
class Writer {
 public:
  Writer(char delimiter, std::string line_end, std::mt19937& random)
      : delimiter_(delimiter), line_end_(std::move(line_end)), random_(random) {}

  void write(const std::vector<std::string>& cells) {
    rows_.push_back({line_, cells});
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) text_ += delimiter_;
      write_cell(cells[i], cells.size() == 1);
    }
    text_ += line_end_;
    ++line_;
    if (random_() % 8 == 0) text_ += line_end_, ++line_;
  }
  std::string text() const { return text_; }
  const std::vector<Row>& rows() const { return rows_; }

 private:
  void write_cell(const std::string& cell, bool alone) {
    const bool needed = cell.find_first_of(std::string("\"\r\n") + delimiter_) != cell.npos || (alone && cell.empty());
    if (!needed && random_() % 3 != 0) {
      text_ += cell;
      return;
    }
    text_ += '"';
    for (std::size_t i = 0; i < cell.size(); ++i) {
      text_ += cell[i];
      if (cell[i] == '"') text_ += '"';
      if (cell[i] == '\r' || (cell[i] == '\n' && (i == 0 || cell[i - 1] != '\r'))) ++line_;
    }
    text_ += '"';
  }

  char delimiter_;
  std::string line_end_;
  std::mt19937& random_;
  std::string text_;
  std::vector<Row> rows_;
  std::uint64_t line_ = 1;
};

std::vector<std::string> random_row(std::mt19937& random) {
  const std::string pieces[] = {"a", "\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", " ", "é", "جهاز", "0", "5\" écran"};
  std::vector<std::string> row(1 + random() % 6);
  for (auto& cell : row)
    for (auto left = random() % 6; left > 0; --left) cell += pieces[random() % std::size(pieces)];
  return row;
}

bool never(std::string_view) { return false; }

}  // namespace

TEST_CASE("records and fields are read as RFC 4180 has them") {
  CHECK(cells_of("") == Cells{});
  CHECK(cells_of("a,b\nc,d\n") == Cells{{"a", "b"}, {"c", "d"}});
  CHECK(cells_of("a,b\r\nc,d") == Cells{{"a", "b"}, {"c", "d"}});
  CHECK(cells_of("a,b\rc,d\r") == Cells{{"a", "b"}, {"c", "d"}});
  CHECK(cells_of("a,,\n,b,\n") == Cells{{"a", "", ""}, {"", "b", ""}});
  CHECK(cells_of("\"a,b\",\"c \"\"d\"\"\"\n") == Cells{{"a,b", "c \"d\""}});
  CHECK(cells_of("\"a\nb\",c\n\"\r\n\",\"\"\"\"\n") == Cells{{"a\nb", "c"}, {"\r\n", "\""}});
  CHECK(cells_of("a;b\tc|d", ';') == Cells{{"a", "b\tc|d"}});
  CHECK(cells_of("a;b\tc|d", '\t') == Cells{{"a;b", "c|d"}});
  CHECK(cells_of("a;b\tc|d", '|') == Cells{{"a;b\tc", "d"}});
}

TEST_CASE("a last line without its line break is a record") {
  CHECK(cells_of("a,b") == Cells{{"a", "b"}});
  CHECK(cells_of("a,") == Cells{{"a", ""}});
  CHECK(cells_of("a,\"b\"") == Cells{{"a", "b"}});
  CHECK(cells_of("a,\"\"") == Cells{{"a", ""}});
  CHECK(cells_of(",") == Cells{{"", ""}});
}

TEST_CASE("empty lines are passed over and a quoted nothing is a record") {
  CHECK(cells_of("\n\r\n\ra\n\n\nb\n\n") == Cells{{"a"}, {"b"}});
  CHECK(cells_of("\"\"\n\n\"\"") == Cells{{""}, {""}});
  CHECK(cells_of(" \n") == Cells{{" "}});
}

TEST_CASE("a quote that does not open a field is text") {
  CHECK(cells_of("écran 5\",x\n") == Cells{{"écran 5\"", "x"}});
  CHECK(cells_of("a\"b\"c,\"d\"\n") == Cells{{"a\"b\"c", "d"}});
  CHECK(cells_of(" \"a,b\"\n") == Cells{{" \"a", "b\""}});
  CHECK(cells_of("\"a\" ,\"b\"\"\"\t\n") == Cells{{"a ", "b\"\t"}});
}

TEST_CASE("text behind a closing quote is a stray quote of the row, and over several lines of the file") {
  for (const std::size_t block : {4U, 5U, 65536U}) {
    Table table("x,\"5\" écran, 2\",y\n\"a\" ,b\nc,\"d\"\"", ',', block);
    auto record = table.reader.next();
    CHECK(record->stray_quote == std::size_t{1});
    CHECK(std::vector<std::string>(record->fields.begin(), record->fields.end()) ==
          std::vector<std::string>{"x", "5\" écran", " 2\"", "y"});
    CHECK(!table.reader.next()->stray_quote);
    CHECK(refusal([&] { table.reader.next(); }).find("never closed") != std::string::npos);
    CHECK(
        outcome("t,n\r\nA1,\"à revoir\r\nA2,ok\r\nA3,\"cassé\r\nA4,ok\r\n", ',', block).second ==
        "park.csv, line 4: text follows a closing quote; the quote opened on line 2: double the quotes within a text, "
        "or remove it");
  }
}

TEST_CASE("each record tells the line it starts on") {
  CHECK(lines_of("a\nb\nc\n") == std::vector<std::uint64_t>{1, 2, 3});
  CHECK(lines_of("a\r\n\r\nb\r\n\"c\r\nd\"\r\ne") == std::vector<std::uint64_t>{1, 3, 4, 6});
  CHECK(lines_of("a\rb\r\r\"c\rd\n\r\ne\"\rf") == std::vector<std::uint64_t>{1, 2, 4, 8});
  CHECK(lines_of("\"a\n\"\"\nb\" \nc") == std::vector<std::uint64_t>{1, 4});
}

TEST_CASE("a table that is written is read back in every delimiter and line end") {
  std::mt19937 random(19);
  for (const char delimiter : {',', ';', '\t', '|'})
    for (const std::string line_end : {"\n", "\r\n", "\r"})
      for (int round = 0; round < 40; ++round) {
        Writer writer(delimiter, line_end, random);
        for (int i = 0; i < 20; ++i) writer.write(random_row(random));
        for (const std::size_t block : {4U, 5U, 64U, 65536U})
          REQUIRE(rows_of(writer.text(), delimiter, block) == writer.rows());
      }
}

TEST_CASE("records do not depend on where blocks end") {
  std::mt19937 random(20);
  const std::string_view bytes = "a\",\n\r b\"\"";
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (auto left = random() % 40; left > 0; --left) text += bytes[random() % bytes.size()];
    const auto whole = outcome(text, ',', 65536);
    for (const std::size_t block : {4U, 5U, 6U, 7U, 11U}) REQUIRE(outcome(text, ',', block) == whole);
  }
}

TEST_CASE("a table is read twice from the same reader") {
  Table table("\xEF\xBB\xBFtag\r\nA1\r\n\"B\n2\"\r\n", ',', 4);
  const auto rows = rest_of(table.reader);
  CHECK(rows == std::vector<Row>{{1, {"tag"}}, {2, {"A1"}}, {3, {"B\n2"}}});
  CHECK_FALSE(table.reader.next());
  table.reader.rewind();
  CHECK(rest_of(table.reader) == rows);
  table.reader.rewind();
  table.reader.next();
  table.reader.rewind();
  CHECK(rest_of(table.reader) == rows);
}

TEST_CASE("a quote that is never closed is refused with the line of the quote") {
  for (const std::size_t block : {4U, 65536U}) {
    const auto [rows, said] = outcome("a,b\n\"x\ny\",c\nd,\"e\nf,g\nh,i\n", ',', block);
    CHECK(said == "park.csv, line 4: the quote that opens here is never closed; close or remove it");
  }
  CHECK(outcome("\"", ',', 4).second.starts_with("park.csv, line 1: the quote"));
  CHECK(outcome("\"a\"\"", ',', 4).second.starts_with("park.csv, line 1: the quote"));
  CHECK(fault_of([] { rows_of("\""); }) == Fault::invalid);
}

TEST_CASE("a field may hold 8 MiB and no more") {
  const std::string most(DelimitedReader::max_field, 'x');
  CHECK(cells_of("a," + most + ",b\n") == Cells{{"a", most, "b"}});
  CHECK(cells_of("\"" + most + "\"") == Cells{{most}});
  for (const std::string quote : {"", "\""})
    for (const std::size_t block : {65536U, 1U << 24}) {
      const auto [rows, said] = outcome("a\nb," + quote + most + "x" + quote + "\n", ',', block);
      CHECK(said == "park.csv, line 2: a field above 8 MiB; is a quote left open there?");
    }
}

TEST_CASE("a row may hold 16384 fields and 32 MiB and no more") {
  const std::string most(DelimitedReader::max_fields - 1, ',');
  CHECK(rows_of("a\n" + most + "\n" + most).back().cells.size() == DelimitedReader::max_fields);
  for (const std::size_t block : {4U, 65536U})
    CHECK(outcome("a\n" + most + ",\n", ',', block).second.starts_with("park.csv, line 2: a row above 32 MiB"));
  std::string wide = "a\n";
  for (int i = 0; i < 5; ++i) wide += std::string(7 << 20, 'x') + ",";
  CHECK(outcome(wide, ',', 65536).second.starts_with("park.csv, line 2: a row above 32 MiB"));
}

TEST_CASE("a delimiter that ends lines or quotes is refused") {
  for (const char delimiter : {'"', '\n', '\r', '\0', '\x80'})
    CHECK(fault_of([&] { rows_of("", delimiter); }) == Fault::usage);
}

TEST_CASE("the delimiter is guessed from lines that it divides alike") {
  CHECK(guess_delimiter("a,b,c\n1,2,3\n") == ',');
  CHECK(guess_delimiter("a;b;c\n1;2;3\n") == ';');
  CHECK(guess_delimiter("a\tb\n1\t2\n") == '\t');
  CHECK(guess_delimiter("\"a\"|\"b\"\r\n\"1, 2, 3\"|\"4, 5, 6\"\r\n") == '|');
  CHECK(guess_delimiter("Désignation;Prix\nPompe;1 200,50\nMoniteur;950,00\nRespirateur;3,5\n") == ';');
  CHECK(guess_delimiter("Name,Note\nPump,\"a;b;c\"\nMonitor,\"d;e;f\"\n") == ',');
  CHECK(guess_delimiter("\"a,b\";\"c,d\"\n\"e,f\";\"g,h\"\n") == ';');
  CHECK(guess_delimiter("EMDN V2\t\t\nA, B, C\tCODE\tTERM\nx, y, z\t1\tneedles, sterile\n") == '\t');
  CHECK(guess_delimiter("name,screen\nmonitor,5\" wide;thin\npump,7\" wide;flat\n") == ',');
  CHECK(guess_delimiter("\"a\"\",b\";c\n\"\"\"\"\",d\";e\n") == ';');
  CHECK(guess_delimiter("a;b;c") == ';');
}

TEST_CASE("no delimiter is guessed where none divides the lines") {
  CHECK_FALSE(guess_delimiter(""));
  CHECK_FALSE(guess_delimiter("\n\n"));
  CHECK_FALSE(guess_delimiter("tag\nVENT-1\nVENT-2\n"));
  CHECK_FALSE(guess_delimiter("\"a,b\"\n\"c;d\"\n"));
}

TEST_CASE("guessing from a file leaves it at its start") {
  Table table("a;b\n1;2\n");
  CHECK(guess_delimiter(table.text) == ';');
  CHECK(rest_of(table.reader).size() == 2);
}

TEST_CASE("a row of blanks is told from a row") {
  Table table(" ;;\xC2\xA0\n;;x\n", ';');
  CHECK(is_blank(*table.reader.next()));
  CHECK_FALSE(is_blank(*table.reader.next()));
}

TEST_CASE("the header is the first record most of whose cells are known") {
  Table table("Inventaire;;\n;;\nédité le;12/03/2024;\n Tag ;Marque;Vu\nA1;Dräger;x\n", ';');
  const auto header =
      find_header(table.reader, [](auto cell) { return cell == "Tag" || cell == "Marque" || cell == "Inventaire"; });
  REQUIRE(header);
  CHECK(header->recognised);
  CHECK(header->line == 4);
  CHECK(header->names == std::vector<std::string>{"Tag", "Marque", "Vu"});
  REQUIRE(header->above.size() == 3);
  CHECK(header->above[0].text == "Inventaire");
  CHECK(header->above[2].line == 3);
  CHECK(header->above[2].text == "édité le 12/03/2024");
  CHECK(rest_of(table.reader) == std::vector<Row>{{5, {"A1", "Dräger", "x"}}});
}

TEST_CASE("without known cells the header is the first full record of the usual width") {
  Table titled("EMDN V2\t\t\nKAT\tCODE\tTERM\nA\tA01\tneedle\nA\tA02\tsyringe\n", '\t');
  const auto header = find_header(titled.reader, never);
  REQUIRE(header);
  CHECK_FALSE(header->recognised);
  CHECK(header->line == 2);
  CHECK(header->names == std::vector<std::string>{"KAT", "CODE", "TERM"});
  Table narrow("some title\nx,y\n1,2\n3,4\n");
  CHECK(find_header(narrow.reader, never)->line == 2);
  Table even("some title\nand more\nx,y\n1,2\n");
  CHECK(find_header(even.reader, never)->line == 3);
  Table sparse("x,,,\n1,,,\n");
  CHECK(find_header(sparse.reader, never)->line == 1);
}

TEST_CASE("a header is found in a table of one column or one row and not in an empty file") {
  Table single("tag\nA1\n");
  CHECK(find_header(single.reader, [](auto cell) { return cell == "tag"; })->recognised);
  Table lonely("x,y\n");
  CHECK(find_header(lonely.reader, never)->names.size() == 2);
  CHECK_FALSE(lonely.reader.next());
  Table empty("\n\n");
  CHECK_FALSE(find_header(empty.reader, never));
}

TEST_CASE("of a long title above the header the beginning is told") {
  Table table(std::string(1 << 20, 'x') + ",y,\ntag,model,\nA1,B,C\n");
  const auto header = find_header(table.reader, [](auto cell) { return cell == "tag" || cell == "model"; });
  CHECK(header->above.at(0).text == std::string(200, 'x'));
}

TEST_CASE("a header of two lines in a cell is said on one") {
  Table table("\"N°\ninventaire\",\"Mar\r\nque\"\nA1,B\n");
  const auto header = find_header(table.reader, never);
  CHECK(header->names == std::vector<std::string>{"N° inventaire", "Mar  que"});
  CHECK(rest_of(table.reader).front().line == 4);
}

TEST_CASE("the header is sought in the first twenty records") {
  std::string text;
  for (int i = 0; i < 19; ++i) text += "x,y\n";
  const auto is_known = [](std::string_view cell) { return cell == "tag" || cell == "model"; };
  Table twentieth(text + "tag,model\n");
  CHECK(find_header(twentieth.reader, is_known)->line == 20);
  Table beyond("x,y\n" + text + "tag,model\n");
  CHECK_FALSE(find_header(beyond.reader, is_known)->recognised);
}

}  // namespace siyana::exchange
