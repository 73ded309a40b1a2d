// examples/lessons/11_waiting/solution.cpp -- five philosophers, who are to eat.
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "coroutines/microthreads/deadlock.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/scheduler.hpp"

using namespace std::chrono_literals;
using simulation = kont::scheduler<>;

// A philosopher with the fork on the left and the one on the right, and their numbers.
void dine(simulation& w, kont::mutex<>& left, kont::mutex<>& right, std::size_t left_number,
          std::size_t right_number, std::function<void()> eat) {
  bool const on_the_left = left_number < right_number;
  std::scoped_lock const first(on_the_left ? left : right);
  w.sleep_for(1s);  // thinks
  std::scoped_lock const second(on_the_left ? right : left);
  eat();
}

// Runs the world to its end: "all have eaten after N s", or what the deadlock says.
std::string outcome(simulation& w) {
  try {
    kont::run_to_end(w);
  } catch (kont::deadlock const& e) { return e.what(); }
  return "all have eaten after " + std::to_string(w.clock().now().time_since_epoch() / 1s) + " s";
}

#include "examples/lessons/11_waiting/checks.hpp"
