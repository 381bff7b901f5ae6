// What siyana writes in each of its languages it understands where a scan or a file says it.
#include <doctest/doctest.h>

#include "exchange/import_words.hpp"
#include "i18n/catalog.hpp"
#include "round/round.hpp"

namespace siyana {
namespace {

constexpr Language languages[] = {Language::en, Language::fr, Language::ar};

}  // namespace

TEST_CASE("an outcome as a list and a sheet write it is understood") {
  for (const auto language : languages) {
    const Catalog catalog(language);
    for (const char* outcome : {"pass", "minor", "fail", "seen", "skip"}) {
      const auto written = catalog.written(Term{outcome});
      CAPTURE(written);
      CHECK(round::outcome_named(written) == outcome);
      CHECK(round::outcome_named(catalog.text(say(outcome))) == outcome);
    }
  }
}

TEST_CASE("why it could not be done is understood as a list writes it and as round start asks it") {
  for (const auto language : languages) {
    const Catalog catalog(language);
    for (const auto& obstacle : work::obstacles()) {
      for (const auto& written :
           {catalog.written(Term{std::string(obstacle.code), "because"}), catalog.text(say(obstacle.meaning))}) {
        CAPTURE(written);
        CHECK(round::outcome_named(written) == obstacle.code);
      }
    }
  }
}

TEST_CASE("a kind and a basis as a list writes them are understood") {
  for (const auto language : languages) {
    const Catalog catalog(language);
    for (const char* kind : {"pm", "safety", "calibration", "performance", "statutory", "user-check", "inventory"}) {
      const auto written = catalog.written(Term{kind, "kind"});
      CAPTURE(written);
      CHECK(exchange::kind_named(written) == kind);
    }
    for (const auto basis : {plan::Basis::fixed, plan::Basis::floating}) {
      const auto written = catalog.written(Term{std::string(name_of(basis))});
      CAPTURE(written);
      CHECK(exchange::basis_named(written) == basis);
    }
  }
}

}  // namespace siyana
