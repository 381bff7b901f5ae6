// What hospitals write above the columns of an inventory.
#include "exchange/vocabulary.hpp"

namespace siyana::exchange {
namespace {

// clang-format off
constexpr KnownField fields[] = {
    {"tag",
     "tag|tag number|asset tag|asset number|asset id|inventory number|inventory id|inventory code|inventory tag|inv number|"
     "equipment number|equipment id|equipment code|equipment tag|device id|device number|device tag|control number|"
     "property number|N° inventaire|numéro d'inventaire|N° inv|inventaire|code inventaire|référence inventaire|réf inventaire|"
     "inv|inv code|code inv|référence inv|réf inv|identifiant inventaire|N° patrimoine|N° patrimonial|matricule|"
     "étiquette|immatriculation|N° équipement|code équipement|N° appareil|code appareil|N° d'immobilisation|code bien|"
     "رقم الجرد|الرقم الجردي|رقم الجرد العام|رقم الجهاز|رمز الجهاز|رقم المعدة|رقم العتاد|رقم التسجيل|الجرد|رمز الجرد|"
     "رقم الأصل|رمز الأصل|كود الجهاز"},
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
     "تاريخ الدخول في الخدمة|تاريخ بدء الخدمة|تاريخ بداية الخدمة|تاريخ الخدمة|بدء الخدمة"},
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
    {"operating",
     "operating|operating status|operational status|état de fonctionnement|fonctionnement|الحالة التشغيلية|حالة التشغيل"},
    {"support_until",
     "support until|end of support|end of support date|supported until|fin de support|date de fin de support|"
     "support jusqu'au|نهاية الدعم|تاريخ نهاية الدعم"},
    {"contract",
     "contract|maintenance contract|service contract|contract number|contrat|contrat de maintenance|N° de contrat|"
     "numéro de contrat|العقد|عقد الصيانة|رقم العقد"},
    {"service_needs", "service needs|besoins d'exploitation|besoins de maintenance|احتياجات التشغيل|احتياجات الصيانة"},
    {"electrical_class",
     "electrical class|electrical safety class|protection class|classe électrique|classe de protection|"
     "classe de protection électrique|صنف الحماية|الصنف الكهربائي"},
    {"applied_part", "applied part|applied part type|partie appliquée|type de partie appliquée|الجزء المطبق"},
    {"criticality",
     "criticality|criticality class|criticité|classe de criticité|niveau de criticité|الحرجية|درجة الحرجية|درجة الأهمية"},
    {"seen_on", "seen on|last seen|last seen on|vu le|vu la dernière fois le|آخر معاينة"},
    {"import_ref",
     "import ref|import reference|id|record id|source id|external id|external ref|external reference|guid|uuid|identifiant|"
     "identifiant externe|référence externe|ancien code|ancien N° inventaire|المعرف|المرجع الخارجي|الرقم القديم"},
    {"note",
     "note|remark|comment|observation|remarque|commentaire|ملاحظة|ملاحظات|تعليق"},
    {"extra", "extra|extra fields|champs supplémentaires|champs en plus|حقول إضافية"},
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
constexpr KnownField quantities[] = {
    {"quantity",
     "quantity|qty|number of devices|number of units|units|quantité|quantités|qté|qtité|nombre|nbre|nb|nombre d'appareils|"
     "nombre d'unités|nombre d'exemplaires|الكمية|العدد|عدد|عدد الأجهزة|عدد الوحدات"},
};
// clang-format on

}  // namespace

bool is_quantity(std::string_view heading) {
  static const Vocabulary known(quantities);
  return !known.spelled(heading).empty();
}

const Vocabulary& device_vocabulary() {
  static const Vocabulary all(fields);
  return all;
}

}  // namespace siyana::exchange
