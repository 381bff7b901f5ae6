#include "exchange/import_words.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/money.hpp"
#include "base/spelled.hpp"
#include "base/text.hpp"
#include "work/result_words.hpp"

namespace siyana::exchange {
namespace {

constexpr Meaning ownerships[] = {
    {"owned",
     "owned|own|property|hospital|propriete|propre|achat|achete|achetee|acquis|acquisition|proprietaire|marche|"
     "purchase|purchased|bought|شراء|ملك|ملكيه|اقتناء|مقتني"},
    {"leased", "leased|lease|leasing|credit bail|location longue duree"},
    {"rental", "rental|rented|rent|hired|location|loue|louee|كراء|ايجار|مستاجر"},
    {"loan",
     "loan|loaned|on loan|borrowed|pret|prete|pretee|mise a disposition|mis a disposition|emprunt|اعاره|معار|"
     "وضع تحت التصرف|سلفه"},
    {"demo", "demo|demonstration|trial|essai|en essai|demonstration fournisseur|تجريب|عرض"},
    {"placed_with_reagents",
     "placed with reagents|reagent rental|mise a disposition reactifs|mise a disposition contre "
     "reactifs|contrat reactifs|depot"},
    {"donated", "donated|donation|gift|grant|don|donne|dons|dotation|هبه|تبرع|هديه"},
    {"patient_owned", "patient owned|patient|propriete du patient"},
    {"research", "research|recherche|بحث"}};

constexpr Meaning lifecycles[] = {
    {"proposed", "proposed|propose"},
    {"ordered", "ordered|on order|commande|commandee|en commande"},
    {"received", "received|recu|recue|receptionne|receptionnee"},
    {"in_service",
     "in service|in use|active|actif|active use|installed|en service|mis en service|service|utilise|"
     "utilisee|en utilisation|en cours d utilisation|installe|installee|في الخدمه|قيد الخدمه|قيد "
     "الاستعمال|مستعمل|مستغل"},
    {"in_storage",
     "in storage|stored|storage|in stock|stock|store|spare|en stock|stocke|stockee|magasin|en magasin|au "
     "magasin|reserve|en reserve|depot|المخزن|في المخزن|مخزن|مخزون"},
    {"on_loan_out", "on loan out|lent|prete|pretee"},
    {"on_loan_in", "on loan in|borrowed|emprunte|empruntee"},
    {"retired",
     "retired|scrapped|scrap|condemned|written off|decommissioned|reforme|reformee|mis au rebut|mise au "
     "rebut|rebut|declasse|declassee|مشطوب|شطب|مخرج من الخدمه|مكهن|متلف"},
    {"disposed", "disposed|disposed of|sold|destroyed|cede|cedee|vendu|vendue|detruit|detruite|sorti de l inventaire"},
    {"lost",
     "lost|missing|not found|stolen|perdu|perdue|introuvable|vole|volee|disparu|disparue|مفقود|ضايع|مسروق|غير "
     "موجود في مكانه"}};

constexpr Meaning operatings[] = {
    {"working",
     "working|functional|functioning|operational|works|ok|fonctionnel|fonctionnelle|en marche|en etat de "
     "marche|operationnel|operationnelle|marche|fonctionne|صالح|صالح للاستعمال|يعمل|شغال|يشتغل"},
    {"working_with_defect",
     "working with defect|partially working|partially functional|partiellement fonctionnel|"
     "fonctionne avec defaut|يعمل جزييا"},
    {"down",
     "down|broken|broken down|out of service|out of order|not working|defective|faulty|non functional|under "
     "repair|in repair|en panne|panne|hors service|h s|hs|a l arret|arret|non fonctionnel|non fonctionnelle|"
     "defectueux|defectueuse|en reparation|تالف|معطل|معطله|عاطل|عاطله|معطوب|متوقف|متوقفه|خارج الخدمه|لا يعمل|"
     "قيد الاصلاح|"
     // proposed to be struck off: out of service, not yet out of the inventory (domain.md 21.5)
     "to be retired|to be scrapped|proposed for retirement|a reformer|propose a la reforme|proposee a la reforme|"
     "propose pour la reforme|proposee pour la reforme|proposition de reforme|en instance de reforme|"
     "en cours de reforme|en voie de reforme|مقترح للشطب|مقترح للاتلاف|للشطب"},
    {"awaiting_parts",
     "awaiting parts|waiting for parts|en attente de piece|en attente de pieces|attente piece|attente "
     "pieces|en attente de piece de rechange"},
    {"unknown", "status unknown|etat inconnu"}};

constexpr Meaning conditions[] = {
    {"new", "new|neuf|neuve|etat neuf|جديد|جديده"},
    {"good",
     "good|very good|bon|bonne|bon etat|en bon etat|tres bon|tres bon etat|جيد|جيده|حسن|حسنه|في حاله جيده|جيد جدا"},
    {"fair", "fair|average|acceptable|moyen|moyenne|etat moyen|assez bon|passable|متوسط|متوسطه|مقبول"},
    {"poor",
     "poor|bad|worn|mauvais|mauvaise|mauvais etat|degrade|degradee|vetuste|use|usee|سيئ|سيئة|سيء|رديء|قديم|متدهور"},
    {"unserviceable",
     "unserviceable|beyond repair|unusable|inutilisable|irrecuperable|irreparable|غير صالح|غير صالح "
     "للاستعمال|غير قابل للاصلاح"}};

constexpr Meaning usages[] = {
    {"standby",
     "standby|stand by|not used|unused|non utilise|non utilisee|inutilise|inutilisee|غير مستعمل|غير مستعمله"}};

constexpr Meaning bases[] = {{"fixed", "fixed|fixe|ثابته|ثابت"},
                             {"floating", "floating|flottant|flottante|glissant|glissante|متحركه|متحرك"}};

constexpr Meaning kinds[] = {
    {"pm",
     "pm|ppm|preventive|preventif|preventive maintenance|planned preventive maintenance|maintenance preventive|mp|"
     "entretien|entretien preventif|visite preventive|maintenance preventive systematique|صيانه دوريه|الصيانه الدوريه|"
     "صيانه وقاييه|الصيانه الوقاييه|وقاييه|وقايي"},
    {"safety",
     "safety|electrical safety|electrical safety test|securite|securite electrique|controle de securite "
     "electrique|controle securite electrique|test de securite electrique|verification de securite electrique|"
     "controle electrique|test electrique|سلامه كهرباييه|السلامه الكهرباييه|اختبار السلامه الكهرباييه"},
    {"calibration", "calibration|metrology|etalonnage|metrologie|verification metrologique|المعايره|معايره|القياسه"},
    {"performance",
     "performance|performance verification|performance test|controle de performance|controle des performances|controle "
     "qualite|"
     "quality control|مراقبه الاداء|مراقبه الجوده"},
    {"statutory",
     "statutory|regulatory|legal inspection|reglementaire|controle reglementaire|controle legal|قانونيه|مراقبه "
     "قانونيه"},
    {"user-check",
     "user check|user maintenance|controle utilisateur|maintenance utilisateur|maintenance de premier "
     "niveau|مراقبه المستعمل"},
    {"inventory", "inventory|inventory check|inventaire|recolement|الجرد|جرد"}};

constexpr Meaning recurring[] = {
    {"1d", "daily|quotidien|quotidienne|journalier|journaliere|يومي|يوميه|يوميا|يوم"},
    {"1w", "weekly|hebdomadaire|اسبوعي|اسبوعيه|اسبوعيا|اسبوع"},
    {"1m", "monthly|mensuel|mensuelle|شهري|شهريه|شهريا|شهر"},
    {"2m", "bimestriel|bimestrielle|every two months|شهران|شهرين"},
    {"3m", "quarterly|trimestriel|trimestrielle|four times a year|4 fois par an|4 fois an|فصلي|فصليه|ثلاثي|ثلاثه اشهر"},
    {"4m", "quadrimestriel|quadrimestrielle|three times a year|3 fois par an|3 fois an"},
    {"6m",
     "semi annual|semiannual|semi annually|half yearly|biannual|semestriel|semestrielle|twice a year|2 "
     "fois par an|2 fois an|سداسي|سداسيه|نصف سنوي|نصف سنويه|سته اشهر|مرتين في السنه"},
    {"1y",
     "yearly|annual|annually|annuel|annuelle|once a year|1 fois par an|1 fois an|سنوي|سنويه|سنويا|سنه|عام|مره في "
     "السنه"},
    {"2y", "biennial|biennal|biennale|bisannuel|bisannuelle|سنتان|سنتين|عامان|عامين"}};

/// `tous les 6 mois`, `كل سنة`: what follows is the interval. Nothing where there is no such word.
std::string_view after_every(std::string_view folded) {
  constexpr std::string_view words[] = {"every ", "tous les ", "toutes les ", "chaque ", "كل "};
  for (const auto word : words)
    if (folded.starts_with(word)) return folded.substr(word.size());
  return {};
}

/// Half a year, or once in two? A file says either.
bool could_be_a_part(Interval whole) {
  return whole.count == 2 || (whole.unit == Interval::Unit::year && (whole.count == 3 || whole.count == 4));
}

/// `2/an`, `1 / 6 mois`: so many times in that time, which must be whole months. `1/2 an` is doubtful.
std::optional<Interval> rate_in(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == text.npos) return std::nullopt;
  const auto times = parse_number(plain(text.substr(0, slash)));
  const std::string rest(trim(text.substr(slash + 1)));
  auto whole = parse_interval(rest);
  if (!whole) whole = parse_interval("1 " + rest);
  if (!whole || !times || *times < 1) return std::nullopt;
  if (*times == 1) return could_be_a_part(*whole) ? std::nullopt : whole;
  const int months = whole->unit == Interval::Unit::year    ? 12 * whole->count
                     : whole->unit == Interval::Unit::month ? whole->count
                                                            : 0;
  if (months == 0 || months % *times != 0) return std::nullopt;
  return Interval{static_cast<int>(months / *times), Interval::Unit::month};
}

std::optional<Interval> spelled_interval(std::string_view text) {
  if (const auto interval = parse_interval(text)) return interval;
  static const Spelled known = learned(recurring);
  const auto word = meaning_of(text, known);
  return word.empty() ? std::nullopt : parse_interval(word);
}

constexpr Meaning repairs[] = {
    {"breakdown",
     "breakdown|corrective|corrective maintenance|repair|failure|cm|unscheduled|curative|correctif|corrective|curatif|"
     "maintenance corrective|maintenance curative|intervention corrective|intervention curative|palliatif|palliative|"
     "صيانه اصلاحيه|تصحيحي|panne|reparation|depannage|mc|عطل|عطب|اصلاح|صيانه تصحيحيه|تصحيحيه|"
     "صيانه علاجيه|علاجيه|تصليح"}};

/// Of a repair. What an inspection would say, `conforme` or `HS`, is asked of the results of inspections.
constexpr Meaning repair_results[] = {
    {"repaired",
     "fixed|solved|resolved|back in service|returned to service|closed|finished|completed|repare|reparee|"
     "remis en service|remise en service|remis en marche|remis en etat|remise en etat|resolu|resolue|solutionne|"
     "depanne|depannee|cloture|cloturee|termine|terminee|acheve|achevee|تم الاصلاح|تم التصليح|تم اصلاحه|تم تصليحه|"
     "مصلح|اعيد الي الخدمه|اعيد للخدمه"},
    {"open",
     "open|not repaired|not fixed|unresolved|pending|waiting|in progress|ongoing|out of service|out of "
     "order|broken|down|"
     "en attente|attente|attente piece|attente pieces|en attente de piece|en attente de pieces|"
     "en attente de piece de rechange|en attente fournisseur|en cours|en cours de reparation|non repare|non reparee|"
     "non resolu|non resolue|hors service|hs|h s|en panne|panne|irreparable|irrecuperable|a reformer|a suivre|"
     "في الانتظار|قيد الانتظار|قيد الاصلاح|لم يصلح|لم يتم الاصلاح|غير مصلح|معطل|خارج الخدمه"}};

}  // namespace

std::optional<bool> repaired_by(std::string_view text) {
  static const Spelled known = learned(repair_results);
  if (const auto word = meaning_of(text, known); !word.empty()) return word == "repaired";
  const auto result = work::result_named(text);
  if (!result) return std::nullopt;
  return result->obstacle.empty() && result->result != plan::Result::fail;
}

std::string_view awaited_by(std::string_view state) {
  static const Spelled known = learned(std::array{Meaning{"part", "waiting part"}, Meaning{"vendor", "waiting vendor"},
                                                  Meaning{"access", "waiting access"}});
  return meaning_of(state, known);
}

bool is_repair(std::string_view text) {
  static const Spelled known = learned(repairs);
  return !meaning_of(text, known).empty();
}

std::optional<std::int64_t> minutes_in(std::string_view text, std::string_view heading) {
  static const Spelled units = learned(std::array{Meaning{"hours", "h|hr|hrs|hour|heure|heures|ساعه|ساعات"},
                                                  Meaning{"minutes", "m|mn|min|mins|minute|دقيقه|دقايق"}});
  const auto unit_of = [&](std::string_view said) {
    for (const auto& word : words(said))
      if (const auto unit = meaning_of(word, units); !unit.empty()) return unit;
    return std::string_view{};
  };
  const std::string folded = plain(text);
  const auto digits = std::min(folded.find_first_not_of("0123456789.,"), folded.size());
  const auto amount = parse_money(std::string_view(folded).substr(0, digits));
  if (!amount) return std::nullopt;
  std::string_view rest = trim(std::string_view(folded).substr(digits));
  if (rest.starts_with(':')) rest = rest.substr(0, rest.find(':', 1));  // a spreadsheet's time of day has seconds
  const auto minutes = std::min(rest.find_first_of("0123456789"), rest.size());
  const auto unit = unit_of(rest.empty() ? heading : rest.substr(0, minutes));
  if (!rest.empty() && unit.empty() && (!rest.starts_with(':') || minutes == rest.size())) return std::nullopt;
  const bool hours = unit == "hours" || rest.starts_with(':');
  const auto more = minutes == rest.size() ? std::optional<long long>{0} : parse_number(rest.substr(minutes));
  if (!more || (!hours && *more != 0)) return std::nullopt;
  return (amount->thousandths * (hours ? 60 : 1) + 500) / 1000 + *more;
}

std::string_view ownership_named(std::string_view text) {
  static const Spelled known = learned(ownerships);
  return meaning_of(text, known);
}

std::optional<StatusWord> status_named(std::string_view text) {
  static const std::pair<std::string_view, Spelled> axes[] = {{"lifecycle", learned(lifecycles)},
                                                              {"operating", learned(operatings)},
                                                              {"condition", learned(conditions)},
                                                              {"usage", learned(usages)}};
  for (const auto& [axis, known] : axes)
    if (const auto value = meaning_of(text, known); !value.empty()) return StatusWord{axis, value};
  return std::nullopt;
}

std::optional<plan::Basis> basis_named(std::string_view text) {
  static const Spelled known = learned(bases);
  return named<plan::Basis>(meaning_of(text, known));
}

std::string_view kind_named(std::string_view text) {
  static const Spelled known = learned(kinds);
  return meaning_of(text, known);
}

std::optional<Interval> interval_in(std::string_view text, std::optional<Interval::Unit> unit) {
  if (const auto interval = spelled_interval(text)) return interval;
  if (const auto interval = rate_in(text)) return interval;
  const std::string folded = fold(text);  // a blank for the slash of `2/an`, which is not two years
  const auto rest = text.find('/') == text.npos ? after_every(folded) : std::string_view{};
  if (const auto interval = spelled_interval(rest)) return interval;
  const auto number = parse_number(plain(text));
  if (number && unit && *number >= 1 && *number <= 9999) return Interval{static_cast<int>(*number), *unit};
  return std::nullopt;
}

std::string_view code_system_in(std::string_view heading) {
  constexpr std::pair<std::string_view, std::string_view> systems[] = {
      {"gmdn", "GMDN"}, {"umdns", "UMDNS"}, {"emdn", "EMDN"}, {"cnd", "CND"}, {"cneh", "CNEH"}};
  for (const auto& word : words(heading))
    for (const auto& [folded, name] : systems)
      if (word == folded) return name;
  return {};
}

std::string_view currency_of(std::string_view country) {
  constexpr std::pair<std::string_view, std::string_view> currencies[] = {
      {"DZ", "DZD"}, {"MA", "MAD"}, {"TN", "TND"}, {"LY", "LYD"}, {"MR", "MRU"}, {"EG", "EGP"}, {"FR", "EUR"},
      {"BE", "EUR"}, {"ES", "EUR"}, {"IT", "EUR"}, {"DE", "EUR"}, {"PT", "EUR"}, {"CH", "CHF"}, {"GB", "GBP"},
      {"US", "USD"}, {"CA", "CAD"}, {"SN", "XOF"}, {"ML", "XOF"}, {"CI", "XOF"}, {"BF", "XOF"}, {"NE", "XOF"},
      {"SA", "SAR"}, {"AE", "AED"}, {"JO", "JOD"}, {"QA", "QAR"}, {"KW", "KWD"}};
  for (const auto& [known, currency] : currencies)
    if (known == country) return currency;
  return {};
}

}  // namespace siyana::exchange
