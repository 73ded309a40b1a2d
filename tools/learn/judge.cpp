// tools/learn/judge.cpp -- runs the compiler, then what it made, and shortens what both say.
#include "tools/learn/judge.hpp"

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

// The shell ignores what ends this program, and sees the end of its input then.
constexpr auto keeps_a_folder = R"(trap '' HUP INT PIPE TERM
read -r _ && folder=$(mktemp -d "${TMPDIR:-/tmp}/kont-learn-XXXXXX") || exit
printf '%s\n' "$folder"
read -r _
rm -rf -- "$folder"
echo gone)";

// A folder that is gone when this is, and also when this program has been ended: another keeps it.
class scratch {
  measure::dialogue keeper_{{"sh", "-c", keeps_a_folder}};

  static fs::path made_by(measure::dialogue& keeper) try {
    return keeper.ask("make", 60s);
  } catch (std::runtime_error const& error) {
    throw usage_error(std::string("cannot make a folder: ") + error.what());
  }

 public:
  fs::path const folder = made_by(keeper_);
  scratch() = default;
  scratch(scratch const&) = delete;
  ~scratch() {
    try {
      keeper_.ask("remove", 60s);
    } catch (std::exception const&) {}  // it removes what it can
  }
};

// What a student's program may print, and what is repeated of it, for all is kept in memory.
constexpr std::size_t most_printed = 16 << 20, most_said = 64 << 10;
constexpr auto printed_too_much = "it printed more than 16 MiB: where does it end?";
// Of any file that the compiler writes.
constexpr std::size_t most_compiled = 64 << 20;

std::string last_line(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

// Of much that was printed, the last lines: there a check says what does not hold.
std::string end_of(std::string text) {
  text.resize(text.find_last_not_of('\n') + 1);
  if (text.size() <= most_said) return text;
  text.erase(0, text.size() - most_said);
  return text.substr(text.find('\n') + 1);
}

// Of pages of errors, the first three: one mistake mostly makes many.
std::string shortened(std::string const& all, fs::path const& file) {
  std::istringstream in(all);
  std::string first;
  int errors = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.find("error: ") == std::string::npos && line.find("undefined ") == std::string::npos)
      continue;
    if (++errors > 3) continue;
    auto const path = file.string();
    if (line.starts_with(path)) line = file.filename().string() + line.substr(path.size());
    first += (errors == 1 ? "" : "\n  ") + line;
  }
  if (errors > 3) first += "\n  and " + std::to_string(errors - 3) + " errors more";
  return "it does not compile: " + (errors == 0 ? end_of(all) : first);
}

std::string of_the_signal(int number, measure::child_result const& ran) {
  if (number == SIGKILL) return "it did not end within ten seconds: what does it wait for?";
  if (number == SIGXFSZ) return printed_too_much;
  auto const said = last_line(ran.err);
  if (number == SIGABRT && said.starts_with("kont: ")) return "it broke a rule: " + said.substr(6);
  return "it was ended by the system: " + std::string(strsignal(number));
}

verdict of_the_run(measure::child_result const& ran) {
  auto const last = last_line(ran.out);
  if (ran.status == 0 && last.starts_with("all ") && last.ends_with(" checks hold"))
    return {true, last};
  if (ran.status == 0) return {false, "it ended before its checks did: does it call exit?"};
  if (ran.status > 128) return {false, of_the_signal(ran.status - 128, ran)};
  return {false, end_of(ran.out.empty() ? ran.err : ran.out)};
}

// Empty: it has been compiled. Else the errors.
std::string compile(fs::path const& file, fs::path const& program) {
  auto const folder = "TMPDIR=" + program.parent_path().string();  // for what it leaves if ended
  std::vector<std::string> command = {"env", "LC_ALL=C", folder};
  for (auto const& w : words(KONT_COMPILER)) command.push_back(w);
  for (auto const& w : words("-std=c++20 -O1 -g -w -fstack-clash-protection -pthread"))
    command.push_back(w);
  command.insert(command.end(), {"-I", KONT_ROOT, "-x", "c++", file.string(), "-x", "none",
                                 KONT_GROUND, "-o", program.string()});
  for (auto const& w : words(KONT_LEARN_ARGS)) command.push_back(w);
  auto const compiled = measure::run_child(command, "", 300s, most_compiled);
  if (!compiled || compiled->status == 127)
    throw usage_error("cannot run the compiler, " KONT_COMPILER);
  return compiled->status == 0 ? "" : shortened(compiled->out + compiled->err, file);
}

bool lacks(fs::path const& file, std::string const& start_of_line) {
  std::ifstream in(file);
  if (!in) return false;  // the compiler will say why
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(start_of_line)) return false;
  return true;
}

}  // namespace

verdict judge(lesson const& of, fs::path const& file) {
  auto const checks = "#include \"examples/lessons/" + of.name + "/checks.hpp\"";
  if (lacks(file, checks))
    return {false, "it does not end with " + checks + ", as its exercise does: that is what\n" +
                       "  ./kont learn reset " + std::to_string(of.number) + " gives back"};
  scratch const place;
  auto const program = place.folder / "checks";
  if (auto const errors = compile(file, program); !errors.empty()) return {false, errors};
  auto const ran = measure::run_child({program.string()}, "", 10s, most_printed);
  if (!ran) return {false, "it cannot be run"};
  return of_the_run(*ran);
}

verdict run_program(fs::path const& file, std::vector<std::string> arguments) {
  scratch const place;
  auto const program = place.folder / "program";
  if (auto const errors = compile(file, program); !errors.empty()) return {false, errors};
  arguments.insert(arguments.begin(), program.string());
  auto const ran = measure::run_child(arguments, "", 60s, most_printed);
  if (!ran) return {false, "it cannot be run"};
  auto const all = ran->out + ran->err;
  if (ran->status == 128 + SIGXFSZ) return {false, all + '\n' + printed_too_much + '\n'};
  return {ran->status == 0, all};
}

verdict run_text(std::string const& program) {
  scratch const place;
  auto const file = place.folder / "program.cpp";
  std::ofstream(file) << program;
  return run_program(file, {});
}

}  // namespace kont::learn
