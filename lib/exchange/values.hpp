// What a cell says without saying anything, and what a spreadsheet did to it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace siyana::exchange {

/// An empty cell, punctuation alone, or a word for nothing: `-`, `N/A`, `NULL`, `none`, `néant`, `inconnu`, `لا يوجد`.
bool is_placeholder(std::string_view text);

/// A placeholder numbered to make it look unique: `N-A 3`, `N/A-4`, `sans n° 2`, `inconnu 1`.
bool numbered_placeholder(std::string_view text);

/// A number that a spreadsheet has rounded and cannot be had back (`1.20214E+11`, `9,4E+11`), or a day it took a
/// number for (`2024-03-01`).
bool damaged_serial(std::string_view text);

/// What a formula says that cannot be worked out: `#REF!`, `#VALEUR!`, `#DIV/0!`; not `#N/A`, which stands for nothing.
bool is_formula_error(std::string_view text);

/// A day as spreadsheets count them, such as 43831. Which day depends on the program: it is never guessed.
bool is_day_number(std::string_view text);

/// True for `2018`, `03/2020` and `mars 2020`.
bool has_no_day(std::string_view text);

/// True for what stands before a sum below a table: `TOTAL`, `Total : 4 appareils`, `المجموع`.
bool is_total(std::string_view text);
/// True for what begins as a sum and says of what: `TOTAL RÉANIMATION`, `Nombre d'équipements : 2`, `A reporter`, and
/// for the number of a page.
bool begins_as_total(std::string_view text);

/// At most so many bytes of a text, cut between two characters: to say what a cell holds.
std::string beginning(std::string_view text, std::size_t size);

}  // namespace siyana::exchange
