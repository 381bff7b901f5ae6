#include "history/restore.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/part_file.hpp"
#include "db/migrate.hpp"
#include "db/network.hpp"
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

/// Each file gets the other's name, at once where the file system can: the store's name is never without a store.
void exchange_names(const std::string& made, const std::string& store) {
  if (::renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, store.c_str(), RENAME_EXCHANGE) != 0) {
    if (errno != EINVAL && errno != ENOSYS) cannot_keep(store);
    const std::string between = free_name(made);
    if (std::rename(store.c_str(), between.c_str()) != 0 || std::rename(made.c_str(), store.c_str()) != 0 ||
        std::rename(between.c_str(), made.c_str()) != 0)
      cannot_keep(store);
  }
  if ((errno = sync_folder(folder_of(store))) != 0) cannot_keep(store);
}

void take_rights(const PartFile& part, const std::string& store) {
  struct stat before {};
  if (::stat(store.c_str(), &before) != 0) return;
  // Only root can give files away; for anyone else the file stays their own.
  [[maybe_unused]] const int given = ::fchown(part.descriptor(), before.st_uid, before.st_gid);
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
  if (db::schema_of(*made) < db::latest_schema(made->engine())) db::migrate(*made, to_string(moment.at));
  db::require_current(*made);
  require_sound(*made, restoring.copy);
  store::continue_chain(*made, restoring.uid, store::Continued::restore, moment, who, settle);
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

/// The copy has this very entry.
bool holds(db::Database& copy, const std::vector<store::Site>& sites, const store::Site& writer,
           const store::Entry& entry) {
  for (const auto& site : sites) {
    if (site.uid != writer.uid) continue;
    const auto same = store::entry_of(copy, site.id * store::numbers_per_site + store::number_of(entry.id));
    return same && same->hash == entry.hash;
  }
  return false;
}

/// False where the present file cannot be read to its end: a damaged file is why one goes back to a copy.
bool each_newer(const Restoring& restoring, db::Database& present, const Newer& newer) try {
  const auto copy = db::open({restoring.copy, db::Mode::read, restoring.busy_seconds});
  const store::Sites writers(present);
  const auto sites = store::all_sites(*copy);
  db::Query entries(present, store::select<store::Entry>("entry", "ORDER BY tick, id"));
  for (store::Entry entry; entries.next();) {
    store::read(entries, entry);
    if (!holds(*copy, sites, writers.of(entry.id), entry)) newer(present, entry);
  }
  return true;
} catch (const Error&) {
  return false;
}

void require_another(const Restoring& restoring) {
  struct stat copy {};
  struct stat store {};
  if (::stat(restoring.copy.c_str(), &copy) == 0 && ::stat(restoring.store.c_str(), &store) == 0 &&
      copy.st_ino == store.st_ino && copy.st_dev == store.st_dev)
    throw Error(Fault::usage, "{path} is the store itself: name a copy", {{"path", restoring.copy}});
}

}  // namespace

Restored restore(const Restoring& restoring, const store::Moment& moment, const store::Who& who, const Newer& newer) {
  require_another(restoring);
  db::require_local(restoring.store);
  PartFile part(restoring.store);
  make(restoring, part.path(), moment, who);
  take_rights(part, restoring.store);
  Restored restored;
  Held held(restoring);
  if (held.database() != nullptr) restored.is_known = each_newer(restoring, *held.database(), newer);
  if (is_there(restoring.store)) {
    // Under the name that the present file will have: exchanging the two is all that is left to do.
    restored.aside = free_name(restoring.aside);
    part.put_in_place_of(restored.aside);
    move_companions(restoring.store, restored.aside);
    exchange_names(restored.aside, restoring.store);
  } else {
    part.put_in_place();
  }
  return restored;
}

}  // namespace siyana::history
