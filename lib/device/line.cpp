#include "device/line.hpp"

#include <algorithm>
#include <limits>

#include "db/question.hpp"

namespace siyana::device {
namespace {

constexpr std::string_view select_sql =
    "SELECT d.tag, f.code, p.name, d.now_room, t.shown, k.shown, m.shown, d.serial, d.lifecycle, d.operating, "
    "d.condition, d.usage, d.in_service_on, d.purchased_on, d.warranty_until, d.support_until, d.cost, d.currency, "
    "d.supplier, d.provider, d.contract, d.ownership, d.funder, d.donor, d.codes, d.udi, d.lot, d.manufactured_on, "
    "d.software, d.power, d.service_needs, d.electrical_class, d.applied_part, d.criticality, "
    "(SELECT o.tag FROM device o WHERE o.id = d.parent), "
    // the latest scan, read from the end of the index visit_device, where it is later than what was said
    "coalesce((SELECT v.visited_on FROM visit v WHERE v.device = d.id AND v.live = 1 "
    "AND v.outcome NOT IN ('not-found', 'not-available') AND (d.seen_on IS NULL OR v.visited_on > d.seen_on) "
    "ORDER BY v.visited_on DESC LIMIT 1), d.seen_on), "
    "d.import_ref, d.description, d.note, d.extra, "
    "(SELECT max(z.until) FROM snooze z WHERE z.device = d.id AND z.live = 1) FROM device d "
    "LEFT JOIN department p ON p.id = d.now_department LEFT JOIN facility f ON f.id = p.facility "
    "LEFT JOIN type t ON t.id = d.type LEFT JOIN maker k ON k.id = d.maker LEFT JOIN model m ON m.id = d.model";

void narrow(db::Question& question, const Filter& filter) {
  question.where("d.live = 1");
  question.where_one_of("d.now_department", filter.departments);
  if (filter.facility != 0) question.where("p.facility = ", Ref{filter.facility});
  if (filter.type != 0) question.where("d.type IN (SELECT id FROM type WHERE root = ", Ref{filter.type}, ")");
  if (filter.maker != 0) question.where("d.maker IN (SELECT id FROM maker WHERE root = ", Ref{filter.maker}, ")");
  if (filter.model != 0) question.where("d.model IN (SELECT id FROM model WHERE root = ", Ref{filter.model}, ")");
  if (!filter.lifecycle.empty()) question.where("d.lifecycle = ", filter.lifecycle);
  if (!filter.operating.empty()) question.where("d.operating = ", filter.operating);
  if (!filter.condition.empty()) question.where("d.condition = ", filter.condition);
  if (!filter.ownership.empty()) question.where("d.ownership = ", filter.ownership);
  if (filter.device != 0) question.where("d.id = ", Ref{filter.device});
  if (filter.without_plan) {
    question.where("d.lifecycle NOT IN ('retired', 'disposed', 'lost')");
    question.where("NOT EXISTS (SELECT 1 FROM due u WHERE u.device = d.id AND u.state <> 'ended')");
  }
}

bool holds_all(std::string_view text, const std::vector<std::string>& words) {
  return std::ranges::all_of(words, [&](const auto& word) { return text.find(word) != text.npos; });
}

/// No word of any device begins so.
bool begin_none(db::Database& database, const std::vector<std::string>& words) {
  return !words.empty() && !db::Query(database, database.find_words(), database.words_pattern(words)).next();
}

db::Question question_for(db::Database& database, const Filter& filter) {
  db::Question question(select_sql);
  if (!filter.words.empty()) {
    question.parameter(database.words_pattern(filter.words));  // $1 of find_words()
    question.where("d.id IN (" + std::string(database.find_words()) + ")");
  }
  narrow(question, filter);
  question.end(filter.words.empty() ? "ORDER BY d.tag_key, d.id" : "ORDER BY d.id");
  if (filter.limit) question.end("LIMIT " + question.parameter(*filter.limit));
  return question;
}

/// Calls f for each line; how many there were.
std::int64_t ask(db::Database& database, const Filter& filter, const std::function<void(const Line&)>& f) {
  db::Query query = question_for(database, filter).ask(database);
  Line line;
  std::int64_t rows = 0;
  for (; query.next(); ++rows) {
    query.read(line);
    if (line.snoozed_until && (!filter.on || *line.snoozed_until <= *filter.on)) line.snoozed_until.reset();
    f(line);
  }
  return rows;
}

/// Those that hold each word anywhere: every device is looked at.
void each_holding(db::Database& database, const Filter& filter, const std::function<void(const Line&)>& f) {
  Filter one = filter;
  one.words.clear();
  std::int64_t left = filter.limit.value_or(std::numeric_limits<std::int64_t>::max());
  db::Query all(database, "SELECT id, words FROM device_text ORDER BY id");
  while (left > 0 && all.next()) {
    if (!holds_all(all.text(1), filter.words)) continue;
    one.device = all.number(0);
    left -= ask(database, one, f);
  }
}

}  // namespace

void each(db::Database& database, const Filter& filter, const std::function<void(const Line&)>& f) {
  if (begin_none(database, filter.words)) return each_holding(database, filter, f);
  ask(database, filter, f);
}

}  // namespace siyana::device
