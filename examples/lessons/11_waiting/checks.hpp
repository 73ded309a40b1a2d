// examples/lessons/11_waiting/checks.hpp -- five eat, with two forks each; and a deadlock is named.
#pragma once
#include <algorithm>

#include "examples/lessons/check.hpp"

namespace {

void small_worlds() {
  using lesson::check;
  {
    simulation empty;
    check("a world where nothing waits is over at once", outcome(empty),
          "all have eaten after 0 s");
    empty.spawn("slow", [&] { empty.sleep_for(90s); });
    check("the clock jumps", outcome(empty), "all have eaten after 90 s");
  }
  {
    simulation stuck;
    kont::mutex<> a(stuck, "a"), b(stuck, "b");
    auto const both = [&](auto& first, auto& second) {
      std::scoped_lock const one(first);
      stuck.sleep_for(1s);
      std::scoped_lock const two(second);
    };
    stuck.spawn("Ann", [&] { both(a, b); });
    stuck.spawn("Bob", [&] { both(b, a); });
    check("a deadlock is said in words", outcome(stuck),
          "deadlock: Ann waits to lock b, held by Bob, who waits to lock a, held by Ann");
    stuck.kill_all();  // they hold what is destroyed before their world is
    stuck.run();
  }
}

}  // namespace

int main() {
  using lesson::check;
  small_worlds();
  simulation hall;
  std::vector<std::unique_ptr<kont::mutex<>>> forks;
  for (int i = 0; i < 5; ++i)
    forks.push_back(std::make_unique<kont::mutex<>>(hall, "fork " + std::to_string(i)));
  std::vector<int> eating(5), most(5);
  lesson::trace have_eaten;
  for (std::size_t me = 0; me < 5; ++me)
    hall.spawn(std::string(1, static_cast<char>('A' + me)), [&, me] {
      dine(hall, *forks[me], *forks[(me + 1) % 5], me, (me + 1) % 5, [&, me] {
        for (auto f : {me, (me + 1) % 5}) most[f] = std::max(most[f], ++eating[f]);
        hall.sleep_for(10s);
        for (auto f : {me, (me + 1) % 5}) --eating[f];
        have_eaten.push_back(std::string(1, static_cast<char>('A' + me)));
      });
    });
  auto const how = outcome(hall);
  bool const all = how.starts_with("all have eaten");
  check("nobody starves", how, all ? how : "all have eaten after some seconds",
        {{how.starts_with("deadlock") ? how : "",
          "all take the fork on their left first, and a circle closes"}});
  std::ranges::sort(have_eaten);
  check("all five eat, once", have_eaten, {"A", "B", "C", "D", "E"});
  check("no fork is in two hands", most, std::vector<int>{1, 1, 1, 1, 1},
        {{"2 2 2 2 2", "they eat without holding their forks"}});
  return lesson::done();
}
