// tools/learn/main.cpp -- ./kont learn: a course that checks what is written for it. A program of
// its own, so that it is built soon.
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <optional>

#include "lib/usage_error.hpp"
#include "tools/commands.hpp"
#include "tools/learn/commands.hpp"
#include "tools/program.hpp"

namespace {

using namespace kont::learn;
namespace fs = std::filesystem;

constexpr auto examples = R"(
Examples:
  ./kont learn                 what is done, pending, failing
  ./kont learn next            the next lesson, and a file for its exercise
  ./kont learn check 1         compiles your file, and says what is not yet right
  ./kont learn quiz 7 --seed 3 what does this program print?
  ./kont learn mark handed_in --json >marks.json

Your files are in my/ (environment: KONT_MY names another folder); git does not see them.)";

fs::path my_folder() {
  char const* const named = std::getenv("KONT_MY");
  return named != nullptr && *named != '\0' ? fs::path(named) : fs::path(KONT_ROOT) / "my";
}

struct wishes {
  int number = 0;
  std::optional<int> next;  // else the first that is not done
  std::uint64_t seed = 1;
  std::string answer, folder;
  std::vector<std::string> arguments{};
  bool solution = false, runs = false, as_json = false;
};

void take_number(CLI::App* command, wishes& w) {
  command->add_option("LESSON", w.number, "its number")->required();
}

void add_commands(CLI::App& program, wishes& w) {
  program.add_subcommand("next", "a lesson's text; else the first not done")
      ->add_option("LESSON", w.next, "its number");
  auto* const run = program.add_subcommand("run", "compile and run a lesson's own program");
  take_number(run, w);
  run->add_option("ARGUMENTS", w.arguments, "what it is given: behind --, if they begin with it");
  take_number(program.add_subcommand("check", "compile your file, and run its checks"), w);
  take_number(program.add_subcommand("hint", "one more hint each time"), w);
  take_number(program.add_subcommand("reset", "begin anew; your file is kept beside"), w);
  take_number(program.add_subcommand("watch", "check your file whenever it is saved"), w);
  auto* const quiz = program.add_subcommand("quiz", "predict the trace of a drawn program");
  take_number(quiz, w);
  quiz->add_option("--seed", w.seed, "which one")
      ->check(kont::tools::a_seed)
      ->capture_default_str();
  auto* const answer = quiz->add_option("--answer", w.answer, "what you think that it prints");
  auto* const solution =
      quiz->add_flag("--solution", w.solution, "what it prints, and known errors");
  auto* const runs = quiz->add_flag("--run", w.runs, "compile it, and run it");
  runs->excludes(solution->excludes(answer))->excludes(answer);
  auto* const mark = program.add_subcommand("mark", "mark a folder of files, or of students");
  mark->add_option("DIR", w.folder, "files called as in my/, or folders of them; else your own");
  mark->add_flag("--json", w.as_json, "as JSON");
  program.require_subcommand(0, 1);
  kont::tools::refuse_empty_values(program);
  program.footer(examples);
}

int obey(CLI::App const& program, wishes const& w) {
  auto const all = course(fs::path(KONT_ROOT) / "examples" / "lessons");
  if (w.runs) return run_quiz(w.number, w.seed);
  if (program.got_subcommand("quiz")) return quiz(w.number, w.seed, w.answer, w.solution);
  if (program.got_subcommand("mark"))
    return mark(all, w.folder.empty() ? my_folder() : fs::path(w.folder), w.as_json);
  if (program.got_subcommand("run")) return run_lesson(find(all, w.number), w.arguments);
  desk mine(my_folder());
  if (program.got_subcommand("next")) return next(all, mine, w.next);
  if (program.got_subcommand("check")) return check(find(all, w.number), mine);
  if (program.got_subcommand("hint")) return hint(find(all, w.number), mine);
  if (program.got_subcommand("reset")) return reset(find(all, w.number), mine);
  if (program.got_subcommand("watch")) return watch(find(all, w.number), mine);
  return show(all, mine);
}

}  // namespace

int main(int argc, char** argv) {
  using kont::tools::complain, kont::tools::finish;
  CLI::App program{"Lessons that run, and exercises that check themselves.", "kont learn"};
  wishes w;
  add_commands(program, w);
  try {
    kont::tools::refuse_empty_values(argc, argv);
    program.parse(argc, argv);
    return finish(program, obey(program, w));
  } catch (CLI::Success const& help) {
    return finish(program, program.exit(help));
  } catch (CLI::ConversionError const& error) {
    return complain(program, kont::tools::of_conversion(error), 2);
  } catch (CLI::ParseError const& error) {
    return complain(program,
                    std::string(error.what()) + "; ./kont learn --help says what is allowed", 2);
  } catch (kont::usage_error const& error) {
    return complain(program, error.what(), 2);
  } catch (std::exception const& error) { return complain(program, error.what(), 1); }
}
