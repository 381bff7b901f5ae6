// policy: the hospital's own choices.
#include "cmd/app.hpp"
#include "cmd/nouns.hpp"

namespace siyana {

namespace {

struct PolicyLine {
  std::string policy, value, standard, help;
};

}  // namespace

template <>
struct Fields<PolicyLine> {
  using R = PolicyLine;
  static constexpr auto all =
      std::tuple{field("policy", &R::policy, "Policy"), field("value", &R::value, "Value"),
                 field("standard", &R::standard, "Standard"), field("help", &R::help, "Meaning")};
};

namespace {

void policy_list(App& app, const Words&) {
  auto& database = app.reading();
  app.list<PolicyLine>([&](const auto& emit) {
    for (const auto& known : plan::policies())
      emit({std::string(known.name), plan::policy(database, known.name), std::string(known.standard),
            app.is_table() ? app.text(say(known.help)) : std::string(known.help)});
  });
}

void policy_set(App& app, const Words& words) {
  auto& change = app.change(words);
  plan::set_policy(change, words.operand("NAME"), words.operand("VALUE"));
  if (app.commit())
    app.tell(say("{name} is {value}", {{"name", words.operand("NAME")}, {"value", words.operand("VALUE")}}));
}

constexpr Operand operands[] = {{"NAME", "the policy"}, {"VALUE", "what it shall be"}};
const Verb verbs[] = {{"list", "list the hospital's own choices", {}, {}, "siyana policy list", policy_list},
                      {"set",
                       "make a choice; it holds for what is added from now on",
                       operands,
                       {},
                       "siyana policy set window symmetric",
                       policy_set}};

}  // namespace

const Noun policy_noun{"policy", "the hospital's own choices", verbs};

}  // namespace siyana
