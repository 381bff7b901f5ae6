// One file, copies of it, and the machines that wrote them.
#include "store/machine.hpp"

#include <doctest/doctest.h>

#include "history_world.hpp"

using namespace siyana;
using world::World;

namespace {

store::Machine machine(const std::string& name, std::optional<std::int64_t> born) {
  return {0, "digest of " + name, name, born, {}};
}

/// A store that machines write one after the other; in memory, no file system knows its age.
class Travelled {
 public:
  void write(const store::Machine& by, bool accepts = false) {
    store::Change change(*world.database, world.moment(), {"tester", "", by}, "test", "", history::settler());
    device::Device device;
    device.tag = "D-" + std::to_string(++devices_);
    change.make(device);
    auto accepted = by;
    accepted.accepted_on = world.today;
    if (accepts) change.make(accepted);
    change.commit();
    was_warned = change.copied().has_value();
  }
  std::string copied_from(const store::Machine& present) {
    const auto copied = store::copied(*world.database, present);
    return copied ? copied->from : "";
  }
  std::size_t lines() {
    std::size_t count = 0;
    store::each_machine(*world.database, [&](const auto&) { ++count; });
    return count;
  }

  World world;
  bool was_warned = false;

 private:
  int devices_ = 0;
};

}  // namespace

TEST_CASE("a store of before machines were noted begins with the first that writes, without a word") {
  Travelled store;
  CHECK(store.copied_from(machine("pc", 1)).empty());
  store.write(machine("pc", 1));
  CHECK_FALSE(store.was_warned);
  CHECK(store.lines() == 1);
}

TEST_CASE("one machine is noted once, however old the file is there") {
  Travelled store;
  for (const int born : {1, 1, 2}) store.write(machine("pc", born));
  CHECK_FALSE(store.was_warned);
  CHECK(store.lines() == 1);
}

TEST_CASE("a younger file on another machine is a copy, and stays one until that is accepted") {
  Travelled store;
  store.write(machine("pc", 1));
  CHECK(store.copied_from(machine("laptop", 2)) == "pc");
  store.write(machine("laptop", 2));
  CHECK(store.was_warned);
  store.write(machine("laptop", 2));
  CHECK_FALSE(store.was_warned);
  CHECK(store.copied_from(machine("laptop", 2)) == "pc");
  store.write(machine("laptop", 2), true);
  CHECK(store.copied_from(machine("laptop", 2)).empty());
  CHECK(store.copied_from(machine("pc", 3)) == "laptop");  // brought back over the first, whose entries are lost
}

TEST_CASE("one file on a stick is no copy, on FAT neither, whose times depend on the time zone") {
  Travelled store;
  const std::int64_t hour = 3600000;
  store.write(machine("pc", 77));
  store.write(machine("laptop", 77));
  CHECK_FALSE(store.was_warned);
  store.write(machine("pc", 77 + hour));
  CHECK_FALSE(store.was_warned);
  CHECK(store.lines() == 3);
}

TEST_CASE("where no file system knows its age, machines that were accepted take turns") {
  Travelled store;
  store.write(machine("pc", {}));
  store.write(machine("laptop", {}));
  CHECK(store.was_warned);
  store.write(machine("laptop", {}), true);
  store.write(machine("pc", {}));
  CHECK_FALSE(store.was_warned);
  store.write(machine("laptop", {}));
  CHECK_FALSE(store.was_warned);
  CHECK(store.copied_from(machine("third", {})) == "laptop");
}
