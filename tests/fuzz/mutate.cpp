// A small driver for where libFuzzer is not: each input of a folder as it is, then so many with a few random changes,
// the same on every run. The input that ended the program is left in the file that is named.
//
//   TARGET CORPUS EXECUTIONS LAST-INPUT

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t longest = 1 << 16;

std::vector<std::string> inputs_of(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& file : std::filesystem::directory_iterator(folder)) paths.push_back(file.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> inputs;
  for (const auto& path : paths) {
    std::stringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    inputs.push_back(bytes.str());
  }
  return inputs;
}

class Mutator {
 public:
  explicit Mutator(const std::vector<std::string>& inputs) : inputs_(inputs) {}

  std::string next() {
    std::string input = inputs_[below(inputs_.size())];
    for (std::size_t changes = 1 + below(6); changes > 0; --changes) change(input);
    if (input.size() > longest) input.resize(longest);
    return input;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  void change(std::string& input) {
    const std::size_t at = below(input.size() + 1), length = std::min(1 + below(16), input.size() - at);
    const auto byte = static_cast<char>(below(256));
    const auto& other = inputs_[below(inputs_.size())];
    switch (below(6)) {
      case 0:
        if (at < input.size()) input[at] = static_cast<char>(input[at] ^ 1 << below(8));
        break;
      case 1:
        if (at < input.size()) input[at] = byte;
        break;
      case 2:
        input.insert(at, 1 + below(3), byte);
        break;
      case 3:
        input.erase(at, length);
        break;
      case 4:
        input.insert(at, std::string(input, at, length));
        break;
      default:
        if (!other.empty()) input.insert(at, std::string(other, below(other.size()), 1 + below(32)));
    }
  }

  const std::vector<std::string>& inputs_;
  std::minstd_rand random_{1};
};

/// Tries an input, which is in a file that outlives the program.
void try_input(const std::string& path, const std::string& input) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << input;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

}  // namespace

int main(int count, char** words) try {
  if (count != 4) throw std::invalid_argument("usage: TARGET CORPUS EXECUTIONS LAST-INPUT");
  const auto inputs = inputs_of(words[1]);
  if (inputs.empty()) throw std::invalid_argument(std::string("no input in ") + words[1]);
  const std::string last = words[3];
  for (const auto& input : inputs) try_input(last, input);
  Mutator mutator(inputs);
  const long executions = std::stol(words[2]);
  for (long i = 0; i < executions; ++i) try_input(last, mutator.next());
  std::filesystem::remove(last);
  std::printf("%zu inputs and %ld changed ones\n", inputs.size(), executions);
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 2;
}
