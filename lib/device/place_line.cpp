#include "device/place_line.hpp"

namespace siyana::device {

void each_facility(db::Database& database, const std::function<void(const FacilityLine&)>& f) {
  db::Query query(database,
                  "SELECT f.code, f.name, f.country, "
                  "(SELECT count(*) FROM department p WHERE p.facility = f.id AND p.live = 1), "
                  "(SELECT count(*) FROM department p JOIN device d ON d.now_department = p.id AND d.live = 1 "
                  "WHERE p.facility = f.id), f.note FROM facility f WHERE f.live = 1 ORDER BY f.id");
  for (FacilityLine line; query.next();) {
    query.read(line);
    f(line);
  }
}

void each_department(db::Database& database, Id facility, const std::function<void(const DepartmentLine&)>& f) {
  db::Query query(database,
                  "SELECT f.code, p.code, p.name, p.phone, "
                  "(SELECT count(*) FROM device d WHERE d.now_department = p.id AND d.live = 1), p.note, "
                  "CASE WHEN p.root <> p.id THEN p.shown END FROM department p JOIN facility f ON f.id = p.facility "
                  "WHERE p.live = 1 AND ($1 = 0 OR p.facility = $1) ORDER BY f.id, p.name_key",
                  facility);
  for (DepartmentLine line; query.next();) {
    query.read(line);
    f(line);
  }
}

}  // namespace siyana::device
