// tools/learn/quiz/draw.cpp -- draws a lesson's puzzle until it tells the truth from three errors.
#include <algorithm>

#include "lib/usage_error.hpp"
#include "tools/learn/quiz/quizzes.hpp"

namespace kont::learn {
namespace {

question draw_once(int lesson, dice& d) {
  switch (lesson) {
    case 2:
      return ask_cps(d);
    case 3:
      return ask_frames(d);
    case 4:
      return ask_stacks(d);
    case 8:
      return ask_delimit(d);
    case 9:
      return ask_amb(d);
    case 10:
      return ask_many(d);
    case 11:
      return ask_waiting(d);
    case 12:
      return ask_policies(d);
    case 13:
      return ask_effects(d);
    case 14:
      return ask_measure(d);
    case 1:
    case 5:
    case 6:
    case 7:
      return ask_coroutines(lesson, d);
  }
  throw usage_error("lesson " + text(lesson) + " has no quiz; lessons 1 to 14 have one");
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
