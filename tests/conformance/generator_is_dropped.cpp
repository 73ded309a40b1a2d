// tests/conformance/generator_is_dropped.cpp -- what a body holds is destroyed, once, whenever it
// is dropped.
#include <optional>

#include "generators/generator.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

// Two elements; one witness is captured by the body, and one lives in it while it runs.
template <class S> auto watched(int& captured, int& inside) {
  return generator<int, S>([w = witness(captured), &inside](auto& yield) {
    witness const here(inside);
    yield(1);
    yield(2);
  });
}

struct generator_is_dropped : direct_bodies {
  template <class S> static void dropped_before_it_began() {
    int captured = 0, inside = 0;
    {
      auto g = watched<S>(captured, inside);
      BOOST_TEST(captured == 1);
    }
    BOOST_TEST(captured == 0);
    BOOST_TEST(inside == 0);
  }

  template <class S> static void dropped_half_way() {
    int captured = 0, inside = 0;
    {
      auto g = watched<S>(captured, inside);
      (void)g.begin();
      BOOST_TEST(inside == 1);
    }
    BOOST_TEST(captured == 0);
    BOOST_TEST(inside == 0);
  }

  template <class S> static void dropped_at_its_end() {
    int captured = 0, inside = 0;
    {
      auto g = watched<S>(captured, inside);
      for ([[maybe_unused]] int i : g) BOOST_TEST(inside == 1);
      BOOST_TEST(inside == 0);
      BOOST_TEST(captured == 0);
    }
    BOOST_TEST(captured == 0);
    BOOST_TEST(inside == 0);
  }

  template <class S> static void dropped_by_an_exception_of_its_consumer() {
    int captured = 0, inside = 0;
    auto const consume = [&] {
      for (int i : watched<S>(captured, inside)) throw i;
    };
    BOOST_CHECK_EXCEPTION(consume(), int, [](int i) { return i == 1; });
    BOOST_TEST(captured == 0);
    BOOST_TEST(inside == 0);
  }

  template <class S> static void dropped_while_its_body_handles_an_exception() {
    int inside = 0;
    std::optional<generator<int, S>> g([&](auto& yield) {
      witness const here(inside);
      try {
        throw 5;
      } catch (int i) { yield(i); }
    });
    BOOST_TEST(*g->begin() == 5);
    g.reset();
    BOOST_TEST(inside == 0);
  }

  template <class S> static void check() {
    dropped_before_it_began<S>();
    dropped_half_way<S>();
    dropped_at_its_end<S>();
    dropped_by_an_exception_of_its_consumer<S>();
    dropped_while_its_body_handles_an_exception<S>();
  }
};
every_strategy<generator_is_dropped> const generator_is_dropped_here;

}  // namespace
}  // namespace kont::conformance
