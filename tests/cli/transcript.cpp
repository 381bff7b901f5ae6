// Runs transcripts: files that hold commands and what they print.
//
//   transcript [--accept] PROGRAM FILE…
//
//   # A comment.
//   $ siyana device add VENT-1 --type ventilator
//   registered VENT-1
//   $ siyana device show NONE
//   siyana: no device NONE
//   [3]
//
// `$ ` begins a command, `> ` below it continues it; `sh` runs it. What follows is all it printed, stdout and stderr as
// they came, then its exit status in brackets where that is not 0. A line `…` stands for any number of lines; in a
// line,
// `{any}` stands for any run of characters and `{hex}` for hexadecimal digits. So that every answer can be written
// down: a printed line that would read as one of these signs has a backslash before it; a control character is `{x1b}`,
// a byte-order mark `{xfeff}`; a last line without its end is marked `{no newline}`; the scratch folder is `~`. Blank
// lines before the next command or comment may be added.
//
// The commands of one file share a fresh scratch folder (HOME, and all of XDG inside it), with PROGRAM's folder first
// in PATH, SOURCE naming the checkout, no setting of the tester's own, a clock that stands still (SIYANA_NOW) and one
// machine (SIYANA_MACHINE). Of a Markdown file the blocks marked ```console are run. --accept, or SIYANA_ACCEPT=1,
// writes down what was printed.

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "matching.hpp"

namespace {

namespace fs = std::filesystem;
using namespace transcript;

constexpr std::string_view no_newline = "{no newline}";

// ---- the file

/// A line of the file as it is, or a command with what it should print.
struct Part {
  std::size_t line = 0;  // of the command's `$`
  Lines source;          // the lines of the command, or one other line
  std::string command;   // empty for another line
  Lines expected;
  std::size_t blanks = 0;  // blank lines after it
};

struct Transcript {
  std::vector<Part> parts;
  std::size_t commands = 0;
};

Lines read_lines(const fs::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path.string() + ": cannot be read");
  Lines lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

bool begins_command(const std::string& line) { return line == "$" || line.starts_with("$ "); }
bool is_comment(const std::string& line) { return line.starts_with('#'); }

class Reader {
 public:
  Reader(const fs::path& path, bool markdown)
      : path_(path), lines_(read_lines(path)), markdown_(markdown), in_block_(!markdown) {}

  Transcript read() {
    Transcript out;
    while (at_ < lines_.size()) {
      if (in_block_ && begins_command(lines_[at_])) {
        out.parts.push_back(command());
        ++out.commands;
      } else {
        out.parts.push_back(other_line());
      }
    }
    return out;
  }

 private:
  bool ends_block() const { return markdown_ && lines_[at_].starts_with("```"); }

  Part other_line() {
    const auto& line = lines_[at_];
    if (markdown_ && line.starts_with("```"))
      in_block_ = !in_block_ && line == "```console";
    else if (in_block_ && !is_comment(line) && !line.empty())
      throw std::runtime_error(path_.string() + ":" + std::to_string(at_ + 1) + ": printed before any command");
    return {.line = ++at_, .source = {line}, .command = "", .expected = {}};
  }

  Part command() {
    Part part{.line = at_ + 1, .source = {}, .command = "", .expected = {}};
    do {
      part.source.push_back(lines_[at_]);
      part.command +=
          (part.command.empty() ? "" : "\n") + lines_[at_].substr(std::min<std::size_t>(2, lines_[at_].size()));
    } while (++at_ < lines_.size() && (lines_[at_].starts_with("> ") || lines_[at_] == ">"));
    for (; at_ < lines_.size() && !begins_command(lines_[at_]) && !is_comment(lines_[at_]) && !ends_block(); ++at_)
      part.expected.push_back(lines_[at_]);
    for (; !part.expected.empty() && part.expected.back().empty(); part.expected.pop_back()) ++part.blanks;
    return part;
  }

  fs::path path_;
  Lines lines_;
  bool markdown_;
  bool in_block_;
  std::size_t at_ = 0;
};

// ---- running

class Place {
 public:
  explicit Place(const fs::path& program);
  ~Place() {
    std::error_code ignored;
    fs::remove_all(scratch, ignored);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  fs::path scratch;
  std::vector<std::string> environment;
};

std::string inherited(const char* name, const std::string& otherwise = "") {
  const char* value = std::getenv(name);
  return value ? value : otherwise;
}

Place::Place(const fs::path& program) {
  std::string name = (fs::temp_directory_path() / "transcript-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::system_error(errno, std::generic_category(), name);
  scratch = fs::canonical(name);
  const auto home = scratch.string();
  environment = {"PATH=" + fs::canonical(program).parent_path().string() + ":" + inherited("PATH", "/usr/bin:/bin"),
                 "HOME=" + home,
                 "XDG_CONFIG_HOME=" + home + "/.config",
                 "XDG_DATA_HOME=" + home + "/.local/share",
                 "XDG_STATE_HOME=" + home + "/.local/state",
                 "XDG_CACHE_HOME=" + home + "/.cache",
                 "SOURCE=" + inherited("SOURCE", fs::current_path().string()),
                 "SIYANA_NOW=2026-07-15T09:00:00+01:00",
                 "SIYANA_MACHINE=workshop:1",
                 "LC_ALL=C.UTF-8",
                 "TZ=UTC"};
  for (const char* kept : {"ASAN_OPTIONS", "UBSAN_OPTIONS"})
    if (std::getenv(kept)) environment.push_back(std::string(kept) + "=" + inherited(kept));
}

[[noreturn]] void become_shell(const std::string& command, const Place& place, int output) {
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  std::vector<char*> environment;
  for (const auto& setting : place.environment) environment.push_back(const_cast<char*>(setting.c_str()));
  environment.push_back(nullptr);
  if (chdir(place.scratch.c_str()) == 0)
    execle("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr), environment.data());
  _exit(127);
}

struct Answer {
  std::string text;
  int status = 0;
};

Answer run(const std::string& command, const Place& place) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) become_shell(command, place, ends[1]);
  close(ends[1]);
  Answer answer;
  char buffer[65536];
  for (ssize_t n = 0; (n = read(ends[0], buffer, sizeof buffer)) > 0;)
    answer.text.append(buffer, static_cast<std::size_t>(n));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  answer.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return answer;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

std::string with_visible_controls(std::string_view line) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 0x20 && byte != 0x7f) || c == '\t')
      out += c;
    else
      out += {'{', 'x', digits[byte >> 4], digits[byte & 15], '}'};
  }
  replace_all(out, "\xEF\xBB\xBF", "{xfeff}");
  return out;
}

bool reads_as_sign(const std::string& line) {
  const bool status = line.size() > 2 && line.front() == '[' && line.back() == ']' &&
                      std::all_of(line.begin() + 1, line.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
  return status || line == any_lines || line.starts_with("```") ||
         (!line.empty() && std::string_view("$#>\\").find(line.front()) != std::string_view::npos);
}

/// What a command printed, as a transcript writes it.
Lines as_lines(Answer answer, const Place& place) {
  replace_all(answer.text, place.scratch.string(), "~");
  Lines lines;
  std::istringstream text(answer.text);
  for (std::string line; std::getline(text, line);) {
    line = with_visible_controls(line);
    lines.push_back(reads_as_sign(line) ? "\\" + line : line);
  }
  if (!answer.text.empty() && answer.text.back() != '\n') lines.back() += no_newline;
  if (answer.status != 0) lines.push_back("[" + std::to_string(answer.status) + "]");
  return lines;
}

// ---- the verdict

void show_difference(const fs::path& path, const Part& part, const std::vector<Step>& steps) {
  std::cout << path.string() << ":" << part.line << ": not what was expected (-), but what was printed (+)\n";
  for (const auto& line : part.source) std::cout << "  " << line << "\n";
  for (const auto& step : steps)
    std::cout << (step.kind == Step::both ? "  " : step.kind == Step::expected ? "- " : "+ ") << step.text << "\n";
}

/// The file's blank lines before the next command may be more than were printed, never fewer.
bool holds(Part& part, Lines& printed) {
  const auto last = std::find_if(printed.rbegin(), printed.rend(), [](const auto& line) { return !line.empty(); });
  const auto blanks = static_cast<std::size_t>(last - printed.rbegin());
  if (blanks > part.blanks && (part.expected.empty() || part.expected.back() != any_lines)) {
    part.expected.insert(part.expected.end(), std::exchange(part.blanks, 0), "");
    return false;
  }
  printed.resize(printed.size() - blanks);
  return agrees(part.expected, 0, printed, 0);
}

void require_needs(const Transcript& transcript) {
  const fs::path source = inherited("SOURCE", ".");
  for (const auto& part : transcript.parts) {
    static constexpr std::string_view needs = "# needs: ";
    if (!part.command.empty() || !part.source.front().starts_with(needs)) continue;
    const auto wanted = source / part.source.front().substr(needs.size());
    if (!fs::exists(wanted)) throw std::runtime_error("needs " + wanted.string() + ", which is not there");
  }
}

bool check_parts(const fs::path& path, Transcript& transcript, const Place& place, bool accept) {
  bool all_hold = true;
  for (auto& part : transcript.parts) {
    if (part.command.empty()) continue;
    auto printed = as_lines(run(part.command, place), place);
    if (holds(part, printed)) continue;
    const auto steps = Alignment(part.expected, printed).steps();
    if (accept)
      part.expected = accepted(steps);
    else
      show_difference(path, part, steps);
    all_hold = false;
  }
  return all_hold;
}

void write_back(const fs::path& path, const Transcript& transcript) {
  std::ofstream file(path);
  for (const auto& part : transcript.parts) {
    for (const auto& line : part.source) file << line << "\n";
    for (const auto& line : part.expected) file << line << "\n";
    file << std::string(part.blanks, '\n');
  }
  if (!file.flush()) throw std::runtime_error(path.string() + ": cannot be written");
}

bool check_file(const fs::path& program, const fs::path& path, bool accept) {
  auto transcript = Reader(path, path.extension() == ".md").read();
  if (transcript.commands == 0) throw std::runtime_error(path.string() + ": holds no command");
  require_needs(transcript);
  const bool holds = check_parts(path, transcript, Place(program), accept);
  if (!holds && accept) write_back(path, transcript);
  std::cout << path.string() << ": " << transcript.commands << " commands, "
            << (holds    ? "as written"
                : accept ? "written down anew"
                         : "not as written")
            << "\n";
  return holds || accept;
}

}  // namespace

int main(int count, char** arguments) try {
  std::vector<fs::path> words(arguments + 1, arguments + count);
  bool accept = inherited("SIYANA_ACCEPT") == "1";
  if (!words.empty() && words.front() == "--accept") {
    accept = true;
    words.erase(words.begin());
  }
  if (words.size() < 2) throw std::runtime_error("usage: transcript [--accept] PROGRAM FILE…");
  bool all_hold = true;
  for (std::size_t i = 1; i < words.size(); ++i) all_hold = check_file(words.front(), words[i], accept) && all_hold;
  return all_hold ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "transcript: " << error.what() << "\n";
  return 2;
}
