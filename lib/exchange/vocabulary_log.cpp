// What hospitals write above the columns of their sheets of interventions.
#include <vector>

#include "exchange/vocabulary.hpp"

namespace siyana::exchange {
namespace {

// clang-format off
constexpr KnownField own_fields[] = {
    {"done_on",
     "done on|date|date done|date of work|performed on|date performed|intervention date|date of intervention|"
     "service date|work date|inspection date|date of inspection|date d'intervention|date de l'intervention|effectué le|"
     "réalisé le|fait le|date de réalisation|date d'exécution|date de passage|date de visite|date de contrôle|"
     "date de maintenance|التاريخ|تاريخ التدخل|تاريخ الصيانة|تاريخ الإنجاز|تاريخ المراقبة"},
    {"kind",
     "kind|what|kind of work|type of work|work type|type of intervention|intervention type|intervention|"
     "maintenance type|type of maintenance|nature|type|nature de l'intervention|type d'intervention|"
     "type de maintenance|nature de la maintenance|nature des travaux|الطبيعة|نوع التدخل|طبيعة التدخل|نوع الصيانة|نوع العمل"},
    {"plan", "plan|plan name|nom du plan|plan de maintenance|المخطط|اسم المخطط"},
    {"result",
     "result|outcome|verdict|conformity|résultat|résultat du contrôle|conclusion|conformité|avis|"
     "النتيجة|نتيجة المراقبة|الخلاصة|المطابقة"},
    {"done_by",
     "done by|by|who|technician|technician name|engineer|performed by|technicien|nom du technicien|intervenant|"
     "effectué par|réalisé par|fait par|ingénieur|agent|التقني|اسم التقني|المتدخل|أنجز من طرف|القائم بالعمل"},
    {"minutes",
     "minutes|duration|time spent|labour time|labor time|hours|durée|temps passé|temps d'intervention|"
     "durée d'intervention|heures|المدة|مدة التدخل|الدقائق"},
    {"cost",
     "cost|price|amount|total cost|repair cost|coût|prix|montant|coût total|coût de l'intervention|"
     "coût de réparation|التكلفة|المبلغ|السعر|الثمن"},
    {"note",
     "note|remark|comment|observation|description|details|remarque|commentaire|détail|compte rendu|rapport|"
     "ملاحظة|ملاحظات|تعليق|الوصف|التقرير"},
    {"symptom",
     "symptom|problem|fault|failure|complaint|defect|breakdown|reason|symptôme|panne|problème|défaut|défaillance|"
     "motif|motif d'appel|panne signalée|panne constatée|problème constaté|défaut constaté|anomalie constatée|description de la panne|nature de la panne|anomalie|objet|"
     "العطل|العطب|وصف العطل|سبب التدخل|الخلل"},
    {"action",
     "action|action taken|work done|repair|solution|remedy|travaux|travaux effectués|travaux réalisés|action effectuée|"
     "réparation|intervention effectuée|opérations effectuées|الإجراء|العمل المنجز|الأشغال المنجزة|الإصلاح"},
    {"cause", "cause|cause code|root cause|cause de la panne|origine|origine de la panne|السبب|سبب العطل"},
    {"reported_at",
     "reported at|reported on|report date|date reported|breakdown date|failure date|date of failure|date de panne|"
     "date de signalement|signalé le|date de déclaration|date de la demande|date d'appel|"
     "تاريخ العطل|تاريخ العطب|تاريخ التبليغ"},
    {"closed_at",
     "closed at|closed on|close date|date closed|repaired on|repair date|end date|date de clôture|clôturé le|"
     "date de fin|réparé le|date de réparation|date de remise en service|remis en service le|"
     "تاريخ الإغلاق|تاريخ الإصلاح|تاريخ الانتهاء|تاريخ إعادة التشغيل"},
    {"order_number",
     "order number|work order|work order number|WO number|job number|N° OT|OT|N° ordre de travail|ordre de travail|"
     "bon de travail|N° de bon|N° d'intervention|N° de fiche|رقم التدخل|رقم أمر العمل|رقم البطاقة"},
    {"reported_by",
     "reported by|requested by|requester|caller|signalé par|demandeur|demandé par|déclarant|طالب التدخل|بلغ من طرف"},
    {"severity", "severity|gravité|الخطورة"},
    {"effect", "effect|effet|الأثر"},
    {"state", "state|state of the breakdown|état de la panne|حالة العطل"},
    {"failed_at", "failed at|failed on|تاريخ التوقف"},
    {"acknowledged_at", "acknowledged at|pris en charge le|تاريخ التكفل"},
    {"arrived_at", "arrived at|arrivé le|تاريخ الوصول"},
    {"started_at", "started at|started on|début d'intervention|commencé le|تاريخ البداية"},
    {"completed_at", "completed at|terminé le|تاريخ نهاية الأشغال"},
    {"verified_at", "verified at|tested on|vérifié le|testé le|تاريخ التحقق"},
    {"returned_at", "returned at|returned to service|rendu au service le|تاريخ الإرجاع"},
    {"extra", "extra|hors plan|إضافي"},
    {"counts_for", "counts for|compte pour|يحسب عن"},
    {"without_retest", "without retest|sans nouveau contrôle|دون إعادة المراقبة"},
    {"found_on", "found on|constaté le|تاريخ المعاينة"},
    {"found_plan", "found plan|plan du constat|مخطط المعاينة"}};
constexpr KnownField plan_fields[] = {
    {"name", "name|plan|plan name|nom|nom du plan|libellé|المخطط|اسم المخطط|الاسم"},
    {"kind",
     "kind|plan kind|kind of maintenance|maintenance type|type of maintenance|nature|type de maintenance|"
     "nature de la maintenance|type de contrôle|نوع الصيانة|طبيعة الصيانة|نوع المراقبة"},
    {"every",
     "every|interval|frequency|periodicity|PM interval|maintenance interval|périodicité|fréquence|intervalle|"
     "périodicité de maintenance|périodicité de contrôle|الدورية|دورية الصيانة|فترة الصيانة|التواتر"},
    {"due",
     "due|first due|due on|due date|next due|next due date|next PM|échéance|première échéance|prochaine échéance|"
     "date d'échéance|prochaine maintenance|prochain contrôle|تاريخ الاستحقاق|الاستحقاق|الصيانة القادمة|الموعد القادم"},
    {"basis", "basis|base|mode de calcul|calcul|الأساس|طريقة الحساب"},
    {"window", "window|tolerance|fenêtre|tolérance|المهلة|نافذة الإنجاز"},
    {"before_days", "before days|days before|jours avant|الأيام قبل"},
    {"after_days", "after days|days after|jours après|الأيام بعد"},
    {"lead_days", "lead days|lead|notice|préavis|الإشعار المسبق"},
    {"since", "since|from|in force since|depuis|à partir du|en vigueur depuis|ابتداء من|منذ"},
    {"ended", "ended|fin|terminé|منته"},
    {"applies_to", "applies to|s'applique à|ينطبق على"},
    {"of", "whose|porteur|صاحب المخطط"},
    {"reason", "reason|motif|السبب"}};
// clang-format on

/// Devices are named in every file by the same headings.
constexpr std::string_view naming[] = {"tag", "manufacturer", "model", "serial"};

std::vector<KnownField> with(std::span<const std::string_view> names, std::span<const KnownField> own) {
  std::vector<KnownField> all;
  for (const auto name : names)
    for (const auto& field : device_vocabulary().fields())
      if (field.name == name) all.push_back(field);
  all.insert(all.end(), own.begin(), own.end());
  return all;
}

}  // namespace

const Vocabulary& log_vocabulary() {
  static const std::vector<KnownField> fields = with(naming, own_fields);
  static const Vocabulary all(fields);
  return all;
}

const Vocabulary& plan_vocabulary() {
  constexpr std::string_view names[] = {"tag", "type", "manufacturer", "model"};
  static std::vector<KnownField> fields = [&] {
    auto known = with(names, plan_fields);
    for (auto& field : known)  // a type of device, not the name of a plan
      if (field.name == "type")
        field.spellings =
            "type|device type|equipment type|type of device|type of equipment|désignation|équipement|"
            "appareil|type d'équipement|type d'appareil|dispositif|اسم الجهاز|نوع الجهاز|الجهاز|التعيين";
    return known;
  }();
  static const Vocabulary all(fields);
  return all;
}

}  // namespace siyana::exchange
