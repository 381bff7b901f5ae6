# Writes the C++ source of the texts under schemas/ (see embedded.hpp):
#   cmake -DFOLDER=schemas -DOUTPUT=embedded.cpp -P embed.cmake
# Raw string literals: they compile a hundred times quicker than arrays of numbers, and in C++ have no limit of length.
# A catalogue of messages (.po) is checked by msgfmt and carried in its compiled form (.mo), sorted for searching.

function(list_texts folder result)
  set(watch CONFIGURE_DEPENDS)
  if(CMAKE_SCRIPT_MODE_FILE)
    set(watch "")
  endif()
  file(GLOB_RECURSE paths ${watch} LIST_DIRECTORIES false RELATIVE ${folder} ${folder}/*)
  list(FILTER paths EXCLUDE REGEX "(^|/)\\.|\\.(cmake|hpp)$|~$")
  list(SORT paths COMPARE STRING)
  set(${result} ${paths} PARENT_SCOPE)
endfunction()

# The row of a catalogue, its bytes as escapes.
function(catalogue_row folder path result)
  set(compiled ${CMAKE_CURRENT_BINARY_DIR}/catalogue.mo)
  execute_process(COMMAND msgfmt --check-format --check-domain --no-hash --output-file=${compiled} ${folder}/${path} RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "schemas/${path}: msgfmt refuses it")
  endif()
  file(READ ${compiled} bytes HEX)
  file(REMOVE ${compiled})
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
  string(REGEX REPLACE "\\.po$" ".mo" path ${path})
  set(${result} "    {\"${path}\"sv, \"${bytes}\"sv},\n" PARENT_SCOPE)
endfunction()

function(write_source folder output)
  list_texts(${folder} paths)
  set(rows "")
  foreach(path IN LISTS paths)
    if(path MATCHES "\\.po$")
      catalogue_row(${folder} ${path} row)
      string(APPEND rows "${row}")
      continue()
    endif()
    file(READ ${folder}/${path} text)
    string(FIND "${text}" ")siyana\"" clash)
    if(NOT clash EQUAL -1)
      message(FATAL_ERROR "schemas/${path}: `)siyana\"` would end its literal in the program")
    endif()
    string(APPEND rows "    {\"${path}\"sv, R\"siyana(${text})siyana\"sv},\n")
  endforeach()
  list(LENGTH paths count)
  file(WRITE ${output} "// Made by schemas/embed.cmake.
#include \"embedded.hpp\"

#include <algorithm>
#include <array>

namespace siyana {
namespace {
using namespace std::string_view_literals;
constexpr std::array<EmbeddedFile, ${count}> files{{
${rows}}};
}  // namespace

std::span<const EmbeddedFile> embedded_files() { return files; }

std::string_view embedded(std::string_view path) {
  const auto* found = std::ranges::lower_bound(files, path, {}, &EmbeddedFile::path);
  return found != files.end() && found->path == path ? found->contents : std::string_view();
}

}  // namespace siyana
")
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  write_source(${FOLDER} ${OUTPUT})
endif()
