#include "exchange/import.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "exchange_file.hpp"
#include "history_world.hpp"
#include "work/result_words.hpp"

namespace siyana::exchange {
namespace {

/// What is told of a row. Not its warnings: whether a device has a serial already is asked of the store, in which the
/// rows above are written, or, where only what would happen is told, not.
struct Told {
  Action action;
  std::string tag;
  std::size_t faults = 0;
  friend bool operator==(const Told&, const Told&) = default;
};

ImportOptions options_on(Date today) {
  ImportOptions options;
  options.today = today;
  options.tag_format = "T-{n:03}";
  return options;
}

/// Decides every row; writes the good ones into `change`, where there is one.
std::vector<Told> decided(const std::string& text, db::Database& database, const ImportOptions& options,
                          store::Change* change = nullptr) {
  const MemoryFile file(text);
  Sheet sheet(file.descriptor(), "test.csv", options);
  DeviceImport engine(sheet, database, options, [](std::uint64_t) {});
  std::vector<Told> told;
  for (Decision decision; engine.next(decision);) {
    told.push_back({decision.action, decision.tag, decision.faults.size()});
    if (change != nullptr && decision.action != Action::refused) engine.write(*change, decision);
  }
  engine.end();
  return told;
}

std::vector<Told> imported(const std::string& text, world::World& world, const ImportOptions& options) {
  std::vector<Told> told;
  world.change("import devices",
               [&](store::Change& change) { told = decided(text, *world.database, options, &change); });
  return told;
}

/// An inventory as people keep them: tags for some, serials twice, placeholders, days that do not exist.
class Inventory {
 public:
  explicit Inventory(unsigned seed) : random_(seed) {}

  std::string text(int rows) {
    std::string text =
        "tag,Désignation,Marque,Modèle,N° série,id,Service,mise en service,statut,interval,next due,last done\n";
    for (int i = 0; i < rows; ++i) text += row() + "\n";
    return text;
  }

 private:
  std::string row() {
    return one_of({"", "", "A-" + number(12), "T-00" + number(9)}) + "," +
           one_of({"Moniteur", "moniteur", "Pompe", ""}) + "," + one_of({"Dräger", "Mindray", ""}) + "," +
           one_of({"", "", "V" + number(2)}) + "," + one_of({"", "S" + number(4), "1.2E+11", "N-A 1"}) + "," +
           one_of({"", "", "R" + number(4)}) + "," + one_of({"Bloc", "Urgences", ""}) + "," +
           one_of({"", "2024-02-28", "2025-12-31", "2025-02-30"}) + "," +
           one_of({"", "en service", "réformé", "en panne", "?"}) + "," + one_of({"", "6m", "1 an"}) + "," +
           one_of({"", "", "2026-03-01"}) + "," + one_of({"", "2025-06-01"});
  }
  std::string number(int most) { return std::to_string(std::uniform_int_distribution<>(1, most)(random_)); }
  std::string one_of(const std::vector<std::string>& values) {
    return values[std::uniform_int_distribution<std::size_t>(0, values.size() - 1)(random_)];
  }
  std::mt19937 random_;
};

}  // namespace

/// A register with a past: other inventories, a device undone, one with another tag.
void live_a_little(world::World& world, const ImportOptions& options, unsigned seed) {
  if (seed % 3 == 0) return;
  imported(Inventory(seed + 10'000).text(8), world, options);
  world.today = world.today + 20;
  if (const auto device = device::maybe_device(*world.database, "A-1"))
    world.change("device edit", [&](store::Change& change) {
      auto renamed = *device;
      renamed.tag = "A-2";
      device::edit(change, *device, renamed);
    });
  const Id entry = world.last_entry();
  imported(Inventory(seed + 20'000).text(4), world, options);
  if (seed % 3 == 2 && world.last_entry() != entry)
    world.change("void", [&](store::Change& change) {
      history::undo(change, *store::entry_of(*world.database, world.last_entry()));
    });
}

TEST_CASE("the same file twice changes nothing and refuses the same rows") {
  for (unsigned seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    world::World world;
    live_a_little(world, options_on(world.today), seed);
    const auto options = options_on(world.today);
    const std::string text = Inventory(seed).text(25);
    const auto first = imported(text, world, options);
    const Id entry = world.last_entry();
    const auto second = imported(text, world, options);
    REQUIRE(first.size() == 25);
    REQUIRE(second.size() == 25);
    for (std::size_t i = 0; i < first.size(); ++i) {
      CAPTURE(i);
      CHECK((first[i].action == Action::refused) == (second[i].action == Action::refused));
      if (first[i].action == Action::refused) continue;
      CHECK(second[i].action == Action::unchanged);
      CHECK(second[i].tag == first[i].tag);
    }
    CHECK(world.last_entry() == entry);
    CHECK(history::check(*world.database, [](std::int64_t) {}).empty());
  }
}

TEST_CASE("what would happen is what happens") {
  for (unsigned seed = 1001; seed <= 1150; ++seed) {
    CAPTURE(seed);
    world::World world;
    live_a_little(world, options_on(world.today), seed);
    const auto options = options_on(world.today);
    const std::string text = Inventory(seed).text(25);
    const auto would = decided(text, *world.database, options);
    CHECK(would == imported(text, world, options));
  }
}

TEST_CASE("two rows that one device could be are two devices and stay so") {
  world::World world;
  const auto options = options_on(world.today);
  const std::string text = "tag,Marque,Serial\n,Philips,7\nA-1,Philips,7\n,Philips,7\n,,\n";
  const auto told = imported(text, world, options);
  CHECK(told[0].tag == "T-001");
  CHECK(told[1].tag == "A-1");
  CHECK(told[2].tag == "T-002");
  for (const auto& row : imported(text, world, options)) CHECK(row.action == Action::unchanged);
}

TEST_CASE("a row without a tag is none of the devices whose tags stand in the file") {
  world::World world;
  const auto options = options_on(world.today);
  imported("tag,Marque,Serial,type\nA-1,Philips,7,\n,,,Lamp\n", world, options);
  const std::string text = "tag,Marque,Serial,type\n,Philips,7,\nA-1,Philips,7,\n,,,Lamp\nT-001,,,Lampe chaude\n";
  const auto told = imported(text, world, options);
  CHECK(told[0] == Told{Action::made, "T-002"});
  CHECK(told[1] == Told{Action::unchanged, "A-1"});
  CHECK(told[2] == Told{Action::made, "T-003"});
  CHECK(told[3] == Told{Action::changed, "T-001"});
  for (const auto& row : imported(text, world, options)) CHECK(row.action == Action::unchanged);
}

TEST_CASE("a row that is refused takes no device from the rows below") {
  world::World world;
  const auto options = options_on(world.today);
  const std::string text = "tag,Marque,Serial,mise en service\n,Philips,7,2025-02-30\n,Philips,7,\n";
  CHECK(imported(text, world, options)[1] == Told{Action::made, "T-001"});
  CHECK(imported(text, world, options)[1] == Told{Action::unchanged, "T-001"});
}

TEST_CASE("a placeholder is no reference to know a row by") {
  world::World world;
  const auto options = options_on(world.today);
  const std::string text = "id,type\nN/A,Lamp\nN/A,Lamp\n";
  imported(text, world, options);
  const auto again = imported(text, world, options);
  CHECK(again[0] == Told{Action::unchanged, "T-001"});
  CHECK(again[1] == Told{Action::unchanged, "T-002"});
}

TEST_CASE("filling an empty register leaves its schema as it was") {
  world::World world;
  const auto schema = [&] {
    std::string text;
    db::Query query(*world.database, "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name");
    while (query.next()) text += std::string(query.text(0)) + " " + std::string(query.text(2)) + "\n";
    return text;
  };
  const std::string before = schema();
  std::string text = "tag,type\n";
  for (int i = 0; i < 4100; ++i) text += "A-" + std::to_string(i) + ",Lamp\n";
  imported(text, world, options_on(world.today));
  CHECK(schema() == before);
  CHECK(before.find("TRIGGER entry_row_once") != std::string::npos);
}

TEST_CASE("a file without a row or a tag says so") {
  world::World world;
  auto options = options_on(world.today);
  options.tag_format.clear();
  CHECK(refusal([&] { decided("", *world.database, options); }) == "test.csv holds no row");
  CHECK(fault_of([&] { decided("serial\n1\n", *world.database, options); }) == Fault::invalid);
  options.facility = "NONE";
  CHECK(fault_of([&] { decided("tag\n1\n", *world.database, options); }) == Fault::not_found);
}

TEST_CASE("tags are counted on in their form") {
  const TagFormat format("SDT-{n:04}/B");
  CHECK(format.tag(7) == "SDT-0007/B");
  CHECK(format.tag(123456) == "SDT-123456/B");
  CHECK(format.number_in(tag_key("sdt-0042/b")) == 42);
  CHECK(format.number_in(tag_key("SDT-42/B")) == 42);
  CHECK_FALSE(format.number_in(tag_key("SDT-0042")));
  CHECK_FALSE(format.number_in(tag_key("SDT-/B")));
  CHECK_FALSE(format.number_in(tag_key("SDT-4x2/B")));
  CHECK(TagFormat("{n}").tag(3) == "3");
  for (const auto* bad : {"", "SDT", "{n", "n}", "{n}{n}", "{x}", "{n:4}", "{n:00}", "{n:099}", "{n:0x}"}) {
    CAPTURE(bad);
    CHECK(fault_of([&] { TagFormat bad_format(bad); }) == Fault::usage);
  }
}

TEST_CASE("words of inventories mean siyana's own") {
  CHECK(ownership_named("Don") == "donated");
  CHECK(ownership_named("PRÊT") == "loan");
  CHECK(ownership_named("هبة") == "donated");
  CHECK(ownership_named("location") == "rental");
  CHECK(ownership_named("placed_with_reagents") == "placed_with_reagents");
  CHECK(ownership_named("donné par erreur").empty());
  CHECK(status_named("Réformé")->value == "retired");
  CHECK(status_named("en panne")->axis == "operating");
  CHECK(status_named("HORS SERVICE")->value == "down");
  CHECK(status_named("تالف")->value == "down");
  CHECK(status_named("en stock")->value == "in_storage");
  CHECK(status_named("bon état")->axis == "condition");
  CHECK(status_named("in_service")->value == "in_service");
  CHECK_FALSE(status_named("fatigué"));
  CHECK(kind_named("Maintenance préventive") == "pm");
  CHECK(kind_named("étalonnage") == "calibration");
  CHECK(kind_named("sécurité électrique") == "safety");
  CHECK(kind_named("Contrôle sécurité électrique") == "safety");
  CHECK(kind_named("صيانة دورية") == "pm");
  CHECK(work::result_named("Appareil introuvable")->obstacle == "not-found");
  CHECK(is_repair("Intervention curative"));
  CHECK(kind_named("magie").empty());
}

TEST_CASE("every word that siyana writes is understood when it comes back") {
  for (const auto value : device::ownerships()) CHECK(ownership_named(value) == value);
  for (const auto value : plan::kinds()) CHECK(kind_named(value) == value);
  for (const auto& axis : device::axes()) {
    if (axis.name == "usage") continue;
    for (const auto value : axis.values) {
      CAPTURE(value);
      const auto word = status_named(value);
      // `unknown` is nothing that a column says.
      if (value == "unknown") continue;
      REQUIRE(word);
      CHECK(word->axis == axis.name);
      CHECK(word->value == value);
    }
  }
}

TEST_CASE("an interval is a word or a number in the column's unit") {
  using Unit = Interval::Unit;
  CHECK(interval_in("6m", std::nullopt) == Interval{6, Unit::month});
  CHECK(interval_in("semestriel", std::nullopt) == Interval{6, Unit::month});
  CHECK(interval_in("سنوي", std::nullopt) == Interval{1, Unit::year});
  CHECK(interval_in("سنة", std::nullopt) == Interval{1, Unit::year});
  CHECK(interval_in("كل سنتين", std::nullopt) == Interval{2, Unit::year});
  CHECK(interval_in("كل 6 أشهر", std::nullopt) == Interval{6, Unit::month});
  CHECK(interval_in("كل ستة أشهر", std::nullopt) == Interval{6, Unit::month});
  CHECK(interval_in("Tous les 3 mois", std::nullopt) == Interval{3, Unit::month});
  CHECK(interval_in("2 fois/an", std::nullopt) == Interval{6, Unit::month});
  CHECK(interval_in(" 6 ", Unit::month) == Interval{6, Unit::month});
  CHECK(interval_in("٣", Unit::year) == Interval{3, Unit::year});
  CHECK_FALSE(interval_in("6", std::nullopt));
  CHECK_FALSE(interval_in("0", Unit::month));
  CHECK_FALSE(interval_in("-6", Unit::month));
  CHECK_FALSE(interval_in("often", Unit::month));
  CHECK_FALSE(interval_in("tous les 15", std::nullopt));
}

TEST_CASE("a length of time is minutes or hours or a spreadsheet's time") {
  CHECK(minutes_in("90", "Durée") == 90);
  CHECK(minutes_in("1h30", "Durée") == 90);
  CHECK(minutes_in("1:30", "Durée") == 90);
  CHECK(minutes_in("01:30:00", "Durée") == 90);
  CHECK(minutes_in("25:00:00", "Durée") == 1500);
  CHECK(minutes_in("1,5", "Durée (heures)") == 90);
  CHECK_FALSE(minutes_in("1:xx:00", "Durée"));
  CHECK_FALSE(minutes_in("a while", "Durée"));
}

TEST_CASE("twice a year is not every two years") {
  using Unit = Interval::Unit;
  CHECK(interval_in("2/an", std::nullopt) == Interval{6, Unit::month});
  CHECK(interval_in("4 / an", std::nullopt) == Interval{3, Unit::month});
  CHECK(interval_in("1/6 mois", std::nullopt) == Interval{6, Unit::month});
  CHECK(interval_in("1/an", std::nullopt) == Interval{1, Unit::year});
  CHECK(interval_in("٢/سنة", std::nullopt) == Interval{6, Unit::month});
  CHECK(interval_in("2 ans", std::nullopt) == Interval{2, Unit::year});
  for (const auto* text : {"5/an", "2/semaine", "0/an", "-2/an", "/an", "2/", "6/12", "6 mois/1 an", "1/01/2026",
                           "1/2 an", "1/4 année", "1/2 mois", "1/2 سنة"}) {
    CAPTURE(text);
    CHECK_FALSE(interval_in(text, std::nullopt));
    CHECK_FALSE(interval_in(text, Unit::month));
  }
}

TEST_CASE("values that came twice are known and the others are not") {
  Repeated<std::uint32_t> numbers;
  for (const std::uint32_t number : {5U, 1U, 9U, 5U, 7U, 1U, 5U}) numbers.add(number);
  numbers.close();
  CHECK(numbers.size() == 2);
  CHECK(numbers.contains(5));
  CHECK(numbers.contains(1));
  CHECK_FALSE(numbers.contains(9));
}

TEST_CASE("a name of a refused row is not known afterwards") {
  world::World world;
  Names names(*world.database, false);
  CHECK(names.type("Moniteur").id < 0);
  names.drop();
  CHECK(names.type("Moniteurs").id < 0);
  names.keep();
  CHECK(names.type("moniteurs ").id < 0);
  CHECK(names.type("Moniteur").refused != nullptr);
  CHECK(names.model("X1", names.maker("Philips").id).id < 0);
  CHECK(names.news().size() == 1);
  names.keep();
  CHECK(names.news().size() == 3);
}

TEST_CASE("near is a slip within a word") {
  CHECK(device::nearly_same("defibrillateur", "defibrilateur"));
  CHECK(device::nearly_same("evita v300", "evitav300"));
  CHECK(device::nearly_same("philips", "phillips"));
  CHECK(device::nearly_same("service urgences", "service urgence"));
  CHECK_FALSE(device::nearly_same("radiologie", "cardiologie"));
  CHECK_FALSE(device::nearly_same("bloc a", "bloc b"));
  CHECK_FALSE(device::nearly_same("pediatrie est", "pediatrie ouest"));
  CHECK_FALSE(device::nearly_same("mp20 monitor", "mp30 monitor"));
  CHECK_FALSE(device::nearly_same("", ""));
}

}  // namespace siyana::exchange
