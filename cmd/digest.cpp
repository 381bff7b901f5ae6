#include "cmd/digest.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "base/address.hpp"
#include "base/sha256.hpp"
#include "cmd/config.hpp"
#include "cmd/emit.hpp"
#include "embedded.hpp"
#include "render/markup.hpp"
#include "render/safe.hpp"

namespace siyana {
namespace {

constexpr std::size_t most_items = 40, first_items = 20;

const render::Vocabulary& vocabulary() {
  static const render::Vocabulary known{
      {"subject", "lang", "dir", "heading", "day", "place", "more", "about", "silence", "journal"},
      {{"counts", {"count"}},
       {"items", {"number", "tag", "device", "serial", "place", "what", "last", "blocked", "why", "colour"}}}};
  return known;
}

/// The site's own template, else the one that the program carries.
render::Template load(const std::string& name) {
  std::vector<std::string> folders{"/etc/siyana"};
  const char *config = std::getenv("XDG_CONFIG_HOME"), *home = std::getenv("HOME");
  if (config != nullptr && *config == '/')
    folders.push_back(std::string(config) + "/siyana");
  else if (home != nullptr && *home == '/')
    folders.push_back(std::string(home) + "/.config/siyana");
  for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) {
    const std::string path = *folder + "/mail/" + name;
    if (auto file = site_file(path)) return {std::move(*file), path, vocabulary()};
  }
  return {embedded("mail/" + name), name, vocabulary()};
}

std::string host() {
  char name[256] = "";
  ::gethostname(name, sizeof name - 1);
  return is_address("siyana@" + std::string(name)) ? name : "localhost";
}

/// The same message in two dresses: what came from people is isolated and made safe for each.
class Dress {
 public:
  Dress(const Catalog& catalog, bool markup) : catalog_(catalog), markup_(markup) {}

  std::string value(std::string_view text) const {
    if (text.empty()) return {};
    if (markup_) return "<bdi>" + render::escaped(text) + "</bdi>";
    const std::string safe = render::visible(text);
    return catalog_.language() == Language::ar ? "\u2068" + safe + "\u2069" : safe;
  }
  /// Within an element of its own, which the template isolates.
  std::string bare(std::string_view text) const { return markup_ ? render::escaped(text) : value(text); }
  std::string text(Sentence sentence) const {
    for (auto& part : sentence.parts) part.second = value(catalog_.written(part.second));
    return catalog_.text(sentence);
  }
  std::string joined(const std::string& first, const std::string& second) const {
    if (first.empty() || second.empty()) return first + second;
    return catalog_.text(say("{first}, {rest}", {{"first", first}, {"rest", second}}));
  }

 private:
  const Catalog& catalog_;
  bool markup_;
};

std::string maker_and_model(const due::Line& line) {
  std::string maker = line.manufacturer;
  if (!line.model.empty()) maker += (maker.empty() ? "" : " ") + line.model;
  return maker;
}

Sentence what_is_over(const Spoken& spoken, const std::string& plan) {
  const auto& line = spoken.matter->line;
  const bool served = line.due_on && *line.due_on > spoken.matter->item.due_on && line.last_done_on;
  if (alert::is_breakdown(spoken.matter->item)) {
    if (line.state == "closed") return say("breakdown {number} is closed", {{"number", line.blocked_by}});
    return say("breakdown {number} is not yours to see to any more", {{"number", line.blocked_by}});
  }
  if (served) return say("{plan} is in order: done on {date}", {{"plan", plan}, {"date", *line.last_done_on}});
  if (alert::is_late(line)) return say("{plan} is not yours to see to any more", {{"plan", plan}});
  return say("{plan} is no longer due", {{"plan", plan}});
}

Sentence what_of(const Spoken& spoken, const std::string& plan) {
  const auto& line = spoken.matter->line;
  const Part date = line.due_on ? Part(*line.due_on) : Part("");
  const std::int64_t late = line.days_late.value_or(0);
  if (spoken.matter->over) return what_is_over(spoken, plan);
  if (alert::is_breakdown(spoken.matter->item))
    return say("broken down since {date}: {symptom}", {{"date", date}, {"symptom", spoken.matter->symptom}});
  if (line.state == "retest")
    return say("{plan} was not passed on {date}: a passing retest is wanted", {{"plan", plan}, {"date", date}});
  if (line.state == "overdue")
    return say_n(late, "{plan} was due on {date}: {n} day late", "{plan} was due on {date}: {n} days late",
                 {{"plan", plan}, {"date", date}});
  return say("{plan} is due by {date}", {{"plan", plan}, {"date", date}});
}

Sentence why_of(const Spoken& spoken, bool again) {
  if (again && !spoken.matter->over) return say("Sent again because somebody asked for it.");
  switch (spoken.why) {
    case alert::Why::fresh:
      return say("Sent because it is new since your last message.");
    case alert::Why::worse:
      return say("Sent because it became worse since you were told.");
    case alert::Why::still:
      return say("Sent again because it is still so.");
    case alert::Why::cleared:
      break;
  }
  return say("Sent because you were told of it: there is nothing left to do.");
}

std::int64_t count(const Bulletin& digest, alert::Why why) {
  return std::count_if(digest.spoken.begin(), digest.spoken.end(), [&](const Spoken& s) { return s.why == why; });
}

std::vector<std::string> counts(const Bulletin& digest, const Dress& words) {
  std::vector<std::string> found;
  const auto add = [&](std::int64_t n, const Sentence& sentence) {
    if (n > 0) found.push_back(words.text(sentence));
  };
  add(digest.overdue, say_n(digest.overdue, "{n} overdue", "{n} overdue"));
  add(digest.broken, say_n(digest.broken, "{n} broken down", "{n} broken down"));
  if (digest.overdue + digest.broken == 0) add(digest.soon, say_n(digest.soon, "{n} due soon", "{n} due soon"));
  const auto fresh = count(digest, alert::Why::fresh), worse = count(digest, alert::Why::worse);
  const auto cleared = count(digest, alert::Why::cleared);
  add(fresh, say_n(fresh, "{n} new", "{n} new"));
  add(worse, say_n(worse, "{n} worse", "{n} worse"));
  add(cleared, say_n(cleared, "{n} settled", "{n} settled"));
  return found;
}

std::string csv_of(const Bulletin& digest, const Catalog& catalog) {
  struct Text : render::Sink {
    std::string text;
    void write(std::string_view bytes) override { text += bytes; }
  } sink;
  render::Style style;
  style.excel = true;
  const auto& format = *render::format_named("csv");
  const auto renderer = format.make(sink, style);
  Emitter<AlertLine> emit(*renderer, format, [&](const Sentence& sentence) { return catalog.text(sentence); });
  for (const auto& spoken : digest.spoken) emit.row(alert_line(*digest.recipient, spoken));
  emit.end();
  return std::move(sink.text);
}

render::Filling item_of(const Spoken& spoken, std::size_t number, const std::string& device, const std::string& place,
                        const Dress& words, const Catalog& catalog, bool again) {
  const auto& line = spoken.matter->line;
  const std::string plan = line.plan == line.kind ? catalog.written(Term{line.kind, "kind"}) : line.plan;
  const bool over = spoken.matter->over;
  render::Filling item;
  item.fields = {{"number", std::to_string(number)},
                 {"tag", words.bare(line.tag)},
                 {"device", words.bare(device)},
                 {"serial", words.bare(line.serial)},
                 {"place", words.bare(place)},
                 {"what", words.text(what_of(spoken, plan))},
                 {"why", words.text(why_of(spoken, again))},
                 {"colour", over                            ? "#1b6e2f"
                            : spoken.matter->item.step == 0 ? "#8a5a00"
                                                            : "#b00020"}};
  if (alert::is_breakdown(spoken.matter->item)) {
    item.fields["last"] = words.text(say("Breakdown {number}", {{"number", line.blocked_by}}));
  } else if (!over) {
    item.fields["last"] = line.last_done_on ? words.text(say("Last done on {date}", {{"date", *line.last_done_on}}))
                                            : words.text(say("Never done, as far as is known"));
    if (!line.blocked_by.empty())
      item.fields["blocked"] = words.text(say("The device is broken down: {number}", {{"number", line.blocked_by}}));
  }
  return item;
}

}  // namespace

void put_in_order(std::vector<Spoken>& spoken) {
  std::stable_sort(spoken.begin(), spoken.end(), [](const Spoken& a, const Spoken& b) {
    const auto key = [](const Spoken& s) {
      const bool soon = s.matter->item.step == 0;
      return std::tuple(s.matter->over, soon, -s.matter->line.days_late.value_or(0));
    };
    return std::tuple_cat(key(a), std::tie(a.matter->line.tag, a.matter->item.name)) <
           std::tuple_cat(key(b), std::tie(b.matter->line.tag, b.matter->item.name));
  });
}

AlertLine alert_line(const alert::Recipient& recipient, const Spoken& spoken) {
  const auto& line = spoken.matter->line;
  return {recipient.address,
          std::string(name_of(spoken.why)),
          line.tag,
          line.facility,
          line.department,
          line.type,
          line.manufacturer,
          line.model,
          line.serial,
          line.plan,
          line.kind,
          line.due_on,
          line.days_late,
          line.state,
          line.last_done_on,
          line.blocked_by,
          spoken.matter->symptom};
}

DigestWriter::DigestWriter(App& app, db::Database& database)
    : app_(app),
      database_(database),
      facilities_(device::all_facilities(database)),
      departments_(device::all_departments(database)),
      sender_(plan::policy(database, "alert.from")),
      site_(store::Sites(database).own().name),
      text_(load("digest.txt")),
      html_(load("digest.html")) {
  if (sender_.empty()) sender_ = "siyana@" + host();
  for (const auto language : {Language::en, Language::fr, Language::ar})
    type_names_[static_cast<std::size_t>(language)] = device::type_names(database, language_name(language));
}

std::string DigestWriter::facility_name(std::string_view code) const {
  for (const auto& facility : facilities_)
    if (facility.code == code && !facility.name.empty()) return facility.name;
  return std::string(code);
}

std::string DigestWriter::room_of(Id device) const {
  const auto known = store::by_id<device::Device>(database_, device);
  return known ? known->now_room : std::string{};
}

std::string DigestWriter::type_name(const std::string& name, Language language) const {
  const auto& names = type_names_[static_cast<std::size_t>(language)];
  const auto known = names.find(name);
  return known == names.end() ? name : known->second;
}

/// A country's own words, where the recipient's place is in one.
Catalog DigestWriter::catalog_of(const alert::Recipient& recipient) const {
  Id place = recipient.facility.id;
  for (const auto& department : departments_)
    if (department.id == recipient.department.id) place = department.facility.id;
  if (place == 0 && facilities_.size() == 1) place = facilities_.front().id;
  std::string country;
  for (const auto& facility : facilities_)
    if (facility.id == place) country = facility.country;
  return Catalog(recipient.lang.empty() ? app_.language() : language_of(recipient.lang), country);
}

std::string DigestWriter::place_of(const Bulletin& digest, const Catalog& catalog) const {
  Id facility = digest.recipient->facility.id;
  std::string name, of;
  for (const auto& department : departments_)
    if (department.id == digest.recipient->department.id) {
      name = department.name;
      facility = department.facility.id;
    }
  for (const auto& known : facilities_)
    if (known.id == facility || (facility == 0 && facilities_.size() == 1))
      of = known.name.empty() ? known.code : known.name;
  const Dress words(catalog, false);
  if (name.empty() && of.empty()) return catalog.text(say("all facilities"));
  return words.joined(render::visible(name), render::visible(of));
}

std::string DigestWriter::message_id(const Bulletin& digest) const {
  Hash hash;
  hash.part(site_).part(digest.recipient->id).part(app_.now().milliseconds).part(to_string(digest.day));
  hash.part(static_cast<std::int64_t>(::getpid())).part(digest.thread.empty() ? "" : digest.thread.back());
  const auto at = sender_.rfind('@');
  return "<" + hex(view(hash.digest())).substr(0, 32) + sender_.substr(at) + ">";
}

/// The fields of one dress of the message (schemas/mail/fields.txt); the items of the list come after.
render::Filling DigestWriter::page(const Bulletin& digest, const std::string& subject, const std::string& place,
                                   const Catalog& catalog, bool markup) const {
  const Dress words(catalog, markup);
  render::Filling page;
  page.fields = {
      {"subject", words.bare(subject)},
      {"lang", std::string(language_name(catalog.language()))},
      {"dir", catalog.language() == Language::ar ? "rtl" : "ltr"},
      {"day", words.bare(catalog.written(digest.day))},
      {"place", words.bare(place)},
      {"heading", words.text(say("Maintenance on {date}: {place}", {{"date", digest.day}, {"place", place}}))},
      {"about", words.text(say("siyana writes this to {address}, who is a recipient for {place}.",
                               {{"address", digest.recipient->address}, {"place", place}}))},
      {"silence", words.text(say("A device can be silenced for a while: {command}",
                                 {{"command", "siyana snooze TAG --until DATE --reason TEXT"}}))},
      {"journal", words.text(say("The journal ends with entry {entry}: {hash}",
                                 {{"entry", digest.head.entry}, {"hash", digest.head.hash}}))}};
  for (const auto& one : counts(digest, words)) {
    auto& row = page.lists["counts"].emplace_back();
    row.fields["count"] = one;
  }
  return page;
}

std::string DigestWriter::body(const Bulletin& digest, render::Filling page, std::size_t shown, const Catalog& catalog,
                               bool markup) const {
  const Dress words(catalog, markup), plain(catalog, false);
  const auto left = static_cast<std::int64_t>(digest.spoken.size() - shown);
  if (left > 0)
    page.fields["more"] = words.text(say_n(left, "{n} more is in the attached file, with all of these.",
                                           "{n} more are in the attached file, with all of these."));
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& line = digest.spoken[i].matter->line;
    const std::string place = plain.joined(line.department, facility_name(line.facility));
    const std::string where = plain.joined(room_of(digest.spoken[i].matter->item.device), place);
    const std::string device = plain.joined(type_name(line.type, catalog.language()), maker_and_model(line));
    page.lists["items"].push_back(item_of(digest.spoken[i], i + 1, device, where, words, catalog, digest.again));
  }
  return (markup ? html_ : text_).fill(page);
}

render::Mail DigestWriter::write(const Bulletin& digest) const {
  const Catalog catalog = catalog_of(*digest.recipient);
  const Dress plain(catalog, false);
  const std::string place = place_of(digest, catalog);
  const std::size_t all = digest.spoken.size();
  const bool is_long = all > most_items || (digest.thread.empty() && all > first_items);
  const std::size_t shown = is_long ? first_items : all;
  std::string summary;
  for (const auto& one : counts(digest, plain)) summary = plain.joined(summary, one);

  render::Mail mail;
  mail.from = {catalog.text(say("siyana, maintenance")), sender_};
  mail.to = {digest.recipient->name, digest.recipient->address};
  mail.subject = catalog.text(say("{counts} — {place}", {{"counts", summary}, {"place", place}}));
  mail.date = app_.now().at;
  mail.message_id = message_id(digest);
  mail.references = digest.thread;
  mail.list_id = "alerts." + site_.substr(0, 12) + "." + sender_.substr(sender_.rfind('@') + 1);
  mail.language = language_name(catalog.language());
  mail.text = body(digest, page(digest, mail.subject, place, catalog, false), shown, catalog, false);
  mail.html = body(digest, page(digest, mail.subject, place, catalog, true), shown, catalog, true);
  if (!is_long) return mail;
  mail.attachment = csv_of(digest, catalog);
  mail.attachment_name = "siyana-" + to_string(digest.day) + ".csv";
  return mail;
}

}  // namespace siyana
