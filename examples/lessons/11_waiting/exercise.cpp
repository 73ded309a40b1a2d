// examples/lessons/11_waiting/exercise.cpp -- five philosophers, who are to eat.
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
  (void)left_number, (void)right_number;
  std::scoped_lock const first(left);  // TODO: not all may begin on the left
  w.sleep_for(1s);                     // thinks
  std::scoped_lock const second(right);
  eat();
}

// Runs the world to its end: "all have eaten after N s", or what the deadlock says.
std::string outcome(simulation& w) {
  // TODO
  (void)w;
  return "";
}

#include "examples/lessons/11_waiting/checks.hpp"
