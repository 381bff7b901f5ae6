// Times commands side by side: every round runs each of them once, in turning order, so that a busy machine slows all
// alike.
//
//   measure ROUNDS NAME [--before SHELL] WORD… :: NAME …
//
// {round} in a word stands for the round's number, from 100 on.
//
// Prints each command's median and peak memory, and the median over the rounds of first / it. stdout of the commands
// goes to /dev/null; one that fails ends the measurement.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Command {
  std::string name, before;
  std::vector<std::string> words;
  std::vector<double> milliseconds;
  long peak_kilobytes = 0;
};

std::vector<Command> commands_of(char** words) {
  std::vector<Command> commands;
  while (*words != nullptr) {
    Command command;
    command.name = *words++;
    if (*words != nullptr && std::strcmp(*words, "--before") == 0) {
      command.before = words[1];
      words += 2;
    }
    while (*words != nullptr && std::strcmp(*words, "::") != 0) command.words.push_back(*words++);
    if (*words != nullptr) ++words;
    commands.push_back(command);
  }
  return commands;
}

void prepare(const Command& command) {
  if (command.before.empty() || std::system(command.before.c_str()) == 0) return;
  std::fprintf(stderr, "measure: failed: %s\n", command.before.c_str());
  std::exit(1);
}

std::string numbered(std::string word, int round) {
  constexpr std::string_view mark = "{round}";
  for (auto at = word.find(mark); at != word.npos; at = word.find(mark))
    word.replace(at, mark.size(), std::to_string(100 + round));
  return word;
}

void run(Command& command, int round, int null) {
  prepare(command);
  std::vector<std::string> words;
  for (const auto& word : command.words) words.push_back(numbered(word, round));
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const auto start = std::chrono::steady_clock::now();
  // vfork: a copied process would count this program's memory as the command's.
  const pid_t child = ::vfork();
  if (child == 0) {
    ::dup2(null, STDIN_FILENO);
    ::dup2(null, STDOUT_FILENO);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
  }
  int status = 0;
  rusage used{};
  ::wait4(child, &status, 0, &used);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  if (status != 0) {
    std::fprintf(stderr, "measure: %s failed (%d)\n", command.name.c_str(), WEXITSTATUS(status));
    std::exit(1);
  }
  command.milliseconds.push_back(took.count());
  command.peak_kilobytes = std::max(command.peak_kilobytes, used.ru_maxrss);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double ratio(const Command& first, const Command& other) {
  std::vector<double> ratios;
  for (std::size_t round = 0; round < other.milliseconds.size(); ++round)
    ratios.push_back(first.milliseconds[round] / other.milliseconds[round]);
  return median(ratios);
}

void print(const std::vector<Command>& commands) {
  for (const auto& command : commands) {
    std::printf("  %-22s %10.2f ms %8.1f MiB", command.name.c_str(), median(command.milliseconds),
                static_cast<double>(command.peak_kilobytes) / 1024);
    if (&command != commands.data()) std::printf("   siyana / it = %.2f", ratio(commands.front(), command));
    std::puts("");
  }
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) return std::fprintf(stderr, "usage: measure ROUNDS NAME [--before SHELL] WORD... :: ...\n"), 2;
  const int rounds = std::atoi(words[1]);
  auto commands = commands_of(words + 2);
  const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int round = 0; round < rounds; ++round)
    for (std::size_t i = 0; i < commands.size(); ++i)
      run(commands[(i + static_cast<std::size_t>(round)) % commands.size()], round, null);
  print(commands);
}
