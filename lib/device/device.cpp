#include "device/device.hpp"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include "base/text.hpp"

namespace siyana::device {
namespace {

constexpr std::size_t longest_tag = 64;

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
  });
}

/// Of a department that was merged, the one that it was merged into.
Ref root_of(db::Database& database, Ref department) {
  db::Query merged(database, "SELECT root FROM department WHERE id = $1 AND root <> id", department);
  return merged.next() ? merged.get<Ref>(0) : department;
}

Present worked_out(db::Database& database, const Device& device, Date today) {
  static const std::string placements_sql =
      store::select<Placement>("WHERE device = $1 AND live = 1 ORDER BY since, id");
  static const std::string statuses_sql = store::select<Status>("WHERE device = $1 AND live = 1 ORDER BY since, id");
  Present present =
      present_on(today, device.department, device.room, store::all<Placement>(database, placements_sql, device.id),
                 store::all<Status>(database, statuses_sql, device.id));
  present.department = root_of(database, present.department);
  return present;
}

Present stored_in(const Device& device) {
  return {device.now_department, device.now_room, device.lifecycle, device.condition, device.usage};
}

void write_present(db::Database& database, Id device, const Present& present) {
  db::Query(database,
            "UPDATE device SET now_department = $2, now_room = $3, lifecycle = $4, condition = $5, usage = $6 "
            "WHERE id = $1",
            device, present.department, present.room, present.lifecycle, present.condition, present.usage)
      .run();
}

void append(std::string& text, std::string_view words) {
  if (words.empty()) return;
  if (!text.empty()) text += ' ';
  text += words;
}

void append_folded(std::string& text, std::string_view words) {
  if (words.empty()) return;
  if (!text.empty()) text += ' ';
  fold_into(words, text);
}

/// The folded names that devices refer to: each is folded once.
class FoldedNames {
 public:
  explicit FoldedNames(db::Database& database) : database_(database) {}

  const std::string& type(Id id) {
    return find(types_, id,
                "SELECT name FROM (SELECT 0 AS place, shown AS name FROM type WHERE id = $1 UNION ALL "
                "SELECT n.id, n.name FROM type t JOIN type s ON s.root = t.root "
                "JOIN type_translation n ON n.type = s.id AND n.live = 1 WHERE t.id = $1) names ORDER BY place");
  }
  const std::string& maker(Id id) { return find(makers_, id, "SELECT shown FROM maker WHERE id = $1"); }
  const std::string& model(Id id) { return find(models_, id, "SELECT shown FROM model WHERE id = $1"); }
  const std::string& department(Id id) {
    return find(departments_, id,
                "SELECT p.name, p.code, f.code, f.name FROM department p LEFT JOIN facility f ON f.id = p.facility "
                "WHERE p.id = $1");
  }

 private:
  using Folded = std::unordered_map<Id, std::string>;
  const std::string& find(Folded& known, Id id, std::string_view sql) {
    const auto [found, is_new] = known.try_emplace(id);
    if (!is_new) return found->second;
    db::Query query(database_, sql, id);
    while (query.next())
      for (int column = 0; column < query.statement().columns(); ++column)
        append_folded(found->second, query.text(column));
    return found->second;
  }

  db::Database& database_;
  Folded types_, makers_, models_, departments_;
};

constexpr std::string_view words_sql =
    "SELECT id, type, maker, model, now_department, tag, serial, now_room, description, supplier, funder, donor, "
    "codes, "
    "udi, import_ref, note, extra, live FROM device WHERE id >= $1 AND id < $2 ORDER BY id";
constexpr int tag_column = 5, serial_column = 6, room_column = 7, word_columns = 17, live_column = 17;

/// The words of the device that the query stands at.
void append_words(const db::Query& query, FoldedNames& names, std::string& text) {
  append_folded(text, query.text(tag_column));
  append(text, names.type(query.number(1)));
  append(text, names.maker(query.number(2)));
  append(text, names.model(query.number(3)));
  append_folded(text, query.text(serial_column));
  append(text, names.department(query.number(4)));
  for (int column = room_column; column < word_columns; ++column) append_folded(text, query.text(column));
}

void append_old_tags(db::Database& database, Id device, std::string& text) {
  db::Query aliases(database, "SELECT tag FROM alias WHERE device = $1 AND live = 1 ORDER BY id", device);
  while (aliases.next()) append_folded(text, aliases.text(0));
}

std::string words_of(db::Database& database, Id device) {
  db::Query query(database, words_sql, device, device + 1);
  FoldedNames names(database);
  std::string text;
  if (!query.next()) return text;
  append_words(query, names, text);
  append_old_tags(database, device, text);
  return text;
}

void write_words(db::Database& database, Id device, const std::string& words) {
  db::Query old(database, "SELECT words FROM device_text WHERE id = $1", device);
  const bool known = old.next();
  const std::string before = known ? std::string(old.text(0)) : std::string{};
  if (known && before == words) return;
  if (known)
    db::Query(database, "INSERT INTO device_find (device_find, rowid, words) VALUES ('delete', $1, $2)", device, before)
        .run();
  db::Query(database,
            "INSERT INTO device_text (id, words) VALUES ($1, coalesce($2, '')) "
            "ON CONFLICT (id) DO UPDATE SET words = excluded.words",
            device, words)
      .run();
  db::Query(database, "INSERT INTO device_find (rowid, words) VALUES ($1, $2)", device, words).run();
}

}  // namespace

void derive(Device& device) {
  device.tag_key.clear();
  device.serial_key.clear();
  tag_key_into(device.tag, device.tag_key);
  tag_key_into(device.serial, device.serial_key);
}

void made_at(Device& device, std::int64_t) {
  device.now_department = device.department;
  device.now_room = device.room;
  device.lifecycle = "in_service";
  device.operating = "unknown";
}

Present present_on(Date on, Ref department, const std::string& room, const std::vector<Placement>& placements,
                   const std::vector<Status>& statuses) {
  Present present;
  present.department = department;
  present.room = room;
  for (const auto& placement : placements) {
    if (placement.since > on) continue;
    present.department = placement.department;
    present.room = placement.room;
  }
  for (const auto& status : statuses) {
    if (status.since > on) continue;
    if (status.axis == "lifecycle") present.lifecycle = status.value;
    if (status.axis == "condition") present.condition = status.value;
    if (status.axis == "usage") present.usage = status.value;
  }
  return present;
}

void derive(Alias& alias) { alias.tag_key = tag_key(alias.tag); }

std::vector<std::string> aliases_of(db::Database& database, Id device) {
  db::Query query(database, "SELECT tag FROM alias WHERE device = $1 AND live = 1 ORDER BY id", device);
  std::vector<std::string> tags;
  while (query.next()) tags.emplace_back(query.text(0));
  return tags;
}

std::optional<Device> maybe_device(db::Database& database, std::string_view tag) {
  static const std::string by_tag = store::select<Device>("WHERE tag_key = $1 AND live = 1 ORDER BY id LIMIT 1");
  const std::string key = tag_key(tag);
  if (auto device = store::first<Device>(database, by_tag, key)) return device;
  db::Query alias(database, "SELECT device FROM alias WHERE tag_key = $1 AND live = 1 ORDER BY id LIMIT 1", key);
  if (!alias.next()) return std::nullopt;
  return store::by_id<Device>(database, alias.number(0));
}

Device find_device(db::Database& database, std::string_view tag) {
  if (auto device = maybe_device(database, tag)) return *device;
  throw Error(Fault::not_found, "no device {tag}", {{"tag", std::string(trim(tag))}});
}

void require_good_tag(std::string_view tag) {
  if (trim(tag).empty()) throw Error(Fault::usage, "a device wants a tag: the number on its label");
  if (tag.size() > longest_tag)
    throw Error(Fault::usage, "the tag {tag} is longer than 64 bytes", {{"tag", std::string(tag)}});
  if (!is_utf8(tag) || has_control(tag))
    throw Error(Fault::usage, "the tag {tag} holds characters that cannot be printed", {{"tag", std::string(tag)}});
}

std::optional<Sentence> came_after(const Device& device, const std::string& tag, Date on) {
  const auto came = device.in_service_on  ? device.in_service_on
                    : device.purchased_on ? device.purchased_on
                                          : device.manufactured_on;
  if (!came || on >= *came) return std::nullopt;
  return say("{date} is before {tag} was there, on {came}: is it another device, or another year?",
             {{"date", on}, {"tag", tag}, {"came", *came}});
}

void require_free_tag(db::Database& database, std::string_view tag, Id except) {
  const auto taken = maybe_device(database, tag);
  if (!taken || taken->id == except) return;
  if (taken->tag_key == tag_key(tag))
    throw Error(Fault::conflict, "device {tag} exists already (a tag is never used again)", {{"tag", taken->tag}});
  throw Error(Fault::conflict, "{tag} is an old tag of device {now} (a tag is never used again)",
              {{"tag", std::string(trim(tag))}, {"now", taken->tag}});
}

std::vector<std::string> same_serial(db::Database& database, const Device& device) {
  std::vector<std::string> tags;
  if (device.serial_key.empty()) return tags;
  db::Query query(database,
                  "SELECT d.tag FROM device d LEFT JOIN model m ON m.id = d.model LEFT JOIN maker k ON k.id = d.maker "
                  "WHERE d.serial_key = $1 AND d.live = 1 AND d.id <> $2 "
                  "AND coalesce(m.root, 0) = $3 AND coalesce(k.root, 0) = $4 ORDER BY d.tag_key",
                  device.serial_key, device.id, device.model.id, device.maker.id);
  while (query.next()) tags.emplace_back(query.text(0));
  return tags;
}

Id add(store::Change& change, Device& device) {
  require_good_tag(device.tag);
  require_known_words(device);
  device.tag = trim(device.tag);
  require_free_tag(change.database(), device.tag);
  return change.make(device);
}

bool edit(store::Change& change, const Device& before, const Device& after) {
  require_known_words(after);
  Device device = after;
  device.tag = trim(device.tag);
  if (tag_key(device.tag) != before.tag_key) {
    require_good_tag(device.tag);
    require_free_tag(change.database(), device.tag, before.id);
    Alias alias;
    alias.device = Ref{before.id};
    alias.tag = before.tag;
    change.make(alias);
  }
  return change.edit(before, device);
}

bool move(store::Change& change, const Device& device, Date since, Id department, std::string_view room,
          std::string_view reason) {
  static const std::string sql =
      store::select<Placement>("WHERE device = $1 AND since = $2 AND live = 1 ORDER BY id LIMIT 1");
  Placement placement{0, Ref{device.id}, since, Ref{department}, std::string(room), std::string(reason)};
  if (const auto same_day = store::first<Placement>(change.database(), sql, device.id, since)) {
    placement.id = same_day->id;
    return change.edit(*same_day, placement);
  }
  change.make(placement);
  return true;
}

bool correct_place(store::Change& change, const Device& device, Id department, std::string_view room) {
  static const std::string sql =
      store::select<Placement>("WHERE device = $1 AND since <= $2 AND live = 1 ORDER BY since DESC, id DESC LIMIT 1");
  if (const auto moved = store::first<Placement>(change.database(), sql, device.id, change.today())) {
    Placement corrected = *moved;
    corrected.department = Ref{department};
    corrected.room = room;
    return change.edit(*moved, corrected);
  }
  const auto stored = store::required<Device>(change.database(), device.id);
  Device corrected = stored;
  corrected.department = Ref{department};
  corrected.room = room;
  return change.edit(stored, corrected);
}

bool set_status(store::Change& change, const Device& device, std::string_view axis, std::string_view value, Date since,
                std::string_view reason) {
  static const std::string sql =
      store::select<Status>("WHERE device = $1 AND axis = $2 AND since = $3 AND live = 1 ORDER BY id LIMIT 1");
  require_value(axis, value);
  Status status{0, Ref{device.id}, std::string(axis), since, std::string(value), std::string(reason)};
  if (const auto same_day = store::first<Status>(change.database(), sql, device.id, axis, since)) {
    status.id = same_day->id;
    return change.edit(*same_day, status);
  }
  change.make(status);
  return true;
}

std::vector<Status> lifecycle_of(db::Database& database, Id device) {
  static const std::string sql =
      store::select<Status>("WHERE device = $1 AND axis = 'lifecycle' AND live = 1 ORDER BY since, id");
  return store::all<Status>(database, sql, device);
}

void refresh_status(db::Database& database, Id id, Date today) {
  const auto stored = store::by_id<Device>(database, id);
  if (!stored) return;
  const Present present = worked_out(database, *stored, today);
  if (present != stored_in(*stored)) write_present(database, id, present);
}

void refresh(db::Database& database, Id id, Date today) {
  refresh_status(database, id, today);
  write_words(database, id, words_of(database, id));
}

bool were_made(db::Database& database, Id first, Id end) {
  return db::Query(database, "SELECT 1 FROM device WHERE id >= $1 AND id < $2 LIMIT 1", first, end).next();
}

bool have_status_after(db::Database& database, Id first, Id last, Date day) {
  return db::Query(database,
                   "SELECT 1 FROM status WHERE device >= $1 AND device <= $2 AND since > $3 AND live = 1 LIMIT 1",
                   first, last, day)
      .next();
}

void write_words(db::Database& database, Id first, Id end) {
  constexpr Id many = 4096;
  if (end - first > many) database.prepare_words(true);
  const bool have_old_tags =
      db::Query(database, "SELECT 1 FROM alias WHERE device >= $1 AND device < $2 LIMIT 1", first, end).next();
  {
    db::Query devices(database, words_sql, first, end);
    db::Query keep(database, "INSERT INTO device_text (id, words) VALUES ($1, coalesce($2, ''))");
    FoldedNames names(database);
    std::string text;
    while (devices.next()) {
      const Id id = devices.number(0);
      text.clear();
      append_words(devices, names, text);
      if (have_old_tags) append_old_tags(database, id, text);
      keep.bind(1, id).bind_kept(2, text).run();
    }
  }
  // In one statement: at the end of each of several rows, what it made findable would be flushed.
  db::Query(database,
            "INSERT INTO device_find (rowid, words) SELECT id, words FROM device_text WHERE id >= $1 AND id < $2",
            first, end)
      .run();
  if (end - first > many) database.prepare_words(false);
}

void forget_words(db::Database& database, Id first, Id end) {
  {
    db::Query words(database, "SELECT id, words FROM device_text WHERE id >= $1 AND id < $2", first, end);
    db::Query gone(database, "INSERT INTO device_find (device_find, rowid, words) VALUES ('delete', $1, $2)");
    while (words.next()) gone.bind(1, words.number(0)).bind_kept(2, words.text(1)).run();
  }
  db::Query(database, "DELETE FROM device_text WHERE id >= $1 AND id < $2", first, end).run();
}

void each_stale_words(db::Database& database, const std::function<void(Id)>& f) {
  db::Query devices(database, words_sql, std::int64_t{0}, std::numeric_limits<Id>::max());
  db::Query stored(database, "SELECT id, words FROM device_text ORDER BY id");
  FoldedNames names(database);
  std::string text;
  bool more = stored.next();
  while (devices.next()) {
    const Id id = devices.number(0);
    for (; more && stored.number(0) < id; more = stored.next()) f(stored.number(0));
    const bool is_known = more && stored.number(0) == id;
    if (devices.number(live_column) == 1) {
      text.clear();
      append_words(devices, names, text);
      append_old_tags(database, id, text);
      if (!is_known || stored.text(1) != text) f(id);
    } else if (is_known) {
      f(id);
    }
    if (is_known) more = stored.next();
  }
  for (; more; more = stored.next()) f(stored.number(0));
}

}  // namespace siyana::device
