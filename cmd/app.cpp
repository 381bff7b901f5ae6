#include "cmd/app.hpp"

#include <pwd.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/part_file.hpp"
#include "base/text.hpp"
#include "cmd/config.hpp"
#include "cmd/machine.hpp"
#include "cmd/monitoring.hpp"
#include "cmd/signals.hpp"
#include "db/migrate.hpp"
#include "db/store_file.hpp"
#include "history/history.hpp"
#include "render/isolate.hpp"
#include "render/safe.hpp"

namespace siyana {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : std::string(value);
}

std::string upper(std::string_view option) {
  std::string name;
  for (const char c : option.substr(2)) name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return name;
}

/// The login that /etc/passwd knows for this user, never what the environment says.
std::string login() {
  // Read from the file itself: name services other than files need shared libraries, which a static program has not.
  const uid_t user = ::getuid();
  std::string name = "uid:" + std::to_string(user);
  std::FILE* file = std::fopen("/etc/passwd", "re");
  if (file == nullptr) return name;
  for (const passwd* known = ::fgetpwent(file); known != nullptr; known = ::fgetpwent(file)) {
    if (known->pw_uid != user) continue;
    name = known->pw_name;
    break;
  }
  std::fclose(file);
  return name;
}

bool is_there(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0;
}

void say_on_stderr(const std::string& line) {
  std::string safe = render::visible(line);
  if (::isatty(STDERR_FILENO) != 0) safe = render::isolated(safe);
  safe += '\n';
  std::fwrite(safe.data(), 1, safe.size(), stderr);
}

std::vector<std::string> lines_of_stdin() {
  std::vector<std::string> lines(1);
  for (int c = std::getchar(); c != EOF; c = std::getchar()) {
    if (c == '\n')
      lines.emplace_back();
    else
      lines.back() += static_cast<char>(c);
  }
  return lines;
}

constexpr std::string_view shared_store = "/var/lib/siyana/siyana.db";

}  // namespace

Catalog catalog_of(const std::vector<std::string>& words) {
  std::string language = environment("SIYANA_LANG");
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--lang" && i + 1 < words.size()) language = words[i + 1];
    if (words[i].starts_with("--lang=")) language = words[i].substr(7);
  }
  try {
    if (language.empty())
      language = read_config(config_files(environment("XDG_CONFIG_HOME"), environment("HOME"))).text("--lang");
  } catch (const Error&) {
    language.clear();  // it may be the configuration itself that is complained of
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (language.empty()) language = environment(name);
  return Catalog(language_of(language), country_of_setting(language));
}

App::App(Words globals, std::span<const Noun> nouns)
    : globals_(std::move(globals)),
      config_(read_config(config_files(environment("XDG_CONFIG_HOME"), environment("HOME")))),
      nouns_(nouns),
      now_(read_clock()) {
  const std::string language = setting("--lang");
  catalog_ = catalog_of(language.empty() ? std::vector<std::string>{} : std::vector{"--lang=" + language});
  quiet_ = has_setting("--quiet");
}

App::~App() {
  change_.reset();
  close_store();
}

std::string App::setting(std::string_view option) const {
  if (globals_.has(option)) return globals_.text(option);
  if (const auto value = environment(("SIYANA_" + upper(option)).c_str()); !value.empty()) return value;
  return config_.text(option);
}

bool App::has_setting(std::string_view option) const {
  return globals_.has(option) || !environment(("SIYANA_" + upper(option)).c_str()).empty() || config_.has(option);
}

Date App::as_of() {
  if (!as_of_) as_of_ = globals_.has("--as-of") ? date(globals_.text("--as-of")) : today();
  return *as_of_;
}

std::string App::store_path() const {
  if (auto path = setting("--db"); !path.empty()) {
    db::require_file_name(path);
    return path;
  }
  if (is_there(std::string(shared_store))) return std::string(shared_store);
  std::string data = environment("XDG_DATA_HOME");
  if (data.empty() || data.front() != '/') data = environment("HOME") + "/.local/share";
  return data + "/siyana/siyana.db";
}

int App::busy_seconds() const {
  if (const auto text = setting("--busy-wait"); !text.empty()) {
    const auto seconds = parse_number(text);
    if (!seconds || *seconds < 0 || *seconds > 86400)
      throw Error(Fault::usage, "--busy-wait wants a number of seconds, not {text}", {{"text", text}});
    return static_cast<int>(*seconds);
  }
  return ::isatty(STDIN_FILENO) != 0 || ::isatty(STDERR_FILENO) != 0 ? 10 : 60;
}

void App::use(std::unique_ptr<db::Database> database) {
  close_store();
  database_ = std::move(database);
  interrupts(database_.get());
}

void App::read_clock_again() { now_ = read_clock(); }

void App::close_store() {
  change_.reset();  // what was not committed is rolled back while the store is there
  interrupts(nullptr);
  database_.reset();
}

db::Database& App::open_for_reading() {
  if (database_) return *database_;
  use(db::open({store_path(), db::Mode::read, busy_seconds()}));
  db::require_current(*database_);
  const std::string known_on = globals_.text("--known-on");
  if (known_on.empty()) return *database_;
  const Instant end = local(date(known_on) + 1, 0, 0);
  auto past = history::known_before(*database_, history::first_unknown(*database_, end, now().at), as_of());
  use(std::move(past));
  if (store::count_entries(*database_) == 0)
    warn(say("nothing was known on {date}: the store had no entry yet", {{"date", known_on}}));
  return *database_;
}

db::Database& App::reading() {
  refuse("--as-of", "{option} serves devices, plans and what is due on them, not this command");
  return open_for_reading();
}

db::Database& App::reading_due(due::Wanted wanted) {
  wanted_ = wanted;
  due::answer_for(open_for_reading(), as_of(), wanted);
  return *database_;
}

void App::refuse(std::string_view option, std::string_view why) const {
  if (globals_.has(option)) throw Error(Fault::usage, why, {{"option", std::string(option)}});
}

store::Change& App::change(const Words& words, std::string reason) {
  for (const std::string_view option : {"--as-of", "--known-on"})
    refuse(option, "{option} is for looking: it cannot be given to a command that writes");
  use(db::open({store_path(), db::Mode::write, busy_seconds()}));
  db::require_current(*database_);
  put_off_ = {};
  change_.emplace(*database_, now_, who(words), words.verb_path(), std::move(reason), history::settler(&put_off_));
  due::catch_up(*database_, today());  // what the days did is not put down to the change
  return *change_;
}

std::optional<Id> App::commit() {
  stop_if_interrupted();
  const auto entry = change_->commit();
  warn_of_copy(*change_);
  change_.reset();
  if (!entry) tell(say("nothing changed"));
  return entry;
}

void App::warn_of_put_off() const {
  for (const auto& item : put_off_.items()) {
    auto sentence =
        item.now
            ? say("{plan} of {tag}, to be done by {was}, is to be done by {date} after this, though nothing was done")
            : say("{plan} of {tag}, to be done by {was}, is due no more after this, though nothing was done");
    sentence.parts = {{"plan", item.plan}, {"tag", item.tag}, {"was", item.was}};
    if (item.now) sentence.parts.emplace_back("date", *item.now);
    warn(sentence);
  }
  const auto more = put_off_.count() - static_cast<std::int64_t>(put_off_.items().size());
  if (more > 0) warn(say_n(more, "and so is {n} more plan", "and so are {n} more plans"));
}

store::Who App::who(const Words& words) const {
  std::string actor = words.text("--by");
  if (actor.empty()) actor = config_.text("--by");
  return {login(), actor, this_machine()};
}

void App::warn_of_copy(const store::Change& change) const {
  if (const auto& copied = change.copied()) warn(copy_sentence(*copied));
}

void App::tell(const Sentence& sentence) const {
  if (!quiet_) say_on_stderr(text(sentence));
}

void App::warn(const Sentence& sentence) const {
  say_on_stderr(text(say("siyana: warning: {warning}", {{"warning", text(sentence)}})));
}

void App::tell_error(const Sentence& sentence) const { say_on_stderr("siyana: " + text(sentence)); }

bool App::answers_to_terminal() const { return ::isatty(STDOUT_FILENO) != 0 && !globals_.has("--output"); }

bool App::talks_to_terminal() const { return !quiet_ && ::isatty(STDERR_FILENO) != 0; }

std::vector<device::Device> App::devices(const Words& words) {
  std::vector<std::string> tags = words.operands("TAG");
  if (tags.size() == 1 && tags.front() == "-") {
    tags.clear();
    for (const auto& line : lines_of_stdin())
      if (!trim(line).empty()) tags.emplace_back(trim(line));
  }
  std::vector<device::Device> found;
  for (const auto& tag : tags) {
    auto device = device_named(tag);
    const bool twice = std::any_of(found.begin(), found.end(), [&](const auto& d) { return d.id == device.id; });
    if (twice) throw Error(Fault::usage, "device {tag} is named twice", {{"tag", device.tag}});
    found.push_back(std::move(device));
  }
  if (found.empty()) throw Error(Fault::usage, "no tag came on standard input");
  return found;
}

device::Device App::device_named(std::string_view text) {
  if (auto device = device::maybe_device(*database_, text)) return *device;
  if (const auto breakdown = work::maybe_breakdown(*database_, text))
    return store::required<device::Device>(*database_, breakdown->device.id);
  return device::find_device(*database_, text);
}

const render::Format& App::format() const {
  std::string name = setting("--format");
  if (name.empty()) name = answers_to_terminal() ? "table" : "tsv";
  if (const auto* format = render::format_named(name)) return *format;
  std::string known;
  for (const auto& format : render::formats()) known += (known.empty() ? "" : ", ") + std::string(format.name);
  if (name == nagios || name == prometheus)
    throw Error(Fault::usage, "{format} is a format of siyana {command} only",
                {{"format", name}, {"command", name == nagios ? "overdue" : "status"}});
  throw Error(Fault::usage, "no format {name}: it is one of {formats}", {{"name", name}, {"formats", known}});
}

render::Style App::style() {
  render::Style style;
  const bool terminal = answers_to_terminal();
  const std::string colour = setting("--color");
  const bool plain = !environment("NO_COLOR").empty() || environment("TERM") == "dumb";
  style.terminal = terminal;
  style.colour = colour == "always" || (colour != "never" && terminal && !plain);
  style.excel = globals_.has("--excel");
  style.day_first = catalog_.day_first();
  winsize size{};
  if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) style.width = size.ws_col;
  style.translate = [this](const Sentence& sentence) { return text(sentence); };
  return style;
}

void App::dress(render::Style& style) {
  style.language = language_name(catalog_.language());
  style.right_to_left = catalog_.language() == Language::ar;
  if (!heading_.empty()) style.title = text(say(heading_));
  style.day = text(say("On {date}", {{"date", as_of()}}));
  style.calendar = calendar_;
  style.calendar.made_at = to_string(Instant{now_.at.seconds, 0});
  if (database_) style.calendar.origin = store::Sites(*database_).own().uid;
}

void App::list_ended(std::size_t rows, const Sentence& nothing) {
  if (rows == 0 && is_table()) tell(nothing);
}

std::string_view App::type_name(std::string_view name) {
  constexpr std::string_view languages[] = {"en", "fr", "ar"};
  if (!type_names_)
    type_names_ = device::type_names(*database_, languages[static_cast<std::size_t>(catalog_.language())]);
  if (type_names_->empty()) return name;
  const auto known = type_names_->find(std::string(name));
  return known == type_names_->end() ? name : std::string_view(known->second);
}

std::string App::shown(std::string_view text) const {
  const std::string safe = render::visible(text);
  return answers_to_terminal() ? render::isolated(safe) : safe;
}

void App::require_no_store_at(const std::string& output) const {
  if (db::is_of_store(output))
    throw Error(Fault::usage, "--output {path} is a siyana store, or beside one as its journal: name another file",
                {{"path", output}});
}

void App::require_good_output(const Verb& verb, const Words& words) const {
  const std::string output = globals_.text("--output");
  if (output.empty()) return;
  require_no_store_at(output);
  std::vector<std::string> files{store_path()};
  for (const auto& operand : verb.operands)
    if (operand.name == "FILE" || operand.name == "COPY") files.push_back(words.operand(operand.name));
  for (const auto& option : verb.options)
    if (option.value == "FILE") files.push_back(words.text(option.name));
  for (const auto& file : files)
    if (!file.empty() && are_one_file(file == "-" ? "/dev/stdin" : file, output))
      throw Error(Fault::usage, "--output {path} is a file that the command works on: name another",
                  {{"path", output}});
}

void App::finish() {
  close_store();
  const std::string output = globals_.text("--output");
  if (!output.empty()) {
    require_no_store_at(output);  // one that the command made
    spool_.copy_to_file(output);
  } else if (!spool_.empty()) {
    spool_.copy_to(STDOUT_FILENO, text(say("the answer")));
  }
}

}  // namespace siyana
