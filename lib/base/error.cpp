#include "base/error.hpp"

#include <utility>

namespace siyana {

Error::Error(Fault fault, Sentence sentence)
    : fault_(fault), sentence_(std::move(sentence)), english_(english(sentence_)) {}

}  // namespace siyana
