#include "work/result_words.hpp"

#include "base/spelled.hpp"

namespace siyana::work {
namespace {

constexpr Meaning results[] = {
    {"pass",
     "pass|passed|ok|good|in order|conform|compliant|satisfactory|conforme|bon|bon etat|reussi|satisfaisant|ras|r a s|"
     "fonctionnel|favorable|done|fait|faite|effectue|effectuee|realise|realisee|مطابق|ناجح|سليم|صالح|جيد|حسن|تم|منجز"},
    {"minor",
     "minor|adjusted|with remarks|conforme avec remarque|conforme avec remarques|conforme avec observations|"
     "conforme avec reserve|conforme avec reserves|avec reserve|avec "
     "reserves|reserve|ajuste|conforme apres reglage|remis en ordre|put in order|"
     "mineur|defaut mineur|مطابق بتحفظ|بتحفظ|تعديل بسيط|مطابق بعد ضبط"},
    {"fail",
     "fail|failed|not ok|nok|ko|non conform|not conform|non compliant|bad|defective|non conforme|mauvais|echec|echoue|"
     "defaillant|defectueux|defavorable|refuse|غير مطابق|فاشل|مرفوض|غير صالح|معطل"},
    {"in-use",
     "in use|in use on a patient|en cours d utilisation|en cours d utilisation sur un patient|en utilisation|occupe|"
     "قيد الاستعمال|قيد الاستعمال على مريض|مشغول"},
    {"not-found",
     "not found|missing|introuvable|appareil introuvable|equipement introuvable|non trouve|non retrouve|absent|"
     "غير موجود|غير موجود في مكانه|مفقود"},
    {"not-available",
     "not available|closed|the place was closed|inaccessible|local inaccessible|le local etait ferme|non disponible|"
     "indisponible|ferme|غير متاح|مغلق|المكان مغلق|كان المكان مغلقا"},
    {"refused",
     "refused by the department|the department refused|refus du service|le service a refuse|رفض المصلحه|رفضت المصلحه"},
    {"no-part",
     "no part|a part was lacking|attente piece|manque de piece|manque piece|piece manquante|une piece manquait|"
     "نقص قطعه|نقص قطعه غيار|نقصت قطعه غيار"},
    {"device-down",
     "device down|the device is broken down|en panne|appareil en panne|l appareil est en panne|equipement en panne|"
     "hors service|خارج الخدمه|الجهاز معطل"},
    {"vendor-no-show",
     "vendor no show|the vendor did not come|prestataire absent|le prestataire n est pas venu|غياب المتعهد|"
     "غياب القايم بالصيانه|لم يحضر القايم بالصيانه"}};

}  // namespace

std::optional<ResultWord> result_named(std::string_view text) {
  static const Spelled known = learned(results);
  const auto word = meaning_of(text, known);
  if (word.empty()) return std::nullopt;
  for (const auto result : {plan::Result::pass, plan::Result::minor, plan::Result::fail})
    if (word == siyana::name_of(result)) return ResultWord{result, {}};
  return ResultWord{plan::Result::pass, word};
}

}  // namespace siyana::work
