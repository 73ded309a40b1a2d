// tools/learn/judge.cpp -- runs the compiler, then what it made, and shortens what both say.
#include "tools/learn/judge.hpp"

#include <unistd.h>

#include <csignal>
#include <cstring>
#include <fstream>
#include <sstream>
#include <vector>

#include "lib/measure/child.hpp"
#include "lib/usage_error.hpp"

namespace kont::learn {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::vector<std::string> words(std::string const& line) {
  std::istringstream in(line);
  std::vector<std::string> all;
  for (std::string word; in >> word;) all.push_back(word);
  return all;
}

std::vector<std::string> lines(std::string const& text) {
  std::istringstream in(text);
  std::vector<std::string> all;
  for (std::string line; std::getline(in, line);) all.push_back(line);
  return all;
}

// A folder that is gone when this is.
struct scratch {
  fs::path folder;
  scratch() {
    std::string name = (fs::temp_directory_path() / "kont-learn-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw usage_error("cannot make the folder " + name);
    folder = name;
  }
  ~scratch() {
    std::error_code none;
    fs::remove_all(folder, none);
  }
  scratch(scratch const&) = delete;
};

// Of pages of errors, the first three: one mistake mostly makes many.
std::string shortened(std::string const& all, fs::path const& file) {
  std::vector<std::string> errors;
  for (auto line : lines(all)) {
    if (line.find("error: ") == std::string::npos && line.find("undefined ") == std::string::npos)
      continue;
    auto const path = file.string();
    if (line.starts_with(path)) line = file.filename().string() + line.substr(path.size());
    errors.push_back(line);
  }
  std::string text = "it does not compile: " + (errors.empty() ? all : errors.front());
  for (std::size_t i = 1; i < errors.size() && i < 3; ++i) text += "\n  " + errors[i];
  if (errors.size() > 3) text += "\n  and " + std::to_string(errors.size() - 3) + " errors more";
  return text;
}

std::string of_the_signal(int number, measure::child_result const& ran) {
  if (number == SIGKILL) return "it did not end within ten seconds: what does it wait for?";
  auto const said = lines(ran.err);
  if (number == SIGABRT && !said.empty() && said.back().starts_with("kont: "))
    return "it broke a rule: " + said.back().substr(6);
  return "it was ended by the system: " + std::string(strsignal(number));
}

verdict of_the_run(measure::child_result const& ran) {
  auto const said = lines(ran.out);
  std::string const last = said.empty() ? "" : said.back();
  if (ran.status == 0 && last.starts_with("all ") && last.ends_with(" checks hold"))
    return {true, last};
  if (ran.status == 0) return {false, "it ended before its checks did: does it call exit?"};
  if (ran.status > 128) return {false, of_the_signal(ran.status - 128, ran)};
  return {false, ran.out.empty() ? ran.err : ran.out.substr(0, ran.out.find_last_not_of('\n') + 1)};
}

// Empty: it has been compiled. Else the errors.
std::string compile(fs::path const& file, std::string const& program) {
  std::vector<std::string> command = {"env", "LC_ALL=C"};
  for (auto const& w : words(KONT_COMPILER)) command.push_back(w);
  for (auto const& w : words("-std=c++20 -O1 -g -w -fstack-clash-protection -pthread"))
    command.push_back(w);
  command.insert(command.end(), {"-I", KONT_ROOT, "-x", "c++", file.string(), "-x", "none",
                                 KONT_GROUND, "-o", program});
  for (auto const& w : words(KONT_LEARN_ARGS)) command.push_back(w);
  auto const compiled = measure::run_child(command, "", 300s);
  if (!compiled || compiled->status == 127)
    throw usage_error("cannot run the compiler, " KONT_COMPILER);
  return compiled->status == 0 ? "" : shortened(compiled->out + compiled->err, file);
}

}  // namespace

verdict judge(fs::path const& file) {
  scratch const place;
  auto const program = (place.folder / "checks").string();
  if (auto const errors = compile(file, program); !errors.empty()) return {false, errors};
  auto const ran = measure::run_child({program}, "", 10s);
  if (!ran) return {false, "it cannot be run"};
  return of_the_run(*ran);
}

verdict run_program(fs::path const& file, std::vector<std::string> arguments) {
  scratch const place;
  auto const program = (place.folder / "program").string();
  if (auto const errors = compile(file, program); !errors.empty()) return {false, errors};
  arguments.insert(arguments.begin(), program);
  auto const ran = measure::run_child(arguments, "", 60s);
  if (!ran) return {false, "it cannot be run"};
  return {ran->status == 0, ran->out + ran->err};
}

verdict run_text(std::string const& program) {
  scratch const place;
  auto const file = place.folder / "program.cpp";
  std::ofstream(file) << program;
  return run_program(file, {});
}

}  // namespace kont::learn
