#include "db/db.hpp"

#include <utility>

namespace siyana::db {

Database::Prepared& Database::prepared(std::string_view sql) {
  auto& here = at_[sql.data()];
  if (here != nullptr && here->sql == sql) return *here;
  auto known = prepared_.find(sql);
  if (known == prepared_.end()) {
    auto made = std::make_unique<Prepared>();
    made->sql = sql;
    const std::string_view key = made->sql;
    known = prepared_.emplace(key, std::move(made)).first;
  }
  here = known->second.get();
  return *here;
}

void Database::drop_statements() {
  for (auto& [sql, prepared] : prepared_) prepared->idle.clear();
}

Query::Query(Database& database, std::string_view sql) : prepared_(&database.prepared(sql)) {
  auto& idle = prepared_->idle;
  if (idle.empty()) {
    statement_ = database.prepare(sql);
    return;
  }
  statement_ = std::move(idle.back());
  idle.pop_back();
}

Query::Query(Query&& other) noexcept : prepared_(other.prepared_), statement_(std::move(other.statement_)) {}

Query::~Query() {
  if (!statement_) return;
  statement_->reset();
  prepared_->idle.push_back(std::move(statement_));
}

}  // namespace siyana::db
