#include "history/restore.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <utility>

#include "base/part_file.hpp"
#include "base/temporary.hpp"
#include "db/migrate.hpp"
#include "db/network.hpp"
#include "db/store_file.hpp"
#include "history/history.hpp"
#include "store/begin.hpp"
#include "store/chain.hpp"

namespace siyana::history {
namespace {

bool is_there(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

[[noreturn]] void cannot_keep(const std::string& path) {
  throw Error(Fault::internal, "cannot keep {path} aside: {why}", {{"path", path}, {"why", std::strerror(errno)}});
}

/// What another tool or a writer that died left beside the file belongs to it: SQLite would lay it over the new one.
void move_companions(const std::string& store, const std::string& aside) {
  for (const std::string suffix : {"-journal", "-wal", "-shm"})
    if (is_there(store + suffix) && std::rename((store + suffix).c_str(), (aside + suffix).c_str()) != 0)
      cannot_keep(store + suffix);
}

std::string free_name(const std::string& wanted) {
  const std::string stem = wanted.substr(0, wanted.size() - std::string_view(".db").size());
  std::string name = wanted;
  for (int i = 2; is_there(name); ++i) name = stem + "-" + std::to_string(i) + ".db";
  return name;
}

/// Without renameat2(2): the three names are as they were where one cannot be changed.
bool exchange_in_turn(const std::string& made, const std::string& store) {
  const std::string between = free_name(made);
  const std::pair<const std::string&, const std::string&> steps[] = {{store, between}, {made, store}, {between, made}};
  for (std::size_t i = 0; i < std::size(steps); ++i) {
    if (std::rename(steps[i].first.c_str(), steps[i].second.c_str()) == 0) continue;
    const int error = errno;
    while (i-- > 0) std::rename(steps[i].second.c_str(), steps[i].first.c_str());
    errno = error;
    return false;
  }
  return true;
}

/// Each file gets the other's name, at once where the file system can: the store's name is never without a store.
bool exchange_names(const std::string& made, const std::string& store) {
  if (::renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, store.c_str(), RENAME_EXCHANGE) == 0) return true;
  return (errno == EINVAL || errno == ENOSYS) && exchange_in_turn(made, store);
}

/// What is made gets the store's name, and the store that of `aside`. Where that fails, all is as it was.
void replace(PartFile& part, const std::string& store, const std::string& aside) {
  const SignalsHeld held;
  try {
    // Under the name that the present file will have: exchanging the two is all that is left to do.
    part.put_in_place_of(aside);
    move_companions(store, aside);
    if (!exchange_names(aside, store)) cannot_keep(store);
  } catch (const Error&) {
    ::unlink(aside.c_str());  // the copy, which must not pass for what was replaced
    for (const std::string suffix : {"-journal", "-wal", "-shm"})
      std::rename((aside + suffix).c_str(), (store + suffix).c_str());
    throw;
  }
  if ((errno = sync_folder(folder_of(store))) != 0) cannot_keep(store);
}

/// Those of the file that is replaced, or of a new store.
void take_rights(const PartFile& part, const std::string& store) {
  struct stat before {};
  before.st_mode = db::rights_in(folder_of(store));
  if (::stat(store.c_str(), &before) == 0) {
    // Only root can give files away; for anyone else the file stays their own.
    [[maybe_unused]] const int given = ::fchown(part.descriptor(), before.st_uid, before.st_gid);
  }
  if (::fchmod(part.descriptor(), before.st_mode & 0777) != 0) cannot_keep(store);
}

void require_sound(db::Database& database, const std::string& path) {
  if (!check(database, [](std::int64_t) {}).empty())
    throw Error(Fault::damaged, "the copy {path} is not sound: take an older one (siyana --db {path} check says why)",
                {{"path", path}});
}

/// The copy's pages, brought to this siyana's schema where it is older, as a new site.
void make(const Restoring& restoring, const std::string& path, const store::Moment& moment, const store::Who& who) {
  db::open({restoring.copy, db::Mode::read, restoring.busy_seconds})->copy_to(path, [] {});
  const auto made = db::open({path, db::Mode::write, restoring.busy_seconds});
  if (db::schema_of(*made) < db::latest_schema(made->engine())) upgrade(*made, to_string(moment.at));
  db::require_current(*made);
  require_sound(*made, restoring.copy);
  store::continue_chain(*made, restoring.uid, store::Continued::restore, moment, who, settler());
}

/// Nobody writes to the present file while it is replaced; one that waits for it is told afterwards that it was.
class Held {
 public:
  explicit Held(const Restoring& restoring) {
    try {
      database_ = db::open({restoring.store, db::Mode::write, restoring.busy_seconds});
      database_->begin();
    } catch (const Error& error) {
      database_.reset();  // a file that cannot be opened is nobody's to write either
      if (error.fault() == Fault::busy) throw;
    }
  }
  ~Held() {
    if (database_) database_->rollback();
  }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

  db::Database* database() { return database_.get(); }

 private:
  std::unique_ptr<db::Database> database_;
};

/// False where the present file cannot be read to its end: a damaged file is why one goes back to a copy.
bool each_newer(const Restoring& restoring, db::Database& present, const Newer& newer) try {
  const auto copy = db::open({restoring.copy, db::Mode::read, restoring.busy_seconds});
  const store::Sites writers(present);
  const auto sites = store::all_sites(*copy);
  db::Query entries(present, store::select<store::Entry>("entry", "ORDER BY tick, id"));
  for (store::Entry entry; entries.next();) {
    store::read(entries, entry);
    if (!store::has_entry(*copy, sites, writers.of(entry.id), entry)) newer(present, entry);
  }
  return true;
} catch (const Error&) {
  return false;
}

void require_another(const Restoring& restoring) {
  if (are_one_file(restoring.copy, restoring.store))
    throw Error(Fault::usage, "{path} is the store itself: name a copy", {{"path", restoring.copy}});
}

/// None where they cannot be read.
std::vector<store::Site> sites_of(const Restoring& restoring, const std::string& path) try {
  return store::all_sites(*db::open({path, db::Mode::read, restoring.busy_seconds}));
} catch (const Error& error) {
  if (error.fault() == Fault::busy) throw;
  return {};
}

/// The copy of another hospital's store would take this one's place unnoticed.
void require_kin(const Restoring& restoring) {
  const auto present = sites_of(restoring, restoring.store), copied = sites_of(restoring, restoring.copy);
  if (present.empty() || copied.empty()) return;
  for (const auto& site : present)
    for (const auto& other : copied)
      if (site.uid == other.uid) return;
  throw Error(Fault::conflict,
              "{copy} is no copy of {store}, but of another store ({code}): move {store} aside first if it is to take "
              "its place",
              {{"copy", restoring.copy}, {"store", restoring.store}, {"code", copied.back().code}});
}

}  // namespace

Restored restore(const Restoring& restoring, const store::Moment& moment, const store::Who& who, const Newer& newer) {
  require_another(restoring);
  db::require_store(restoring.copy);
  require_kin(restoring);
  make_folders_of(restoring.store);
  db::require_local(restoring.store);
  PartFile part(restoring.store);
  make(restoring, part.path(), moment, who);
  take_rights(part, restoring.store);
  Restored restored;
  Held held(restoring);
  if (held.database() != nullptr) restored.is_known = each_newer(restoring, *held.database(), newer);
  if (is_there(restoring.store)) {
    restored.aside = free_name(restoring.aside);
    replace(part, restoring.store, restored.aside);
  } else {
    part.put_in_place();
  }
  return restored;
}

}  // namespace siyana::history
