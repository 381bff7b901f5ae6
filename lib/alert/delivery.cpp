#include "alert/delivery.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include "base/descriptor.hpp"
#include "base/error.hpp"

extern char** environ;

namespace siyana::alert {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void failed(std::string_view sentence, const std::string& what) {
  throw Error(Fault::busy, sentence, {{"what", what}, {"reason", std::strerror(errno)}});
}

/// Writes everything. False where the reader went away.
bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

int milliseconds_to(Clock::time_point end) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
  return left < 0 ? 0 : static_cast<int>(left);
}

class Command : public Delivery {
 public:
  Command(std::vector<std::string> words, std::string file, int seconds)
      : words_(std::move(words)), file_(std::move(file)), seconds_(seconds) {}

  void deliver(const Letter& letter) override {
    Descriptor read, write;
    open_pipe(read, write);
    const auto end = Clock::now() + std::chrono::seconds(seconds_);
    const pid_t child = start(read.number());
    read.close();
    feed(write, letter.text, end);
    const int status = wait_for(child, end);
    if (status != 0) refused(status, Clock::now() >= end);
  }
  std::string name() const override { return file_.substr(file_.rfind('/') + 1); }

 private:
  static void open_pipe(Descriptor& read, Descriptor& write) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) failed("no pipe to the mailer: {reason}", "");
    read = Descriptor(ends[0]);
    write = Descriptor(ends[1]);
    ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
  }

  pid_t start(int input) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);  // our own stdout is for data
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t usual;
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGXFSZ);
    ::posix_spawnattr_setsigdefault(&attributes, &usual);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    std::vector<char*> arguments;
    for (auto& word : words_) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    errno = ::posix_spawn(&child, file_.c_str(), &actions, &attributes, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    if (errno != 0) failed("{what} cannot be run: {reason}", file_);
    return child;
  }

  /// A mailer that stops reading ends by itself or is stopped: its status tells whether it took the message.
  static void feed(Descriptor& pipe, std::string_view text, Clock::time_point end) {
    while (!text.empty()) {
      pollfd ready{pipe.number(), POLLOUT, 0};
      if (::poll(&ready, 1, milliseconds_to(end)) == 0) return;
      const auto written = ::write(pipe.number(), text.data(), text.size());
      if (written < 0 && errno != EINTR && errno != EAGAIN) break;
      if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    pipe.close();
  }

  static int wait_for(pid_t child, Clock::time_point end) {
    int status = 0;
    for (int nap = 1;; nap = std::min(nap * 2, 50)) {
      const pid_t done = ::waitpid(child, &status, WNOHANG);
      if (done == child) return status;
      if (done < 0 && errno != EINTR) failed("the mailer was lost: {reason}", "");
      if (milliseconds_to(end) == 0) ::kill(child, SIGKILL);
      ::poll(nullptr, 0, nap);
    }
  }

  [[noreturn]] void refused(int status, bool is_late) const {
    const std::string& program = words_.front();
    if (WIFEXITED(status))
      throw Error(Fault::busy, "{program} did not take it: it ended with {status}",
                  {{"program", program}, {"status", WEXITSTATUS(status)}});
    if (is_late)
      throw TooSlow(Fault::busy, "{program} did not take it within {seconds} seconds",
                    {{"program", program}, {"seconds", seconds_}});
    throw Error(Fault::busy, "{program} did not take it: signal {number} ended it",
                {{"program", program}, {"number", WTERMSIG(status)}});
  }

  std::vector<std::string> words_;
  std::string file_;
  int seconds_;
};

class Maildir : public Delivery {
 public:
  explicit Maildir(std::string folder) : folder_(std::move(folder)) {
    make(folder_);
    for (const auto* part : {"/tmp", "/new", "/cur"}) make(folder_ + part);
  }

  void deliver(const Letter& letter) override {
    const std::string name = unique(letter.date);
    const std::string path = folder_ + "/tmp/" + name;
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!file.is_open()) failed("{what} cannot be written: {reason}", path);
    const bool written = write_all(file.number(), letter.text) && ::fsync(file.number()) == 0 && file.close() == 0;
    if (!written || ::rename(path.c_str(), (folder_ + "/new/" + name).c_str()) != 0) {
      const int reason = errno;
      ::unlink(path.c_str());
      errno = reason;
      failed("{what} cannot be written: {reason}", path);
    }
    sync_folder(folder_ + "/new");
  }
  std::string name() const override { return "outbox"; }

 private:
  static void make(const std::string& folder) {
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
      throw Error(Fault::not_found, "the folder {what} cannot be made: {reason}",
                  {{"what", folder}, {"reason", std::strerror(errno)}});
  }
  static void sync_folder(const std::string& folder) {
    const Descriptor place(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!place.is_open() || ::fsync(place.number()) != 0) failed("{what} cannot be synced: {reason}", folder);
  }
  std::string unique(Instant date) {
    char host[256] = "localhost";
    ::gethostname(host, sizeof host - 1);
    for (char* c = host; *c != 0; ++c)
      if (*c == '/' || *c == ':') *c = '-';
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return std::to_string(date.seconds) + ".P" + std::to_string(::getpid()) + "N" + std::to_string(now.tv_nsec) + "Q" +
           std::to_string(++number_) + "." + host;
  }

  std::string folder_;
  int number_ = 0;
};

class Stdout : public Delivery {
 public:
  void deliver(const Letter& letter) override {
    if (!write_all(STDOUT_FILENO, letter.text)) failed("standard output does not take it: {reason}", "");
  }
  std::string name() const override { return "stdout"; }
};

}  // namespace

std::unique_ptr<Delivery> to_command(const std::string& command, int seconds) {
  auto words = command_words(command);
  if (words.empty()) throw Error(Fault::usage, "--deliver wants the command of a mailer");
  std::string file = program_file(words.front());
  if (file.empty())
    throw Error(Fault::not_found, "no program {name} to deliver mail: install one, or give --outbox DIR",
                {{"name", words.front()}});
  return std::make_unique<Command>(std::move(words), std::move(file), seconds);
}

std::unique_ptr<Delivery> to_maildir(const std::string& folder) { return std::make_unique<Maildir>(folder); }
std::unique_ptr<Delivery> to_stdout() { return std::make_unique<Stdout>(); }

}  // namespace siyana::alert
