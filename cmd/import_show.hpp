// What became of the imports.
#pragma once

#include "cmd/app.hpp"

namespace siyana {

void list_imports(App& app, const Words& words);
void show_import(App& app, const Words& words);

}  // namespace siyana
