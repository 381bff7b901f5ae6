#include "exchange/xml.hpp"

#include <expat.h>

#include <new>
#include <utility>

#include "base/error.hpp"

namespace siyana::exchange {
namespace {

constexpr std::size_t deepest = 256;
constexpr std::uint64_t longest_tag = 8 << 20;

std::string_view without_prefix(std::string_view name) {
  const auto colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view Attributes::operator[](std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (name == pair[0]) return pair[1];
  return {};
}

struct Xml::Callbacks {
  template <class F>
  static void guarded(void* data, F&& f) {
    auto& xml = *static_cast<Xml*>(data);
    if (xml.thrown_) return;
    try {
      f(xml);
    } catch (...) {
      xml.thrown_ = std::current_exception();
      XML_StopParser(xml.parser_, XML_FALSE);
    }
  }
  static void start(void* data, const char* name, const char** attributes) {
    guarded(data, [&](Xml& xml) {
      if (++xml.depth_ > deepest) xml.refuse();
      xml.handler_.start(without_prefix(name), Attributes(attributes));
    });
  }
  static void end(void* data, const char* name) {
    guarded(data, [&](Xml& xml) {
      --xml.depth_;
      xml.handler_.end(without_prefix(name));
    });
  }
  static void text(void* data, const char* text, int size) {
    guarded(data, [&](Xml& xml) { xml.handler_.text({text, static_cast<std::size_t>(size)}); });
  }
  static void doctype(void* data, const char*, const char*, const char*, int) {
    guarded(data, [](const Xml& xml) {
      throw Error(Fault::invalid, "{file} holds a DOCTYPE, as no spreadsheet program writes one: save it as CSV",
                  {{"file", xml.file_}});
    });
  }
};

Xml::Xml(XmlHandler& handler, std::string file)
    : handler_(handler), file_(std::move(file)), parser_(XML_ParserCreate(nullptr)) {
  if (parser_ == nullptr) throw std::bad_alloc();
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, Callbacks::start, Callbacks::end);
  XML_SetCharacterDataHandler(parser_, Callbacks::text);
  XML_SetStartDoctypeDeclHandler(parser_, Callbacks::doctype);
}

Xml::~Xml() { XML_ParserFree(parser_); }

void Xml::parse(std::string_view bytes, bool last) {
  fed_ += bytes.size();
  const auto status = XML_Parse(parser_, bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
  if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
  if (status == XML_STATUS_ERROR) refuse();
  // What the parser keeps is what it could not give on yet: the beginning of a tag.
  const auto given = XML_GetCurrentByteIndex(parser_);
  if (given >= 0 && fed_ - static_cast<std::uint64_t>(given) > longest_tag) refuse();
}

void Xml::refuse() const {
  throw Error(Fault::invalid, "{file} is no good workbook (its XML is broken): save it again as .xlsx or CSV",
              {{"file", file_}});
}

}  // namespace siyana::exchange
