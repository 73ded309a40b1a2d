// tools/learn/quiz/coroutines.hpp -- the puzzle of lessons 1, 5, 6 and 7: a body that yields, and a
// main() that resumes it.
#pragma once
#include "tools/learn/quiz/quizzes.hpp"

namespace kont::learn {

struct statement {
  enum kind { say, yield, say_got, loop, guard } what;
  char letter = 'a';  ///< of say, say_got, guard
  int value = 0;      ///< that is yielded, times the counter in a loop; rounds of a loop
  std::vector<statement> body{};  ///< of a loop
};

/// A body, and what main() does with it: a resume for each word. Then it is dropped.
struct coroutine_puzzle {
  /// Each but the first has one rule changed.
  enum reading {
    as_it_is,
    begins_anew,
    counter_per_resume,
    own_argument,
    one_word_late,
    runs_at_start,
    runs_through,
    not_unwound
  };
  static constexpr char const* means[] = {
      "you begin the body anew at each resume; it goes on behind the yield where it waits",
      "you begin the loop again at each resume; its counter is a local, and kept",
      "you let a yield return its own argument; it returns what the next resume brings",
      "you let a yield return the word of the resume before it; it returns that of the next",
      "you let the body run when it is made; nothing of it runs before the first resume",
      "you let the body run on through a yield; it waits there, and main goes on",
      "you forget what is dropped half way; it unwinds, and its destructors run"};

  bool values = false;     ///< a yield brings a value; else control alone travels
  bool words_too = false;  ///< and a resume brings a word
  std::vector<statement> body{};
  std::vector<int> words{};

  std::string in_cpp() const;
  /// Runs it on a coroutine of kont's, by the rules or with one changed.
  trace run(reading r) const;
};

}  // namespace kont::learn
