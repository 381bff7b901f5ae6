// A file of compressed files (.xlsx, .ods): each read as a stream, in bounded memory.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace siyana::exchange {

class Zip {
 public:
  using Take = std::function<void(std::string_view bytes)>;

  using Watch = std::function<void(double part)>;

  /// The descriptor is a regular file's, and stays the caller's. `watch`, where there is one, is called as the file is
  /// unpacked, and may throw. Error(invalid) where it is cut or damaged.
  Zip(int descriptor, std::string name, Watch watch = {});
  ~Zip();
  Zip(const Zip&) = delete;
  Zip& operator=(const Zip&) = delete;

  /// The names are compared without case, and with / for a backslash.
  bool has(std::string_view entry) const;
  /// Gives the entry's bytes to `take`, piece by piece. Error(invalid) where it is not there, damaged, encrypted, or
  /// unpacks to far more than a workbook does (a zip bomb).
  void read(std::string_view entry, const Take& take);

  const std::string& name() const { return name_; }

 private:
  struct Place {
    std::uint64_t offset, number;
  };
  struct File;  // what the zip library reads from

  void list_entries();
  void open_entry(std::string_view entry);
  [[noreturn]] void refuse_damaged() const;

  std::string name_;
  Watch watch_;
  std::uint64_t packed_ = 0;  // bytes that were unpacked
  std::unique_ptr<File> file_;
  void* zip_ = nullptr;
  std::map<std::string, Place, std::less<>> entries_;
};

}  // namespace siyana::exchange
