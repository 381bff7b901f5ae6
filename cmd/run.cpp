#include "cmd/run.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>

#include "base/temporary.hpp"
#include "cmd/app.hpp"
#include "cmd/help.hpp"
#include "cmd/monitoring.hpp"
#include "cmd/nouns.hpp"
#include "cmd/signals.hpp"
#include "render/safe.hpp"

namespace siyana {
std::vector<Noun> all_nouns() {
  return {
      init_noun,      facility_noun, department_noun,   type_noun,    maker_noun,   model_noun,     device_noun,
      find_noun,      tidy_noun,     nomenclature_noun, label_noun,   import_noun,  plan_noun,      policy_noun,
      pm_noun,        done_noun,     fail_noun,         tried_noun,   round_noun,   breakdown_noun, down_noun,
      up_noun,        work_noun,     overdue_noun,      due_noun,     why_noun,     status_noun,    alert_noun,
      recipient_noun, snooze_noun,   unsnooze_noun,     snoozed_noun, journal_noun, void_noun,      undo_noun,
      amend_noun,     check_noun,    doctor_noun,       machine_noun, backup_noun,  restore_noun,   salvage_noun,
      upgrade_noun,   complete_noun, manual_noun,       words_noun,
  };
}

namespace {

int closed_pipe() {
  constexpr int sigpipe_status = 141;
  return sigpipe_status;
}

void print_error(const std::string& sentence) {
  const std::string line = "siyana: " + render::visible(sentence) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

/// Where an exception could not be thrown or went past all handlers. Without a word in the reader's language: the
/// memory to look it up is what lacks most often.
[[noreturn]] void end_at_once() noexcept {
  constexpr std::string_view line = "siyana: out of memory, or a mistake of siyana's own\n";
  remove_temporaries();
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
  ::_exit(static_cast<int>(Fault::internal));
}

/// Under a smaller stack SQLite would end the program in the middle, without a word. The limit of the process itself
/// holds at once; only its administrator's is final.
void require_stack() {
  constexpr rlim_t least = 256 * 1024;
  rlimit stack{};
  if (::getrlimit(RLIMIT_STACK, &stack) != 0 || stack.rlim_cur >= least) return;
  const rlimit raised{std::min(least, stack.rlim_max), stack.rlim_max};
  if (raised.rlim_cur < least || ::setrlimit(RLIMIT_STACK, &raised) != 0)
    throw Error(Fault::internal, "the stack is limited to {size} KiB: {least} are wanted (ulimit -s {least})",
                {{"size", std::to_string(stack.rlim_max / 1024)}, {"least", std::to_string(least / 1024)}});
}

/// A plugin says on its line that it could not look.
int plugin_failed(App& app, const Error& error) {
  print_nagios_unknown(app, error);
  app.finish();
  return app.status();
}

void print_lines(App& app, std::string_view text) {
  for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
    app.print(app.shown(text.substr(0, end)) + "\n");
    text.remove_prefix(end + 1);
  }
}

/// Runs the command; its errors are told in the reader's language.
int run_command(App& app, const Command& command) {
  try {
    if (command.version) {
      app.print("siyana " SIYANA_VERSION "\n");
    } else if (command.help || command.verb == nullptr) {
      print_lines(app, help_text(app.nouns(), command, [&](const Sentence& sentence) { return app.text(sentence); }));
    } else {
      app.set_heading(command.noun->summary);
      app.require_good_output(*command.verb, command.words);
      command.verb->run(app, command.words);
    }
    app.finish();
    return app.status();
  } catch (const Error& error) {
    if (app.setting("--format") == nagios) return plugin_failed(app, error);
    app.tell_error(error.sentence());
    return static_cast<int>(error.fault());
  }
}

}  // namespace

int run(const std::vector<std::string>& words) {
  ::umask(077);
  catch_signals();
  std::set_terminate(end_at_once);
  try {
    require_stack();
    const std::vector<Noun> nouns = all_nouns();
    const Command command = parse(nouns, words);
    App app(command.globals, nouns);
    return run_command(app, command);
  } catch (const Error& error) {
    print_error(catalog_of(words).text(error.sentence()));  // before there was an App: the words, the configuration
    return static_cast<int>(error.fault());
  } catch (const db::Interrupted&) {
    return 128 + signal_received();
  } catch (const render::BrokenPipe&) {
    return closed_pipe();
  } catch (const std::bad_alloc&) {
    print_error(catalog_of(words).text(say("out of memory")));
  } catch (const std::exception& error) {
    print_error(catalog_of(words).text(say("internal error: {why}", {{"why", error.what()}})));
  }
  return static_cast<int>(Fault::internal);
}

}  // namespace siyana
