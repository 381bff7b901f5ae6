#include <doctest/doctest.h>

#include <csignal>

#include "alert/delivery.hpp"
#include "base/error.hpp"

using namespace siyana::alert;
using Line = std::vector<std::string>;

TEST_CASE("a mailer's command is divided as a shell does it and nothing is expanded") {
  CHECK(command_words("sendmail -t -oi") == Line{"sendmail", "-t", "-oi"});
  CHECK(command_words("  a  'b c' \"d 'e\" f\\ g ''") == Line{"a", "b c", "d 'e", "f g", ""});
  CHECK(command_words("a $(b) ;c|d *") == Line{"a", "$(b)", ";c|d", "*"});
  CHECK(command_words("").empty());
  CHECK_THROWS_AS(command_words("a 'b"), siyana::Error);
}

TEST_CASE("a program is found on the path and where mailers are") {
  CHECK(program_file("sh") != "");
  CHECK(program_file("/bin/sh") == "/bin/sh");
  CHECK(program_file("no-such-mailer") == "");
  CHECK(program_file("/etc/passwd") == "");
}

TEST_CASE("a mailer that fails or hangs has delivered nothing") {
  std::signal(SIGPIPE, SIG_IGN);  // as the program does
  CHECK_THROWS_AS(to_command("/bin/false")->deliver({"x", "a@b", {}}), siyana::Error);
  CHECK_THROWS_AS(to_command("/bin/sleep 60", 0)->deliver({"x", "a@b", {}}), siyana::Error);
  CHECK_NOTHROW(to_command("/bin/cat")->deliver({std::string(), "a@b", {}}));
  CHECK_NOTHROW(to_command("/bin/true")->deliver({std::string(300000, 'x'), "a@b", {}}));  // it does not read it
}
