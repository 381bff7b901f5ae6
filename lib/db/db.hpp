// The seam: what siyana asks of a database. SQL is the part that SQLite and PostgreSQL both accept; parameters are
// $1, $2, … bound by name. Only the engine's own source file knows its library.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/fields.hpp"

namespace siyana::db {

/// A prepared statement of an engine. Use it through Query.
class Statement {
 public:
  virtual ~Statement() = default;
  virtual void bind(int parameter, const Value& value) = 0;       // $parameter; the value is copied
  virtual void bind_kept(int parameter, const Value& value) = 0;  // its text stays where it is until reset()
  virtual bool step() = 0;
  virtual void reset() noexcept = 0;
  virtual Value value(int column) const = 0;  // valid until the next step
  virtual int columns() const = 0;
  virtual std::string_view column_name(int column) const = 0;
};

class Database {
 public:
  virtual ~Database() = default;

  virtual void begin() = 0;  // the writer's lock at once; waits as long as open() was told, then Error(busy)
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;
  /// Runs a migration's statements one after the other.
  virtual void run_script(std::string_view sql) = 0;
  /// Makes the statement that runs now end with Interrupted. May be called from a signal handler.
  virtual void interrupt() noexcept = 0;
  /// The engine's own integrity checks: the problems found, none where all is well.
  virtual std::vector<std::string> integrity_problems() = 0;
  /// The rows of each table, by its name.
  virtual std::vector<std::pair<std::string, std::int64_t>> row_counts() = 0;
  /// The definition of each table, index, trigger and view, sorted.
  virtual std::vector<std::string> schema_objects() = 0;
  /// Copies every page into a file that is there, while others may write to this one; `between` is called now and then.
  /// Nothing is synced.
  virtual void copy_to(const std::string& path, const std::function<void()>& between) = 0;
  /// The query for the ids of the devices each of whose words_pattern ($1) begins a word of device_text.
  virtual std::string_view find_words() const = 0;
  virtual std::string words_pattern(const std::vector<std::string>& words) const = 0;
  /// Whether the words by which devices are found are those of device_text.
  virtual bool are_words_whole() = 0;
  /// Before and after the words of a great many devices are written in one go.
  virtual void prepare_words(bool for_many) = 0;
  /// When the file was made, in milliseconds since 1970, where the file system tells: a copy of it is younger.
  virtual std::optional<std::int64_t> born() const = 0;
  virtual std::string_view engine() const = 0;  // the folder of its migrations: "sqlite"
  /// Drops what filling an empty register can do without until its end, within the transaction: the indexes of devices,
  /// and the journal's guard against replaced rows, where the rows are inserted. Returns what makes them again.
  virtual std::vector<std::string> make_room() = 0;
  virtual void close_room(const std::vector<std::string>& made_by) = 0;

  /// Forgets the statements kept for their next use, so that the schema may change.
  void drop_statements();

 protected:
  virtual std::unique_ptr<Statement> prepare(std::string_view sql) = 0;

 private:
  friend class Query;
  /// A question's text and the statements of it that nobody uses.
  struct Prepared {
    std::string sql;
    std::vector<std::unique_ptr<Statement>> idle;
  };
  Prepared& prepared(std::string_view sql);

  std::unordered_map<std::string_view, std::unique_ptr<Prepared>> prepared_;
  std::unordered_map<const char*, Prepared*> at_;  // most texts stay where they are: comparing them beats hashing
};

/// All that f writes, or nothing.
template <class F>
void in_transaction(Database& database, F&& f) {
  database.begin();
  try {
    f();
    database.commit();
  } catch (...) {
    database.rollback();
    throw;
  }
}

/// The command was interrupted by a signal.
struct Interrupted {};

/// A question in use. Its statement goes back to the database for the next Query of the same text.
class Query {
 public:
  Query(Database& database, std::string_view sql);
  template <class... T>
  Query(Database& database, std::string_view sql, const T&... values) : Query(database, sql) {
    bind_all(values...);
  }
  ~Query();
  Query(Query&& other) noexcept;
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  template <class T>
  Query& bind(int parameter, const T& value) {
    Scratch scratch;
    statement_->bind(parameter, to_value(value, scratch));
    return *this;
  }
  /// The same for a text that stays where it is until the question has run: it is not copied.
  Query& bind_kept(int parameter, std::string_view text) {
    statement_->bind_kept(parameter, Value::of(text));
    return *this;
  }
  template <class... T>
  Query& bind_all(const T&... values) {
    int parameter = 0;
    (bind(++parameter, values), ...);
    return *this;
  }
  bool next() { return statement_->step(); }
  /// Ready to be bound and asked again.
  Query& again() {
    statement_->reset();
    return *this;
  }
  /// Runs a statement that answers no rows.
  void run() {
    next();
    again();
  }

  Value value(int column) const { return statement_->value(column); }
  std::int64_t number(int column) const { return value(column).number; }
  std::string_view text(int column) const { return value(column).text; }
  bool absent(int column) const { return value(column).absent(); }
  template <class T>
  T get(int column) const {
    T out{};
    Codec<T>::read(value(column), out);
    return out;
  }
  /// Reads the columns from `first` on into the row's fields, in the order of its list.
  template <class Row>
  void read(Row& row, int first = 0) const {
    for_each_field<Row>([&](const auto& f, std::size_t i) {
      using T = std::remove_cvref_t<decltype(row.*(f.member))>;
      Codec<T>::read(value(first + static_cast<int>(i)), row.*(f.member));
    });
  }
  Statement& statement() { return *statement_; }

 private:
  static Value to_value(const Value& value, Scratch&) { return value; }
  static Value to_value(const char* value, Scratch&) { return Value::of(std::string_view(value)); }
  static Value to_value(std::string_view value, Scratch&) { return Value::of(value); }
  static Value to_value(int value, Scratch&) { return Value::of(std::int64_t{value}); }
  template <class T>
  static Value to_value(const T& value, Scratch& scratch) {
    return Codec<T>::write(value, scratch);
  }

  Database::Prepared* prepared_;
  std::unique_ptr<Statement> statement_;
};

enum class Mode { read, write, create };

struct Opening {
  std::string path;
  Mode mode = Mode::read;
  int busy_seconds = 10;
};

/// Opens a store's file. Error(not_found) where there is none, Error(invalid) where it is not a siyana store,
/// Error(damaged) where it is broken, Error(busy) where it stays locked.
std::unique_ptr<Database> open(const Opening& opening);
/// An empty private database in a temporary file, whose references are not checked; a copy of it is a store.
std::unique_ptr<Database> open_scratch();

}  // namespace siyana::db
