// Which program delivers: its words, and where it is.
#include <unistd.h>

#include <cstdlib>

#include "alert/delivery.hpp"
#include "base/error.hpp"

namespace siyana::alert {
namespace {

constexpr std::string_view usual_words = "sendmail -t -oi";
constexpr std::string_view mailer_folders = "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin:/usr/lib";

bool can_run(const std::string& path) { return ::access(path.c_str(), X_OK) == 0; }

std::string found_in(std::string_view folders, const std::string& name) {
  while (!folders.empty()) {
    const auto colon = folders.find(':');
    const std::string path = std::string(folders.substr(0, colon)) + "/" + name;
    if (path.front() == '/' && can_run(path)) return path;  // never what lies in the folder one happens to be in
    folders.remove_prefix(colon == folders.npos ? folders.size() : colon + 1);
  }
  return {};
}

}  // namespace

std::vector<std::string> command_words(const std::string& command) {
  std::vector<std::string> words;
  std::string word;
  char quote = 0;
  bool open = false;
  for (std::size_t i = 0; i < command.size(); ++i) {
    const char c = command[i];
    const bool escapes = c == '\\' && quote != '\'' && i + 1 < command.size();
    if (escapes) {
      word += command[++i];
      open = true;
    } else if (quote != 0 ? c == quote : c == '"' || c == '\'') {
      quote = quote != 0 ? '\0' : c;
      open = true;
    } else if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
      if (open) words.push_back(word);
      word.clear();
      open = false;
    } else {
      word += c;
      open = true;
    }
  }
  if (quote != 0) throw Error(Fault::usage, "a quote is not closed in {command}", {{"command", command}});
  if (open) words.push_back(word);
  return words;
}

std::string program_file(const std::string& name) {
  if (name.find('/') != std::string::npos) return can_run(name) ? name : std::string{};
  const char* path = std::getenv("PATH");
  const std::string found = found_in(path == nullptr ? "" : path, name);
  return found.empty() ? found_in(mailer_folders, name) : found;
}

std::string usual_mailer() { return program_file("sendmail").empty() ? std::string{} : std::string(usual_words); }

}  // namespace siyana::alert
