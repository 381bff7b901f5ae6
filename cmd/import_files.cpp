#include "cmd/import_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "cmd/signals.hpp"
#include "exchange/import_sheet.hpp"

namespace siyana {
namespace {

[[noreturn]] void cannot_read(const std::string& name, int error) {
  if (error == ENOENT || error == ENOTDIR) throw Error(Fault::not_found, "no file {file}", {{"file", name}});
  throw Error(Fault::invalid, "cannot read {file}: {why}", {{"file", name}, {"why", std::strerror(error)}});
}

render::Descriptor spooled(int from, const std::string& name) {
  render::Descriptor to = unnamed_file();
  std::array<char, 64 * 1024> piece;
  while (true) {
    const ssize_t size = ::read(from, piece.data(), piece.size());
    stop_if_interrupted();
    if (size == 0) break;
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) cannot_read(name, errno);
    render::write_all(to.number(), {piece.data(), static_cast<std::size_t>(size)}, "a temporary file");
  }
  ::lseek(to.number(), 0, SEEK_SET);
  return to;
}

render::Descriptor opened(const std::string& path, const std::string& name) {
  if (path == "-") return spooled(STDIN_FILENO, name);
  render::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  struct stat status {};
  if (!file.is_open() || ::fstat(file.number(), &status) != 0) cannot_read(name, errno);
  if (S_ISDIR(status.st_mode)) cannot_read(name, EISDIR);
  return S_ISREG(status.st_mode) ? std::move(file) : spooled(file.number(), name);
}

}  // namespace

ImportFile::ImportFile(const std::string& path)
    : name_(path == "-" ? "standard input" : path), file_(opened(path, name_)) {}

std::string ImportFile::digest() const {
  ByteHash hash;
  std::array<char, 64 * 1024> piece;
  for (off_t at = 0;;) {
    const ssize_t size = ::pread(descriptor(), piece.data(), piece.size(), at);
    stop_if_interrupted();
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) cannot_read(name_, errno);
    if (size == 0) return hex(view(hash.digest()));
    hash.feed({piece.data(), static_cast<std::size_t>(size)});
    at += size;
  }
}

bool ImportFile::is_at(const std::string& path) const {
  struct stat here {
  }, there{};
  return ::fstat(file_.number(), &here) == 0 && ::stat(path.c_str(), &there) == 0 && here.st_dev == there.st_dev &&
         here.st_ino == there.st_ino;
}

BadRows::BadRows(std::string path, const ImportFile& input) : path_(std::move(path)) {
  struct stat status {};
  if (path_.empty() || ::stat(path_.c_str(), &status) != 0) return;
  if (input.is_at(path_))
    throw Error(Fault::usage, "--keep-good {file} is the file that is read: name another for the bad rows",
                {{"file", path_}});
  throw Error(Fault::conflict, "{file} is there already: name another file for the bad rows", {{"file", path_}});
}

void BadRows::heading(const std::vector<std::string>& headings, char delimiter, bool with_mark) {
  if (with_mark) spool_.write("\xEF\xBB\xBF");
  delimiter_ = delimiter;
  width_ = headings.size();
  reason_ = static_cast<std::size_t>(std::find(headings.begin(), headings.end(), exchange::reason_heading) -
                                     headings.begin());
  for (std::size_t i = 0; i < width_; ++i)
    if (i != reason_) cell(headings[i], false);
  cell(exchange::reason_heading, true);
}

void BadRows::add(const exchange::Record& record, const std::string& reason) {
  any_ = true;
  for (std::size_t i = 0; i < std::max(width_, record.fields.size()); ++i)
    if (i != reason_) cell(exchange::cell(record, i), false);
  cell(reason, true);
}

void BadRows::cell(std::string_view text, bool last) {
  const bool quoted = text.find_first_of("\"\n\r") != text.npos || text.find(delimiter_) != text.npos ||
                      text.starts_with(' ') || text.ends_with(' ');
  if (quoted) {
    std::string safe = "\"";
    for (const char c : text) {
      safe += c;
      if (c == '"') safe += '"';
    }
    spool_.write(safe + "\"");
  } else {
    spool_.write(text);
  }
  spool_.write(last ? std::string_view("\n") : std::string_view(&delimiter_, 1));
}

void BadRows::put_in_place() {
  if (any_) spool_.copy_to_file(path_);
}

}  // namespace siyana
