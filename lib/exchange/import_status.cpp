#include "exchange/import_status.hpp"

namespace siyana::exchange {
namespace {

class StatusDecider {
 public:
  StatusDecider(db::Database& database, const RowReader& reader, const ImportRow& row, Date today, Decision& decision)
      : database_(database), reader_(reader), row_(row), today_(today), decision_(decision) {}

  void decide() {
    std::string_view end = row_.retired_on ? "retired" : "";
    for (const auto& word : row_.status) {
      if (word.axis == "lifecycle" && (word.value == "retired" || word.value == "disposed"))
        end = word.value;
      else if (word.axis == "lifecycle")
        lifecycle(word.value);
      else if (word.axis == "operating")
        operating(word.value);
      else if (word.axis == "usage")
        axis(word, decision_.before ? decision_.before->usage : std::string{});
      else
        axis(word, decision_.before ? decision_.before->condition : std::string{});
    }
    if (!end.empty()) ended(end);
  }

 private:
  std::string lifecycle_now() const { return decision_.before ? decision_.before->lifecycle : "in_service"; }

  void lifecycle(std::string_view value) {
    // What is on loan here is in service here.
    if (lifecycle_now() == "on_loan_in" && value == "in_service") return;
    if (lifecycle_now() != value && may_become(value)) axis({"lifecycle", value}, lifecycle_now());
  }

  /// An open breakdown says it better than a column.
  void operating(std::string_view value) {
    if (decision_.before && decision_.before->open_breakdown) return;
    axis({"operating", value}, decision_.before ? decision_.before->operating : std::string{});
  }

  void axis(const StatusWord& word, const std::string& before) {
    if (before != word.value) add({word.axis, word.value, today_, {}}, before);
  }

  /// A day of retirement that the file corrects moves the fact; without a day, being retired is enough.
  void ended(std::string_view value) {
    const Date since = row_.retired_on.value_or(today_);
    const std::string now = lifecycle_now();
    if (now != "retired" && now != "disposed") {
      if (may_become(value)) add({"lifecycle", value, since, {}}, now);
      return;
    }
    if (!row_.retired_on) return;
    auto facts = device::lifecycle_of(database_, decision_.before->id);
    if (facts.empty() || facts.back().since == since) return;
    decision_.changes.push_back({"retired_on", to_string(facts.back().since), to_string(since)});
    decision_.status.push_back({"lifecycle", value, since, std::move(facts.back())});
  }

  bool may_become(std::string_view value) {
    if (!decision_.before) return true;
    try {
      device::require_lifecycle_step(*decision_.before, value);
      return true;
    } catch (const Error& error) {
      const std::size_t place = reader_.place("status");
      decision_.faults.push_back(
          {place == Sheet::nowhere ? reader_.place("retired_on") : place, std::string(value), error.sentence()});
      return false;
    }
  }

  void add(StatusFact fact, const std::string& before) {
    if (decision_.before) decision_.changes.push_back({fact.axis, before, std::string(fact.value)});
    decision_.status.push_back(std::move(fact));
  }

  db::Database& database_;
  const RowReader& reader_;
  const ImportRow& row_;
  Date today_;
  Decision& decision_;
};

}  // namespace

void decide_status(db::Database& database, const RowReader& reader, const ImportRow& row, Date today,
                   Decision& decision) {
  if (row.status.empty() && !row.retired_on) return;
  StatusDecider(database, reader, row, today, decision).decide();
}

}  // namespace siyana::exchange
