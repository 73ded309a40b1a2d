// tests/reliability/r25_compiler_traps.cpp -- what g++ 12 miscompiles in coroutines: we notice the
// day it is fixed, the cures work, and clang has none of it.
//
// Each file of traps/ is a program that is right by the standard. The test compiles and runs it as
// it is and with -DCURED. tests/structure/lint.sh sees to it that no source of ours looks like one
// (tools/lint_coroutines).
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace kont {
namespace {

// What the build knows: the compiler, and the root of the sources.
std::string const compiler = KONT_CXX;
std::filesystem::path const root = KONT_ROOT;

char const* const traps[] = {"g1_lambda_argument", "g2_braced_argument", "g3_aggregate_of_awaits",
                             "g4_conditional_await", "g5_list_argument"};

enum class outcome { right, wrong, not_compiled };
std::ostream& operator<<(std::ostream& out, outcome o) {
  constexpr char const* names[] = {"right", "wrong", "not compiled"};
  return out << names[static_cast<int>(o)];
}

// A folder that goes when the test ends.
struct scratch {
  std::string path = (std::filesystem::temp_directory_path() / "kont-traps-XXXXXX").string();
  scratch() { BOOST_REQUIRE(::mkdtemp(path.data()) != nullptr); }
  ~scratch() { std::filesystem::remove_all(path); }
};

int run(std::string const& command) {
  int const status = std::system(command.c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

outcome outcome_of(std::string const& trap, std::string const& flags) {
  scratch const here;
  auto const quoted = [](std::string const& path) { return "'" + path + "'"; };
  auto const source = root / "tests/reliability/traps" / (trap + ".cpp");
  auto const program = quoted(here.path + "/trap");
  auto const compile = compiler + " -std=c++20 " + flags + " -I " + quoted(root.string()) + " " +
                       quoted(source.string()) + " -o " + program;
  if (run(compile + " 2>/dev/null") != 0) return outcome::not_compiled;
  return run(program + " >/dev/null 2>&1") == 0 ? outcome::right : outcome::wrong;
}

#if !defined(__clang__) && __GNUC__ == 12
outcome expected(std::string const& trap) {
  return trap[1] == '5' ? outcome::not_compiled : outcome::wrong;
}
#else
outcome expected(std::string const&) { return outcome::right; }
#endif

BOOST_AUTO_TEST_SUITE(r25_compiler_traps)

BOOST_DATA_TEST_CASE(goes_as_known, boost::unit_test::data::make(traps), trap) {
  for (auto const* flags : {"-O0", "-O2"}) {
    BOOST_TEST_CONTEXT(compiler << ' ' << flags) {
      auto const seen = outcome_of(trap, flags);
      bool const known = seen == expected(trap);
      BOOST_TEST_INFO(
          "a trap that is right now: a fixed compiler, so tell it here and in the lint");
#if defined(__clang__) || __GNUC__ == 12
      BOOST_TEST(known, seen << " instead of " << expected(trap));
#else
      BOOST_WARN_MESSAGE(known, trap << ": " << seen);  // a compiler we know nothing of: told only
#endif
    }
  }
}

BOOST_DATA_TEST_CASE(is_cured, boost::unit_test::data::make(traps), trap) {
  BOOST_TEST(outcome_of(trap, "-O2 -DCURED") == outcome::right);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont
