// tools/trace.cpp -- `kont trace`: runs a program compiled to be traced, and shows its steps.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"
#include "tools/commands.hpp"
#include "tools/player/lines.hpp"
#include "tools/player/page.hpp"
#include "tools/player/recording.hpp"
#include "tools/player/text.hpp"

namespace kont::tools {
namespace {

namespace fs = std::filesystem;

struct options {
  std::string program;
  std::vector<std::string> arguments;
  std::string html, text, chrome;
};

constexpr char const* examples = R"(
Writes a page in which one can step through the run, forward and back: who runs, who waits and
where, what they bring each other. It needs nothing but a browser. What several threads do, as the
workers of a crew, is in one order: before a computation goes on, it has waited somewhere.

Examples, as ./kont says them:
  kont trace 03_symmetric_coroutines             an example; lessons 04, 08 and 10, too
  kont trace continuation_forks                  a test, by the name of its file
  kont trace --text /dev/stdout 06_channel       a line each step, to be compared
  kont trace --chrome run.json 05_microthreads   for ui.perfetto.dev
  kont trace path/to/program some arguments      any program compiled with -DKONT_TRACE=1 -g
                                                 -fno-omit-frame-pointer
)";

/// A file that goes with us.
class scratch {
 public:
  scratch() : path_((fs::temp_directory_path() / "kont-trace-XXXXXX").string()) {
    int const fd = ::mkstemp(path_.data());
    if (fd < 0) throw usage_error("cannot make a file in " + fs::temp_directory_path().string());
    ::close(fd);
  }
  scratch(scratch&&) = delete;
  ~scratch() { ::unlink(path_.c_str()); }
  std::string const& path() const noexcept { return path_; }

 private:
  std::string path_;
};

/// Runs it as it is, with our standard streams; returns its exit code, or 128 + the signal. An
/// interrupt from the terminal is for it alone: what it did until then is to be seen.
int run(options const& o, std::string const& recording) {
  std::vector<char*> arguments{const_cast<char*>(o.program.c_str())};
  for (auto const& a : o.arguments) arguments.push_back(const_cast<char*>(a.c_str()));
  arguments.push_back(nullptr);
  std::fflush(nullptr);
  auto const interrupted = std::signal(SIGINT, SIG_IGN);
  auto const child = ::fork();
  if (child == 0) {
    std::signal(SIGINT, interrupted);
    ::setenv("KONT_TRACE_FILE", recording.c_str(), 1);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  int status = 0;
  bool const ended = child > 0 && ::waitpid(child, &status, 0) == child;
  std::signal(SIGINT, interrupted);
  if (!ended) throw usage_error("cannot start it");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// How the page calls it: without what Meson's name of it begins with.
std::string title(fs::path const& program) {
  auto const name = program.filename().string();
  constexpr std::string_view prefix = "traced_";
  return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

int trace(options o) {
  if (!fs::is_regular_file(o.program) || ::access(o.program.c_str(), X_OK) != 0) {
    throw usage_error("'" + o.program + "' is no program: give an example's name to ./kont, or " +
                      "the path of a program compiled with -DKONT_TRACE=1");
  }
  o.program = fs::canonical(o.program).string();
  auto const name = title(o.program);
  for (auto const& path : {o.html, o.text, o.chrome}) {
    if (!path.empty()) measure::check_named(path);
  }
  measure::check_apart({{"--html", o.html}, {"--text", o.text}, {"--chrome", o.chrome}});
  bool const for_eyes = !o.html.empty() || (o.text.empty() && o.chrome.empty());
  if (for_eyes && o.html.empty()) {
    o.html = (fs::path(KONT_REPORTS) / "trace" / (name + ".html")).string();
  }
  if (for_eyes) measure::check_replaceable(o.html);
  scratch const file;
  int const code = run(o, file.path());
  auto const bytes = measure::contents_of(file.path(), "the recording");
  if (bytes.empty()) {
    throw usage_error("'" + name + "' recorded nothing: it was not compiled with " +
                      "-DKONT_TRACE=1, or never switches");
  }
  auto recorded = player::read(bytes);
  auto const where = player::find_lines(o.program, KONT_ROOT, recorded);
  if (for_eyes) {
    measure::replace_file(o.html, player::page(name, recorded, where, KONT_ROOT "/tools/player"));
    fmt::print(stderr, "{} steps: {}\n", recorded.steps.size(), o.html);
  }
  if (!o.text.empty()) measure::replace_file(o.text, player::as_text(recorded, where));
  if (!o.chrome.empty()) measure::replace_file(o.chrome, player::as_chrome(recorded));
  return code;
}

}  // namespace

void add_trace(CLI::App& program, int& exit_code) {
  auto chosen = std::make_shared<options>();
  CLI::App& command = *program.add_subcommand("trace", "step through a run, in a page");
  command.add_option("PROGRAM", chosen->program, "what to run")->required();
  command.add_option("ARGUMENTS", chosen->arguments, "what to give it");
  command.add_option("--html", chosen->html, "the page; build/reports/trace/NAME.html by default")
      ->type_name("FILE");
  command.add_option("--text", chosen->text, "a line each step")->type_name("FILE");
  command.add_option("--chrome", chosen->chrome, "JSON for Perfetto")->type_name("FILE");
  command.positionals_at_end()->footer(examples);
  command.callback([chosen, &exit_code] { exit_code = trace(*chosen); });
}

}  // namespace kont::tools
