// tools/learn/quiz.hpp -- small programs drawn by a seed, whose trace is to be predicted; and the
// misreadings by which people come to another one.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kont::learn {

/// How somebody may think that a program runs. The first is right; it is found by running the
/// program on kont's own coroutines, the others by doing so with one rule changed.
enum class reading {
  right,
  begins_anew,         ///< a resume starts the body from its beginning
  counter_per_resume,  ///< the loop begins again with each resume
  own_argument,        ///< a yield returns what it was given
  one_word_late,       ///< a yield returns the word of the resume before
  runs_at_start,       ///< the body runs to its first yield before it is resumed
  runs_through,        ///< a yield does not stop the body
  not_unwound          ///< what is dropped half way runs no destructors
};
inline constexpr int readings = 8;

struct statement {
  enum kind { say, yield, say_got, loop, guard } what;
  char letter = 'a';  ///< of say, say_got, guard
  int value = 0;      ///< that is yielded, times the counter in a loop; rounds of a loop
  std::vector<statement> body{};  ///< of a loop
};

/// A body, and what main() does with it: a resume for each word. Then it is dropped.
struct puzzle {
  bool values = false;     ///< a yield brings a value; else control alone travels
  bool words_too = false;  ///< and a resume brings a word
  std::vector<statement> body;
  std::vector<int> words;
};

/// The lessons that have a quiz: 1 control alone, 5 what is dropped, 6 values out of
/// loops, 7 values both ways.
bool has_quiz(int lesson) noexcept;
/// The same for the same seed, everywhere.
puzzle draw(int lesson, std::uint64_t seed);
/// As C++.
std::string in_cpp(puzzle const& p);
/// What it prints.
std::vector<std::string> run(puzzle const& p, reading r = reading::right);
/// By which misreading somebody comes to this trace.
std::optional<reading> misread(puzzle const& p, std::vector<std::string> const& trace);
/// What somebody who reads so thinks, and what is true.
char const* explain(reading r) noexcept;

}  // namespace kont::learn
