// The SQLite engine. Each pitfall of SQLiteCpp 3.2.1 and of SQLite 3.40.1 is met here, once.
#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "db/crafted.hpp"
#include "db/db.hpp"
#include "db/network.hpp"
#include "db/store_file.hpp"

namespace siyana::db {
namespace {

/// SQLite cannot open a file and does not say why: most often for want of a right.
[[noreturn]] void cannot_open(const std::string& path) {
  if (const Descriptor probe(::open("/", O_RDONLY | O_CLOEXEC));
      !probe.is_open() && (errno == EMFILE || errno == ENFILE))
    throw Error(Fault::internal, "cannot open {path}: {why}", {{"path", path}, {"why", std::strerror(errno)}});
  throw Error(Fault::internal, "cannot open {path}: look at the rights of the file and of its folder",
              {{"path", path}});
}

[[noreturn]] void fail(const std::string& path, int code, std::string_view message) {
  switch (code & 0xff) {
    case SQLITE_INTERRUPT:
      throw Interrupted{};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Error(Fault::busy, "another siyana is writing to {path}: try again", {{"path", path}});
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw Error(Fault::damaged, "the store {path} is damaged: {why} (restore a backup)",
                  {{"path", path}, {"why", std::string(message)}});
    // Siyana asks first, and for what its schema has: most likely another tool put there what is in the way.
    case SQLITE_CONSTRAINT:
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      throw Error(Fault::damaged,
                  "the store {path} is not as siyana made it: {why} (siyana check says where; where it finds nothing, "
                  "siyana is wrong)",
                  {{"path", path}, {"why", std::string(message)}});
    case SQLITE_FULL:
      if (path.empty())  // a private copy, which goes with the command
        throw Error(Fault::internal,
                    "no space is left for temporary files: make room in their folder ($TMPDIR, else /var/tmp)");
      throw Error(Fault::internal, "no space is left for {path}: nothing was written, make room and try again",
                  {{"path", path}});
    case SQLITE_READONLY:
      if (code == SQLITE_READONLY_DBMOVED)
        throw Error(Fault::busy, "{path} was replaced meanwhile: nothing was written, try again", {{"path", path}});
      [[fallthrough]];
    case SQLITE_PERM:
    case SQLITE_AUTH:
      throw Error(Fault::internal, "may not write to {path}: ask for the right to write to it and to its folder",
                  {{"path", path}});
    case SQLITE_CANTOPEN:
      cannot_open(path);
    default:
      throw Error(Fault::internal, "the store {path} cannot be used: {why}",
                  {{"path", path}, {"why", std::string(message)}});
  }
}

[[noreturn]] void fail(const std::string& path, const SQLite::Exception& error) {
  const int extended = error.getExtendedErrorCode();  // which SQLiteCpp does not always give
  fail(path, extended < 0 ? error.getErrorCode() : extended, error.what());
}

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(SQLite::Database& database, const std::string& path, std::string_view sql)
      : path_(path), statement_(database, std::string(sql)) {
    // SQLiteCpp keeps the handle to itself. SQLite lists a connection's statements, the latest first; a virtual table
    // may have prepared others since.
    do handle_ = sqlite3_next_stmt(database.getHandle(), handle_);
    while (handle_ != nullptr && sql != sqlite3_sql(handle_));
    const int parameters = sqlite3_bind_parameter_count(handle_);
    slots_.resize(static_cast<std::size_t>(parameters));
    for (int i = 0; i < parameters; ++i) {  // SQLite numbers $2 before $1 where it stands first
      const std::string name = "$" + std::to_string(i + 1);
      slots_[static_cast<std::size_t>(i)].number = sqlite3_bind_parameter_index(handle_, name.c_str());
    }
  }

  void bind(int parameter, const Value& value) override { bind(parameter, value, SQLITE_TRANSIENT); }
  void bind_kept(int parameter, const Value& value) override { bind(parameter, value, SQLITE_STATIC); }

  bool step() override {
    if (!running_) forget_old_bindings();
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    const std::string message = sqlite3_errmsg(sqlite3_db_handle(handle_));
    const int extended = sqlite3_extended_errcode(sqlite3_db_handle(handle_));
    reset();
    fail(path_, extended, message);
  }

  void reset() noexcept override {
    sqlite3_reset(handle_);
    running_ = false;
    for (auto& slot : slots_) slot.is_new = false;
  }

  // One call that asks the statement for the value, then those that ask nothing more of it.
  Value value(int column) const override {
    sqlite3_value* found = sqlite3_column_value(handle_, column);
    switch (sqlite3_value_type(found)) {
      case SQLITE_INTEGER:
        return Value::of(static_cast<std::int64_t>(sqlite3_value_int64(found)));
      case SQLITE_TEXT:
        return {Value::Type::text, 0, bytes(found, sqlite3_value_text(found))};
      case SQLITE_BLOB:
        return {Value::Type::bytes, 0, bytes(found, sqlite3_value_blob(found))};
      default:
        return {};
    }
  }

  int columns() const override { return sqlite3_column_count(handle_); }
  std::string_view column_name(int column) const override { return sqlite3_column_name(handle_, column); }

 private:
  static std::string_view bytes(sqlite3_value* value, const void* data) {
    return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_value_bytes(value))};
  }

  /// What was bound for the question before is null now. Most slots are bound each time, which frees what they held:
  /// clearing all of them first would do that twice.
  void forget_old_bindings() {
    running_ = true;
    for (auto& slot : slots_) {
      if (slot.is_new || !slot.bound) continue;
      sqlite3_bind_null(handle_, slot.number);
      slot.bound = false;
    }
  }

  void bind(int parameter, const Value& value, sqlite3_destructor_type keep) {
    auto& slot = slots_.at(static_cast<std::size_t>(parameter - 1));
    slot.is_new = true;
    if (value.absent() && !slot.bound) return;  // it is null already
    slot.bound = !value.absent();
    const int code = bind_slot(slot.number, value, keep);
    if (code != SQLITE_OK) fail(path_, code, sqlite3_errstr(code));
  }

  int bind_slot(int slot, const Value& value, sqlite3_destructor_type keep) {
    const auto size = static_cast<int>(value.text.size());
    switch (value.type) {
      case Value::Type::null:
        return sqlite3_bind_null(handle_, slot);
      case Value::Type::number:
      case Value::Type::ref:
        return sqlite3_bind_int64(handle_, slot, value.number);
      case Value::Type::text:
        return sqlite3_bind_text(handle_, slot, value.text.data(), size, keep);
      case Value::Type::bytes:
        return sqlite3_bind_blob(handle_, slot, value.text.data(), size, keep);
    }
    return SQLITE_MISUSE;
  }

  const std::string& path_;
  SQLite::Statement statement_;  // owns the handle
  sqlite3_stmt* handle_ = nullptr;
  struct Slot {
    int number = 0;
    bool bound = false;   // to something else than null
    bool is_new = false;  // since the last reset
  };
  std::vector<Slot> slots_;  // of $1, $2, …
  bool running_ = false;
};

constexpr std::size_t longest_term = 32768;  // FTS5 cuts what is longer

/// FNV-1a of a word and the row that it is in.
std::uint64_t word_number(std::string_view word, std::int64_t row) {
  std::uint64_t number = 14695981039346656037U ^ static_cast<std::uint64_t>(row) * 0x9e3779b97f4a7c15U;
  for (const char c : word) number = (number ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return number ^ number >> 32;
}

/// Before SQLite is first used: counting the memory it takes costs a lock at each allocation, and nobody asks.
void configure_once() { [[maybe_unused]] static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

/// Without a mutex of its own: a connection is never met by two threads.
class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(const std::string& path, int flags, int busy_seconds, bool writes) try
      : path_((configure_once(), path)), database_(path_, flags | SQLite::OPEN_NOMUTEX, busy_seconds * 1000) {
    harden(writes);
  } catch (const SQLite::Exception& error) {
    fail(path, error);
  }

  ~SqliteDatabase() override { drop_statements(); }

  void begin() override { exec("BEGIN IMMEDIATE"); }
  void commit() override { exec("COMMIT"); }
  void rollback() noexcept override {
    // After SQLITE_FULL SQLite has rolled back already: asking again must not hide the first error.
    if (!sqlite3_get_autocommit(database_.getHandle())) database_.tryExec("ROLLBACK");
  }
  void run_script(std::string_view sql) override { exec(std::string(sql)); }
  void interrupt() noexcept override { sqlite3_interrupt(database_.getHandle()); }
  std::optional<std::int64_t> born() const override { return file_born(path_); }
  std::string_view engine() const override { return "sqlite"; }

  std::vector<std::string> make_room() override {
    std::vector<std::string> drops, made_by;
    {
      Query found(*this,
                  "SELECT type, name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'device' "
                  "OR type = 'trigger' AND name = 'entry_row_once' ORDER BY rowid");
      while (found.next()) {
        drops.push_back("DROP " + std::string(found.text(0)) + " " + std::string(found.text(1)));
        made_by.emplace_back(found.text(2));
      }
    }
    for (const auto& sql : drops) exec(sql);  // names of our own schema
    return made_by;
  }

  void close_room(const std::vector<std::string>& made_by) override {
    // Each row is read and each index is written once, in order: a sorter as large as the cache would only cost memory.
    exec("PRAGMA cache_size = -2000; PRAGMA threads = 1");
    for (const auto& sql : made_by) exec(sql);
    exec("PRAGMA cache_size = -8000; PRAGMA threads = 0");
  }

  std::vector<std::string> integrity_problems() override {
    std::vector<std::string> problems;
    Query integrity(*this, "PRAGMA integrity_check");
    while (integrity.next())
      if (integrity.text(0) != "ok") problems.emplace_back(integrity.text(0));
    Query keys(*this, "PRAGMA foreign_key_check");
    while (keys.next())
      problems.push_back("table " + std::string(keys.text(0)) + " row " + std::to_string(keys.number(1)) +
                         " names a row of " + std::string(keys.text(2)) + " that is not there");
    return problems;
  }

  std::vector<std::pair<std::string, std::int64_t>> row_counts() override {
    std::vector<std::pair<std::string, std::int64_t>> counts;
    Query tables(*this,
                 "SELECT name, 'SELECT count(*) FROM \"' || replace(name, '\"', '\"\"') || '\"' FROM sqlite_schema "
                 "WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name");
    while (tables.next()) {
      Query count(*this, tables.text(1));
      count.next();
      counts.emplace_back(tables.text(0), count.number(0));
    }
    return counts;
  }

  std::vector<std::string> schema_objects() override {
    std::vector<std::string> objects;
    // What SQLite makes itself has no text, or is a table of these names.
    Query found(*this,
                "SELECT sql FROM sqlite_schema WHERE sql <> '' AND (type <> 'table' OR name NOT IN ('sqlite_sequence', "
                "'sqlite_stat1', 'sqlite_stat2', 'sqlite_stat3', 'sqlite_stat4')) ORDER BY sql");
    while (found.next()) objects.emplace_back(found.text(0));
    return objects;
  }

  /// In pieces, each begun again where others wrote in between: after some restarts, the rest in one go. The caller
  /// keeps others from the copy, and removes it where it fails: neither locks nor a journal.
  void copy_to(const std::string& path, const std::function<void()>& between) override try {
    ::unlink((path + "-journal").c_str());  // of one that died: it would be laid over the copy
    copy_pages_to(path, between);
    leave_wal(path);
  } catch (const SQLite::Exception& error) {
    fail(path, error);
  }

  void prepare_words(bool for_many) override {
    // Fewer and larger pieces to write and to join.
    exec(for_many ? "INSERT INTO device_find (device_find, rank) VALUES ('hashsize', 2097152), ('automerge', 8)"
                  : "INSERT INTO device_find (device_find, rank) VALUES ('hashsize', 1048576), ('automerge', 4)");
  }

  /// Both as a sum that knows no order: a word of a device is one term of the index.
  bool are_words_whole() override try {
    exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.device_word USING fts5vocab (main, device_find, instance)");
    Counts devices;
    return words_of_index() == words_of_devices(devices) && counts_of_index() == devices;
  } catch (const Error&) {
    return false;  // the index cannot be read at all
  }

  std::string_view find_words() const override {
    return "SELECT rowid FROM device_find WHERE device_find MATCH $1 ORDER BY rowid";
  }
  std::string words_pattern(const std::vector<std::string>& words) const override {
    std::string pattern;  // folded words hold letters and digits only; the quotes make sure of it
    for (const auto& word : words) pattern += (pattern.empty() ? "\"" : " \"") + word + "\" *";
    return pattern;
  }

 protected:
  std::unique_ptr<Statement> prepare(std::string_view sql) override try {
    return std::make_unique<SqliteStatement>(database_, path_, sql);
  } catch (const SQLite::Exception& error) {
    fail(path_, error);
  }

 private:
  void copy_pages_to(const std::string& path, const std::function<void()>& between) {
    SQLite::Database copy(path, SQLite::OPEN_READWRITE, 0, "unix-none");
    copy.exec("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF");
    SQLite::Backup backup(copy, database_);
    for (int restarts = 0, left = 0, code = SQLITE_OK; code != SQLITE_DONE; left = backup.getRemainingPageCount()) {
      between();
      code = backup.executeStep(restarts < 3 ? 2000 : -1);
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED) fail(path_, code, "");
      if (left != 0 && backup.getRemainingPageCount() >= left) ++restarts;
    }
  }

  /// A sum over the words of each device. What leads to a page of terms is tried now and then: a page holds hundreds.
  std::optional<std::uint64_t> words_of_index() {
    std::uint64_t sum = 0, terms = 0;
    std::string last;
    Query index(*this, "SELECT term, doc FROM temp.device_word");
    Query lookup(*this, "SELECT 1 FROM device_find WHERE device_find MATCH '\"' || $1 || '\"' AND rowid = $2");
    while (index.next()) {
      sum += word_number(index.text(0), index.number(1));
      if (index.text(0) == last) continue;
      last = index.text(0);
      if (++terms % 32 == 1 && !lookup.again().bind_all(last, index.number(1)).next()) return std::nullopt;
    }
    return sum;
  }

  /// Of texts and of words: the index keeps them, and refuses to be changed where they cannot be.
  using Counts = std::pair<std::uint64_t, std::uint64_t>;

  std::optional<Counts> counts_of_index() {
    constexpr std::int64_t averages = 1;
    Query record(*this, "SELECT block FROM device_find_data WHERE id = $1", averages);
    if (!record.next() || record.absent(0)) return std::nullopt;
    std::string_view bytes = record.text(0);
    if (bytes.empty()) return Counts{};  // nothing was ever put into it
    const auto texts = take_varint(bytes), words = take_varint(bytes);
    return bytes.empty() ? std::optional(Counts{texts, words}) : std::nullopt;
  }

  /// Seven bits a byte, the highest first, but eight of a ninth.
  static std::uint64_t take_varint(std::string_view& bytes) {
    std::uint64_t number = 0;
    for (int i = 0; !bytes.empty(); ++i) {
      const auto byte = static_cast<unsigned char>(bytes.front());
      bytes.remove_prefix(1);
      if (i == 8) return number << 8 | byte;
      number = number << 7 | (byte & 0x7F);
      if (byte < 0x80) break;
    }
    return number;
  }

  std::uint64_t words_of_devices(Counts& counts) {
    std::uint64_t sum = 0;
    Query texts(*this, "SELECT words, id FROM device_text");
    for (std::vector<std::string_view> words; texts.next(); words.clear()) {
      ++counts.first;
      const auto text = texts.text(0);
      for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
        end = std::min(text.find(' ', at), text.size());
        const auto word = text.substr(at, end - at).substr(0, longest_term);
        if (!word.empty()) ++counts.second;
        if (word.empty() || std::find(words.begin(), words.end(), word) != words.end()) continue;
        words.push_back(word);
        sum += word_number(word, texts.number(1));
      }
    }
    return sum;
  }

  void exec(const std::string& sql) {
    if (database_.tryExec(sql) == SQLITE_OK) return;
    const std::string message = database_.getErrorMsg();
    fail(path_, database_.getExtendedErrorCode(), message);
  }

  void harden(bool writes) {
    auto* handle = database_.getHandle();
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    exec(
        "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA recursive_triggers = ON;"
        "PRAGMA cache_size = -8000;"
        // The schema has none: those that somebody added could take for ever.
        "PRAGMA ignore_check_constraints = ON");
    // EXTRA also syncs the folder after the journal is gone: with FULL a power cut can bring the journal back and
    // roll back an acknowledged write.
    // FAST: Debian's SQLite also overwrites pages that are given up; the journal keeps what they held anyway.
    if (writes) exec("PRAGMA synchronous = EXTRA; PRAGMA secure_delete = FAST");
  }

  std::string path_;
  SQLite::Database database_;
};

std::unique_ptr<Database> open_read(const Opening& opening) {
  const auto opened = [&](int flags) {
    auto database = std::make_unique<SqliteDatabase>(opening.path, flags, opening.busy_seconds, false);
    require_nothing_that_runs(*database, opening.path);
    return database;
  };
  try {
    return opened(SQLite::OPEN_READONLY);
  } catch (const Error& error) {
    if (error.fault() == Fault::busy) throw;
  }
  // A writer that died left its journal: only a connection that may write can roll it back.
  try {
    return opened(SQLite::OPEN_READWRITE);
  } catch (const Error& error) {
    if (error.fault() == Fault::internal) require_no_leftovers(opening.path);
    throw;
  }
}

}  // namespace

std::unique_ptr<Database> open(const Opening& opening) {
  if (opening.mode == Mode::create) {
    require_file_name(opening.path);
    require_local(opening.path);
    create_file(opening.path);
    auto database = std::make_unique<SqliteDatabase>(opening.path, SQLite::OPEN_READWRITE, opening.busy_seconds, true);
    database->run_script("PRAGMA journal_mode = DELETE; PRAGMA application_id = " + std::to_string(application_id));
    return database;
  }
  require_store(opening.path);
  if (opening.mode == Mode::read) return open_read(opening);
  require_local(opening.path);
  auto database = std::make_unique<SqliteDatabase>(opening.path, SQLite::OPEN_READWRITE, opening.busy_seconds, true);
  // Another tool may have left the file in WAL mode, where this SQLite version can lose commits (design 7).
  if (is_left_in_wal(opening.path)) database->run_script("PRAGMA journal_mode = DELETE");
  require_nothing_that_runs(*database, opening.path);
  require_own_triggers(*database, opening.path);
  return database;
}

std::unique_ptr<Database> open_scratch() {
  auto database = std::make_unique<SqliteDatabase>("", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 0, true);
  database->run_script(
      "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; PRAGMA foreign_keys = OFF; PRAGMA application_id = " +
      std::to_string(application_id));
  return database;
}

}  // namespace siyana::db
