// snooze and unsnooze: no mail about one device's plans for a while.
#include "alert/snooze.hpp"
#include "cmd/app.hpp"
#include "cmd/nouns.hpp"

namespace siyana {
namespace {

void snooze(App& app, const Words& words) {
  if (!words.has("--until")) throw Error(Fault::usage, "snooze wants the day on which mail goes again: --until DATE");
  const Date until = *app.maybe_date(words, "--until");
  if (until <= app.today())
    throw Error(Fault::usage, "{date} is not after today: no mail would be kept back", {{"date", until}});
  const std::string reason = words.text("--reason");
  if (reason.empty()) throw Error(Fault::usage, "snooze wants --reason TEXT");
  auto& change = app.change(words, reason);
  const auto devices = app.devices(words);
  for (const auto& device : devices) alert::snooze(change, {0, Ref{device.id}, words.text("--kind"), until, reason});
  if (!app.commit()) return;
  for (const auto& device : devices)
    app.tell(say("no mail about {tag} before {date}", {{"tag", device.tag}, {"date", until}}));
}

void unsnooze(App& app, const Words& words) {
  auto& change = app.change(words);
  const auto devices = app.devices(words);
  for (const auto& device : devices) alert::unsnooze(change, device, words.text("--kind"));
  if (!app.commit()) return;
  for (const auto& device : devices) app.tell(say("mail about {tag} goes again", {{"tag", device.tag}}));
}

void snoozed(App& app, const Words&) {
  auto& database = app.reading_due();
  std::size_t rows = 0;
  app.list<alert::SnoozeLine>([&](const auto& emit) {
    alert::each_snooze(database, app.as_of(), [&](const alert::SnoozeLine& line) {
      emit(line);
      ++rows;
    });
  });
  app.list_ended(rows, say("nothing is snoozed"));
}

constexpr Operand tags[] = {{"TAG…", "one tag or several; - reads them from standard input"}};
constexpr Option kind{"--kind", "pm|safety|calibration|performance|statutory|user-check|inventory|breakdown",
                      "of this kind only"};
constexpr Option snooze_options[] = {
    kind, {"--until", "DATE", "the day on which mail goes again"}, {"--reason", "TEXT", "why it may wait"}};
constexpr Option unsnooze_options[] = {kind};
const Verb snooze_verbs[] = {{"", "send no mail about a device for a while; lists still show it", tags, snooze_options,
                              "siyana snooze VENT-01 --until 2026-08-01 --reason \"sensor ordered\"", snooze}};
const Verb unsnooze_verbs[] = {
    {"", "send mail about a device again", tags, unsnooze_options, "siyana unsnooze VENT-01", unsnooze}};
const Verb snoozed_verbs[] = {{"", "list what is snoozed, the first to end first", {}, {}, "siyana snoozed", snoozed}};

}  // namespace

const Noun snooze_noun{"snooze", "no mail about a device for a while", snooze_verbs};
const Noun unsnooze_noun{"unsnooze", "mail about a device again", unsnooze_verbs};
const Noun snoozed_noun{"snoozed", "what is snoozed", snoozed_verbs};

}  // namespace siyana
