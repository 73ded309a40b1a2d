// tests/conformance/coroutine_exceptions.cpp -- what a body lets out is thrown in the coroutine
// that stands for the thread.
#include <stdexcept>
#include <string>

#include "coroutines/coroutine.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct coroutine_exceptions : direct_bodies {
  // me -> a -> b, which throws: past a, to me.
  template <class S> static void goes_to_the_thread() {
    int alive = 0;
    coroutine<int, S> me;
    coroutine<int, S> b([&](auto& self, int i) {
      witness const here(alive);
      if (i == 2) throw std::runtime_error("b");
      return self.end(me, 0);
    });
    coroutine<int, S> a(
        [&](auto& self, int i) { return self.end(me, 10 * self.transfer(b, i + 1)); });
    BOOST_CHECK_THROW(me.transfer(a, 1), std::runtime_error);
    BOOST_TEST(alive == 0);
    BOOST_TEST(!b.suspended());
    BOOST_TEST(a.suspended());            // it waits for b, or for anybody
    BOOST_TEST(me.transfer(a, 5) == 50);  // and me is the one that runs
  }

  // An heir that runs for the first time belongs to the thread too.
  template <class S> static void of_an_heir_goes_to_the_thread() {
    coroutine<int, S> me;
    coroutine<int, S> heir([&](auto& self, int i) {
      if (i == 1) throw std::runtime_error("the heir");
      return self.end(me, i);
    });
    coroutine<int, S> first([&](auto& self, int i) { return self.end(heir, i); });
    BOOST_CHECK_THROW(me.transfer(first, 1), std::runtime_error);
  }

  // Whichever move of a value throws: it comes out, as if the body had let it out.
  struct fused {
    int left = 100;
    fused() = default;
    explicit fused(int moves) : left(moves) {}
    fused(fused&& f) : left(f.left) { burn(); }
    fused& operator=(fused&& f) {
      left = f.left;
      return burn();
    }

   private:
    fused& burn() {
      if (--left == 0) throw std::runtime_error("moved too often");
      return *this;
    }
  };
  template <class S> static void of_a_value_that_moves() {
    bool came_back = false;
    for (int moves = 1; !came_back; ++moves) {
      BOOST_TEST_REQUIRE(moves < 30);
      coroutine<fused, S> me;
      coroutine<fused, S> other([&](auto& self, fused) { return self.end(me, fused()); });
      try {
        me.transfer(other, fused(moves));
        came_back = true;
      } catch (std::runtime_error const&) {}
    }
  }

  template <class S> static void of_a_resumed_comes_out_of_resume() {
    asymmetric_coroutine<int, S> inner([](auto& self, int i) -> int {
      self.yield(i);
      throw std::runtime_error("inner");
    });
    asymmetric_coroutine<std::string, S> outer([&](auto& self, std::string) -> std::string {
      inner.resume(1);
      try {
        inner.resume(2);
      } catch (std::runtime_error const& e) { self.yield(std::string("caught ") + e.what()); }
      throw std::logic_error("outer");
    });
    BOOST_TEST(outer.resume("") == "caught inner");
    BOOST_TEST(!inner);
    BOOST_CHECK_THROW(outer.resume(""), std::logic_error);
    BOOST_TEST(!outer);
  }

  template <class S> static void comes_out_of_the_dispatcher() {
    using D = dispatched_coroutine<int, S>;
    D b([](auto&, int) -> int { throw std::runtime_error("b"); });
    D a([&](auto& self, int i) { return self.transfer(b, i); });
    BOOST_CHECK_THROW(D::run(a, 1), std::runtime_error);
  }

  template <class S> static void check() {
    of_a_value_that_moves<S>();
    goes_to_the_thread<S>();
    of_an_heir_goes_to_the_thread<S>();
    of_a_resumed_comes_out_of_resume<S>();
    comes_out_of_the_dispatcher<S>();
  }
};
every_strategy<coroutine_exceptions> const coroutine_exceptions_here;

}  // namespace
}  // namespace kont::conformance
