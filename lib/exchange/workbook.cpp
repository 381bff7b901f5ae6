#include "exchange/workbook.hpp"

#include "base/error.hpp"

namespace siyana::exchange {

std::unique_ptr<Workbook> open_workbook(Zip& zip) {
  if (zip.has("xl/workbook.bin"))
    throw Error(Fault::invalid, "{file} is a binary workbook (.xlsb): save it as .xlsx or CSV", {{"file", zip.name()}});
  if (zip.has("content.xml") || zip.has("encrypted-package")) return open_ods(zip);
  if (zip.has("xl/workbook.xml") || zip.has("_rels/.rels")) return open_xlsx(zip);
  throw Error(Fault::invalid, "{file} is a zip without a workbook in it: give the .xlsx, .ods or CSV itself",
              {{"file", zip.name()}});
}

}  // namespace siyana::exchange
