// examples/lessons/11_waiting/lesson.cpp -- a kitchen whose clock jumps, and a table where nobody
// eats.
#include <cstdio>
#include <mutex>

#include "coroutines/microthreads/deadlock.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/scheduler.hpp"

using namespace std::chrono_literals;
using simulation = kont::scheduler<>;

void cook() {
  simulation kitchen;  // its clock is virtual
  auto const put_on = [&](char const* dish, std::chrono::minutes takes) {
    kitchen.spawn(dish, [&kitchen, dish, takes] {
      kitchen.sleep_for(takes);
      auto const now = kitchen.clock().now().time_since_epoch() / 1min;
      std::printf("after %d min: %s\n", static_cast<int>(now), dish);
    });
  };
  put_on("potatoes", 20min);
  put_on("egg", 5min);
  put_on("tea", 10min);
  kitchen.run();
}

void dine() {
  simulation table;
  kont::mutex<> fork(table, "the fork"), knife(table, "the knife");
  auto const eat = [&table](kont::mutex<>& first, kont::mutex<>& second) {
    std::scoped_lock const one(first);
    table.sleep_for(1s);  // in which the other takes the other one
    std::scoped_lock const other(second);
  };
  table.spawn("Plato", [&] { eat(fork, knife); });
  table.spawn("Kant", [&] { eat(knife, fork); });
  try {
    kont::run_to_end(table);
  } catch (kont::deadlock const& e) { std::printf("%s\n", e.what()); }
  table.kill_all();  // they hold what is destroyed before the table is: let them give it back
  table.run();
}

int main() {
  cook();
  dine();
}
