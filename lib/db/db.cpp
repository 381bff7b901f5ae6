#include "db/db.hpp"

#include <utility>

namespace siyana::db {

Query::Query(Database& database, std::string_view sql) : database_(&database), sql_(sql) {
  auto& idle = database.idle_[sql_];
  if (idle.empty()) {
    statement_ = database.prepare(sql);
    return;
  }
  statement_ = std::move(idle.back());
  idle.pop_back();
}

Query::Query(Query&& other) noexcept
    : database_(other.database_), sql_(std::move(other.sql_)), statement_(std::move(other.statement_)) {}

Query::~Query() {
  if (!statement_) return;
  statement_->reset();
  database_->idle_[sql_].push_back(std::move(statement_));
}

}  // namespace siyana::db
