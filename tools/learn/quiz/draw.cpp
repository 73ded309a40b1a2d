// tools/learn/quiz/draw.cpp -- draws a lesson's puzzle until it tells the truth from three errors.
#include <algorithm>
#include <iterator>

#include "lib/usage_error.hpp"
#include "tools/learn/quiz/quizzes.hpp"

namespace kont::learn {
namespace {

template <int Lesson> question of_coroutines(dice& d) { return ask_coroutines(Lesson, d); }

/// By lesson, from 1 on.
constexpr question (*asks[])(dice&) = {
    of_coroutines<1>, ask_cps,          ask_frames,  ask_stacks, of_coroutines<5>,
    of_coroutines<6>, of_coroutines<7>, ask_delimit, ask_amb,    ask_many,
    ask_waiting,      ask_policies,     ask_effects, ask_measure};

question draw_once(int lesson, dice& d) {
  if (lesson < 1 || lesson > static_cast<int>(std::size(asks)))
    throw usage_error("lesson " + text(lesson) + " has no quiz; lessons 1 to 14 have one");
  return asks[lesson - 1](d);
}

// Of those that come to the same the first stays; none that comes to what is right.
std::vector<misreading> told_apart(question const& q) {
  std::vector<misreading> told;
  for (auto const& w : q.wrong) {
    auto const same = [&](misreading const& m) { return m.looks_like == w.looks_like; };
    if (w.looks_like != q.right && std::ranges::none_of(told, same)) told.push_back(w);
  }
  return told;
}

}  // namespace

question draw(int lesson, std::uint64_t seed) {
  dice d(seed * 16 + static_cast<std::uint64_t>(lesson));
  for (;;) {
    auto q = draw_once(lesson, d);
    q.wrong = told_apart(q);
    if (q.wrong.size() >= 3) return q;
  }
}

}  // namespace kont::learn
