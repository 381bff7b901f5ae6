// A store that somebody made to harm: the input overwrites bytes of a good one. Every answer is given or refused with a
// sentence, and none takes for ever.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "../unit/history_world.hpp"
#include "fuzz.hpp"

namespace {

using namespace siyana;

/// A folder for the store that each input becomes: SQLite wants a real path.
struct Folder {
  Folder() { fuzz::demand(::mkdtemp(path.data()) != nullptr); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string path = std::filesystem::temp_directory_path() / "siyana-fuzz-XXXXXX";
};

std::string good_store(const std::string& path) {
  world::World world;
  world::Random random(world, 7);
  for (int i = 0; i < 60; ++i) {
    random.pass_time();
    random.step();
  }
  world.database->run_script("PRAGMA application_id = 1936292193; VACUUM INTO '" + path + "'");
  std::stringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

/// Three bytes say where, modulo the size; one says how many follow, 0 that the file ends there.
std::string overwritten(std::string bytes, std::string_view patches) {
  while (patches.size() >= 4 && !bytes.empty()) {
    std::size_t at = 0;
    for (int i = 0; i < 3; ++i) at = at << 8 | static_cast<unsigned char>(patches[static_cast<std::size_t>(i)]);
    at %= bytes.size();
    const std::size_t wanted = static_cast<unsigned char>(patches[3]) % 32;
    patches.remove_prefix(4);
    if (wanted == 0) {
      bytes.resize(at);
      continue;
    }
    const std::size_t size = std::min({wanted, patches.size(), bytes.size() - at});
    patches.copy(bytes.data() + at, size);
    patches.remove_prefix(size);
  }
  return bytes;
}

/// An answer, or the sentence that refuses it. The caller's own mistakes (internal, usage) are none of a file's.
template <class Answer>
void ask(Answer&& answer) {
  try {
    answer();
  } catch (const Error& error) {
    fuzz::demand(error.fault() != Fault::usage);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  static const std::string path = folder.path + "/store.db", good = good_store(path);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << overwritten(good, fuzz::text_of(data, size));
  const Date today = world::first_day + 200;
  std::unique_ptr<db::Database> database;
  ask([&] {
    database = db::open({path, db::Mode::read, 0});
    db::require_current(*database);
  });
  if (!database) return 0;
  ask([&] { world::answers(*database, today); });
  ask([&] { store::verify(*database); });
  ask([&] { history::check(*database, [](std::int64_t) {}); });
  ask([&] { history::known_before(*database, INT64_MAX, today); });
  return 0;
}
