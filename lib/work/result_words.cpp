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
     "reserves|reserve|ajuste|"
     "mineur|defaut mineur|مطابق بتحفظ|بتحفظ|تعديل بسيط"},
    {"fail",
     "fail|failed|not ok|nok|ko|non conform|not conform|non compliant|bad|defective|non conforme|mauvais|echec|echoue|"
     "defaillant|defectueux|defavorable|refuse|غير مطابق|فاشل|مرفوض|غير صالح|معطل"},
    {"in-use", "in use|en cours d utilisation|en utilisation|occupe|قيد الاستعمال|مشغول"},
    {"not-found",
     "not found|missing|introuvable|appareil introuvable|equipement introuvable|non trouve|non retrouve|absent|"
     "غير موجود|مفقود"},
    {"not-available", "not available|closed|inaccessible|non disponible|indisponible|ferme|غير متاح|مغلق"},
    {"refused", "refused by the department|refus du service|رفض المصلحه"},
    {"no-part", "no part|attente piece|manque de piece|manque piece|نقص قطعه"},
    {"device-down", "device down|en panne|appareil en panne|equipement en panne|hors service|خارج الخدمه"},
    {"vendor-no-show", "vendor no show|prestataire absent|غياب المتعهد"}};

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
