// tests/concurrent/letterbox_calls_each_once.cpp -- what threads post is called once, each thread's
// in its order; what throws leaves the others; what is never called is destroyed.
#include <boost/test/unit_test.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "lib/concurrent/letterbox.hpp"

BOOST_AUTO_TEST_SUITE(letterbox_calls_each_once)

BOOST_AUTO_TEST_CASE(letterbox_among_real_threads) {
  constexpr int senders = 3, each = 2'000;
  kont::letterbox box;
  std::vector<int> next(senders);
  int called = 0;
  std::vector<std::thread> threads;
  for (int id = 0; id < senders; ++id) {
    threads.emplace_back([&, id] {
      for (int i = 0; i < each; ++i) {
        box.post([&, id, i] {
          BOOST_REQUIRE(next[static_cast<std::size_t>(id)]++ == i);
          ++called;
        });
      }
    });
  }
  while (called < senders * each) {
    box.rings().wait();
    box.open();
  }
  for (auto& t : threads) t.join();
  BOOST_TEST(!box.open());
  BOOST_TEST(called == senders * each);
}

BOOST_AUTO_TEST_CASE(letterbox_goes_on_after_one_that_throws) {
  kont::letterbox box;
  std::string log;
  box.post([&] { log += 'a'; });
  box.post([] { throw std::runtime_error("a letter's own"); });
  box.post([&] {
    log += 'b';
    box.post([&] { log += 'c'; });
  });
  BOOST_CHECK_THROW(box.open(), std::runtime_error);
  BOOST_TEST(log == "a");
  BOOST_TEST(box.open());
  BOOST_TEST(log == "ab");  // not what came meanwhile
  BOOST_TEST(box.open());
  BOOST_TEST(log == "abc");
  BOOST_TEST(!box.open());
}

BOOST_AUTO_TEST_CASE(letterbox_destroys_what_is_never_called) {
  auto const held = std::make_shared<int>(0);
  {
    kont::letterbox box;
    box.post([held] {});
    box.post([held]() mutable { throw 1; });
    box.post([held] {});
    BOOST_TEST(held.use_count() == 4);
    BOOST_CHECK_THROW(box.open(), int);
    BOOST_TEST(held.use_count() == 2);
  }
  BOOST_TEST(held.use_count() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
