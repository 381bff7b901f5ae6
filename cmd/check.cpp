// check and upgrade: the store itself.
#include "base/part_file.hpp"
#include "cmd/app.hpp"
#include "cmd/nouns.hpp"
#include "cmd/progress.hpp"
#include "cmd/signals.hpp"
#include "db/migrate.hpp"
#include "history/backup.hpp"
#include "history/history.hpp"

namespace siyana {
namespace {

void check(App& app, const Words&) {
  auto& database = app.reading();
  ProgressBar bar(app);
  const auto found = history::check(database, [&](std::int64_t rows) { bar.count(rows); });
  bar.clear();
  for (const auto& difference : found) app.tell_error(difference.what);
  if (!found.empty())
    throw Error(Fault::damaged, "the store is not what its journal says: keep a copy, and restore a backup");
  app.tell(say("the store is sound"));
}

void upgrade(App& app, const Words&) {
  app.use(db::open({app.store_path(), db::Mode::write, app.busy_seconds()}));
  auto& database = app.database();
  const int have = db::schema_of(database);
  const int want = db::latest_schema(database.engine());
  if (have > want) db::require_current(database);
  if (have == want) return app.tell(say("the store is up to date (schema {have})", {{"have", std::to_string(have)}}));
  const std::string store = follow_links(app.store_path());
  const std::string named = folder_of(store) + "/" + history::copy_name(store, have, app.today());
  const std::string copy = history::free_place(database, store, named);
  history::copy_store(database, store, copy, {stop_if_interrupted, {}});
  app.tell(say("a copy of the store as it was is {path}", {{"path", copy}}));
  history::upgrade(database, to_string(app.now().at));
  app.tell(say("the store went from schema {have} to {want}",
               {{"have", std::to_string(have)}, {"want", std::to_string(want)}}));
}

const Verb check_verbs[] = {{"", "check the file, the journal and every cached value", {}, {}, "siyana check", check}};
const Verb upgrade_verbs[] = {{"", "bring an older store to this siyana", {}, {}, "siyana upgrade", upgrade}};

}  // namespace

const Noun check_noun{"check", "check the store", check_verbs};
const Noun upgrade_noun{"upgrade", "bring an older store to this siyana", upgrade_verbs};

}  // namespace siyana
