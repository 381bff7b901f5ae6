// __words: the words and sentences that stand in tables and not where they are said, a line each: the context that
// tells a word from its like (a column's name), a tab, the English. The test of the catalogues reads them.
#include "cmd/app.hpp"
#include "cmd/nouns.hpp"
#include "cmd/tables.hpp"
#include "device/alike.hpp"
#include "device/device.hpp"
#include "device/lists.hpp"
#include "device/name_sentences.hpp"
#include "history/history.hpp"
#include "plan/plan.hpp"
#include "work/work.hpp"

namespace siyana {
namespace {

constexpr std::string_view instants[] = {"failed",    "reported", "acknowledged", "arrived", "started",
                                         "completed", "verified", "returned",     "closed"};
constexpr std::string_view steps[] = {"state",  "rule",  "terms",  "entry",   "attempt", "anchor",
                                      "window", "pause", "missed", "blocked", "snoozed"};

/// Words that statements of SQL give a row, and those of the lists of an import.
constexpr std::pair<std::string_view, std::string_view> given[] = {{"state", "open"},
                                                                   {"state", "closed"},
                                                                   {"state", "waiting_part"},
                                                                   {"state", "waiting_vendor"},
                                                                   {"state", "waiting_access"},
                                                                   {"effect", "down"},
                                                                   {"effect", "defect"},
                                                                   {"awaits", "part"},
                                                                   {"awaits", "vendor"},
                                                                   {"awaits", "access"},
                                                                   {"applies_to", "device"},
                                                                   {"applies_to", "type"},
                                                                   {"applies_to", "model"},
                                                                   {"of", "devices"},
                                                                   {"of", "log"},
                                                                   {"of", "plans"},
                                                                   {"action", "new"},
                                                                   {"action", "changed"},
                                                                   {"action", "unchanged"},
                                                                   {"action", "refused"},
                                                                   {"outcome", "seen"},
                                                                   {"outcome", "skip"},
                                                                   {"outcome", "tried"},
                                                                   {"finding", "seen"},
                                                                   {"finding", "stranger"},
                                                                   {"finding", "unregistered"},
                                                                   {"finding", "absent"},
                                                                   {"why", "new"},
                                                                   {"why", "worse"},
                                                                   {"why", "still"},
                                                                   {"why", "cleared"},
                                                                   {"check", "store"},
                                                                   {"check", "clock"},
                                                                   {"check", "zone"},
                                                                   {"check", "mailer"},
                                                                   {"check", "recipients"},
                                                                   {"check", "alerts"},
                                                                   {"state", "ok"},
                                                                   {"state", "fault"}};

class Printer {
 public:
  explicit Printer(App& app) : app_(app) {}

  void sentence(std::string_view text) { word({}, text); }
  void word(std::string_view context, std::string_view text) {
    app_.print(std::string(context) + "\t" + std::string(text) + "\n");
  }
  template <class Words>
  void words(std::string_view context, const Words& all) {
    for (const std::string_view text : all) word(context, text);
  }
  void options(std::span<const Option> all) {
    for (const Option& option : all) sentence(option.help);
  }
  void verb(const Verb& verb) {
    sentence(verb.summary);
    for (const Operand& operand : verb.operands) sentence(operand.help);
    options(verb.options);
  }

 private:
  App& app_;
};

void print_help(Printer& printer, std::span<const Noun> nouns) {
  printer.options(global_options());
  for (const Noun& noun : nouns) {
    if (is_hidden(noun)) continue;
    printer.sentence(noun.summary);
    for (const Verb& verb : noun.verbs) printer.verb(verb);
  }
}

void print_device_words(Printer& printer) {
  for (const auto& axis : device::axes()) {
    printer.word("axis", axis.name);
    printer.words(axis.name, axis.values);
  }
  printer.words("ownership", device::ownerships());
  printer.words("risk", device::risks());
}

void print_list_words(Printer& printer) {
  for (const auto& list : device::name_sentences) printer.word("list", list.noun);
  for (const auto why :
       {device::Likeness::spelling, device::Likeness::order, device::Likeness::meaning, device::Likeness::letters})
    printer.word("why", device::name_of(why));
}

void print_work_words(Printer& printer) {
  printer.words("kind", plan::kinds());
  printer.words("basis", Names<plan::Basis>::all);
  printer.words("result", Names<plan::Result>::all);
  for (auto state = plan::State::overdue; state <= plan::State::ended;
       state = static_cast<plan::State>(static_cast<int>(state) + 1))
    printer.word("state", plan::name_of(state));
  for (const auto& cause : work::causes()) printer.sentence(cause.meaning);
  for (const auto& obstacle : work::obstacles()) {
    printer.word("because", obstacle.code);
    printer.sentence(obstacle.meaning);
  }
}

void words(App& app, const Words&) {
  Printer printer(app);
  print_help(printer, app.nouns());
  print_device_words(printer);
  print_work_words(printer);
  print_list_words(printer);
  printer.words("instant", instants);
  printer.words("step", steps);
  for (const auto& [context, text] : given) printer.word(context, text);
  for (const auto& kind : history::kinds()) printer.word("kind", kind.name);
  for (const std::string_view text :
       {"yes", "no", "never", "a date", "date", "interval", "amount", "instant", "word", "semicolon", "tab", "pipe"})
    printer.sentence(text);
  for (const auto& policy : plan::policies()) printer.sentence(policy.help);
}

const Verb verbs[] = {{"", "print the words and sentences of the tables", {}, {}, "", words}};

}  // namespace

const Noun words_noun{"__words", "the words and sentences of the tables", verbs};

}  // namespace siyana
