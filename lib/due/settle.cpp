#include <algorithm>
#include <limits>
#include <unordered_set>

#include "due/cache.hpp"
#include "store/chain.hpp"

namespace siyana::due {
namespace {

/// Which devices an entry touches, found from the rows it wrote (and from those of the entry it voids).
class Touched {
 public:
  Touched(db::Database& database, Date today, PutOff* put_off)
      : database_(database), today_(today), put_off_(put_off) {}

  /// The entry being made: the devices it registers have no cached rows yet, and are worked out in one walk.
  void made(const store::Entry& entry) {
    first_made_ = entry.first_row;
    end_made_ = store::end_row(entry);
    has_made_ = device::were_made(database_, first_made_, end_made_);
    // A new device's own first row tells nothing more: an import has a million of them.
    rows_of(entry,
            "SELECT kind, subject, id FROM entry_row WHERE id >= $1 AND id < $2 AND "
            "(subject <> id OR kind <> 'device') ORDER BY id");
  }

  /// The entry that is voided: the devices it registered go, all at once; the others are worked out again.
  void voided(const store::Entry& entry) {
    forget(entry.first_row, store::end_row(entry));
    rows_of(entry,
            "SELECT kind, subject, id FROM entry_row WHERE id >= $1 AND id < $2 AND "
            "(subject <> id OR kind <> 'device') ORDER BY id");
  }

  void finish() {
    refresh_names();
    refresh_made();
    for (const Id plan : plans_) plan_devices(plan);
    for (const Id facility : facilities_)
      devices(
          "SELECT d.id FROM department p JOIN device d ON d.now_department = p.id WHERE p.facility = $1 ORDER BY d.id",
          facility);
    for (const Id id : devices_) refresh_device(id);
  }

 private:
  void rows_of(const store::Entry& entry, std::string_view sql) {
    db::Query rows(database_, sql, entry.first_row, store::end_row(entry));
    while (rows.next()) row(rows.text(0), rows.number(1), rows.number(2));
  }

  void row(std::string_view kind, Id subject, Id row) {
    if (kind == "device") {
      if (!is_made(subject)) device(subject);
    } else if (kind == "type" || kind == "maker" || kind == "model") {
      // Undone, a merge leaves the name as it was made: only the row tells that it was changed.
      if (row != subject)
        names_.emplace_back(kind, subject);
      else
        list(kind, subject);
    } else if (kind == "department") {
      if (row != subject) names_.emplace_back(kind, subject);  // one that was just made has only devices touched too
    } else if (kind == "type_translation") {
      names_.emplace_back("type", one("SELECT type FROM type_translation WHERE id = $1", subject));
    } else if (kind == "facility") {
      if (row != subject) facilities_.insert(subject);
    } else if (kind == "plan") {
      if (!is_made(one("SELECT device FROM plan WHERE id = $1", subject))) plans_.insert(subject);
    } else if (kind == "terms") {
      db::Query terms(database_, "SELECT plan, since FROM terms WHERE id = $1", subject);
      if (!terms.next()) return;
      if (!is_made(terms.number(0))) plans_.insert(terms.number(0));  // one that was just made has a row of its own
      if (const Date since = terms.get<Date>(1); since > today_ && (!takes_effect_ || since > *takes_effect_))
        takes_effect_ = since;
    } else if (kind == "waiting") {
      touch(one("SELECT b.device FROM waiting w JOIN breakdown b ON b.id = w.breakdown WHERE w.id = $1", subject));
    } else {
      of_device(kind, subject);
    }
  }

  void of_device(std::string_view kind, Id subject) {
    constexpr std::pair<std::string_view, std::string_view> queries[] = {
        {"alias", "SELECT device FROM alias WHERE id = $1"},
        {"placement", "SELECT device FROM placement WHERE id = $1"},
        {"status", "SELECT device FROM status WHERE id = $1"},
        {"suspension", "SELECT device FROM suspension WHERE id = $1"},
        {"first_due", "SELECT device FROM first_due WHERE id = $1"},
        {"service", "SELECT device FROM service WHERE id = $1"},
        {"attempt", "SELECT device FROM attempt WHERE id = $1"},
        {"breakdown", "SELECT device FROM breakdown WHERE id = $1"}};
    for (const auto& [name, sql] : queries)
      if (name == kind) touch(one(sql, subject));
  }

  Id one(std::string_view sql, Id subject) {
    db::Query query(database_, sql, subject);
    return query.next() ? query.number(0) : 0;
  }

  /// A new device with facts of its own is no longer as it was made.
  void touch(Id device) {
    if (!is_made(device)) {
      devices_.insert(device);
      return;
    }
    device::refresh_status(database_, device, today_);
    work::refresh(database_, device, today_);
  }

  bool is_made(Id id) const { return id >= first_made_ && id < end_made_; }

  void refresh_made() {
    if (!has_made_) return;
    device::write_words(database_, first_made_, end_made_);
    if (!rules_) rules_.emplace(database_);
    make(database_, *rules_, first_made_, end_made_ - 1, today_);
  }

  /// A name that was just made stands for itself and has no device yet; a changed one may stand for many.
  void list(std::string_view kind, Id subject) {
    constexpr std::pair<std::string_view, std::string_view> queries[] = {
        {"type", "SELECT 1 FROM type WHERE id = $1 AND (same_as IS NOT NULL OR last <> id OR live = 0)"},
        {"maker", "SELECT 1 FROM maker WHERE id = $1 AND (same_as IS NOT NULL OR last <> id OR live = 0)"},
        {"model", "SELECT 1 FROM model WHERE id = $1 AND (same_as IS NOT NULL OR last <> id OR live = 0)"}};
    for (const auto& [name, sql] : queries)
      if (name == kind && db::Query(database_, sql, subject).next()) names_.emplace_back(kind, subject);
  }

  /// After a merge or its undoing: the devices of everything that the name stood or stands with, for their words and
  /// their rules.
  void refresh_names() {
    if (names_.empty()) return;
    std::unordered_set<Id> touched;
    devices_of_names(touched);
    device::refresh_lists(database_);
    require_one_rule();
    rules_.reset();
    devices_of_names(touched);
    for (const Id id : touched) refresh_device(id);
  }

  /// Of two rules the one that asks for less would silence the other.
  void require_one_rule() {
    for (const auto& [list, name] : names_)
      if (const auto clash = plan::clash_of_rules(database_, name, today_))
        throw Error(
            Fault::conflict,
            clash->one_every == clash->other_every
                ? "{one} and {other} each have a rule {plan} with another first due date, window, basis or terms to "
                  "come: make them alike, or end one of them first (siyana plan edit, plan end)"
                : "{one} and {other} each have a rule {plan}, every {every} and every {often}: end one of them "
                  "first (siyana plan end)",
            {{"one", clash->one},
             {"other", clash->other},
             {"plan", clash->plan},
             {"every", clash->one_every},
             {"often", clash->other_every}});
  }

  void devices_of_names(std::unordered_set<Id>& into) {
    constexpr std::pair<std::string_view, std::string_view> queries[] = {
        {"type",
         "SELECT d.id FROM type t JOIN device d ON d.type = t.id WHERE t.root = "
         "(SELECT root FROM type WHERE id = $1) AND d.live = 1"},
        {"maker",
         "SELECT d.id FROM maker t JOIN device d ON d.maker = t.id WHERE t.root = "
         "(SELECT root FROM maker WHERE id = $1) AND d.live = 1"},
        {"model",
         "SELECT d.id FROM model t JOIN device d ON d.model = t.id WHERE t.root = "
         "(SELECT root FROM model WHERE id = $1) AND d.live = 1"},
        {"department",
         "SELECT d.id FROM department t JOIN device d ON d.now_department = t.id WHERE t.root = "
         "(SELECT root FROM department WHERE id = $1) AND d.live = 1"}};
    for (const auto& [kind, subject] : names_)
      for (const auto& [name, sql] : queries)
        if (name == kind)
          for (db::Query query(database_, sql, subject); query.next();) into.insert(query.number(0));
  }

  /// An import touches its devices one after the other, each once: they are refreshed as they come.
  void device(Id id) {
    if (devices_.size() < 64)
      devices_.insert(id);
    else if (!devices_.contains(id))
      refresh_device(id);
  }

  template <class... T>
  void devices(std::string_view sql, const T&... values) {
    db::Query query(database_, sql, values...);
    while (query.next()) refresh_device(query.number(0));
  }

  void plan_devices(Id plan) {
    db::Query query(database_, "SELECT device, type, model FROM plan WHERE id = $1", plan);
    if (!query.next()) return;
    if (!query.absent(0)) {
      devices_.insert(query.number(0));
      return;
    }
    devices(
        "SELECT d.id FROM device d JOIN type t ON t.id = d.type WHERE t.root = "
        "(SELECT root FROM type WHERE id = $1) AND d.live = 1 ORDER BY d.id",
        query.get<Ref>(1));
    devices(
        "SELECT d.id FROM device d JOIN model m ON m.id = d.model WHERE m.root = "
        "(SELECT root FROM model WHERE id = $1) AND d.live = 1 ORDER BY d.id",
        query.get<Ref>(2));
  }

  void refresh_device(Id id) {
    if (!is_live(id)) return forget(id, store::after(id));
    device::refresh(database_, id, today_);
    work::refresh(database_, id, today_);
    if (!rules_) rules_.emplace(database_);
    refresh(database_, *rules_, id, id, today_, [this](const auto& facts, const auto& before, const auto& after) {
      if (put_off_ != nullptr) compare(facts, before, after);
    });
  }

  /// Terms of a later day put off when that day comes: nothing will be said then.
  void compare(const DeviceFacts& facts, const std::vector<Row>& before, const std::vector<Row>& after) {
    const auto later = takes_effect_ ? due::rows_of(facts, *rules_, *takes_effect_) : std::vector<Row>{};
    for (const auto& row : before) {
      if (was_worked_on(facts, row)) continue;
      if (!put_off_->compare(facts.tag, row, after) && takes_effect_) put_off_->compare(facts.tag, row, later);
    }
  }

  /// By the entry being made.
  bool was_worked_on(const DeviceFacts& facts, const Row& plan) const {
    return std::any_of(facts.services.begin(), facts.services.end(), [&](const auto& service) {
      return is_made(service.id) && (service.name_key == plan.name_key || service.kind == plan.kind);
    });
  }

  bool is_live(Id device) {
    return db::Query(database_, "SELECT 1 FROM device WHERE id = $1 AND live = 1", device).next();
  }

  /// Of the devices with these ids, all of which are gone.
  void forget(Id first, Id end) {
    db::Query(database_, "DELETE FROM due WHERE device >= $1 AND device < $2", first, end).run();
    db::Query(database_, "DELETE FROM due_change WHERE device >= $1 AND device < $2", first, end).run();
    device::forget_words(database_, first, end);
  }

  db::Database& database_;
  Date today_;
  PutOff* put_off_;
  Id first_made_ = 0, end_made_ = 0;  // the ids that the entry gave
  bool has_made_ = false;
  std::optional<Date> takes_effect_;  // the last of the terms that it gives for a day to come
  std::optional<Rules> rules_;
  std::unordered_set<Id> devices_, plans_, facilities_;
  std::vector<std::pair<std::string, Id>> names_;
};

void set_settled(db::Database& database, Date today) {
  db::Query known(database, "SELECT settled_on FROM due_settled WHERE id = 1");
  if (known.next() && known.get<Date>(0) == today) return;
  db::Query(database,
            "INSERT INTO due_settled (id, settled_on) VALUES (1, $1) "
            "ON CONFLICT (id) DO UPDATE SET settled_on = excluded.settled_on",
            today)
      .run();
}

}  // namespace

void catch_up(db::Database& database, Date today) {
  std::vector<Id> changed;
  {
    db::Query query(database, "SELECT device FROM due_change WHERE changes_on <= $1 ORDER BY device", today);
    while (query.next()) changed.push_back(query.number(0));
  }
  if (changed.empty()) return;
  const Rules rules(database);
  for (const Id id : changed) {
    device::refresh(database, id, today);
    work::refresh(database, id, today);
    refresh(database, rules, id, id, today);
  }
}

void settle(db::Database& database, const store::Entry& entry, Date today, PutOff* put_off) {
  Touched touched(database, today, put_off);
  touched.made(entry);
  if (entry.voids)
    if (const auto voided = store::entry_of(database, entry.voids.id)) touched.voided(*voided);
  touched.finish();
  // A clock that went back: what was worked out for a later day must not stand for this one.
  if (const auto settled = settled_on(database); settled && today < *settled) return settle_everything(database, today);
  catch_up(database, today);
  set_settled(database, today);
}

void settle_everything(db::Database& database, Date today) {
  device::refresh_lists(database);
  const Rules rules(database);
  db::Query devices(database, "SELECT id FROM device WHERE live = 1 ORDER BY id");
  while (devices.next()) {
    device::refresh(database, devices.number(0), today);
    work::refresh(database, devices.number(0), today);
  }
  refresh(database, rules, 0, std::numeric_limits<Id>::max(), today);
  set_settled(database, today);
}

}  // namespace siyana::due
