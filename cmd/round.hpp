// What the verbs of `round` share.
#pragma once

#include "cmd/app.hpp"
#include "render/sheet.hpp"
#include "round/audit.hpp"
#include "round/record.hpp"
#include "round/scan.hpp"

namespace siyana {

/// The scope said by DEPARTMENT (or --department), --facility, --type, --room and --within; nothing where none was.
std::optional<round::Scope> round_scope(App& app, const Words& words);
/// "MOS · Réanimation · Box 1": where a round goes, in the register's own names, a type's in the reader's language.
std::string round_place(App& app, const round::Scope& scope);
render::PaperSheet paper_sheet(App& app, const round::Scope& scope, const std::vector<round::Stop>& stops, bool all);

/// What an unusual scan wants people to know: where it belongs, that it was lost or stored.
void say_strange(App& app, const round::Scope& scope, const device::Device& device);
/// "not known at all, and understood as": what a garbled scan was taken for.
void say_understood(App& app, std::string_view text, const round::Scanned& scanned);

/// `round start`: one device at a time, at a terminal.
void round_at_terminal(App& app, const Words& words);
/// `round close`.
void close_round(App& app, const Words& words);

}  // namespace siyana
