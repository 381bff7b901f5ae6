// The lists of types, makers and models, so that forty spellings can become one. Merging sets `same_as` on the one that
// goes and rewrites nothing: `root` and `shown` say what stands for it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/change.hpp"

namespace siyana::device {

struct Type {
  Id id = 0;
  std::string name, name_key;
  Ref same_as;
  std::string codes;  // of nomenclatures, as a device's
  Ref root;
  std::string shown;
  std::string risk;  // of a failing device of this type: one of risks(); empty where nobody judged it
};
struct Maker {
  Id id = 0;
  std::string name, name_key;
  Ref same_as;
  Ref root;
  std::string shown;
};
struct Model {
  Id id = 0;
  Ref maker;
  std::string name, name_key;
  Ref same_as;
  Ref root;
  std::string shown;
};
void derive(Type& type);
/// high, medium, low: the hospital's own class, apart from any score (domain.md 1.6). High is what domain.md 2.1 scores
/// as life support, or where failure may kill.
std::span<const std::string_view> risks();
/// Error(usage) for a risk that is none of them.
void require_risk(std::string_view risk);
void derive(Maker& maker);
void derive(Model& model);

/// True where two folded names differ by a slip of the hand only; names whose digits differ never do (MP20, MP30).
bool nearly_same(std::string_view a, std::string_view b);

/// The names of one list held in memory: what an import of a million rows asks. A model's key is its maker and name.
class NameList {
 public:
  enum class Kind { type, maker, model };
  NameList(db::Database& database, Kind kind);

  /// The entry that stands for this name (merges followed); 0 where there is none.
  Id find(std::string_view name, Id maker = 0) const;
  /// A name of the list that differs by a slip of the hand only, as it is shown.
  std::optional<std::string> nearly(std::string_view name, Id maker = 0) const;
  /// Adds the name; it must not be there.
  Id make(store::Change& change, std::string_view name, Id maker = 0);
  /// Knows a name under an id of the caller's, which is not stored yet; and forgets it again, the latest first.
  void learn(std::string_view name, Id maker, Id id);
  void unlearn(std::string_view name, Id maker);
  const std::string& shown(Id id) const { return shown_.at(id); }
  const std::string* maybe_shown(Id id) const;

 private:
  /// A folded name, with what tells most others from it at a glance.
  struct Sight {
    std::string key;
    std::size_t length = 0;   // without blanks
    std::uint64_t bytes = 0;  // which bytes it has, by their lowest six bits
    bool ascii = true;
    Id root = 0;
  };
  static Sight sight_of(std::string_view key, Id root);
  void remember(Id maker, std::string_view key, Id root, std::string_view shown);
  void remember_all(db::Database& database, std::string_view sql);

  Kind kind_;
  std::unordered_map<std::string, Id> by_key_;
  std::unordered_map<Id, std::string> shown_;
  std::unordered_map<std::string, std::vector<Sight>> by_digits_;  // by maker and the digits in the name
};

/// `merge "A" --into "B"`. Error(not_found, conflict).
void merge_types(store::Change& change, std::string_view name, std::string_view into);
void merge_makers(store::Change& change, std::string_view name, std::string_view into);
/// Models are named "MAKER MODEL", or by the model alone where that names one.
void merge_models(store::Change& change, std::string_view name, std::string_view into);

/// The type of that name, which may be its name in another language. Error(not_found).
Type find_type(db::Database& database, std::string_view name);
Maker find_maker(db::Database& database, std::string_view name);
Model find_model(db::Database& database, std::string_view maker_and_model);

/// Calls f for each name that was merged into another, with what stands for it.
void each_merged(db::Database& database, const std::function<void(Id id, Id root, const std::string& shown)>& f);

/// After a merge or a new name: works out `root` and `shown` again for every entry of the lists, departments too.
void refresh_lists(db::Database& database);
/// The ids of entries that refresh_lists would change.
std::vector<Id> stale_lists(db::Database& database);

}  // namespace siyana::device

namespace siyana {
template <>
struct Fields<device::Type> {
  using R = device::Type;
  static constexpr std::string_view kind = "type";
  static constexpr auto all = std::tuple{field("name", &R::name, "Name"),
                                         derived("name_key", &R::name_key),
                                         ref("same_as", &R::same_as, "Same as", "type"),
                                         field("codes", &R::codes, "Nomenclature"),
                                         cached("root", &R::root),
                                         cached("shown", &R::shown),
                                         word("risk", &R::risk, "Risk")};
};
template <>
struct Fields<device::Maker> {
  using R = device::Maker;
  static constexpr std::string_view kind = "maker";
  static constexpr auto all =
      std::tuple{field("name", &R::name, "Name"), derived("name_key", &R::name_key),
                 ref("same_as", &R::same_as, "Same as", "maker"), cached("root", &R::root), cached("shown", &R::shown)};
};
template <>
struct Fields<device::Model> {
  using R = device::Model;
  static constexpr std::string_view kind = "model";
  static constexpr auto all = std::tuple{ref("maker", &R::maker, "Manufacturer", "maker"),
                                         field("name", &R::name, "Name"),
                                         derived("name_key", &R::name_key),
                                         ref("same_as", &R::same_as, "Same as", "model"),
                                         cached("root", &R::root),
                                         cached("shown", &R::shown)};
};
}  // namespace siyana
