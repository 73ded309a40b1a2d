// tests/conformance/broken_rule.hpp -- what a program says when it breaks a rule, and dies of it.
#pragma once
#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>

#include "tests/forked.hpp"

namespace kont::conformance {

/// Runs `f` in a child process. Returns what it wrote to standard error if SIGABRT ended it; else
/// that it survived.
template <class F> std::string last_words(F f) {
  auto const child = test::forked(std::move(f));
  bool const aborted = child.signal == SIGABRT;
  return aborted ? child.said : "it survived, or died another death; " + child.said;
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
