// A small table in a file, whose columns are sought by their headings: not devices, but a list of codes or of
// decisions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/header.hpp"
#include "exchange/import_sheet.hpp"
#include "exchange/source.hpp"

namespace siyana::exchange {

class NamedColumns {
 public:
  /// The headings are the first record most of whose cells are among `usual`, else the first of the usual width. The
  /// descriptor is a regular file's, and stays the caller's. Error(invalid) where the file holds nothing.
  NamedColumns(int descriptor, const std::string& name, const std::vector<std::string>& usual,
               const ImportOptions& options = {});

  /// The place of a heading, compared as names are.
  std::optional<std::size_t> maybe(std::string_view heading) const;
  /// Error(invalid) lists the headings there are.
  std::size_t require(std::string_view heading) const;
  const std::vector<std::string>& headings() const { return header_.names; }
  const std::string& name() const { return name_; }
  /// What was understood of the file, where that is not the usual.
  const std::vector<Sentence>& understood() const { return source_.understood; }

  /// Error(invalid) at a stray quote.
  std::optional<Record> next();

 private:
  std::string name_;
  Source source_;
  Header header_;
};

}  // namespace siyana::exchange
