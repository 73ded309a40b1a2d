// tests/lab/simpy_carwash.cpp -- SimPy's "Carwash": two machines, and cars that wait for them.
#include <fmt/format.h>

#include <algorithm>

#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "tests/lab/simpy.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(simpy_carwash)

namespace {

using namespace std::chrono_literals;

/// SimPy's order of what happens at one instant: who begins is before all who only go on.
class beginners_first {
 public:
  using hook = fifo::hook;
  void reserve(std::size_t n) { beginners_.reserve(n), others_.reserve(n); }
  void put(hook& t, why w) noexcept { (w == why::created ? beginners_ : others_).put(t, w); }
  hook* take() noexcept {
    auto* const t = beginners_.take();
    return t != nullptr ? t : others_.take();
  }

 private:
  fifo beginners_, others_;
};

template <class P> struct carwash {
  using world_type = scheduler<P>;

  void wash(int number) {
    world.sleep_for(5s);
    lines.push_back(
        fmt::format("Carwash removed {}% of Car {}'s dirt.", dice.number_between(50, 99), number));
  }
  void tell(int number, char const* does) {
    lines.push_back(fmt::format("Car {} {} the carwash at {}.00.", number, does, now(world)));
  }
  /// In SimPy a machine that is free is an event as well: others go on before who has got it.
  void get_machine() {
    if (!machines.try_acquire()) return machines.acquire();
    world.yield();
  }
  void drive(int number) {
    tell(number, "arrives at");
    get_machine();
    tell(number, "enters");
    world.spawn([this, number] { wash(number); }).join();
    tell(number, "leaves");
    machines.release();
  }
  void come(int number) {
    world.spawn([this, number] { drive(number); });
  }
  std::vector<std::string> run() {
    ends_at(world, 20s);
    world.spawn("street", [this] {
      int number = 0;
      while (number < 4) come(number++);
      for (;;) {
        world.sleep_for(dice.between(5, 9));
        come(number++);
      }
    });
    world.run();
    BOOST_TEST(dice.all_used());
    return lines;
  }

  std::vector<std::string> lines{"Carwash",
                                 "Check out http://youtu.be/fXXmeP9TvBg while simulating ... ;-)"};
  draws dice{"simpy_carwash_draws.txt"};
  world_type world{};
  semaphore<world_type> machines{world, 2};
};

BOOST_AUTO_TEST_CASE(the_cars_in_simpys_order) {
  BOOST_TEST(carwash<beginners_first>().run() == lines_of("simpy_carwash.txt"),
             boost::test_tools::per_element());
}

// With fifo, who begins at an instant comes after those who wake at it: car 4 arrives at 5 when
// cars 0 and 1 have been washed. All that happens is the same, and when it does.
BOOST_AUTO_TEST_CASE(fifo_orders_only_an_instant_otherwise) {
  auto ours = carwash<fifo>().run(), theirs = lines_of("simpy_carwash.txt");
  BOOST_TEST(ours[8] == "Carwash removed 97% of Car 0's dirt.");
  BOOST_TEST(theirs[8] == "Car 4 arrives at the carwash at 5.00.");
  std::ranges::sort(ours), std::ranges::sort(theirs);
  BOOST_TEST(ours == theirs, boost::test_tools::per_element());
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
