// One thing on one screen.
#pragma once

#include "cmd/app.hpp"

namespace siyana {

void show_device(App& app, const Words& words);
/// The breakdown meant by its number, or by the tag of a device that has one open.
work::Breakdown breakdown_named(App& app, const std::string& text);
void show_work(App& app, const Words& words);

/// "Label   value" where there is a value, the labels of one width.
class Sheet {
 public:
  explicit Sheet(App& app) : app_(app) {}
  void title(std::string_view text);
  void heading(const Sentence& sentence);
  void line(std::string_view label, std::string_view value);
  /// The same with a label that is no word of ours: a plan's name, a number.
  void named(std::string_view name, std::string_view value);
  void text(std::string_view line);

 private:
  App& app_;
};

}  // namespace siyana
