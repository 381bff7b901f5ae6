// A recipient's digest: what the rule found to say, as one message in the recipient's language.
#pragma once

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "alert/matter.hpp"
#include "cmd/app.hpp"
#include "device/places.hpp"
#include "device/type_names.hpp"
#include "render/mail.hpp"
#include "render/template.hpp"

namespace siyana {

/// One row of `alert preview`, and of the file attached to a long digest.
struct AlertLine {
  std::string address, why, tag, facility, department, type, manufacturer, model, serial, plan, kind;
  std::optional<Date> due_on;
  std::optional<std::int64_t> days_late;
  std::string state;
  std::optional<Date> last_done_on;
  std::string blocked_by, symptom;
};

struct Spoken {
  alert::Why why = alert::Why::fresh;
  const alert::Matter* matter = nullptr;
};

/// The journal's last entry when the message was made: who keeps his mail can prove what stood there.
struct JournalHead {
  std::int64_t entry = 0;
  std::string hash;  // in hexadecimal
};

/// What a digest is made of. `spoken` is in the order of the message.
struct Bulletin {
  const alert::Recipient* recipient = nullptr;
  std::vector<Spoken> spoken;
  std::int64_t overdue = 0, broken = 0, soon = 0;  // all that stands in the recipient's reach, told now or before
  std::vector<std::string> thread;                 // Message-IDs; none: the recipient's first digest
  Date day;
  bool again = false;  // somebody asked for what was told before
  JournalHead head;
};

/// Most late first, what is cleared last.
void put_in_order(std::vector<Spoken>& spoken);
AlertLine alert_line(const alert::Recipient& recipient, const Spoken& spoken);

/// Makes messages: the templates are loaded and checked once. Error(invalid) where a site's own template is wrong.
class DigestWriter {
 public:
  DigestWriter(App& app, db::Database& database);
  render::Mail write(const Bulletin& digest) const;
  const std::string& sender() const { return sender_; }

 private:
  std::string place_of(const Bulletin& digest, const Catalog& catalog) const;
  render::Filling page(const Bulletin& digest, const std::string& subject, const std::string& place,
                       const Catalog& catalog, bool markup) const;
  std::string body(const Bulletin& digest, render::Filling page, std::size_t shown, const Catalog& catalog,
                   bool markup) const;
  std::string facility_name(std::string_view code) const;
  std::string room_of(Id device) const;
  std::string type_name(const std::string& name, Language language) const;
  Catalog catalog_of(const alert::Recipient& recipient) const;
  std::string message_id(const Bulletin& digest) const;

  App& app_;
  db::Database& database_;
  std::vector<device::Facility> facilities_;
  std::vector<device::Department> departments_;
  std::array<std::unordered_map<std::string, std::string>, 3> type_names_;  // by language
  std::string sender_, site_;
  render::Template text_, html_;
};

}  // namespace siyana

namespace siyana {
template <>
struct Fields<AlertLine> {
  using R = AlertLine;
  static constexpr auto all = std::tuple{field("address", &R::address, "Address"),
                                         word("why", &R::why, "Why"),
                                         field("tag", &R::tag, "Tag"),
                                         field("facility", &R::facility, "Facility"),
                                         field("department", &R::department, "Department"),
                                         field("type", &R::type, "Type"),
                                         detail(field("manufacturer", &R::manufacturer, "Manufacturer")),
                                         detail(field("model", &R::model, "Model")),
                                         detail(field("serial", &R::serial, "Serial number")),
                                         field("plan", &R::plan, "Plan"),
                                         detail(word("kind", &R::kind, "Kind")),
                                         field("due_on", &R::due_on, "Due on"),
                                         field("days_late", &R::days_late, "Days late"),
                                         word("state", &R::state, "State"),
                                         or_else(field("last_done_on", &R::last_done_on, "Last done on"), "never"),
                                         field("blocked_by", &R::blocked_by, "Blocked by"),
                                         detail(field("symptom", &R::symptom, "Symptom"))};
};
}  // namespace siyana
