// tools/learn/quiz.cpp -- draws puzzles, and writes them down as programs.
#include "tools/learn/quiz.hpp"

#include <random>

namespace kont::learn {
namespace {

// std's distributions differ from library to library; the engine does not.
class dice {
 public:
  explicit dice(std::uint64_t seed) : engine_(seed) {}
  int from(int low, int high) {
    return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }

 private:
  std::mt19937_64 engine_;
};

int yields(std::vector<statement> const& all) {
  int n = 0;
  for (auto const& s : all) {
    if (s.what == statement::yield) ++n;
    if (s.what == statement::loop) n += s.value * yields(s.body);
  }
  return n;
}

puzzle draw_once(int lesson, dice& d) {
  puzzle p{lesson >= 6, lesson == 7, {}, {}};
  char letter = 'a';
  auto const yield_here = [&](std::vector<statement>& to) {
    to.push_back({statement::yield, ' ', d.from(2, 9)});
    if (p.words_too) to.push_back({statement::say_got, letter++});
  };
  auto const say_here = [&](std::vector<statement>& to) {
    to.push_back({statement::say, letter++});
  };
  if (lesson == 5) p.body.push_back({statement::guard, 'g'});
  say_here(p.body);
  if (lesson != 6 && d.from(0, 1) == 1) yield_here(p.body), say_here(p.body);
  if (lesson == 5 && d.from(0, 1) == 1) p.body.push_back({statement::guard, 'h'});
  statement loop{statement::loop, 'i', d.from(2, 3)};
  say_here(loop.body);
  yield_here(loop.body);
  if (lesson == 1 || d.from(0, 1) == 1) say_here(loop.body);
  p.body.push_back(loop);
  if (d.from(0, 1) == 1) say_here(p.body), yield_here(p.body);
  say_here(p.body);
  int const steps = yields(p.body) + (lesson == 5 ? 0 : 1);  // it is to be dropped half way there
  for (int n = d.from(std::min(3, steps), std::min(5, steps)); n > 0; --n)
    p.words.push_back(static_cast<int>(p.words.size() + 1) * 10 + d.from(1, 9));
  return p;
}

void write(std::string& text, std::vector<statement> const& all, std::string const& indent,
           puzzle const& p, bool counted) {
  for (auto const& s : all) {
    std::string const letter(1, s.letter), value = std::to_string(s.value);
    text += indent;
    switch (s.what) {
      case statement::say:
        text += "print(\"" + letter + "\"" + (counted ? ", i" : "") + ");\n";
        break;
      case statement::yield:
        if (p.words_too) text += "got = ";
        text += "self.yield(" + (p.values ? value + (counted ? " * i" : "") : "") + ");\n";
        break;
      case statement::say_got:
        text += "print(\"" + letter + "\", got);\n";
        break;
      case statement::guard:
        text += "guard " + letter + ";    // ~guard() prints ~" + letter + "\n";
        break;
      case statement::loop:
        text += "for (int i = 1; i <= " + value + "; ++i) {\n";
        write(text, s.body, indent + "  ", p, true);
        text += indent + "}\n";
    }
  }
}

}  // namespace

bool has_quiz(int lesson) noexcept {
  return lesson == 1 || lesson == 5 || lesson == 6 || lesson == 7;
}

puzzle draw(int lesson, std::uint64_t seed) {
  dice d(seed * 16 + static_cast<std::uint64_t>(lesson));
  for (;;) {  // until it tells three misreadings from the truth
    auto p = draw_once(lesson, d);
    auto const right = run(p);
    int told = 0;
    for (int r = 1; r < readings; ++r) told += run(p, static_cast<reading>(r)) != right;
    if (told >= 3) return p;
  }
}

std::string in_cpp(puzzle const& p) {
  std::string text =
      p.words_too ? "coroutine co([](auto& self, int got) {\n" : "coroutine co([](auto& self) {\n";
  write(text, p.body, "  ", p, false);
  text += p.values ? "  return 0;\n});\n" : "});\n";
  for (int w : p.words)
    text += p.values ? "print(co.resume(" + (p.words_too ? std::to_string(w) : "") + "));\n"
                     : "co.resume(), print(\"m\");\n";
  return text + "// here main ends, and co is dropped\n";
}

std::optional<reading> misread(puzzle const& p, std::vector<std::string> const& trace) {
  for (int r = 1; r < readings; ++r)
    if (run(p, static_cast<reading>(r)) == trace) return static_cast<reading>(r);
  return {};
}

char const* explain(reading r) noexcept {
  switch (r) {
    case reading::right:
      return "that is right";
    case reading::begins_anew:
      return "you begin the body anew at each resume; it goes on behind the yield where it waits";
    case reading::counter_per_resume:
      return "you begin the loop again at each resume; its counter is a local, and kept";
    case reading::own_argument:
      return "you let a yield return its own argument; it returns what the next resume brings";
    case reading::one_word_late:
      return "you let a yield return the word of the resume before it; it returns that of the next";
    case reading::runs_at_start:
      return "you let the body run when it is made; nothing of it runs before the first resume";
    case reading::runs_through:
      return "you let the body run on through a yield; it waits there, and main goes on";
    case reading::not_unwound:
      return "you forget what is dropped half way; it unwinds, and its destructors run";
  }
  return "";
}

}  // namespace kont::learn
