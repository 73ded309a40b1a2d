// tools/learn/quiz/many.cpp -- lesson 10: three microthreads that yield, wait and wake each other.
#include <algorithm>
#include <array>
#include <deque>

#include "tools/learn/quiz/quizzes.hpp"

namespace kont::learn {
namespace {

struct many_puzzle {
  enum reading { as_it_is, runs_when_spawned, woken_runs_next, last_first, wait_is_yield };
  static constexpr char const* means[] = {
      "you let a microthread run when it is spawned; it becomes ready, and run() begins",
      "you let who is woken run next; that is to be ready, behind those who were ready before",
      "you let who yielded last run first; who is ready lies in a queue",
      "you let a wait end by itself; it ends when somebody wakes it"};

  enum verb { yields, waits, wakes };
  std::array<std::vector<verb>, 3> bodies;  // a word is printed before each, and one at the end

  std::string in_cpp() const {
    std::string text =
        "#include \"examples/lessons/10_many/scheduler.hpp\"\n"
        "#include \"examples/lessons/print.hpp\"\n\nint main() {\n  scheduler world;\n  queue q;\n";
    static constexpr char const* verbs[] = {"yield()", "wait_in(q)", "wake_one(q)"};
    char who = 'a';
    for (auto const& body : bodies) {
      int n = 1;
      text += "  world.spawn([&] {\n";
      for (verb v : body)
        text += joined("    print(\"", who, "\", ", n++, ");\n    world.", verbs[v], ";\n");
      text += joined("    print(\"", who, "\", ", n, ");\n  });\n");
      ++who;
    }
    return text + "  print(\"m\");\n  world.run();\n}\n";
  }
  trace run(reading r) const;
  bool has(verb v) const {
    return std::ranges::any_of(bodies, [v](auto const& b) { return std::ranges::count(b, v) > 0; });
  }
};

// Three bodies, each at some place, and the scheduler's queues.
struct world {
  many_puzzle const& puzzle;
  many_puzzle::reading const reading;
  trace said{};
  std::deque<std::size_t> ready{}, waiting{};
  std::array<std::size_t, 3> at{};

  void run(std::size_t who) {  // until it gives control away
    for (;;) {
      std::size_t const i = at[who]++;
      say(said, static_cast<char>('a' + who), static_cast<int>(i + 1));
      if (i == puzzle.bodies[who].size()) return;
      switch (puzzle.bodies[who][i]) {
        case many_puzzle::yields:
          return ready.push_back(who);
        case many_puzzle::waits:
          return (reading == many_puzzle::wait_is_yield ? ready : waiting).push_back(who);
        case many_puzzle::wakes:
          wake_one();
      }
    }
  }
  void wake_one() {
    if (waiting.empty()) return;
    auto const place = reading == many_puzzle::woken_runs_next ? ready.begin() : ready.end();
    ready.insert(place, waiting.front());
    waiting.pop_front();
  }
  void run() {
    while (!ready.empty()) {
      auto const next = reading == many_puzzle::last_first ? ready.end() - 1 : ready.begin();
      std::size_t const who = *next;
      ready.erase(next);
      run(who);
    }
  }
};

trace many_puzzle::run(reading r) const {
  world w{*this, r};
  for (std::size_t who = 0; who < 3; ++who)
    if (r == runs_when_spawned)
      w.run(who);
    else
      w.ready.push_back(who);
  say(w.said, 'm');
  w.run();
  return w.said;
}

}  // namespace

question ask_many(dice& d) {
  for (;;) {
    many_puzzle p{};
    for (auto& body : p.bodies)
      for (int n = d.from(1, 2); n > 0; --n)
        body.push_back(static_cast<many_puzzle::verb>(d.from(0, 2)));
    if (p.has(many_puzzle::yields) && p.has(many_puzzle::waits) && p.has(many_puzzle::wakes))
      return ask(p);
  }
}

}  // namespace kont::learn
