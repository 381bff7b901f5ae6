// A file that is made beside its place and put there whole.
#pragma once

#include <string>

#include "base/descriptor.hpp"
#include "base/temporary.hpp"

namespace siyana {

/// The folder that holds a file: "." where the path names none.
std::string folder_of(const std::string& path);
/// The last name of a path.
std::string name_of(const std::string& path);
/// Where the links at the end of a path lead, also where nothing is there yet.
std::string follow_links(std::string path);
/// Two paths lead to one file, or would where it is not there yet.
bool are_one_file(const std::string& path, const std::string& other);
/// Makes a folder that survives a power cut, unless something has the name. False where it cannot be made: errno.
bool make_folder(const std::string& folder, unsigned rights);
/// Makes the folders that lead to a file, for their owner alone; what is there stays.
void make_folders_of(const std::string& path);
/// Makes names made and removed in a folder survive a power cut. 0, or the errno; a folder that cannot be opened or
/// synced by its nature passes.
int sync_folder(const std::string& folder);

/// `.NAME.part`, mode 0600; what one of this user's that died left is used again. Goes away with this object unless it
/// was put in place.
class PartFile {
 public:
  /// Error(busy) where another process makes this file, Error(conflict) where the name is taken by something else (a
  /// link, another user's file that may not be removed), Error(internal) where it cannot be made.
  explicit PartFile(const std::string& target);
  ~PartFile();
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  std::string path() const { return name_.path(); }
  int descriptor() const { return file_.number(); }
  /// Synced, renamed, the folder synced.
  void put_in_place() { put_in_place_of(target_); }
  /// The same under another name of the same folder.
  void put_in_place_of(const std::string& target);
  /// Only where nothing has the name: else false.
  bool put_in_place_if_free();

 private:
  [[noreturn]] void fail(int error) const;
  [[noreturn]] void is_in_the_way() const;
  void open(int flags);
  void require_own();
  bool is_anothers() const;
  void sync();

  std::string target_;
  TemporaryName name_;
  Descriptor file_;
};

}  // namespace siyana
