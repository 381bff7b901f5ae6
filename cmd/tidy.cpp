// tidy: names that are spelled alike, to be made one where somebody says so.
#include <algorithm>

#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/import_files.hpp"
#include "cmd/nouns.hpp"
#include "cmd/numbers.hpp"
#include "device/tidy.hpp"
#include "exchange/import_sheet.hpp"
#include "exchange/named_columns.hpp"

namespace siyana {
namespace {

/// A proposal with room for what somebody decides of it.
struct TidyLine {
  std::int64_t number = 0;
  std::string list, name, within;
  std::int64_t devices = 0;
  std::string into;
  std::int64_t into_devices = 0;
  std::string why, decision;
};

}  // namespace

template <>
struct Fields<TidyLine> {
  using R = TidyLine;
  static constexpr auto all = std::tuple{field("number", &R::number, "Number"),
                                         word("list", &R::list, "List"),
                                         field("name", &R::name, "Name"),
                                         field("within", &R::within, "Of"),
                                         field("devices", &R::devices, "Devices"),
                                         field("into", &R::into, "Into"),
                                         field("into_devices", &R::into_devices, "Its devices"),
                                         word("why", &R::why, "Alike in"),
                                         detail(field("decision", &R::decision, "Decision"))};
};

namespace {

enum class Decision { none, merge, decline };

Decision decision_of(std::string_view cell, const exchange::NamedColumns& file, std::uint64_t line) {
  const std::string said = fold(cell);
  constexpr std::string_view merge[] = {"merge", "yes", "y", "fusionner", "oui", "o", "x", "1", "نعم", "دمج"};
  constexpr std::string_view decline[] = {"decline", "no", "n", "refuser", "non", "0", "لا"};
  if (trim(cell).empty()) return Decision::none;
  for (const auto word : merge)
    if (said == fold(word)) return Decision::merge;
  for (const auto word : decline)
    if (said == fold(word)) return Decision::decline;
  throw Error(Fault::invalid, "{file}, line {line}: the decision {word} is neither merge nor decline",
              {{"file", file.name()}, {"line", std::to_string(line)}, {"word", std::string(trim(cell))}});
}

void show(App& app, const Words& words) {
  const auto proposals = device::proposals(app.reading(), words.text("--list"));
  app.list<TidyLine>([&](const auto& emit) {
    for (const auto& p : proposals)
      emit(TidyLine{p.number, p.list, p.name, p.within, p.devices, p.into, p.into_devices, p.why, {}});
  });
  app.list_ended(proposals.size(), say("nothing is spelled alike"));
  if (app.is_table() && !proposals.empty())
    app.tell(
        say("siyana tidy --accept {number} makes the first of them one, --decline {number} keeps it two; several "
            "numbers go with commas between them",
            {{"number", std::to_string(proposals.front().number)}}));
}

const device::Proposal& numbered(const std::vector<device::Proposal>& proposals, std::int64_t number) {
  const auto found =
      std::find_if(proposals.begin(), proposals.end(), [&](const auto& p) { return p.number == number; });
  if (found != proposals.end()) return *found;
  throw Error(Fault::not_found, "no proposal {number} (see siyana tidy)", {{"number", std::to_string(number)}});
}

void tell_merged(App& app, std::string_view name, std::string_view into) {
  app.tell(say("{name} is now {into}", {{"name", std::string(name)}, {"into", std::string(into)}}));
}
void tell_declined(App& app, std::string_view name, std::string_view into) {
  app.tell(say("{name} and {into} stay two", {{"name", std::string(name)}, {"into", std::string(into)}}));
}

void decide(App& app, const Words& words) {
  auto& change = app.change(words);
  const auto proposals = device::proposals(app.database(), words.text("--list"));
  const auto accepted = numbers_in(words, "--accept");
  const auto declined = numbers_in(words, "--decline");
  for (const auto number : accepted) device::accept(change, numbered(proposals, number));
  for (const auto number : declined) {
    if (std::find(accepted.begin(), accepted.end(), number) != accepted.end())
      throw Error(Fault::usage, "proposal {number} is accepted and declined", {{"number", std::to_string(number)}});
    device::decline(change, numbered(proposals, number));
  }
  if (!app.commit()) return;
  for (const auto number : accepted)
    tell_merged(app, numbered(proposals, number).name, numbered(proposals, number).into);
  for (const auto number : declined)
    tell_declined(app, numbered(proposals, number).name, numbered(proposals, number).into);
  app.warn_of_put_off();
}

void apply(App& app, const Words& words) {
  const ImportFile input(words.text("--apply"));
  exchange::NamedColumns file(input.descriptor(), input.name(),
                              {"number", "list", "name", "within", "into", "decision"});
  const auto list = file.require("list"), name = file.require("name"), into = file.require("into"),
             decision = file.require("decision"), within = file.require("within");
  auto& change = app.change(words, input.name());
  std::vector<Sentence> done;
  while (const auto row = file.next()) {
    const auto of = [&](std::size_t place) { return std::string(trim(exchange::cell(*row, place))); };
    const auto what = decision_of(of(decision), file, row->line);
    const Parts parts = {{"name", of(name)}, {"into", of(into)}};
    if (what == Decision::merge && device::merge_named(change, of(list), of(within), of(name), of(into)))
      done.push_back(say("{name} is now {into}", parts));
    if (what != Decision::decline) continue;
    device::decline_named(change, of(list), of(within), of(name), of(into));
    done.push_back(say("{name} and {into} stay two", parts));
  }
  if (!app.commit()) return;
  for (const auto& sentence : done) app.tell(sentence);
  app.warn_of_put_off();
}

void tidy(App& app, const Words& words) {
  if (words.has("--apply")) return apply(app, words);
  if (words.has("--accept") || words.has("--decline")) return decide(app, words);
  show(app, words);
}

constexpr Option options[] = {
    {"--list", "type|maker|model|department", "of this list only"},
    {"--accept", "NUMBERS", "merge what these proposals name", true},
    {"--decline", "NUMBERS", "what these proposals name stays two, and is not proposed again", true},
    {"--apply", "FILE", "a list of proposals with merge or decline in its column decision"}};
constexpr Verb verbs[] = {{"",
                           "propose to merge names that are spelled alike",
                           {},
                           options,
                           "siyana tidy\nsiyana tidy --accept 14,15 --decline 22\n"
                           "siyana tidy --format csv --output merges.csv\nsiyana tidy --apply merges.csv",
                           tidy}};

}  // namespace

const Noun tidy_noun{"tidy", "names that are spelled alike", verbs};

}  // namespace siyana
