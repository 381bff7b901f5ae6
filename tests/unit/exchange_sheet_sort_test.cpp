#include "exchange/sheet_sort.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace siyana::exchange {

TEST_CASE("a sheet of a ward is a list of devices, whatever it says of the last visit") {
  const std::vector<std::string> sheets[] = {
      {"N° Inv.", "Désignation", "Marque", "Modèle", "N° de série", "Date de visite", "Résultat"},
      {"N° inventaire", "Désignation", "Observations"},
      {"Désignation", "Marque", "Modèle", "Quantité"},
      {"رقم الجرد", "التعيين", "العلامة", "الطراز", "الرقم التسلسلي", "الحالة"},
      {"N° inventaire", "Désignation", "Périodicité", "Dernière maintenance"},
      {"Date", "Désignation", "N° Inv."}};
  for (const auto& headings : sheets) {
    CAPTURE(headings.front());
    CHECK(sort_of_sheet(headings) == SheetSort::devices);
  }
}

TEST_CASE("a sheet of interventions tells of past work") {
  const std::vector<std::string> sheets[] = {
      {"Date", "N° Inv.", "Nature", "Résultat", "Intervenant", "Coût", "Observations"},
      {"Date d'intervention", "Désignation", "Service", "Panne constatée", "Travaux effectués", "Technicien"},
      {"التاريخ", "رقم الجرد", "نوع التدخل", "النتيجة", "التقني"}};
  for (const auto& headings : sheets) {
    CAPTURE(headings.front());
    CHECK(sort_of_sheet(headings) == SheetSort::past_work);
  }
}

TEST_CASE("a programme by type tells of plans") {
  CHECK(sort_of_sheet(std::vector<std::string>{"Désignation", "Type de maintenance", "Périodicité"}) ==
        SheetSort::plans);
  CHECK(sort_of_sheet(std::vector<std::string>{"Marque", "Modèle", "Périodicité (mois)"}) == SheetSort::plans);
}

}  // namespace siyana::exchange
