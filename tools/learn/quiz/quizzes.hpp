// tools/learn/quiz/quizzes.hpp -- what the lessons' quizzes have in common: dice, and the run of
// one puzzle by each of its readings.
#pragma once
#include <random>
#include <string_view>

#include "tools/learn/quiz.hpp"

namespace kont::learn {

/// std's distributions differ from library to library; the engine does not.
class dice {
 public:
  explicit dice(std::uint64_t seed) : engine_(seed) {}
  int from(int low, int high) {
    return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool coin() { return from(0, 1) == 1; }

 private:
  std::mt19937_64 engine_;
};

inline std::string text(int n) { return std::to_string(n); }
inline std::string text(char c) { return std::string(1, c); }
inline std::string text(std::string_view s) { return std::string(s); }

/// All in one word, as the programs' print() writes them; or a piece of a program.
template <class... Parts> std::string joined(Parts const&... parts) {
  return (std::string() + ... + text(parts));
}
template <class... Parts> void say(trace& to, Parts const&... parts) {
  to.push_back(joined(parts...));
}

/// A puzzle has `in_cpp()`; `run(reading)`, which is what the program prints, or what somebody
/// thinks who has one rule wrong; and `means`, a text for each reading but the first, the truth.
template <class Puzzle> question ask(Puzzle const& p) {
  question q{p.in_cpp(), p.run({}), {}};
  int r = 0;
  for (char const* means : Puzzle::means)
    q.wrong.push_back({p.run(static_cast<typename Puzzle::reading>(++r)), means});
  return q;
}

question ask_coroutines(int lesson, dice& d);  ///< 1 control, 5 drop, 6 values, 7 both ways
question ask_cps(dice& d);
question ask_frames(dice& d);
question ask_stacks(dice& d);
question ask_delimit(dice& d);
question ask_amb(dice& d);
question ask_many(dice& d);
question ask_waiting(dice& d);
question ask_policies(dice& d);
question ask_effects(dice& d);
question ask_measure(dice& d);

}  // namespace kont::learn
