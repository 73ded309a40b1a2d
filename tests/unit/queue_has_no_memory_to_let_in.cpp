// tests/unit/queue_has_no_memory_to_let_in.cpp -- without memory for what waits to be put, put says
// so, and get takes what is there.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <new>
#include <string>

#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/scheduler.hpp"

namespace {

bool there_is_no_memory = false;

}  // namespace

// (Inlined, g++ 12 takes one half of them for no match of the other.)
[[gnu::noinline]] void* operator new(std::size_t size) {
  void* const place = there_is_no_memory ? nullptr : std::malloc(size);
  if (place == nullptr) throw std::bad_alloc();
  return place;
}
[[gnu::noinline]] void operator delete(void* place) noexcept { std::free(place); }
[[gnu::noinline]] void operator delete(void* place, std::size_t) noexcept { std::free(place); }

BOOST_AUTO_TEST_SUITE(queue_has_no_memory_to_let_in)

namespace {
using namespace kont;

struct large {  // a node of the deque holds one
  int number = 0;
  char more[1000] = {};
};

BOOST_AUTO_TEST_CASE(put_says_so) {
  scheduler<> world;
  queue<large> q(world, 1);
  std::string log;
  world.spawn("puts", [&] {
    q.put({1});
    try {
      q.put({2});
    } catch (std::bad_alloc const&) { log += "no memory "; }
    q.put({3});
  });
  world.spawn("gets", [&] {
    there_is_no_memory = true;
    int const first = q.get().number;
    there_is_no_memory = false;
    log += std::to_string(first) + ' ';
    log += std::to_string(q.get().number);
  });
  BOOST_TEST(world.run().empty());
  BOOST_TEST(log == "1 no memory 3");
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
