// tests/conformance/broken_rule.hpp -- what a program says when it breaks a rule, and dies of it.
#pragma once
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <string>

namespace kont::conformance {

/// Runs `f` in a child process. Returns what it wrote to standard error if SIGABRT ended it; else
/// that it survived.
template <class F> std::string last_words(F f) {
  std::fflush(nullptr);
  int ends[2];
  BOOST_REQUIRE(::pipe(ends) == 0);
  ::pid_t const child = ::fork();
  BOOST_REQUIRE(child >= 0);
  if (child == 0) {
    ::signal(SIGABRT, SIG_DFL);  // the test framework's handler would go on in the child
    ::dup2(ends[1], STDERR_FILENO);
    ::close(ends[0]);
    f();
    ::_exit(0);
  }
  ::close(ends[1]);
  std::string said;
  char buffer[256];
  for (::ssize_t n; (n = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
    said.append(buffer, static_cast<std::size_t>(n));
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  bool const aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
  return aborted ? said : "it survived, or died another death; " + said;
}

/// Asserts that `f` dies with the line "kont: RULE" and no other of ours.
template <class F> void check_breaks(std::string const& rule, F f) {
  auto const said = last_words(f);
  auto const line = "kont: " + rule + "\n";
  auto const at = said.find("kont: ");
  BOOST_TEST_INFO("said: " << said);
  BOOST_TEST(at != std::string::npos);
  BOOST_TEST_INFO("said: " << said);
  BOOST_TEST((at != std::string::npos && said.substr(at) == line));
}

}  // namespace kont::conformance
