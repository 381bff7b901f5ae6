// The ledger: what was said to whom and when. A message is claimed in one short transaction, delivered with none open,
// and recorded in another; what was not delivered stays in `outgoing` and goes again as it was made.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "alert/recipient.hpp"
#include "alert/rule.hpp"

namespace siyana::alert {

/// A message that was delivered.
struct Message {
  Id id = 0;
  Ref recipient;
  Date day;
  std::string message_id, subject, delivered_by;
  Instant delivered_at;
};

/// One thing that a message told.
struct ToldRow {
  Id id = 0;
  Ref message, recipient, device;
  std::string item;
  Why why = Why::fresh;
  Date day, due_on;
  std::int64_t step = 0;
};

/// What a recipient was last told of each thing, by device and name.
std::vector<Told> told_to(db::Database& database, Id recipient);
/// The Message-IDs of the first and the latest message to a recipient; none, one or two.
std::vector<std::string> thread_of(db::Database& database, Id recipient);

/// A message on its way out.
struct Outgoing {
  Id id = 0;
  Ref recipient;
  Date day;
  std::string message_id, subject, text;
  Instant made_at;
  bool is_kept = false;  // made by an earlier run
};

/// The process that holds a claim, so that one that died holds none.
std::string this_process();

/// Waits for the writer's lock, then: an undelivered message to the recipient is claimed and returned as it was made,
/// unless another tool changed it; else what `make` makes of the ledger, if anything, is kept and claimed. Nothing
/// where there is nothing to send, or where another run that is alive has the claim.
struct Made {
  Outgoing outgoing;
  std::vector<Saying> sayings;
};
std::optional<Outgoing> claim(db::Database& database, Id recipient, const std::function<std::optional<Made>()>& make);
/// It was delivered: the entry in the journal, of the day on which it was told at last. Settles and commits.
Id delivered(store::Change& change, Outgoing outgoing, const std::string& by, Instant at, Date day);
/// It was not: kept for the next run.
void not_delivered(db::Database& database, const Outgoing& outgoing, const std::string& reason);
/// It waits no more. Within a transaction.
void drop(db::Database& database, Id outgoing);
/// What waits for those who are recipients no more is not sent.
void drop_for_removed(db::Database& database);

struct Run {
  Instant at;
  Date day;
  std::int64_t told = 0, failed = 0;
};
void record_run(db::Database& database, const Run& run);
std::optional<Run> last_run(db::Database& database);
/// How the latest message went out; empty where none did.
std::string last_way(db::Database& database);
std::int64_t count_waiting(db::Database& database);
/// A message to this recipient waits.
bool is_waiting(db::Database& database, Id recipient);

/// What was told, the latest first.
struct HistoryLine {
  std::int64_t message = 0;
  std::string address, tag, item, why;
  std::optional<Date> day, due_on;
  std::string delivered_by, delivered_at, subject, message_id;
};
/// Of one device or one recipient where these are not 0.
void each_told(db::Database& database, Id device, Id recipient, const std::function<void(const HistoryLine&)>& f);

/// The message of that number. Error(not_found).
Message find_message(db::Database& database, std::int64_t number);
std::vector<Saying> sayings_of(db::Database& database, Id message);

}  // namespace siyana::alert

namespace siyana {
template <>
struct Fields<alert::Message> {
  using R = alert::Message;
  static constexpr std::string_view kind = "message";
  static constexpr bool is_witness = true;
  static constexpr auto all = std::tuple{ref("recipient", &R::recipient, "Recipient", "recipient"),
                                         field("day", &R::day, "Day"),
                                         field("message_id", &R::message_id, "Message-ID"),
                                         field("subject", &R::subject, "Subject"),
                                         field("delivered_by", &R::delivered_by, "Delivered by"),
                                         field("delivered_at", &R::delivered_at, "Delivered at")};
};
template <>
struct Fields<alert::ToldRow> {
  using R = alert::ToldRow;
  static constexpr std::string_view kind = "told";
  static constexpr bool is_witness = true;
  static constexpr auto all = std::tuple{ref("message", &R::message, "Message", "message"),
                                         ref("recipient", &R::recipient, "Recipient", "recipient"),
                                         ref("device", &R::device, "Device", "device"),
                                         field("item", &R::item, "Item"),
                                         word("why", &R::why, "Why"),
                                         field("day", &R::day, "Day"),
                                         field("due_on", &R::due_on, "Due on"),
                                         field("step", &R::step, "Step")};
};
template <>
struct Fields<alert::HistoryLine> {
  using R = alert::HistoryLine;
  static constexpr auto all = std::tuple{field("message", &R::message, "Message"),
                                         field("address", &R::address, "Address"),
                                         field("tag", &R::tag, "Tag"),
                                         field("item", &R::item, "Item"),
                                         word("why", &R::why, "Why"),
                                         field("day", &R::day, "Day"),
                                         field("due_on", &R::due_on, "Due on"),
                                         field("delivered_by", &R::delivered_by, "Delivered by"),
                                         detail(field("delivered_at", &R::delivered_at, "Delivered at")),
                                         detail(field("subject", &R::subject, "Subject")),
                                         detail(field("message_id", &R::message_id, "Message-ID"))};
};
}  // namespace siyana
