#include "exchange/import_names.hpp"

#include "base/text.hpp"
#include "device/name_sentences.hpp"
#include "exchange/values.hpp"

namespace siyana::exchange {
namespace {

constexpr std::size_t longest_name = 300;  // bytes
constexpr std::string_view nouns[] = {"type", "maker", "model", "department"};

/// A heading's cell may hold a line break; a name is one line.
std::string one_line(std::string_view name) {
  std::string text(trim(name));
  for (char& c : text)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  return text;
}

}  // namespace

Names::Names(db::Database& database, bool allow_new)
    : allow_new_(allow_new),
      types_(database, device::NameList::Kind::type),
      makers_(database, device::NameList::Kind::maker),
      models_(database, device::NameList::Kind::model),
      facilities_(device::all_facilities(database)) {
  load_places(database);
  device::each_merged(database, [this](Id id, Id root, const std::string& shown) { merged_[id] = {root, shown}; });
}

void Names::load_places(db::Database& database) {
  for (const auto& department : device::all_departments(database))
    departments_[department.id] = {department.facility.id, department.name, department.name_key, department.code_key,
                                   department.root.id};
}

device::NameList& Names::list(Noun noun) {
  return noun == Noun::type ? types_ : noun == Noun::maker ? makers_ : models_;
}

Names::Found Names::refuse(Sentence why) {
  refusals_.push_back(std::make_unique<Sentence>(std::move(why)));
  return {0, refusals_.back().get()};
}

Names::Found Names::too_long(std::string_view noun, std::string_view name) {
  return refuse(say(device::sentences_of(noun).too_long,
                    {{"name", beginning(name, 60)}, {"most", std::to_string(longest_name)}}));
}

/// Each text is looked up once: a million rows name the same few things.
Names::Found Names::named(Noun noun, std::string_view name, Id parent) {
  key_.assign(1, static_cast<char>('0' + static_cast<int>(noun)));
  key_.append(reinterpret_cast<const char*>(&parent), sizeof parent);
  key_ += name;
  if (const auto known = seen_.find(key_); known != seen_.end()) return known->second;
  const std::string key = key_;
  const std::size_t pending = pending_.size();
  const Found found = noun == Noun::department ? search_department(name, parent)
                      : noun == Noun::facility ? search_facility(name)
                                               : search(noun, name, parent);
  seen_[key] = found;
  if (pending_.size() > pending) since_kept_.push_back(key);
  return found;
}

Names::Found Names::search(Noun noun, std::string_view name, Id parent) {
  auto& known = list(noun);
  const std::string clean = one_line(name);
  const auto& sentences = device::sentences_of(nouns[static_cast<std::size_t>(noun)]);
  if (clean.size() > longest_name) return too_long(sentences.noun, clean);
  if (const Id id = known.find(clean, parent)) return {id, nullptr};
  if (fold(clean).empty()) return refuse(say(sentences.bad, {{"name", clean}}));
  if (!allow_new_)
    if (const auto near = known.nearly(clean, parent))
      return refuse(say(sentences.nearly, {{"name", clean}, {"known", *near}}));
  const Found found = add(noun, clean, parent);
  known.learn(clean, parent, found.id);
  return found;
}

Names::Found Names::add(Noun noun, std::string_view name, Id parent) {
  pending_.push_back({noun, std::string(name), parent, 0});
  return {-static_cast<Id>(pending_.size()), nullptr};
}

Names::Found Names::department(std::string_view name, Id facility) { return named(Noun::department, name, facility); }

Names::Found Names::search_department(std::string_view name, Id facility) {
  const std::string clean = one_line(name);
  if (clean.size() > longest_name) return too_long("department", clean);
  const std::string key = fold(clean);
  if (key.empty()) return refuse(say(device::sentences_of("department").bad, {{"name", clean}}));
  Id only = 0;
  std::size_t found = 0;
  for (const auto& [id, place] : departments_) {
    if ((facility != 0 && place.facility != facility) || (place.key != key && place.code_key != key)) continue;
    if (found == 0 || place.root != only) ++found;
    only = place.root;
  }
  if (found == 1) return {only, nullptr};
  if (found > 1)
    return refuse(say("department {name} is in several facilities: say which, in a column or with --facility",
                      {{"name", clean}}));
  const auto slash = clean.find('/');
  if (facility == 0 && slash != std::string::npos)
    for (const auto& place : facilities_)
      if (place.code_key == fold(clean.substr(0, slash))) return search_department(clean.substr(slash + 1), place.id);
  return new_department(clean, facility);
}

Names::Found Names::new_department(std::string_view name, Id facility) {
  const std::string key = fold(name);
  if (key.empty()) return refuse(say(device::sentences_of("department").bad, {{"name", std::string(name)}}));
  if (facility == 0 && facilities_.size() == 1) facility = facilities_.front().id;
  if (facility == 0)
    return refuse(say("no department {name}, and several facilities: say which, in a column or with --facility",
                      {{"name", std::string(name)}}));
  if (!allow_new_)
    for (const auto& [id, place] : departments_)
      if (place.facility == facility && device::nearly_same(key, place.key))
        return refuse(
            say(device::sentences_of("department").nearly, {{"name", std::string(name)}, {"known", place.name}}));
  const Found found = add(Noun::department, name, facility);
  departments_[found.id] = {facility, std::string(name), key, {}, found.id};
  return found;
}

Names::Found Names::search_facility(std::string_view name) {
  const std::string key = fold(name);
  for (const auto& facility : facilities_)
    if (facility.code_key == key || facility.name_key == key) return {facility.id, nullptr};
  return refuse(say("no facility {code} (see siyana facility list)", {{"code", beginning(one_line(name), 60)}}));
}

Id Names::known_department(std::string_view name, Id facility) const {
  const std::string key = fold(name);
  Id found = 0;
  for (const auto& [id, place] : departments_) {
    if (place.facility != facility || (place.key != key && place.code_key != key)) continue;
    if (found != 0 && place.root != found) return 0;
    found = place.root;
  }
  return found;
}

Id Names::facility_of(Id department) const {
  const auto place = departments_.find(department);
  return place == departments_.end() ? 0 : place->second.facility;
}

std::string Names::country_of(Id department) const {
  const auto place = departments_.find(department);
  for (const auto& facility : facilities_)
    if (place == departments_.end() ? facilities_.size() == 1 : facility.id == place->second.facility)
      return facility.country;
  return {};
}

void Names::keep() {
  kept_ = pending_.size();
  since_kept_.clear();
}

void Names::drop() {
  for (const auto& key : since_kept_) seen_.erase(key);
  since_kept_.clear();
  while (pending_.size() > kept_) {
    const auto& name = pending_.back();
    if (name.noun == Noun::department)
      departments_.erase(-static_cast<Id>(pending_.size()));
    else
      list(name.noun).unlearn(name.name, name.parent);
    pending_.pop_back();
  }
}

Id Names::make(store::Change& change, const Pending& name) {
  const Id parent = written(change, name.parent);
  if (name.noun == Noun::department) {
    device::Department department;
    department.facility = Ref{parent};
    department.name = name.name;
    return change.make(department);
  }
  if (name.noun == Noun::type) {
    device::Type type;
    type.name = name.name;
    return change.make(type);
  }
  if (name.noun == Noun::maker) {
    device::Maker maker;
    maker.name = name.name;
    return change.make(maker);
  }
  device::Model model;
  model.maker = Ref{parent};
  model.name = name.name;
  return change.make(model);
}

Id Names::written(store::Change& change, Id id) {
  if (id >= 0) return id;
  const auto place = static_cast<std::size_t>(-id - 1);
  if (pending_[place].written == 0) pending_[place].written = make(change, Pending(pending_[place]));
  return pending_[place].written;
}

Id Names::root(Id id) const {
  const auto merged = merged_.find(id);
  return merged == merged_.end() ? id : merged->second.root;
}

std::string Names::shown(Id id) const {
  if (id == 0) return {};
  if (id < 0) return pending_[static_cast<std::size_t>(-id - 1)].name;
  if (const auto merged = merged_.find(id); merged != merged_.end()) return merged->second.shown;
  if (const auto place = departments_.find(id); place != departments_.end()) return place->second.name;
  for (const auto* names : {&types_, &makers_, &models_})
    if (const auto* name = names->maybe_shown(id)) return *name;
  return {};
}

std::vector<Sentence> Names::news() const {
  std::vector<Sentence> said;
  for (std::size_t i = 0; i < kept_; ++i)
    said.push_back(say(device::sentences_of(nouns[static_cast<std::size_t>(pending_[i].noun)]).made,
                       {{"name", pending_[i].name}}));
  return said;
}

}  // namespace siyana::exchange
