// Messages on their way out: claimed by one run, kept until they are delivered.
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "alert/ledger.hpp"
#include "alert/seal.hpp"

namespace siyana::alert {
namespace {

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

/// When the process began, in the machine's ticks: a number that was given again is another process.
std::string began(const std::string& process) {
  const std::string stat = first_line("/proc/" + process + "/stat");
  const auto name_ends = stat.rfind(')');
  if (name_ends == std::string::npos) return {};
  std::istringstream rest(stat.substr(name_ends + 1));
  std::string word;
  for (int field = 3; field <= 22; ++field) rest >> word;
  return word;
}

std::string boot() { return first_line("/proc/sys/kernel/random/boot_id"); }

bool is_alive(std::string_view claim) {
  const std::string text(claim);
  const auto first = text.find(' '), second = text.rfind(' ');
  if (first == std::string::npos || first == second || text.substr(second + 1) != boot()) return false;
  const std::string process = text.substr(0, first);
  const std::string since = began(process);
  if (since.empty())  // another user's processes may be hidden in /proc
    return ::kill(static_cast<pid_t>(std::atol(process.c_str())), 0) != 0 && errno == EPERM;
  return since == text.substr(first + 1, second - first - 1);
}

std::optional<Outgoing> kept_for(db::Database& database, Id recipient, std::string& claimed_by) {
  db::Query query(database,
                  "SELECT id, day, message_id, subject, text, made_at, claimed_by FROM outgoing WHERE recipient = $1",
                  recipient);
  if (!query.next()) return std::nullopt;
  claimed_by = query.text(6);
  return Outgoing{query.number(0),
                  Ref{recipient},
                  query.get<Date>(1),
                  std::string(query.text(2)),
                  std::string(query.text(3)),
                  std::string(query.text(4)),
                  query.get<Instant>(5),
                  true};
}

void keep(db::Database& database, Made& made) {
  auto& out = made.outgoing;
  db::Query(database,
            "INSERT INTO outgoing (recipient, day, message_id, subject, text, made_at, attempts, claimed_by) "
            "VALUES ($1, $2, $3, $4, $5, $6, 1, $7)",
            out.recipient, out.day, out.message_id, out.subject, Value::of_bytes(out.text), out.made_at, this_process())
      .run();
  std::string unused;
  out.id = kept_for(database, out.recipient.id, unused)->id;
  db::Query item(
      database,
      "INSERT INTO outgoing_item (outgoing, device, item, why, due_on, step) VALUES ($1, $2, $3, $4, $5, $6)");
  for (const auto& saying : made.sayings) {
    item.bind_all(out.id, saying.item.device, saying.item.name, saying.why, saying.item.due_on, saying.item.step);
    item.run();
  }
  mark(database, out.id);
  seal(database);
}

/// Within the transaction.
std::optional<Outgoing> take(db::Database& database, Id recipient, const std::function<std::optional<Made>()>& make) {
  std::string claimed_by;
  auto kept = kept_for(database, recipient, claimed_by);
  if (kept && !is_as_marked(database, kept->id)) {
    drop(database, kept->id);
    kept.reset();
  }
  if (kept) {
    if (!claimed_by.empty() && is_alive(claimed_by)) return std::nullopt;
    db::Query(database, "UPDATE outgoing SET claimed_by = $2, attempts = attempts + 1 WHERE id = $1", kept->id,
              this_process())
        .run();
    seal(database);
    return kept;
  }
  auto made = make();
  if (!made) return std::nullopt;
  keep(database, *made);
  return std::move(made->outgoing);
}

}  // namespace

std::string this_process() {
  const std::string process = std::to_string(::getpid());
  return process + " " + began(process) + " " + boot();
}

std::optional<Outgoing> claim(db::Database& database, Id recipient, const std::function<std::optional<Made>()>& make) {
  std::optional<Outgoing> taken;
  db::in_transaction(database, [&] { taken = take(database, recipient, make); });
  return taken;
}

void not_delivered(db::Database& database, const Outgoing& outgoing, const std::string& reason) {
  db::in_transaction(database, [&] {
    db::Query(database, "UPDATE outgoing SET claimed_by = NULL, error = $2 WHERE id = $1", outgoing.id, reason).run();
    seal(database);
  });
}

void drop(db::Database& database, Id outgoing) {
  db::Query(database, "DELETE FROM outgoing_item WHERE outgoing = $1", outgoing).run();
  db::Query(database, "DELETE FROM outgoing WHERE id = $1", outgoing).run();
  seal(database);
}

void drop_for_removed(db::Database& database) {
  if (count_waiting(database) == 0) return;
  constexpr std::string_view removed =
      "recipient IN (SELECT id FROM recipient WHERE live = 0 OR removed_on IS NOT NULL)";
  db::in_transaction(database, [&] {
    db::Query(database, "DELETE FROM outgoing_item WHERE outgoing IN (SELECT id FROM outgoing WHERE " +
                            std::string(removed) + ")")
        .run();
    db::Query(database, "DELETE FROM outgoing WHERE " + std::string(removed)).run();
    seal(database);
  });
}

bool is_waiting(db::Database& database, Id recipient) {
  return db::Query(database, "SELECT 1 FROM outgoing WHERE recipient = $1", recipient).next();
}

std::int64_t count_waiting(db::Database& database) {
  db::Query query(database, "SELECT count(*) FROM outgoing");
  return query.next() ? query.number(0) : 0;
}

}  // namespace siyana::alert
