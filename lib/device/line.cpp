#include "device/line.hpp"

#include "base/text.hpp"
#include "db/question.hpp"

namespace siyana::device {
namespace {

constexpr std::string_view select_sql =
    "SELECT d.tag, f.code, p.name, d.now_room, t.shown, k.shown, m.shown, d.serial, d.lifecycle, d.operating, "
    "d.condition, d.usage, d.in_service_on, d.purchased_on, d.warranty_until, d.support_until, d.cost, d.currency, "
    "d.supplier, d.provider, d.contract, d.ownership, d.funder, d.donor, d.codes, d.udi, d.lot, d.manufactured_on, "
    "d.software, d.power, d.service_needs, d.electrical_class, d.applied_part, d.criticality, o.tag, d.seen_on, "
    "d.import_ref, d.description, d.note, d.extra, "
    "(SELECT max(z.until) FROM snooze z WHERE z.device = d.id AND z.live = 1) FROM device d "
    "LEFT JOIN department p ON p.id = d.now_department LEFT JOIN facility f ON f.id = p.facility "
    "LEFT JOIN type t ON t.id = d.type LEFT JOIN maker k ON k.id = d.maker LEFT JOIN model m ON m.id = d.model "
    "LEFT JOIN device o ON o.id = d.parent";

constexpr std::size_t most_found = 10000;

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

std::vector<Id> holding(db::Database& database, const std::vector<std::string>& words, std::size_t most) {
  std::vector<Id> ids;
  db::Query all(database, "SELECT id, words FROM device_text ORDER BY id");
  while (ids.size() < most && all.next()) {
    const auto text = all.text(1);
    bool every = true;
    for (const auto& word : words) every = every && text.find(word) != std::string_view::npos;
    if (every) ids.push_back(all.number(0));
  }
  return ids;
}

}  // namespace

std::vector<Id> found_by(db::Database& database, const std::vector<std::string>& words, std::size_t most) {
  std::vector<Id> ids;
  if (words.empty()) return ids;
  db::Query query(database, database.find_words(), database.words_pattern(words));
  while (ids.size() < most && query.next()) ids.push_back(query.number(0));
  return ids.empty() ? holding(database, words, most) : ids;
}

void each(db::Database& database, const Filter& filter, const std::function<void(const Line&)>& f) {
  Line line;
  const auto ask = [&](const Filter& narrowed) {
    db::Question question(select_sql);
    narrow(question, narrowed);
    question.end("ORDER BY d.tag_key, d.id");
    if (filter.limit) question.end("LIMIT " + question.parameter(*filter.limit));
    db::Query query = question.ask(database);
    while (query.next()) {
      query.read(line);
      if (line.snoozed_until && (!filter.on || *line.snoozed_until <= *filter.on)) line.snoozed_until.reset();
      f(line);
    }
  };
  if (filter.words.empty()) return ask(filter);
  std::int64_t left = filter.limit.value_or(most_found);
  for (const Id id : found_by(database, filter.words, most_found)) {
    Filter one = filter;
    one.device = id;
    one.words.clear();
    if (left <= 0) break;
    ask(one);
    --left;
  }
}

}  // namespace siyana::device
