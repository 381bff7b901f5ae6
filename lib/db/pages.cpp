#include "db/pages.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <vector>

#include "base/descriptor.hpp"
#include "base/error.hpp"

namespace siyana::db {
namespace {

using Bytes = std::string_view;

constexpr unsigned char leaf_of_a_table = 0x0d;
constexpr std::size_t file_header = 100;
constexpr std::size_t usual_page = 4096;

std::uint64_t big_endian(Bytes bytes, std::size_t at, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = at; i < at + size; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

/// Takes what is asked for from the front; false for good once there is too little.
class Reader {
 public:
  explicit Reader(Bytes bytes) : bytes_(bytes) {}

  bool good() const { return good_; }
  bool empty() const { return bytes_.empty(); }
  Bytes rest() const { return bytes_; }

  Bytes take(std::uint64_t size) {
    if (size > bytes_.size()) {
      good_ = false;
      return {};
    }
    const Bytes taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }

  /// Seven bits a byte, the high bit says that another follows; the ninth has eight.
  std::uint64_t varint() {
    std::uint64_t number = 0;
    for (int i = 0; i < 9; ++i) {
      const Bytes byte = take(1);
      if (byte.empty()) return 0;
      const auto bits = static_cast<unsigned char>(byte[0]);
      if (i == 8) return number << 8 | bits;
      number = number << 7 | (bits & 0x7fU);
      if ((bits & 0x80U) == 0) break;
    }
    return number;
  }

 private:
  Bytes bytes_;
  bool good_ = true;
};

std::int64_t whole_number(Bytes bytes) {
  if (bytes.empty()) return 0;
  auto number = big_endian(bytes, 0, bytes.size());
  const auto bits = bytes.size() * 8;
  if (bits < 64 && (number >> (bits - 1)) != 0) number |= ~std::uint64_t{0} << bits;
  return static_cast<std::int64_t>(number);
}

/// A value by its serial type; nothing for those that a store never holds.
std::optional<Value> value_of(std::uint64_t type, Reader& body) {
  constexpr std::size_t sizes[] = {0, 1, 2, 3, 4, 6, 8};
  if (type == 0) return Value{};
  if (type <= 6) return Value::of(whole_number(body.take(sizes[type])));
  if (type == 8 || type == 9) return Value::of(static_cast<std::int64_t>(type - 8));
  if (type < 12) return std::nullopt;
  const Bytes bytes = body.take((type - 12) / 2);
  return type % 2 == 0 ? Value::of_bytes(bytes) : Value::of(bytes);
}

/// False where the record does not hold together.
bool read_record(Bytes record, std::vector<Value>& values) {
  values.clear();
  Reader sized(record);
  const auto header_size = sized.varint();
  const auto used = record.size() - sized.rest().size();
  if (!sized.good() || header_size < used || header_size > record.size()) return false;
  Reader header(record.substr(used, header_size - used)), body(record.substr(header_size));
  while (!header.empty()) {
    const auto type = header.varint();
    const auto value = header.good() ? value_of(type, body) : std::nullopt;
    if (!value || !body.good()) return false;
    values.push_back(*value);
  }
  return body.empty();
}

class File {
 public:
  explicit File(const std::string& path) : path_(path), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    struct stat status {};
    if (!file_.is_open() || ::fstat(file_.number(), &status) != 0) fail();
    if (!S_ISREG(status.st_mode)) throw Error(Fault::invalid, "{path} is not a file, so not a store", {{"path", path}});
    size_ = static_cast<std::uint64_t>(status.st_size);
    page_size_ = stated_page_size();
  }

  std::uint64_t pages() const { return (size_ + page_size_ - 1) / page_size_; }
  std::uint64_t size() const { return size_; }
  std::size_t page_size() const { return page_size_; }

  /// From 1; zeros where the file ends before the page does.
  void read(std::uint64_t number, std::string& page) const {
    page.assign(page_size_, '\0');
    for (std::size_t got = 0; got < page_size_;) {
      const auto more = ::pread(file_.number(), page.data() + got, page_size_ - got,
                                static_cast<off_t>((number - 1) * page_size_ + got));
      if (more < 0 && errno == EIO) return;  // a bad sector: its page is lost, not the others
      if (more < 0) fail();
      if (more == 0) return;
      got += static_cast<std::size_t>(more);
    }
  }

 private:
  [[noreturn]] void fail() const {
    throw Error(errno == ENOENT ? Fault::not_found : Fault::internal, "cannot read {path}: {why}",
                {{"path", path_}, {"why", std::strerror(errno)}});
  }

  /// What the header says, where that can be; else the size that siyana makes.
  std::size_t stated_page_size() const {
    char header[file_header] = {};
    if (::pread(file_.number(), header, sizeof header, 0) != sizeof header) return usual_page;
    const auto size = big_endian(Bytes(header, sizeof header), 16, 2);
    const bool is_power = size >= 512 && (size & (size - 1)) == 0;
    return size == 1 ? 65536 : is_power ? size : usual_page;
  }

  std::string path_;
  Descriptor file_;
  std::uint64_t size_ = 0;
  std::size_t page_size_ = usual_page;
};

class Leaves {
 public:
  Leaves(const File& file, const LooseRow& row) : file_(file), row_(row) {}

  void leaf(std::uint64_t number, Bytes page) {
    const std::size_t start = number == 1 ? file_header : 0;
    if (static_cast<unsigned char>(page[start]) != leaf_of_a_table) return;
    const auto cells = big_endian(page, start + 3, 2);
    const std::size_t pointers = start + 8;
    for (std::uint64_t i = 0; i < cells && pointers + 2 * i + 2 <= page.size(); ++i) {
      const auto at = big_endian(page, pointers + 2 * i, 2);
      if (at >= pointers + 2 && at < page.size()) cell(page.substr(at));
    }
  }

 private:
  void cell(Bytes bytes) {
    Reader reader(bytes);
    const auto size = reader.varint();
    const auto id = static_cast<std::int64_t>(reader.varint());
    if (!reader.good() || size > file_.size()) return;
    if (payload(reader, size) && read_record(payload_, values_)) row_(id, values_);
  }

  /// What stands in the cell, and what runs over into pages of its own.
  bool payload(Reader& reader, std::uint64_t size) {
    const std::uint64_t usable = file_.page_size(), most = usable - 35, least = (usable - 12) * 32 / 255 - 23;
    const std::uint64_t fitting = least + (size - std::min(size, least)) % (usable - 4);
    const auto here = size <= most ? size : fitting <= most ? fitting : least;
    payload_ = reader.take(here);
    if (size == here || !reader.good()) return reader.good();
    const Bytes next = reader.take(4);
    return reader.good() && follow(big_endian(next, 0, 4), size);
  }

  bool follow(std::uint64_t page, std::uint64_t size) {
    while (payload_.size() < size) {
      if (page < 2 || page > file_.pages() || ++followed_ > 4 * file_.pages()) return false;
      file_.read(page, overflow_);
      payload_ += Bytes(overflow_).substr(4, size - payload_.size());
      page = big_endian(overflow_, 0, 4);
    }
    return true;
  }

  const File& file_;
  const LooseRow& row_;
  std::string payload_, overflow_;
  std::uint64_t followed_ = 0;  // pages: a page belongs to one row, unless somebody made the file to keep us busy
  std::vector<Value> values_;
};

}  // namespace

void each_loose_row(const std::string& path, const LooseRow& row) {
  const File file(path);
  Leaves leaves(file, row);
  std::string page;
  for (std::uint64_t number = 1; number <= file.pages(); ++number) {
    file.read(number, page);
    leaves.leaf(number, page);
  }
}

}  // namespace siyana::db
