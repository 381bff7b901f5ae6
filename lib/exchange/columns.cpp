#include "exchange/columns.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/error.hpp"
#include "base/text.hpp"

namespace siyana::exchange {

namespace {

// clang-format off
constexpr KnownField fields[] = {
    {"tag",
     "tag|tag number|asset tag|asset number|asset id|inventory number|inventory id|inventory code|inventory tag|inv number|"
     "equipment number|equipment id|equipment code|equipment tag|device id|device number|device tag|control number|"
     "property number|N° inventaire|numéro d'inventaire|N° inv|inventaire|code inventaire|référence inventaire|matricule|"
     "étiquette|immatriculation|N° équipement|code équipement|N° appareil|code appareil|N° d'immobilisation|code bien|"
     "رقم الجرد|الرقم الجردي|رقم الجرد العام|رقم الجهاز|رمز الجهاز|رقم المعدة|رقم العتاد|رقم التسجيل"},
    {"type",
     "type|device type|equipment type|asset type|type of device|type of equipment|equipment|equipment name|name of equipment|"
     "device|device name|name of device|item|item name|asset|asset name|name|medical equipment|medical device|"
     "désignation|désignation de l'équipement|désignation de l'appareil|désignation du matériel|équipement|"
     "équipement médical|équipement biomédical|appareil|nom|nom de l'appareil|nom de l'équipement|nom du dispositif|"
     "dispositif|dispositif médical|type d'équipement|type d'appareil|type de dispositif|matériel|matériel médical|"
     "nature de l'équipement|nature du matériel|libellé|intitulé|dénomination|article|"
     "اسم الجهاز|الجهاز|نوع الجهاز|تسمية الجهاز|التسمية|التعيين|تعيين العتاد|اسم المعدة|المعدة|نوع المعدة|اسم العتاد|العتاد|"
     "العتاد الطبي|نوع العتاد|التجهيز|نوع التجهيز|اسم التجهيز|النوع"},
    {"description",
     "description|short description|equipment description|device description|details|specification|characteristics|"
     "descriptif|description de l'équipement|caractéristiques|caractéristiques techniques|spécifications|détail|"
     "الوصف|وصف الجهاز|الخصائص|الخصائص التقنية|المواصفات"},
    {"manufacturer",
     "manufacturer|manufacturer name|name of manufacturer|maker|make|brand|brand name|trademark|mfr|producer|"
     "fabricant|fabriquant|nom du fabricant|marque|constructeur|nom du constructeur|"
     "الماركة|الشركة المصنعة|اسم الشركة المصنعة|الشركة الصانعة|المصنع|الصانع|العلامة|العلامة التجارية|جهة الصنع"},
    {"model",
     "model|model number|model name|device model|equipment model|modèle|nom du modèle|modèle de l'appareil|"
     "référence modèle|الطراز|طراز الجهاز|الموديل|موديل الجهاز|النموذج"},
    {"serial",
     "serial|serial number|serial nr|S/N|device serial number|equipment serial number|manufacturer serial number|"
     "N° de série|numéro de série|N° série|série|N/S|N° de série constructeur|N° série fabricant|N° de fabrication|"
     "الرقم التسلسلي|رقم التسلسل|الرقم المتسلسل|الرقم السلسلي|رقم السلسلة|رقم السيري|التسلسلي"},
    {"facility",
     "facility|facility name|health facility|hospital|hospital name|site|site name|institution|establishment|clinic|"
     "établissement|établissement hospitalier|établissement de santé|nom de l'établissement|hôpital|structure|"
     "structure sanitaire|structure de santé|centre de santé|"
     "المؤسسة|اسم المؤسسة|المؤسسة الاستشفائية|المؤسسة الصحية|المستشفى|اسم المستشفى|المرفق الصحي|الهيكل الصحي|العيادة|المركز الصحي"},
    {"department",
     "department|department name|dept|clinical department|ward|unit|service|section|division|"
     "unité|département|service utilisateur|service affectataire|service d'affectation|service bénéficiaire|"
     "service détenteur|service hospitalier|affectation|unité fonctionnelle|UF|unité de soins|"
     "المصلحة|المصلحة المستعملة|اسم المصلحة|القسم|اسم القسم|الوحدة|الجناح|جهة التخصيص"},
    {"room",
     "room|room number|room name|location|place|office|salle|N° de salle|local|localisation|emplacement|lieu|pièce|chambre|"
     "القاعة|رقم القاعة|الغرفة|رقم الغرفة|الموقع|المكان|الحجرة"},
    {"in_service_on",
     "in service on|in service date|in service since|date in service|installation date|install date|installed on|"
     "date installed|date of installation|commissioning date|commissioned on|date of commissioning|date put into service|"
     "put into service|start of use|acceptance date|date de mise en service|mise en service|mis en service le|date MES|"
     "date d'installation|installé le|date de mise en marche|date de mise en fonction|"
     "تاريخ الشروع في الاستعمال|تاريخ بداية الاستعمال|تاريخ التشغيل|تاريخ بدء التشغيل|تاريخ التركيب|تاريخ الوضع في الخدمة|"
     "تاريخ الدخول في الخدمة"},
    {"purchased_on",
     "purchased on|purchase date|date of purchase|date purchased|acquisition date|date of acquisition|acquired on|"
     "procurement date|date d'achat|date d'acquisition|acheté le|acquis le|تاريخ الشراء|تاريخ الاقتناء"},
    {"warranty_until",
     "warranty until|warranty end|warranty end date|end of warranty|warranty expiry|warranty expiry date|"
     "warranty expiration|warranty expiration date|warranty expires|under warranty until|fin de garantie|"
     "date de fin de garantie|garantie jusqu'au|sous garantie jusqu'au|échéance de la garantie|expiration de la garantie|"
     "نهاية الضمان|تاريخ نهاية الضمان|انتهاء الضمان|تاريخ انتهاء الضمان|الضمان إلى غاية"},
    {"cost",
     "cost|price|purchase cost|purchase price|purchase value|acquisition cost|acquisition price|unit price|unit cost|value|"
     "amount|coût|prix|prix d'achat|prix d'acquisition|coût d'achat|coût d'acquisition|valeur|valeur d'achat|"
     "valeur d'acquisition|montant|prix unitaire|prix TTC|prix HT|montant TTC|montant HT|prix DA|montant DA|"
     "السعر|الثمن|التكلفة|سعر الشراء|ثمن الشراء|ثمن الاقتناء|تكلفة الاقتناء|القيمة|المبلغ"},
    {"currency", "currency|currency code|devise|monnaie|العملة"},
    {"supplier",
     "supplier|supplier name|vendor|vendor name|distributor|dealer|fournisseur|nom du fournisseur|distributeur|vendeur|"
     "المورد|اسم المورد|الممون|الموزع|البائع"},
    {"ownership",
     "ownership|ownership type|ownership status|propriété|type de propriété|régime de propriété|mode d'acquisition|"
     "mode de détention|الملكية|نوع الملكية|صفة الملكية|طريقة الاقتناء"},
    {"funder",
     "funder|funding|funded by|funding source|source of funding|source of funds|financeur|financement|financé par|"
     "source de financement|mode de financement|bailleur|bailleur de fonds|الممول|التمويل|مصدر التمويل|جهة التمويل"},
    {"donor",
     "donor|donor name|donated by|donateur|nom du donateur|don de|المانح|المتبرع|الواهب|الجهة المانحة|الجهة الواهبة"},
    {"code",
     "code|nomenclature|nomenclature code|GMDN|GMDN code|UMDNS|UMDNS code|EMDN|EMDN code|CND|CND code|code nomenclature|"
     "code GMDN|code UMDNS|code EMDN|code CND|code CNEH|الرمز|رمز التصنيف|رمز المدونة"},
    {"status",
     "status|lifecycle|lifecycle status|device status|equipment status|asset status|statut|statut de l'équipement|"
     "statut de l'appareil|situation|cycle de vie|الوضعية|وضعية الجهاز|وضعية العتاد|حالة الخدمة"},
    {"condition",
     "condition|device condition|equipment condition|physical condition|état|état de l'équipement|état de l'appareil|"
     "état du matériel|état physique|état général|الحالة|حالة الجهاز|حالة العتاد|حالة المعدة|الحالة العامة"},
    {"import_ref",
     "import ref|import reference|id|record id|source id|external id|external ref|external reference|guid|uuid|identifiant|"
     "identifiant externe|référence externe|ancien code|ancien N° inventaire|المعرف|المرجع الخارجي|الرقم القديم"},
    {"note",
     "note|remark|comment|observation|remarque|commentaire|ملاحظة|ملاحظات|تعليق"},
    {"retired_on",
     "retired on|retirement date|date retired|scrapping date|scrap date|scrapped on|disposal date|date of disposal|"
     "disposed on|decommissioning date|decommissioned on|write off date|date de réforme|réformé le|date de mise au rebut|"
     "mise au rebut|date de sortie|date de sortie d'inventaire|date de retrait|date de déclassement|"
     "تاريخ الإخراج من الخدمة|تاريخ الشطب|تاريخ شطب العتاد|تاريخ إلغاء الاستعمال|تاريخ الإتلاف|تاريخ التكهين"},
    {"power",
     "power|power supply|power requirements|voltage|electrical supply|alimentation|alimentation électrique|tension|"
     "tension d'alimentation|besoins électriques|التغذية|التغذية الكهربائية|الجهد"},
    {"provider",
     "provider|maintenance provider|service provider|maintained by|maintenance company|prestataire|"
     "prestataire de maintenance|mainteneur|société de maintenance|maintenance assurée par|"
     "القائم بالصيانة|مقدم الصيانة|شركة الصيانة|متعهد الصيانة"},
    {"software",
     "software|software version|firmware|firmware version|version|logiciel|version logicielle|version logiciel|"
     "البرنامج|إصدار البرنامج|نسخة البرنامج"},
    {"udi",
     "UDI|UDI-DI|UDI code|unique device identifier|unique device identification|GTIN|IUD|code UDI|identifiant unique|"
     "identifiant unique du dispositif|المعرف الفريد|المعرف الفريد للجهاز"},
    {"lot", "lot|lot number|batch|batch number|N° de lot|رقم الدفعة|الدفعة|رقم الحصة"},
    {"manufactured_on",
     "manufactured on|manufacture date|manufacturing date|date of manufacture|production date|date of production|"
     "date de fabrication|fabriqué le|date de production|تاريخ الصنع|تاريخ التصنيع|تاريخ الإنتاج"},
    {"last_done_on",
     "last done on|last done|last PM|last PM date|last PPM|last PPM date|last maintenance|last maintenance date|"
     "date of last maintenance|last preventive maintenance|last service|last service date|last inspection|"
     "last inspection date|dernière maintenance|date dernière maintenance|dernière maintenance préventive|dernière MP|"
     "date dernière MP|dernier contrôle|date du dernier contrôle|dernier entretien|date du dernier entretien|"
     "dernière visite|dernière révision|آخر صيانة|تاريخ آخر صيانة|آخر صيانة وقائية|تاريخ آخر صيانة وقائية|آخر مراقبة|"
     "تاريخ آخر مراقبة"},
    {"next_due_on",
     "next due on|next due|next due date|due|due on|due date|next PM|next PM date|next PPM|next PPM date|PM due|PM due date|"
     "next maintenance|next maintenance date|date of next maintenance|next service|next service date|next inspection|"
     "next inspection date|prochaine échéance|date de prochaine échéance|échéance|date d'échéance|prochaine maintenance|"
     "date prochaine maintenance|prochaine maintenance préventive|prochaine MP|date prochaine MP|prochain contrôle|"
     "date du prochain contrôle|prochain entretien|date du prochain entretien|prochaine visite|prochaine révision|"
     "تاريخ الاستحقاق|الاستحقاق|أجل الإنجاز|الصيانة القادمة|تاريخ الصيانة القادمة|موعد الصيانة القادمة|الصيانة المقبلة|"
     "تاريخ الصيانة المقبلة|المراقبة القادمة|الموعد القادم"},
    {"interval",
     "interval|frequency|periodicity|every|PM interval|PM frequency|PM every|PM cycle|PPM interval|PPM frequency|PPM every|"
     "maintenance interval|maintenance frequency|service interval|inspection interval|périodicité|fréquence|intervalle|"
     "périodicité de maintenance|périodicité MP|fréquence de maintenance|fréquence MP|intervalle de maintenance|"
     "périodicité de contrôle|périodicité d'entretien|fréquence d'entretien|"
     "الدورية|دورية الصيانة|فترة الصيانة|مدة الصيانة|التواتر|تواتر الصيانة"},
    {"plan_kind",
     "plan kind|kind|kind of maintenance|maintenance type|type of maintenance|PM type|plan|plan type|type de maintenance|"
     "nature de la maintenance|type de contrôle|type d'entretien|نوع الصيانة|طبيعة الصيانة|نوع المراقبة"},
};
// clang-format on

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words that one file writes and another leaves out.
bool is_small(std::string_view word) {
  constexpr std::string_view small[] = {"of", "the", "de", "d", "du", "des", "la", "le", "les", "l"};
  return is_one_of(word, small);
}

/// A word in its one form: the number sign, the plural, the Arabic article.
std::string_view plain_word(std::string_view word) {
  constexpr std::string_view number[] = {"n", "no", "nr", "num", "numero", "number"};
  constexpr std::string_view article = "ال";
  if (is_one_of(word, number)) return "n";
  if (word.size() > 3 && word.back() == 's') word.remove_suffix(1);
  if (word.starts_with(article) && word.size() > 2 * article.size()) word.remove_prefix(article.size());
  return word;
}

/// What two headings have in common where they say the same; without blanks, since `SerialNumber` has none.
std::string key_of(std::string_view heading) {
  std::string key;
  for (const auto& word : words(heading))
    if (!is_small(word)) key += plain_word(word);
  return key;
}

std::string without_blanks(std::string_view heading) {
  std::string key = fold(heading);
  std::erase(key, ' ');
  return key;
}

using FieldOfKey = std::unordered_map<std::string, std::string_view>;

FieldOfKey all_keys() {
  FieldOfKey keys;
  const auto learn = [&](std::string_view spelling, std::string_view field) {
    keys.try_emplace(key_of(spelling), field);
    keys.try_emplace(without_blanks(spelling), field);
  };
  for (const auto& [name, spellings] : fields) {
    learn(name, name);
    for (std::string_view rest = spellings; !rest.empty();) {
      const auto end = std::min(rest.find('|'), rest.size());
      learn(rest.substr(0, end), name);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return keys;
}

const FieldOfKey& keys() {
  static const FieldOfKey all = all_keys();
  return all;
}

/// `Prix d'achat (DA)` is a price; a whole heading in brackets stays as it is.
std::string_view without_addition(std::string_view heading) {
  const auto bracket = heading.find_first_of("([");
  return bracket == heading.npos || trim(heading.substr(0, bracket)).empty() ? heading : heading.substr(0, bracket);
}

constexpr std::size_t longest_heading = 200;  // bytes; a cell of text is none

std::string_view field_spelled(std::string_view heading) {
  if (heading.size() > longest_heading) return {};
  for (const auto text : {heading, without_addition(heading)})
    if (const auto found = keys().find(key_of(text)); found != keys().end()) return found->second;
  return {};
}

/// How many slips of the hand a heading may have. Long words alone: every short word is near some other.
std::size_t slips_allowed(std::string_view key) {
  const auto letters =
      std::count_if(key.begin(), key.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return letters < 7 ? 0 : letters < 12 ? 1 : 2;
}

/// Nothing where two fields are as near.
std::string_view field_near(std::string_view heading) {
  if (heading.size() > longest_heading) return {};
  const std::string key = key_of(without_addition(heading));
  const std::size_t allowed = slips_allowed(key);
  std::size_t best = allowed + 1;
  std::string_view found;
  if (allowed == 0) return found;
  for (const auto& [spelling, field] : keys()) {
    // Measuring costs much more than seeing that no few slips, of four bytes at most, make up for the length.
    const auto longer = std::max(key.size(), spelling.size()), shorter = std::min(key.size(), spelling.size());
    if (longer - shorter > 4 * allowed) continue;
    const auto slips = distance(key, spelling, allowed);
    if (slips > allowed || slips > best) continue;
    found = slips < best || found == field ? field : std::string_view();
    best = slips;
  }
  return found;
}

std::string_view field_named(const Mapping& mapping) {
  std::string names;
  for (const auto& field : fields) {
    if (field.name == mapping.field) return field.name;
    names.append(names.empty() ? "" : ", ").append(field.name);
  }
  throw Error(Fault::usage, "--map {header}: no field {field}; the fields are {names}",
              {{"header", mapping.header}, {"field", mapping.field}, {"names", names}});
}

std::string numbered(std::size_t place) { return "#" + std::to_string(place + 1); }

/// A heading as it can be said in --map: by its number where it is blank or another column has the same.
std::string address(std::span<const Column> columns, std::size_t place) {
  const auto& header = columns[place].header;
  const auto same = std::count_if(columns.begin(), columns.end(), [&](const auto& c) { return c.header == header; });
  return header.empty() || same > 1 ? numbered(place) : header;
}

template <class Predicate>
std::vector<std::size_t> places_where(std::span<const Column> columns, Predicate is_it) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (is_it(columns[i])) places.push_back(i);
  return places;
}

/// The columns that a mapping means: headed so to the letter, else headed much the same, else of that number.
std::vector<std::size_t> places_of(std::string_view header, std::span<const Column> columns) {
  auto places = places_where(columns, [&](const Column& c) { return c.header == header; });
  if (const auto key = key_of(header); places.empty() && !key.empty() && !header.starts_with('#'))
    places = places_where(columns, [&](const Column& c) { return key_of(c.header) == key; });
  if (!places.empty() || !header.starts_with('#')) return places;
  const auto number = parse_number(header.substr(1));
  if (number && *number >= 1 && static_cast<unsigned long long>(*number) <= columns.size())
    places.push_back(static_cast<std::size_t>(*number - 1));
  return places;
}

void give(std::span<Column> columns, std::size_t place, std::string_view field, Column::Match match) {
  if (const auto other = column_of(columns, field); other && *other != place) {
    const Fault fault = match == Column::Match::mapped ? Fault::usage : Fault::invalid;
    const auto first = address(columns, *other), second = address(columns, place);
    throw Error(fault,
                "the columns {first} and {second} both read as {field}; say --map \"{second}=\" to pass one over",
                {{"first", first}, {"second", second}, {"field", std::string(field)}});
  }
  columns[place].field = field;
  columns[place].match = match;
}

void apply_mapping(const Mapping& mapping, std::span<Column> columns) {
  const auto places = places_of(trim(mapping.header), columns);
  if (places.empty()) throw Error(Fault::usage, "--map: no column is headed {header}", {{"header", mapping.header}});
  if (mapping.field.empty()) {
    for (const auto place : places) columns[place].match = Column::Match::ignored;
    return;
  }
  const auto field = field_named(mapping);
  if (places.size() > 1)
    throw Error(Fault::usage, "--map: several columns are headed {header}; say which: --map \"{number}={field}\"",
                {{"header", mapping.header}, {"number", numbered(places.front())}, {"field", mapping.field}});
  give(columns, places.front(), field, Column::Match::mapped);
}

/// Gives the columns still without a field the one that `find` finds, unless an earlier pass has given it away.
template <class Find>
void match_rest(std::span<Column> columns, Column::Match match, Find find) {
  const std::vector<Column> before(columns.begin(), columns.end());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].match != Column::Match::none) continue;
    const std::string_view field = find(columns[i].header);
    if (!field.empty() && !column_of(before, field)) give(columns, i, field, match);
  }
}

}  // namespace

std::span<const KnownField> known_fields() { return fields; }

bool means_heading(const Mapping& mapping, std::span<const std::string> headers) {
  std::vector<Column> columns;
  for (const auto& header : headers) columns.push_back({header, {}, Column::Match::none});
  return !places_of(trim(mapping.header), columns).empty();
}

bool is_heading(std::string_view heading) { return !field_spelled(heading).empty(); }

Mapping parse_mapping(std::string_view text) {
  const auto divides = text.rfind('=');
  if (divides == text.npos || trim(text.substr(0, divides)).empty())
    throw Error(Fault::usage, "--map {text}: say a header and a field, as in \"N° série=serial\"",
                {{"text", std::string(text)}});
  return {std::string(trim(text.substr(0, divides))), std::string(trim(text.substr(divides + 1)))};
}

std::vector<Column> match_columns(std::span<const std::string> headers, std::span<const Mapping> mappings) {
  std::vector<Column> columns;
  for (const auto& header : headers) columns.push_back({std::string(trim(header)), {}, Column::Match::none});
  for (const auto& mapping : mappings) apply_mapping(mapping, columns);
  match_rest(columns, Column::Match::heading, field_spelled);
  match_rest(columns, Column::Match::near, field_near);
  return columns;
}

std::optional<std::size_t> column_of(std::span<const Column> columns, std::string_view field) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].field == field) return i;
  return std::nullopt;
}

std::optional<Interval::Unit> unit_in(std::string_view heading) {
  using Unit = Interval::Unit;
  constexpr std::pair<std::string_view, Unit> known[] = {
      {"day", Unit::day},      {"days", Unit::day},      {"jour", Unit::day},       {"jours", Unit::day},
      {"j", Unit::day},        {"يوم", Unit::day},       {"ايام", Unit::day},       {"بالايام", Unit::day},
      {"week", Unit::week},    {"weeks", Unit::week},    {"semaine", Unit::week},   {"semaines", Unit::week},
      {"اسبوع", Unit::week},   {"اسابيع", Unit::week},   {"بالاسابيع", Unit::week}, {"month", Unit::month},
      {"months", Unit::month}, {"mois", Unit::month},    {"شهر", Unit::month},      {"اشهر", Unit::month},
      {"شهور", Unit::month},   {"بالاشهر", Unit::month}, {"year", Unit::year},      {"years", Unit::year},
      {"an", Unit::year},      {"ans", Unit::year},      {"annee", Unit::year},     {"annees", Unit::year},
      {"سنه", Unit::year},     {"سنوات", Unit::year},    {"بالسنوات", Unit::year},
  };
  for (const auto& word : words(heading))
    for (const auto& [spelling, unit] : known)
      if (word == spelling) return unit;
  return std::nullopt;
}

}  // namespace siyana::exchange
