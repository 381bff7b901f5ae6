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
#include "base/part_file.hpp"

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
  Command(std::vector<std::string> words, std::string file, int seconds, std::function<bool()> is_to_end)
      : words_(std::move(words)), file_(std::move(file)), seconds_(seconds), is_to_end_(std::move(is_to_end)) {}

  void deliver(const Letter& letter) override {
    Descriptor read, write;
    open_pipe(read, write);
    end_ = Clock::now() + std::chrono::seconds(seconds_);
    const pid_t child = start(read.number());
    read.close();
    feed(write, letter.text);
    if (const int status = wait_for(child); status != 0) refused(status, Clock::now() >= end_);
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

  /// Until the mailer is stopped; never longer than until a signal is to be looked for again.
  int milliseconds_left() {
    constexpr std::chrono::seconds grace(5);  // half-way through, it may have taken the message
    constexpr int longest = 50;
    if (!is_hurried_ && is_to_end_ && is_to_end_()) {
      is_hurried_ = true;
      end_ = std::min(end_, Clock::now() + grace);
    }
    return std::min(milliseconds_to(end_), longest);
  }

  /// A mailer that stops reading ends by itself or is stopped: its status tells whether it took the message.
  void feed(Descriptor& pipe, std::string_view text) {
    while (!text.empty()) {
      const int left = milliseconds_left();
      if (left == 0) return;
      pollfd ready{pipe.number(), POLLOUT, 0};
      if (::poll(&ready, 1, left) == 0) continue;
      const auto written = ::write(pipe.number(), text.data(), text.size());
      if (written < 0 && errno != EINTR && errno != EAGAIN) break;
      if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    pipe.close();
  }

  int wait_for(pid_t child) {
    int status = 0;
    for (int nap = 1;; nap *= 2) {
      const pid_t done = ::waitpid(child, &status, WNOHANG);
      if (done == child) return status;
      if (done < 0 && errno != EINTR) failed("the mailer was lost: {reason}", "");
      const int left = milliseconds_left();
      if (left == 0) ::kill(child, SIGKILL);
      nap = std::clamp(nap, 1, std::max(left, 1));
      ::poll(nullptr, 0, nap);
    }
  }

  [[noreturn]] void refused(int status, bool is_late) const {
    const std::string& program = words_.front();
    if (WIFEXITED(status))
      throw Error(Fault::busy, "{program} did not take it: it ended with {status}",
                  {{"program", program}, {"status", WEXITSTATUS(status)}});
    if (is_late && is_hurried_)
      throw Error(Fault::busy, "{program} was stopped before it took it", {{"program", program}});
    if (is_late)
      throw TooSlow(Fault::busy, "{program} did not take it within {seconds} seconds",
                    {{"program", program}, {"seconds", seconds_}});
    throw Error(Fault::busy, "{program} did not take it: signal {number} ended it",
                {{"program", program}, {"number", WTERMSIG(status)}});
  }

  std::vector<std::string> words_;
  std::string file_;
  int seconds_;
  std::function<bool()> is_to_end_;
  Clock::time_point end_;
  bool is_hurried_ = false;
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
    if (!make_folder(folder, 0700))
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

std::unique_ptr<Delivery> to_command(const std::string& command, int seconds, std::function<bool()> is_to_end) {
  auto words = command_words(command);
  if (words.empty()) throw Error(Fault::usage, "--deliver wants the command of a mailer");
  std::string file = program_file(words.front());
  if (file.empty())
    throw Error(Fault::not_found, "no program {name} to deliver mail: install one, or give --outbox DIR",
                {{"name", words.front()}});
  return std::make_unique<Command>(std::move(words), std::move(file), seconds, std::move(is_to_end));
}

std::unique_ptr<Delivery> to_maildir(const std::string& folder) { return std::make_unique<Maildir>(folder); }
std::unique_ptr<Delivery> to_stdout() { return std::make_unique<Stdout>(); }

}  // namespace siyana::alert
