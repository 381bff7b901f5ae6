// init: makes a store.
#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/part_file.hpp"
#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/nouns.hpp"
#include "db/migrate.hpp"
#include "history/history.hpp"
#include "store/begin.hpp"

namespace siyana {
namespace {

constexpr std::string_view shared_folder = "/var/lib/siyana";

/// The number of a group that /etc/group knows.
std::optional<gid_t> group_named(std::string_view name) {
  std::optional<gid_t> found;
  std::FILE* file = std::fopen("/etc/group", "re");
  if (file == nullptr) return found;
  for (const group* known = ::fgetgrent(file); known != nullptr && !found; known = ::fgetgrent(file))
    if (known->gr_name == name) found = known->gr_gid;
  std::fclose(file);
  return found;
}

/// A folder that hands its group on: what is made in it is the group's too.
void make_shared_folder() {
  const std::string folder(shared_folder);
  if (!make_folder(folder, 0770))
    throw Error(Fault::internal, "cannot make {folder}: {why}", {{"folder", folder}, {"why", std::strerror(errno)}});
  if (const auto staff = group_named("siyana"); staff && ::chown(folder.c_str(), uid_t(-1), *staff) != 0)
    throw Error(Fault::internal, "cannot give {folder} to the group siyana: {why}",
                {{"folder", folder}, {"why", std::strerror(errno)}});
  ::chmod(folder.c_str(), 02770);
}

void require_code(const std::string& code) {
  const bool good = !code.empty() && code.size() <= 12 &&
                    tag_key(code).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string::npos;
  if (!good)
    throw Error(Fault::usage, "the code {code} must be 1 to 12 letters and digits: it begins every breakdown's number",
                {{"code", code}});
}

device::Facility facility_of(const Words& words) {
  device::Facility facility;
  facility.code = trim(words.text("--facility"));
  facility.name = trim(words.text("--name"));
  if (!words.has("--facility") || !words.has("--name"))
    throw Error(Fault::usage, "init wants the hospital: --facility CODE --name NAME");
  require_code(facility.code);
  facility.country = country_in(words);
  if (facility.name.empty() || !is_utf8(facility.name)) throw Error(Fault::usage, "the facility wants a name");
  return facility;
}

[[noreturn]] void is_there_already(const std::string& path) {
  throw Error(Fault::conflict, "{path} is there already: siyana init never overwrites a store", {{"path", path}});
}

void init(App& app, const Words& words) {
  device::Facility facility = facility_of(words);
  if (words.has("--shared")) make_shared_folder();
  const std::string path = words.has("--shared") ? std::string(shared_folder) + "/siyana.db" : app.store_path();
  if (!words.has("--shared")) make_folders_of(path);
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) is_there_already(path);
  PartFile part(path);
  {
    const auto database = db::open({part.path(), db::Mode::create, app.busy_seconds()});
    history::upgrade(*database, to_string(app.now().at));
    store::begin(
        *database, store::new_uid(), facility.code, app.now(), app.who(words),
        [&](store::Change& change) { device::add_facility(change, facility); }, history::settler());
  }
  if (!part.put_in_place_if_free()) is_there_already(path);
  app.tell(say("made {path} for {name}", {{"path", path}, {"name", facility.name}}));
}

constexpr Option options[] = {
    {"--facility", "CODE", "the hospital's short code, which begins every breakdown's number"},
    {"--name", "NAME", "the hospital's name"},
    {"--country", "CC", "two letters: DZ, MA, …"},
    {"--shared", "", "make /var/lib/siyana, for all of the group siyana"}};
constexpr Verb verbs[] = {
    {"", "make a store", {}, options, "siyana init --facility MOS --name \"EHS Mostaganem\" --country DZ", init}};

}  // namespace

std::string country_in(const Words& words) {
  std::string country(trim(words.text("--country")));
  for (char& c : country)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  if (!country.empty() &&
      (country.size() != 2 || country.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos))
    throw Error(Fault::usage, "the country {country} must be two letters, as DZ or MA", {{"country", country}});
  return country;
}

const Noun init_noun{"init", "make a store for a hospital", verbs};

}  // namespace siyana
