#include "exchange/zip.hpp"

#include <minizip/unzip.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "base/error.hpp"

namespace siyana::exchange {

/// A descriptor as the zip library wants a file.
struct Zip::File {
  int descriptor;
  std::uint64_t at = 0, size = 0;

  static void* open(void* file, const void*, int) { return file; }
  static uLong read(void* opaque, void*, void* into, uLong size) {
    auto& file = *static_cast<File*>(opaque);
    ssize_t got;
    do got = ::pread(file.descriptor, into, size, static_cast<off_t>(file.at));
    while (got < 0 && errno == EINTR);
    if (got <= 0) return 0;
    file.at += static_cast<std::uint64_t>(got);
    return static_cast<uLong>(got);
  }
  static ZPOS64_T tell(void* opaque, void*) { return static_cast<File*>(opaque)->at; }
  static long seek(void* opaque, void*, ZPOS64_T offset, int origin) {
    auto& file = *static_cast<File*>(opaque);
    const std::uint64_t from = origin == SEEK_CUR ? file.at : origin == SEEK_END ? file.size : 0;
    if (offset > file.size || from + offset > file.size) return -1;
    file.at = from + offset;
    return 0;
  }
  static int close(void*, void*) { return 0; }
  static int error(void*, void*) { return 0; }
};

namespace {

constexpr std::size_t most_entries = 10'000;
constexpr std::uint64_t most_bytes = std::uint64_t{2} << 30;     // that one entry unpacks to
constexpr std::uint64_t never_a_bomb = std::uint64_t{32} << 20;  // so few bytes are read whatever they were packed to
constexpr std::uint64_t most_times = 250;                        // a sheet of equal rows shrinks to a hundredth

std::string key_of(std::string_view entry) {
  std::string key(entry);
  for (char& c : key) c = c == '\\' ? '/' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return key;
}

}  // namespace

Zip::Zip(int descriptor, std::string name, Watch watch)
    : name_(std::move(name)), watch_(std::move(watch)), file_(new File{descriptor}) {
  struct stat status {};
  if (::fstat(descriptor, &status) == 0) file_->size = static_cast<std::uint64_t>(status.st_size);
  zlib_filefunc64_def functions{File::open, File::read,  nullptr,     File::tell,
                                File::seek, File::close, File::error, file_.get()};
  zip_ = unzOpen2_64(name_.c_str(), &functions);
  if (zip_ == nullptr) refuse_damaged();
  try {
    list_entries();
  } catch (...) {
    unzClose(zip_);
    throw;
  }
}

Zip::~Zip() { unzClose(zip_); }

void Zip::list_entries() {
  std::array<char, 512> name;
  for (int result = unzGoToFirstFile(zip_); result == UNZ_OK; result = unzGoToNextFile(zip_)) {
    unz_file_info64 info{};
    unz64_file_pos place{};
    if (unzGetCurrentFileInfo64(zip_, &info, name.data(), name.size(), nullptr, 0, nullptr, 0) != UNZ_OK ||
        unzGetFilePos64(zip_, &place) != UNZ_OK || entries_.size() >= most_entries)
      refuse_damaged();
    const std::size_t size = std::min<std::size_t>(info.size_filename, name.size());
    entries_.try_emplace(key_of({name.data(), size}), Place{place.pos_in_zip_directory, place.num_of_file});
  }
}

bool Zip::has(std::string_view entry) const { return entries_.contains(key_of(entry)); }

void Zip::open_entry(std::string_view entry) {
  const auto found = entries_.find(key_of(entry));
  if (found == entries_.end()) refuse_damaged();
  const unz64_file_pos place{found->second.offset, found->second.number};
  unz_file_info64 info{};
  if (unzGoToFilePos64(zip_, &place) != UNZ_OK ||
      unzGetCurrentFileInfo64(zip_, &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK)
    refuse_damaged();
  if ((info.flag & 1U) != 0)
    throw Error(Fault::invalid, "{file} is protected by a password: save it without one, as .xlsx or CSV",
                {{"file", name_}});
  if (unzOpenCurrentFile(zip_) != UNZ_OK) refuse_damaged();
}

void Zip::read(std::string_view entry, const Take& take) {
  open_entry(entry);
  std::array<char, 64 * 1024> piece;
  std::uint64_t unpacked = 0, packed_before = file_->at, packed = 0;
  int got;
  while ((got = unzReadCurrentFile(zip_, piece.data(), piece.size())) > 0) {
    unpacked += static_cast<std::uint64_t>(got);
    if (file_->at > packed_before) packed += file_->at - packed_before;
    packed_before = file_->at;
    if (watch_) watch_(static_cast<double>(packed_ + packed) / static_cast<double>(file_->size));
    if (unpacked > most_bytes || (unpacked > never_a_bomb && unpacked / most_times > packed)) {
      unzCloseCurrentFile(zip_);
      throw Error(Fault::invalid, "{file} unpacks to far more than a workbook holds: save it as CSV",
                  {{"file", name_}});
    }
    take({piece.data(), static_cast<std::size_t>(got)});
  }
  packed_ += packed;
  if (unzCloseCurrentFile(zip_) != UNZ_OK || got < 0) refuse_damaged();
}

void Zip::refuse_damaged() const {
  throw Error(Fault::invalid, "{file} is cut or damaged: copy it again, or save it as .xlsx or CSV", {{"file", name_}});
}

}  // namespace siyana::exchange
