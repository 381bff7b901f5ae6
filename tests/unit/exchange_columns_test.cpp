#include "exchange/columns.hpp"

#include <set>

#include "base/text.hpp"
#include "exchange_file.hpp"

namespace siyana::exchange {

namespace {

using Headers = std::vector<std::string>;
using Mappings = std::vector<Mapping>;
using Match = Column::Match;

/// The field that a heading alone in its file is matched with.
std::string field_of(const std::string& header) {
  const Headers headers{header};
  const auto columns = match_columns(headers);
  return columns[0].match == Match::heading ? std::string(columns[0].field) : "";
}

std::vector<std::string> fields_of(const Headers& headers, const Mappings& mappings = {}) {
  std::vector<std::string> found;
  for (const auto& column : match_columns(headers, mappings)) found.emplace_back(column.field);
  return found;
}

std::string refused(const Headers& headers, const Mappings& mappings = {}) {
  return refusal([&] { match_columns(headers, mappings); });
}

std::vector<std::string> spellings_of(const KnownField& field) {
  std::vector<std::string> spellings{std::string(field.name)};
  for (std::string_view rest = field.spellings; !rest.empty();) {
    const auto end = std::min(rest.find('|'), rest.size());
    spellings.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return spellings;
}

bool is_arabic(std::string_view text) { return text.find_first_of("\xD8\xD9") != text.npos; }

}  // namespace

TEST_CASE("each spelling of the table means its own field and no other") {
  for (const auto& field : device_vocabulary().fields())
    for (const auto& spelling : spellings_of(field)) {
      CAPTURE(spelling);
      CHECK_FALSE(trim(spelling).empty());
      CHECK(field_of(spelling) == field.name);
    }
}

TEST_CASE("every field has a heading in Arabic") {
  std::set<std::string_view> names;
  for (const auto& field : device_vocabulary().fields()) {
    CAPTURE(field.name);
    CHECK(names.insert(field.name).second);
    CHECK(is_arabic(field.spellings));
  }
  CHECK(names.size() == 43);
}

TEST_CASE("headings are known in three languages") {
  CHECK(field_of("Inventory number") == "tag");
  CHECK(field_of("N° inventaire") == "tag");
  CHECK(field_of("Numéro d'inventaire") == "tag");
  CHECK(field_of("رقم الجرد") == "tag");
  CHECK(field_of("Désignation") == "type");
  CHECK(field_of("Equipment-name") == "type");
  CHECK(field_of("اسم الجهاز") == "type");
  CHECK(field_of("Marque") == "manufacturer");
  CHECK(field_of("الماركة") == "manufacturer");
  CHECK(field_of("الطراز") == "model");
  CHECK(field_of("S/N") == "serial");
  CHECK(field_of("الرقم التسلسلي") == "serial");
  CHECK(field_of("Service") == "department");
  CHECK(field_of("المصلحة") == "department");
  CHECK(field_of("Date de mise en service") == "in_service_on");
  CHECK(field_of("تاريخ الشروع في الاستعمال") == "in_service_on");
  CHECK(field_of("Date de réforme") == "retired_on");
  CHECK(field_of("Prochaine échéance") == "next_due_on");
  CHECK(field_of("Dernière maintenance") == "last_done_on");
  CHECK(field_of("PPM_every") == "interval");
  CHECK(field_of("الدورية") == "interval");
}

TEST_CASE("case and accents and punctuation and small words make no difference") {
  CHECK(field_of("  DATE MISE EN SERVICE : ") == "in_service_on");
  CHECK(field_of("n°inventaire") == "tag");
  CHECK(field_of("No. d’inventaire") == "tag");
  CHECK(field_of("Nº Inventaire") == "tag");
  CHECK(field_of("SerialNumber") == "serial");
  CHECK(field_of("serial_no") == "serial");
  CHECK(field_of("Observations") == "note");
  CHECK(field_of("رقم  جرد") == "tag");
  CHECK(field_of("اﻟﺠﻬﺎز") == "type");
}

TEST_CASE("an addition in brackets makes no difference") {
  CHECK(field_of("Prix d'achat (DA)") == "cost");
  CHECK(field_of("Périodicité [mois]") == "interval");
  CHECK(field_of("(Marque)") == "manufacturer");
}

TEST_CASE("what is no heading is left unmatched") {
  for (const auto* text : {"", "-", "N°", "Number", "Daily", "Total", "VENT-1", "Dräger", "12/03/2024", "()", "ال"}) {
    CAPTURE(text);
    CHECK(device_vocabulary().spelled(text).empty());
    const Headers headers{text};
    CHECK(match_columns(headers)[0].match == Match::none);
  }
  CHECK_FALSE(device_vocabulary().spelled("Marque").empty());
  CHECK(device_vocabulary().spelled(std::string(1 << 20, 'x')).empty());
}

TEST_CASE("a slip in a long heading is forgiven and told and in a short one it is not") {
  const Headers headers{"Manufaturer", "Date de mise en servise", "Modle", "Tga"};
  const auto columns = match_columns(headers);
  CHECK(columns[0].field == "manufacturer");
  CHECK(columns[0].match == Match::near);
  CHECK(columns[1].field == "in_service_on");
  CHECK(columns[2].match == Match::none);
  CHECK(columns[3].match == Match::none);
}

TEST_CASE("a heading as near to one field as to another is left unmatched") {
  const Headers headers{"Equipment taye", "Equipment tagg"};  // tag or type; tag
  const auto columns = match_columns(headers);
  CHECK(columns[0].match == Match::none);
  CHECK(columns[1].field == "tag");
}

TEST_CASE("a near heading never takes a field from an exact one") {
  CHECK(fields_of({"Departement1", "Département"}) == std::vector<std::string>{"", "department"});
  CHECK(fields_of({"Departement1"}) == std::vector<std::string>{"department"});
}

TEST_CASE("two headings of one field are refused and both named") {
  const auto said = refused({"Tag", "Service", "Department"});
  CHECK(said ==
        "the columns Service and Department both read as department; say --map \"Department=\" to pass one over");
  CHECK(refused({"Note", "", "Note"}) == "the columns #1 and #3 both read as note; say --map \"#3=\" to pass one over");
  CHECK(fault_of([] { match_columns(Headers{"Tag", "N° inventaire"}); }) == Fault::invalid);
}

TEST_CASE("a mapping settles what two headings dispute") {
  const Headers both{"Service", "Department"};
  CHECK(fields_of(both, {{"Department", ""}}) == std::vector<std::string>{"department", ""});
  CHECK(fields_of(both, {{"Department", "department"}}) == std::vector<std::string>{"", "department"});
  CHECK(fields_of(both, {{"Service", "facility"}}) == std::vector<std::string>{"facility", "department"});
  CHECK(match_columns(both, Mappings{{"Department", ""}})[1].match == Match::ignored);
  CHECK(match_columns(both, Mappings{{"Service", "facility"}})[0].match == Match::mapped);
}

TEST_CASE("a mapping finds its header by its letters then by its sense then by its number") {
  CHECK(fields_of({"Réf. interne"}, {{"ref interne", "tag"}}) == std::vector<std::string>{"tag"});
  CHECK(fields_of({"REF", "ref"}, {{"ref", "tag"}}) == std::vector<std::string>{"", "tag"});
  CHECK(fields_of({"x", "", ""}, {{"#3", "tag"}}) == std::vector<std::string>{"", "", "tag"});
  CHECK(fields_of({"x", "#1"}, {{"#1", "tag"}}) == std::vector<std::string>{"", "tag"});
  CHECK(fields_of({"Vu", "Vu"}, {{"Vu", ""}}) == std::vector<std::string>{"", ""});
}

TEST_CASE("a mapping that cannot be followed is refused") {
  CHECK(refused({"Tag"}, {{"Nom", "type"}}) == "--map: no column is headed Nom");
  CHECK(refused({"Tag"}, {{"#2", "type"}}) == "--map: no column is headed #2");
  CHECK(refused({"Tag"}, {{"#0", "type"}}) == "--map: no column is headed #0");
  CHECK(refused({"Tag"}, {{"Tag", "weight"}}).starts_with("--map Tag: no field weight; the fields are tag, type"));
  CHECK(refused({"Vu", "x", "Vu"}, {{"Vu", "note"}}) ==
        "--map: several columns are headed Vu; say which: --map \"#1=note\"");
  CHECK(refused({"a", "b"}, {{"a", "tag"}, {"b", "tag"}}).starts_with("the columns a and b both read as tag"));
  CHECK(fault_of([] { match_columns(Headers{"a", "b"}, Mappings{{"a", "tag"}, {"b", "tag"}}); }) == Fault::usage);
}

TEST_CASE("a mapping is read from its last equals sign") {
  CHECK(parse_mapping("N° série=serial").header == "N° série");
  CHECK(parse_mapping("N° série=serial").field == "serial");
  CHECK(parse_mapping(" a=b = tag ").header == "a=b");
  CHECK(parse_mapping("Vu=").field.empty());
  for (const auto* text : {"Vu", "", "=tag", "  =tag"}) CHECK(fault_of([&] { parse_mapping(text); }) == Fault::usage);
}

TEST_CASE("a column is found by its field") {
  const Headers headers{"Marque", "Tag"};
  const auto columns = match_columns(headers);
  CHECK(column_of(columns, "tag") == 1);
  CHECK_FALSE(column_of(columns, "serial"));
}

TEST_CASE("a heading may give the unit of the numbers below it") {
  using Unit = Interval::Unit;
  CHECK(unit_in("Périodicité (mois)") == Unit::month);
  CHECK(unit_in("interval_days") == Unit::day);
  CHECK(unit_in("الدورية بالأشهر") == Unit::month);
  CHECK(unit_in("Fréquence (semaines)") == Unit::week);
  CHECK(unit_in("Années") == Unit::year);
  CHECK_FALSE(unit_in("Périodicité"));
}

}  // namespace siyana::exchange
