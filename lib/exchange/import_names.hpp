// The names that rows bring: types, makers, models, departments. Those not known yet are pending, with ids of their own
// below 0, until a row that brings them is written: what a file would do can be told without writing.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "device/lists.hpp"
#include "device/places.hpp"

namespace siyana::exchange {

class Names {
 public:
  /// What a cell names: an id (below 0 where it is pending), or why it is refused.
  struct Found {
    Id id = 0;
    const Sentence* refused = nullptr;
  };

  Names(db::Database& database, bool allow_new);

  Found type(std::string_view name) { return named(Noun::type, name, 0); }
  Found maker(std::string_view name) { return named(Noun::maker, name, 0); }
  Found model(std::string_view name, Id maker) { return named(Noun::model, name, maker); }
  /// In a facility; without one (0) in the only one, or where the name is found.
  Found department(std::string_view name, Id facility);
  /// A facility's code or name.
  Found facility(std::string_view name) { return named(Noun::facility, name, 0); }
  /// The department of that name in a facility; 0 where there is none or several.
  Id known_department(std::string_view name, Id facility) const;
  Id facility_of(Id department) const;
  bool has_several_facilities() const { return facilities_.size() > 1; }
  /// The country of the facility of a department, or of the only one.
  std::string country_of(Id department) const;

  /// The row that asked is good: the names it brings are known from now on. Or it is not, and they are not.
  void keep();
  void drop();

  /// The id in the store, where a pending name is made when it is first wanted.
  Id written(store::Change& change, Id id);
  /// What stands for a name once merges are followed.
  Id root(Id id) const;
  std::string shown(Id id) const;
  /// The names that were kept and not known before, each a sentence.
  std::vector<Sentence> news() const;

 private:
  enum class Noun { type, maker, model, department, facility };
  struct Pending {
    Noun noun = Noun::type;
    std::string name;
    Id parent = 0;   // the maker of a model, the facility of a department
    Id written = 0;  // its id in the store
  };
  struct Merged {
    Id root = 0;
    std::string shown;
  };
  struct Place {
    Id facility = 0;
    std::string name, key, code_key;
    Id root = 0;  // itself, or what it was merged into
  };

  Found named(Noun noun, std::string_view name, Id parent);
  Found search(Noun noun, std::string_view name, Id parent);
  Found search_department(std::string_view name, Id facility);
  Found search_facility(std::string_view name);
  Found new_department(std::string_view name, Id facility);
  Found add(Noun noun, std::string_view name, Id parent);
  Found refuse(Sentence why);
  Found too_long(std::string_view noun, std::string_view name);
  device::NameList& list(Noun noun);
  void load_places(db::Database& database);
  Id make(store::Change& change, const Pending& pending);

  bool allow_new_;
  device::NameList types_, makers_, models_;
  std::unordered_map<Id, Merged> merged_;
  std::unordered_map<Id, Place> departments_;
  std::vector<device::Facility> facilities_;
  std::vector<Pending> pending_;  // id -1 is the first
  std::size_t kept_ = 0;
  std::unordered_map<std::string, Found> seen_;  // by noun, parent and the cell's very text
  std::vector<std::string> since_kept_;          // of seen_, by the row that asks
  std::vector<std::unique_ptr<Sentence>> refusals_;
  std::string key_;
};

}  // namespace siyana::exchange
