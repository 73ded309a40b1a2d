// examples/lessons/check.hpp -- how an exercise is checked: the first difference, in words.
//
// An exercise includes the checks of its lesson at its end; they hold a main() that makes one check
// after the other. The first that does not hold says so, and ends the program with exit code 1.
#pragma once
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <type_traits>
#include <vector>

namespace lesson {

/// What a program did, step by step.
using trace = std::vector<std::string>;

/// A wrong answer that is known, and what whoever gives it has in mind.
struct misreading {
  std::string looks_like;
  char const* means;
};

inline std::string text(std::string const& s) { return s; }
inline std::string text(char const* s) { return s; }
inline std::string text(bool b) { return b ? "yes" : "no"; }
template <class N>
requires std::is_arithmetic_v<N> std::string text(N n) { return std::to_string(n); }
template <class T> std::string text(std::vector<T> const& all) {
  std::string line;
  for (auto const& one : all) line += (line.empty() ? "" : " ") + text(one);
  return line.empty() ? "(nothing)" : line;
}

inline int held = 0;

[[noreturn]] inline void differs(char const* what, std::string const& wanted,
                                 std::string const& got, std::string const& where = {},
                                 std::initializer_list<misreading> known = {}) {
  std::printf("not yet: %s\n", what);
  if (!where.empty()) std::printf("  %s\n", where.c_str());
  std::printf("  wanted: %s\n  got:    %s\n", wanted.c_str(), got.c_str());
  for (auto const& m : known)
    if (m.looks_like == got)
      std::printf("  That is what comes when %s%s\n", m.means,
                  std::string_view(m.means).ends_with('?') ? "" : ".");
  std::fflush(stdout);
  std::_Exit(1);  // no destructor of what is half done
}

/// `what` is a sentence that is true of a right answer.
template <class T, class U>
void check(char const* what, T const& got, U const& wanted,
           std::initializer_list<misreading> known = {}) {
  if (text(got) != text(wanted)) differs(what, text(wanted), text(got), {}, known);
  ++held;
}

/// The same of a trace: says which step is the first that differs.
inline void check(char const* what, trace const& got, trace const& wanted,
                  std::initializer_list<misreading> known = {}) {
  std::size_t at = 0;
  while (at < got.size() && at < wanted.size() && got[at] == wanted[at]) ++at;
  if (at == got.size() && at == wanted.size()) {
    ++held;
    return;
  }
  auto const step = [&](trace const& t) { return at < t.size() ? '"' + t[at] + '"' : "the end"; };
  differs(what, text(wanted), text(got),
          "step " + std::to_string(at + 1) + " should be " + step(wanted) + " and is " + step(got),
          known);
}

/// The last line of a main(): ./kont learn looks for it.
inline int done() {
  std::printf("all %d checks hold\n", held);
  return 0;
}

}  // namespace lesson
