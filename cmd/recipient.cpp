// recipient: whom the alerts go to.
#include "alert/recipient.hpp"

#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/nouns.hpp"
#include "i18n/catalog.hpp"

namespace siyana {
namespace {

Ref place(App& app, const Words& words, std::string_view option, Id facility) {
  const std::string name(trim(words.text(option)));
  if (name.empty()) return {};  // said to be nowhere in particular
  if (option == "--facility") return Ref{device::find_facility(app.database(), name).id};
  return Ref{device::find_department(app.database(), name, facility).id};
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

void set(App& app, const Words& words, alert::Recipient& recipient) {
  if (words.has("--name")) recipient.name = trim(words.text("--name"));
  if (words.has("--lang")) recipient.lang = words.text("--lang");
  if (words.has("--facility")) recipient.facility = place(app, words, "--facility", 0);
  if (words.has("--department")) recipient.department = place(app, words, "--department", recipient.facility.id);
  if (words.has("--kind")) recipient.kind = words.text("--kind");
  if (recipient.kind == "any") recipient.kind.clear();
  if (words.has("--only")) recipient.hears = joined(words.all("--only"));
  if (recipient.hears.find("everything") != std::string::npos) recipient.hears.clear();
  if (const auto days = app.maybe_days(words, "--repeat")) recipient.repeat_days = std::max(1, *days);
  if (const auto days = app.maybe_days(words, "--after"))
    recipient.after_days = *days == 0 ? std::nullopt : std::optional<std::int64_t>(*days);
  if (words.has("--note")) recipient.note = words.text("--note");
}

void recipient_add(App& app, const Words& words) {
  auto& change = app.change(words);
  alert::Recipient recipient;
  recipient.address = trim(words.operand("ADDRESS"));
  set(app, words, recipient);
  alert::add(change, recipient);
  app.commit();
  app.tell(say("{address} is a recipient", {{"address", recipient.address}}));
}

void recipient_edit(App& app, const Words& words) {
  auto& change = app.change(words);
  const auto before = alert::find_recipient(change.database(), trim(words.operand("ADDRESS")));
  auto after = before;
  set(app, words, after);
  change.edit(before, after);
  if (app.commit()) app.tell(say("recipient {address} changed", {{"address", before.address}}));
}

void recipient_remove(App& app, const Words& words) {
  auto& change = app.change(words);
  const auto before = alert::find_recipient(change.database(), trim(words.operand("ADDRESS")));
  auto after = before;
  after.removed_on = app.today();
  change.edit(before, after);
  app.commit();
  app.tell(say("{address} is a recipient no more", {{"address", before.address}}));
}

void recipient_list(App& app, const Words&) {
  auto& database = app.reading();
  std::size_t rows = 0;
  app.list<alert::RecipientLine>([&](const auto& emit) {
    alert::each_recipient(database, [&](const alert::RecipientLine& line) {
      emit(line);
      ++rows;
    });
  });
  app.list_ended(rows, say("no recipient: siyana recipient add ADDRESS"));
}

constexpr Operand address[] = {{"ADDRESS", "the mail address"}};
constexpr Option options[] = {
    {"--name", "NAME", "who it is"},
    {"--lang", "en|fr|ar", "the language of its mail"},
    {"--facility", "FACILITY", "hears of this facility only"},
    {"--department", "DEPARTMENT", "hears of this department only"},
    {"--kind", "pm|safety|calibration|performance|statutory|user-check|inventory|any",
     "hears of plans of this kind only"},
    {"--only", "overdue|soon|breakdown|everything", "hears of these only", true},
    {"--repeat", "DAYS", "hears again of what is still overdue after so many days: 7d where not said"},
    {"--after", "DAYS", "an escalation: hears only of what is later than so many days; 0 for all"},
    {"--note", "TEXT", "anything worth keeping"}};
const Verb verbs[] = {{"add", "write to this address from now on", address, options,
                       "siyana recipient add chef.rea@hospital.example --lang ar --department Réanimation\n"
                       "siyana recipient add directeur@hospital.example --only overdue --after 30d",
                       recipient_add},
                      {"list",
                       "list the recipients, and when each was last told something",
                       {},
                       {},
                       "siyana recipient list",
                       recipient_list},
                      {"edit", "change what a recipient hears of", address, options,
                       "siyana recipient edit chef.rea@hospital.example --repeat 14d", recipient_edit},
                      {"remove",
                       "write to this address no more",
                       address,
                       {},
                       "siyana recipient remove chef.rea@hospital.example",
                       recipient_remove}};

}  // namespace

const Noun recipient_noun{"recipient", "whom the alerts go to", verbs};

}  // namespace siyana
