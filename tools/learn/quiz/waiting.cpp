// tools/learn/quiz/waiting.cpp -- lesson 11: who sleeps, and who waits for a mutex, on a clock that
// jumps.
#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "tools/learn/quiz/quizzes.hpp"

namespace kont::learn {
namespace {

struct waiting_puzzle {
  enum reading { as_it_is, one_by_one, as_written, not_excluded, from_the_start };
  static constexpr char const* means[] = {
      "you let a sleep hold up all; only who sleeps waits, and their times overlap",
      "you write down one microthread after the other; what is due first comes first",
      "you let two hold the mutex at once; the second waits until the first has left",
      "you count each sleep from 0; it begins when sleep_for is called"};

  struct person {
    int before, inside;  // seconds
    bool locks;
  };
  std::array<person, 3> people;

  std::string in_cpp() const {
    std::string text =
        "#include <mutex>\n\n#include \"coroutines/microthreads/mutex.hpp\"\n"
        "#include \"coroutines/microthreads/scheduler.hpp\"\n"
        "#include \"examples/lessons/print.hpp\"\n\nusing namespace std::chrono_literals;\n\n"
        "int main() {\n  kont::scheduler<> world;  // its clock is virtual\n"
        "  kont::mutex<> bath(world, \"bath\");\n"
        "  auto const now = [&] { return world.clock().now().time_since_epoch() / 1s; };\n";
    char who = 'a';
    for (auto const& p : people) {
      text +=
          joined("  world.spawn([&] {\n    world.sleep_for(", p.before, "s);\n    print(\"", who,
                 "\", now());\n", p.locks ? "    std::scoped_lock const mine(bath);\n" : "",
                 "    world.sleep_for(", p.inside, "s);\n    print(\"",
                 static_cast<char>(who - 'a' + 'A'), "\", now());\n  });\n");
      ++who;
    }
    return text + "  world.run();\n}\n";
  }
  trace run(reading r) const;
  // By the rules and without ties: nobody need know who is first of two at the same time.
  bool without_ties() const;

 private:
  struct event {
    int at;
    char who;
  };
  std::vector<event> events(reading r) const;
};

std::vector<waiting_puzzle::event> waiting_puzzle::events(reading r) const {
  std::array<std::size_t, 3> order{0, 1, 2};
  if (r != one_by_one)  // who comes first has the mutex first
    std::ranges::sort(order, {}, [this](auto i) { return std::pair(people[i].before, i); });
  std::vector<event> all;
  int free_at = 0, now = 0;
  for (auto i : order) {
    auto const& p = people[i];
    int const came = now + p.before;
    int const begins = p.locks && r != not_excluded ? std::max(came, free_at) : came;
    int const ends = r == from_the_start ? std::max(came, p.inside) : begins + p.inside;
    if (p.locks) free_at = ends;
    if (r == one_by_one) now = ends;
    all.push_back({came, static_cast<char>('a' + i)});
    all.push_back({ends, static_cast<char>('A' + i)});
  }
  std::ranges::sort(all, {}, [r](event const& e) {
    int const whose = e.who % 32;  // the same for a and A
    return std::tuple(r == as_written ? whose : 0, e.at, whose, e.who < 'a');
  });
  return all;
}

trace waiting_puzzle::run(reading r) const {
  trace t;
  for (auto const& e : events(r)) say(t, e.who, e.at);
  return t;
}

bool waiting_puzzle::without_ties() const {
  auto const all = events(as_it_is);
  return std::ranges::adjacent_find(all, {}, &event::at) == all.end();
}

}  // namespace

question ask_waiting(dice& d) {
  for (;;) {
    waiting_puzzle p{};
    for (auto& one : p.people) one = {d.from(1, 9), d.from(2, 9), d.from(0, 3) > 0};
    if (p.without_ties()) return ask(p);
  }
}

}  // namespace kont::learn
