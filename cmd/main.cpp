#include <string>
#include <vector>

#include "cmd/run.hpp"

int main(int count, char** words) {
  return siyana::run(std::vector<std::string>(words + (count > 0 ? 1 : 0), words + count));
}
