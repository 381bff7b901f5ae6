#include "render/spool.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <thread>

#include "base/error.hpp"
#include "base/temporary.hpp"

namespace siyana::render {
namespace {

namespace fs = std::filesystem;

/// A folder of this test's own, gone afterwards.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / "siyana-test-XXXXXX") {
    std::string name = path_;
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  std::string at(const std::string& name) const { return path_ / name; }
  std::string path() const { return path_; }
  std::size_t count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
  }

 private:
  fs::path path_;
};

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Text whose every part is different, so that a lost or doubled piece is noticed.
std::string numbered(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; text.size() < size; ++i) text += std::to_string(i) + "\n";
  return text;
}

std::string failure(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    CHECK(error.fault() == Fault::internal);
    return error.what();
  }
  return "no error";
}

/// No file of this process may grow past `bytes`, as on a full disk.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = ::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  sighandler_t handler_;
};

std::size_t open_descriptors() {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a spool gives back what was written in order") {
  const Folder folder;
  for (const std::size_t size : {0UL, 10UL, 2UL << 20, (2UL << 20) + 1, 9'000'000UL}) {
    for (const std::size_t piece : {1000UL, 65536UL, 3UL << 20}) {
      CAPTURE(size);
      CAPTURE(piece);
      const std::string text = numbered(size);
      Spool spool;
      CHECK(spool.empty());
      for (std::size_t at = 0; at < text.size(); at += piece) spool.write(std::string_view(text).substr(at, piece));
      CHECK(spool.empty() == text.empty());
      spool.copy_to_file(folder.at("out"));
      CHECK(contents(folder.at("out")) == text);
      spool.copy_to_file(folder.at("again"));
      CHECK(contents(folder.at("again")) == text);
    }
  }
}

TEST_CASE("more than two mebibytes wait in a file without a name") {
  const auto before = open_descriptors();
  const Folder folder;
  ::setenv("TMPDIR", folder.path().c_str(), 1);
  {
    Spool spool;
    spool.write(std::string(2 << 20, 'x'));
    CHECK(open_descriptors() == before);
    spool.write("y");
    CHECK(open_descriptors() == before + 1);
    CHECK(folder.count() == 0);
    CHECK_FALSE(spool.empty());
  }
  ::unsetenv("TMPDIR");
  CHECK(open_descriptors() == before);
}

TEST_CASE("a temporary folder that does not exist is passed over") {
  ::setenv("TMPDIR", "/nowhere/at/all", 1);
  Spool spool;
  CHECK_NOTHROW(spool.write(std::string(5 << 20, 'x')));
  ::unsetenv("TMPDIR");
}

TEST_CASE("a full disk under the spool is an error that says so") {
  const SmallDisk disk(1 << 20);
  Spool spool;
  CHECK(failure([&] { spool.write(std::string(5 << 20, 'x')); }) ==
        "cannot write a temporary file (is there room in $TMPDIR or /tmp?): File too large");
}

TEST_CASE("a full device is an error at the first byte") {
  Spool spool;
  spool.write("x");
  const int full = ::open("/dev/full", O_WRONLY);
  CHECK(failure([&] { spool.copy_to(full, "standard output"); }) ==
        "cannot write standard output: No space left on device");
  ::close(full);
}

TEST_CASE("a full device that was named as output file is an error and stays a device") {
  // A device of the test's own: a fault here, run as root, would put a file in the place of the machine's.
  const Folder folder;
  const std::string full = folder.at("full");
  if (::mknod(full.c_str(), S_IFCHR | 0600, ::makedev(1, 7)) != 0) {
    MESSAGE("only root can make a device: not tried");
    return;
  }
  Spool spool;
  spool.write("x");
  CHECK(failure([&] { spool.copy_to_file(full); }) == "cannot write " + full + ": No space left on device");
  CHECK(fs::is_character_file(full));
}

TEST_CASE("a closed descriptor is an error") {
  Spool spool;
  spool.write("x");
  CHECK(failure([&] { spool.copy_to(999, "standard output"); }) == "cannot write standard output: Bad file descriptor");
}

TEST_CASE("a reader that went away is told apart from an error") {
  const auto before = ::signal(SIGPIPE, SIG_IGN);
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  ::close(ends[0]);
  Spool spool;
  spool.write("x");
  CHECK_THROWS_AS(spool.copy_to(ends[1], "standard output"), BrokenPipe);
  ::close(ends[1]);
  ::signal(SIGPIPE, before);
}

TEST_CASE("a slow reader of a non-blocking pipe gets every byte") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe2(ends.data(), O_NONBLOCK) == 0);
  const std::string text = numbered(3'000'000);
  Spool spool;
  spool.write(text);
  std::string received;
  std::thread reader([&] {
    ::fcntl(ends[0], F_SETFL, 0);
    std::array<char, 5000> piece;
    for (ssize_t size; (size = ::read(ends[0], piece.data(), piece.size())) > 0;) {
      received.append(piece.data(), static_cast<std::size_t>(size));
    }
  });
  spool.copy_to(ends[1], "standard output");
  ::close(ends[1]);
  reader.join();
  ::close(ends[0]);
  CHECK(received == text);
}

TEST_CASE("an output file is private when it is new and keeps its rights when it is replaced") {
  const Folder folder;
  const std::string path = folder.at("list.csv");
  Spool spool;
  spool.write("new\n");
  spool.copy_to_file(path);
  CHECK(fs::status(path).permissions() == fs::perms(0600));
  ::chmod(path.c_str(), 0644);
  spool.copy_to_file(path);
  CHECK(fs::status(path).permissions() == fs::perms(0644));
  CHECK(folder.count() == 1);
}

TEST_CASE("a file that could not be written whole leaves the old one and nothing else") {
  const Folder folder;
  const std::string path = folder.at("list.csv");
  std::ofstream(path) << "old";
  Spool spool;
  spool.write(numbered(4'000'000));
  {
    const SmallDisk disk(1 << 20);
    CHECK(failure([&] { spool.copy_to_file(path); }) == "cannot write " + path + ": File too large");
    CHECK(failure([&] { spool.copy_to_file(folder.at("other")); }) ==
          "cannot write " + folder.at("other") + ": File too large");
  }
  CHECK(contents(path) == "old");
  CHECK(folder.count() == 1);
}

TEST_CASE("a place that cannot be written is an error that names it") {
  const Folder folder;
  Spool spool;
  spool.write("x");
  const std::string missing = folder.at("no/such/folder.csv");
  CHECK(failure([&] { spool.copy_to_file(missing); }) == "cannot write " + missing + ": No such file or directory");
  CHECK(failure([&] { spool.copy_to_file(folder.path()); }) == "cannot write " + folder.path() + ": Is a directory");
  CHECK(failure([&] { spool.copy_to_file(""); }) == "cannot write : No such file or directory");
  CHECK(folder.count() == 0);
}

TEST_CASE("a link is followed and stays a link") {
  const Folder folder;
  fs::create_directory(folder.at("real"));
  std::ofstream(folder.at("real/list.csv")) << "old";
  fs::create_symlink("real/list.csv", folder.at("inner"));
  fs::create_symlink(folder.at("inner"), folder.at("outer"));
  fs::create_symlink("real/fresh.csv", folder.at("dangling"));
  Spool spool;
  spool.write("new");
  spool.copy_to_file(folder.at("outer"));
  spool.copy_to_file(folder.at("dangling"));
  CHECK(contents(folder.at("real/list.csv")) == "new");
  CHECK(contents(folder.at("real/fresh.csv")) == "new");
  for (const char* name : {"inner", "outer", "dangling"}) CHECK(fs::is_symlink(folder.at(name)));
  CHECK(folder.count() == 4);
}

TEST_CASE("a file behind a link is whole or not touched") {
  const Folder folder;
  std::ofstream(folder.at("list.csv")) << "old";
  fs::create_symlink(folder.at("list.csv"), folder.at("link"));
  Spool spool;
  spool.write(numbered(2'000'000));
  {
    const SmallDisk disk(1 << 20);
    CHECK(failure([&] { spool.copy_to_file(folder.at("link")); }) ==
          "cannot write " + folder.at("link") + ": File too large");
  }
  CHECK(contents(folder.at("list.csv")) == "old");
  CHECK(folder.count() == 2);
}

TEST_CASE("a named pipe and a descriptor's path are written through") {
  const Folder folder;
  REQUIRE(::mkfifo(folder.at("pipe").c_str(), 0600) == 0);
  const int reader = ::open(folder.at("pipe").c_str(), O_RDONLY | O_NONBLOCK);
  Spool spool;
  spool.write("through");
  spool.copy_to_file(folder.at("pipe"));
  const int writer = ::open(folder.at("pipe").c_str(), O_WRONLY);
  spool.copy_to_file("/proc/self/fd/" + std::to_string(writer));
  ::close(writer);
  std::array<char, 50> piece{};
  CHECK(::read(reader, piece.data(), piece.size()) == 14);
  CHECK(std::string_view(piece.data()) == "throughthrough");
  CHECK(fs::is_fifo(folder.at("pipe")));
  CHECK(folder.count() == 1);
  ::close(reader);
}

TEST_CASE("an open file that has lost its name is written through") {
  const Folder folder;
  const int file = ::open(folder.at("gone").c_str(), O_RDWR | O_CREAT, 0600);
  REQUIRE(::unlink(folder.at("gone").c_str()) == 0);
  Spool spool;
  spool.write("through");
  spool.copy_to_file("/proc/self/fd/" + std::to_string(file));
  std::array<char, 50> piece{};
  CHECK(::pread(file, piece.data(), piece.size(), 0) == 7);
  ::close(file);
  CHECK(folder.count() == 0);
}

TEST_CASE("a signal in the middle of writing leaves no temporary file") {
  const Folder folder;
  Spool spool;
  spool.write(numbered(4'000'000));
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::signal(SIGXFSZ, [](int) {
      remove_temporaries();
      ::_exit(7);
    });
    const rlimit small{1 << 20, RLIM_INFINITY};
    ::setrlimit(RLIMIT_FSIZE, &small);
    spool.copy_to_file(folder.at("list.csv"));
    ::_exit(1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 7);
  CHECK(folder.count() == 0);
  remove_temporaries();
}

}  // namespace siyana::render
