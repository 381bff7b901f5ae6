// The ways out: a program's standard input, a Maildir, standard output.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/instant.hpp"

namespace siyana::alert {

struct Letter {
  std::string text;    // the whole message
  std::string sender;  // an address
  Instant date;
};

/// The message was not taken in time: the next ones may wait as long in vain.
class TooSlow : public Error {
  using Error::Error;
};

class Delivery {
 public:
  virtual ~Delivery() = default;
  /// Returns where the message was taken for good. Error(busy), or TooSlow, says why it was not: it goes again
  /// another time.
  virtual void deliver(const Letter& letter) = 0;
  /// How it went out, for the ledger: `sendmail`, `outbox`, `stdout`.
  virtual std::string name() const = 0;
};

constexpr int usual_seconds = 60;
/// Each message to the standard input of a program, which is run without a shell and said success by its status 0. It
/// is stopped after `seconds`, with TooSlow, and soon where `is_to_end` says so. SIGPIPE is to be ignored: it may not
/// read it all. Error(usage, not_found) where the command is none or its program is not there.
std::unique_ptr<Delivery> to_command(const std::string& command, int seconds = usual_seconds,
                                     std::function<bool()> is_to_end = {});
/// A file each in DIR/new, written and synced in DIR/tmp (https://cr.yp.to/proto/maildir.html).
std::unique_ptr<Delivery> to_maildir(const std::string& folder);
/// On standard output as it is: the caller has made mbox of it.
std::unique_ptr<Delivery> to_stdout();

/// The mailer that takes `-t -oi` on this machine; empty where there is none.
std::string usual_mailer();
/// The words of a command: divided at blanks, quotes and backslashes as a shell reads them, nothing expanded.
/// Error(usage) where a quote is not closed.
std::vector<std::string> command_words(const std::string& command);
/// The file of a program: itself where its name has a slash, else the first in $PATH and in the folders where mailers
/// are. Empty where there is none.
std::string program_file(const std::string& name);

}  // namespace siyana::alert
