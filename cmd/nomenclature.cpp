// nomenclature: the code lists that a hospital has, and the codes that its types may have.
#include <algorithm>

#include "base/text.hpp"
#include "cmd/app.hpp"
#include "cmd/import_files.hpp"
#include "cmd/nouns.hpp"
#include "cmd/numbers.hpp"
#include "device/nomenclature.hpp"
#include "exchange/import_sheet.hpp"
#include "exchange/named_columns.hpp"

namespace siyana {

template <>
struct Fields<device::Term> {
  using R = device::Term;
  static constexpr auto all = std::tuple{field("code", &R::code, "Code"), field("name", &R::name, "Name"),
                                         field("other_names", &R::other_names, "Other names")};
};
template <>
struct Fields<device::CodeProposal> {
  using R = device::CodeProposal;
  static constexpr auto all = std::tuple{field("number", &R::number, "Number"),
                                         names_type(field("type", &R::type, "Type")),
                                         field("devices", &R::devices, "Devices"),
                                         field("place", &R::place, "Rank"),
                                         field("code", &R::code, "Code"),
                                         field("term", &R::term, "Term"),
                                         field("percent", &R::percent, "Alike in %")};
};

namespace {

constexpr std::size_t most_proposed = 3;  // codes for one type

const std::vector<std::string> code_headings = {"code",       "emdn code", "code emdn",
                                                "umdns code", "gmdn code", "cnd code"};
const std::vector<std::string> name_headings = {"term",        "name",        "terme",          "nom",
                                                "libellé",     "désignation", "preferred term", "term name",
                                                "description", "الاسم",       "المصطلح"};

std::size_t first_of(const exchange::NamedColumns& file, const std::vector<std::string>& headings,
                     std::string_view option) {
  for (const auto& heading : headings)
    if (const auto place = file.maybe(heading)) return *place;
  throw Error(Fault::usage, "which column of {file} is it? say {option} HEADING",
              {{"file", file.name()}, {"option", std::string(option)}});
}

class TermFile {
 public:
  TermFile(App& app, const Words& words)
      : input_(words.operand("FILE")), file_(input_.descriptor(), input_.name(), usual(words), options(words)) {
    for (const auto& sentence : file_.understood()) app.tell(sentence);
    code_ = words.has("--code-column") ? file_.require(words.text("--code-column"))
                                       : first_of(file_, code_headings, "--code-column");
    for (const auto& heading : words.all("--name-column")) names_.push_back(file_.require(heading));
    if (names_.empty()) names_.push_back(first_of(file_, name_headings, "--name-column"));
    std::string read;
    for (const auto place : names_) read += (read.empty() ? "" : ", ") + file_.headings()[place];
    app.tell(say("codes are in {code}, names in {names}", {{"code", file_.headings()[code_]}, {"names", read}}));
  }

  std::vector<device::Term> terms() {
    device::TermCollector collector;
    while (const auto row = file_.next()) {
      rows_ += exchange::is_blank(*row) ? 0 : 1;
      device::Term term{cell(*row, code_), cell(*row, names_.front()), {}};
      for (std::size_t i = 1; i < names_.size(); ++i)
        if (const auto other = cell(*row, names_[i]); !other.empty())
          term.other_names += (term.other_names.empty() ? "" : "|") + other;
      collector.add(std::move(term));
    }
    return collector.end();
  }
  std::int64_t rows() const { return rows_; }
  const std::string& name() const { return input_.name(); }

 private:
  static std::vector<std::string> usual(const Words& words) {
    auto all = code_headings;
    all.insert(all.end(), name_headings.begin(), name_headings.end());
    all.push_back(words.text("--code-column"));
    for (auto& name : words.all("--name-column")) all.push_back(std::move(name));
    return all;
  }
  static exchange::ImportOptions options(const Words& words) {
    exchange::ImportOptions options;
    options.sheet = words.text("--sheet");
    if (words.has("--encoding")) options.encoding = exchange::require_encoding(words.text("--encoding"));
    return options;
  }
  /// One line: a term may hold a line break.
  static std::string cell(const exchange::Record& row, std::size_t place) {
    std::string text(trim(exchange::cell(row, place)));
    for (char& c : text)
      if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    return text;
  }

  ImportFile input_;
  exchange::NamedColumns file_;
  std::size_t code_ = 0;
  std::vector<std::size_t> names_;
  std::int64_t rows_ = 0;
};

void load(App& app, const Words& words) {
  if (!words.has("--system")) throw Error(Fault::usage, "say which nomenclature it is: --system EMDN");
  device::Nomenclature nomenclature;
  nomenclature.system = device::require_system(words.text("--system"));
  nomenclature.version = trim(words.text("--version-name"));
  TermFile file(app, words);
  const auto terms = file.terms();
  if (terms.empty()) throw Error(Fault::invalid, "{file} has no code with a name", {{"file", file.name()}});
  nomenclature.file = file.name();
  auto& change = app.change(words, file.name());
  nomenclature.loaded_on = app.today();
  device::load(change, nomenclature, terms);
  if (!app.commit()) return;
  if (const auto passed = file.rows() - nomenclature.terms; passed > 0)
    app.tell(say_n(passed, "{n} row passed over: no code, no name, or a code that came before",
                   "{n} rows passed over: no code, no name, or a code that came before"));
  app.tell(say_n(nomenclature.terms, "{system}: {n} term", "{system}: {n} terms", {{"system", nomenclature.system}}));
}

void list(App& app, const Words&) {
  const auto known = device::nomenclatures(app.reading());
  app.list<device::Nomenclature>([&](const auto& emit) {
    for (const auto& nomenclature : known) emit(nomenclature);
  });
  app.list_ended(known.size(), say("no nomenclature is loaded"));
}

void find(App& app, const Words& words) {
  auto& database = app.reading();
  const auto nomenclature = device::require_nomenclature(database, words.text("--system"));
  std::string sought;
  for (const auto& word : words.operands("WORD")) sought += word + " ";
  std::size_t rows = 0;
  app.list<device::Term>([&](const auto& emit) {
    device::each_term(database, nomenclature, siyana::words(sought), [&](const device::Term& term) {
      emit(term);
      ++rows;
    });
  });
  app.list_ended(rows, say("no term has these words"));
}

/// `14` is the nearest code of type 14, `14.2` the next.
struct Choice {
  std::int64_t number = 0, place = 1;
};
Choice choice_in(const std::string& text) {
  const auto dot = std::min(text.find('.'), text.size());
  const auto number = parse_number(trim(text.substr(0, dot)));
  const auto place = dot == text.size() ? 1 : parse_number(trim(text.substr(dot + 1)));
  if (!number || !place)
    throw Error(Fault::usage, "--accept wants the number of a type, and a place where it is not the first: 14 or 14.2");
  return {*number, *place};
}

void accept(App& app, const Words& words) {
  auto& change = app.change(words);
  const auto nomenclature = device::require_nomenclature(app.database(), words.text("--system"));
  const auto proposals = device::propose_codes(app.database(), nomenclature, most_proposed);
  std::vector<const device::CodeProposal*> accepted;
  for (const auto& given : parts_of(words, "--accept")) {
    const auto choice = choice_in(given);
    const auto found = std::find_if(proposals.begin(), proposals.end(), [&](const auto& p) {
      return p.number == choice.number && p.place == choice.place;
    });
    if (found == proposals.end())
      throw Error(Fault::not_found, "no proposal {number} (see siyana nomenclature propose)", {{"number", given}});
    for (const auto* other : accepted)
      if (other->id == found->id) throw Error(Fault::usage, "{type} is given two codes", {{"type", found->type}});
    accepted.push_back(&*found);
    device::set_code(change, found->id, nomenclature.system, found->code);
  }
  if (!app.commit()) return;
  for (const auto* one : accepted)
    app.tell(say("{type}: {code}, {term}", {{"type", one->type}, {"code", one->code}, {"term", one->term}}));
}

void propose(App& app, const Words& words) {
  if (words.has("--accept")) return accept(app, words);
  auto& database = app.reading();
  const auto nomenclature = device::require_nomenclature(database, words.text("--system"));
  const auto proposals = device::propose_codes(database, nomenclature, most_proposed);
  app.list<device::CodeProposal>([&](const auto& emit) {
    for (const auto& proposal : proposals) emit(proposal);
  });
  app.list_ended(proposals.size(), say("no term is like a type without a code"));
}

constexpr Operand file_operand[] = {{"FILE", "a list of codes as CSV, TSV or the like; - is standard input"}};
constexpr Operand word_operand[] = {{"WORD…", "words of the name, or the beginning of the code"}};
constexpr Option load_options[] = {
    {"--system", "NAME", "which nomenclature it is: EMDN, UMDNS, …"},
    {"--version-name", "TEXT", "its version"},
    {"--code-column", "HEADING", "the column of the codes"},
    {"--name-column", "HEADING", "the column of the names; others are in other languages", true},
    {"--sheet", "SHEET", "the sheet of a workbook, where it has several"},
    {"--encoding", "NAME", "of the file: utf-8, windows-1252, …"}};
constexpr Option system_option[] = {{"--system", "NAME", "which nomenclature, where several are loaded"}};
constexpr Option propose_options[] = {
    {"--system", "NAME", "which nomenclature, where several are loaded"},
    {"--accept", "NUMBERS", "give these types the code proposed, N.2 the second", true}};
constexpr Verb verbs[] = {
    {"load", "load a list of codes that you have", file_operand, load_options,
     "siyana nomenclature load emdn.csv --system EMDN --version-name V2", load},
    {"list", "list the nomenclatures", {}, {}, "siyana nomenclature list", list},
    {"find", "find a code by its words", word_operand, system_option, "siyana nomenclature find syringe pump", find},
    {"propose",
     "propose codes for the types that have none",
     {},
     propose_options,
     "siyana nomenclature propose\nsiyana nomenclature propose --accept 14,15.2",
     propose}};

}  // namespace

const Noun nomenclature_noun{"nomenclature", "lists of codes for types", verbs};

}  // namespace siyana
