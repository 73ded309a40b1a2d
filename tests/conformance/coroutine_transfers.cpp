// tests/conformance/coroutine_transfers.cpp -- who is named runs next, and takes the value along.
#include <memory>
#include <string>
#include <vector>

#include "coroutines/coroutine.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct coroutine_transfers : direct_bodies {
  template <class S> static void runs_nothing_before_the_first_transfer() {
    bool ran = false;
    coroutine<unit, S> me;
    coroutine<unit, S> other([&](auto& self, unit) {
      ran = true;
      return self.end(me);
    });
    BOOST_TEST(!ran);
    BOOST_TEST(other.suspended());
    BOOST_TEST(!me.suspended());
    me.transfer(other);
    BOOST_TEST(ran);
    BOOST_TEST(!other.suspended());
  }

  template <class S> static void brings_values_both_ways() {
    std::vector<int> heard;
    coroutine<int, S> me;
    coroutine<int, S> doubler([&](auto& self, int i) {
      while (i != 0) {
        heard.push_back(i);
        i = self.transfer(me, 2 * i);
      }
      return self.end(me, -1);
    });
    BOOST_TEST(me.transfer(doubler, 1) == 2);
    BOOST_TEST(me.transfer(doubler, 21) == 42);
    BOOST_TEST(me.transfer(doubler, 0) == -1);
    BOOST_TEST((heard == std::vector{1, 21}));
  }

  template <class S> static void brings_what_can_only_be_moved() {
    using box = std::unique_ptr<int>;
    coroutine<box, S> me;
    coroutine<box, S> adder([&](auto& self, box b) {
      for (;;) {
        ++*b;
        b = self.transfer(me, std::move(b));
      }
      return self.end(me, nullptr);
    });
    auto b = std::make_unique<int>(1);
    int const* const where = b.get();
    for (int i = 0; i < 3; ++i) b = me.transfer(adder, std::move(b));
    BOOST_TEST(*b == 4);
    BOOST_TEST(b.get() == where);
  }

  // The token goes round n coroutines, each adds one; the first of them gives it back.
  template <class S> static void goes_round_a_ring() {
    int const n = many_alive<S>(1'000), rounds = 10;
    coroutine<int, S> me;
    std::vector<std::unique_ptr<coroutine<int, S>>> ring;
    for (int i = 0; i < n; ++i) {
      ring.push_back(std::make_unique<coroutine<int, S>>([&, i](auto& self, int token) {
        auto& next = *ring[static_cast<std::size_t>((i + 1) % n)];
        while (token < n * rounds) token = self.transfer(next, token + 1);
        return self.end(me, token);
      }));
    }
    BOOST_TEST(me.transfer(*ring[0], 0) == n * rounds);
  }

  template <class S> static void ends_naming_an_heir() {
    std::string log;
    coroutine<char, S> me;
    coroutine<char, S> last([&](auto& self, char c) {
      log += c;
      return self.end(me, 'z');
    });
    coroutine<char, S> middle([&](auto& self, char c) {
      log += c;
      return self.end(last, 'c');  // which has not begun
    });
    coroutine<char, S> first([&](auto& self, char c) {
      log += c;
      log += self.transfer(me, 'y');
      return self.end(middle, 'b');
    });
    log += me.transfer(first, 'a');
    log += me.transfer(first, '-');
    BOOST_TEST(log == "ay-bcz");
    for (auto* c : {&first, &middle, &last}) BOOST_TEST(!c->suspended());
  }

  template <class S> static void check() {
    runs_nothing_before_the_first_transfer<S>();
    brings_values_both_ways<S>();
    brings_what_can_only_be_moved<S>();
    goes_round_a_ring<S>();
    ends_naming_an_heir<S>();
  }
};
every_strategy<coroutine_transfers> const coroutine_transfers_here;

}  // namespace
}  // namespace kont::conformance
