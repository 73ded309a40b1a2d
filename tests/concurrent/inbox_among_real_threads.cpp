// tests/concurrent/inbox_among_real_threads.cpp -- three send, and one sleeps on its bell until
// there is something: all letters come, those of one in order. (ThreadSanitizer looks on.)
#include <array>
#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <thread>
#include <vector>

#include "lib/concurrent/bell.hpp"
#include "lib/concurrent/inbox.hpp"

BOOST_AUTO_TEST_SUITE(inbox_among_real_threads)

namespace {

struct letter {
  letter* next = nullptr;
  std::size_t from = 0, number = 0;
};

}  // namespace

BOOST_AUTO_TEST_CASE(all_letters_come) {
  constexpr std::size_t each = 100'000, senders = 3;
  kont::inbox<letter> in;
  kont::bell bell;
  std::array<std::vector<letter>, senders> letters;
  std::vector<std::thread> threads;
  for (std::size_t s = 0; s < senders; ++s) {
    letters[s].resize(each);
    threads.emplace_back([&, s] {
      for (std::size_t n = 0; n < each; ++n) {
        letter& l = letters[s][n];
        l.from = s;
        l.number = n;
        if (in.put(l)) bell.ring();
      }
    });
  }
  std::array<std::size_t, senders> had{};
  std::size_t out_of_order = 0;
  for (std::size_t n = 0; n < senders * each;) {
    bell.wait();
    for (letter* l = in.take_all(); l != nullptr; l = l->next, ++n) {
      out_of_order += l->number != had[l->from]++;
    }
  }
  for (auto& t : threads) t.join();
  BOOST_TEST(out_of_order == 0);
  BOOST_TEST((in.take_all() == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
