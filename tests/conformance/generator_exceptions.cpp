// tests/conformance/generator_exceptions.cpp -- what a body lets out, its consumer catches.
#include <stdexcept>
#include <string>

#include "generators/generator.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

auto const says = [](char const* text) {
  return [text](std::runtime_error const& e) { return std::string(e.what()) == text; };
};

// Yields 1 … n, then throws.
template <class S> auto failing_after(int n, int& alive) {
  return generator<int, S>([n, &alive](auto& yield) {
    witness const here(alive);
    for (int i = 1; i <= n; ++i) yield(i);
    throw std::runtime_error("no more");
  });
}

struct generator_exceptions : direct_bodies {
  template <class S> static void throws_from_begin() {
    int alive = 0;
    auto g = failing_after<S>(0, alive);
    BOOST_CHECK_EXCEPTION((void)g.begin(), std::runtime_error, says("no more"));
    BOOST_TEST(alive == 0);
    BOOST_TEST((g.begin() == g.end()));
  }

  template <class S> static void throws_from_a_step_and_is_done() {
    int alive = 0;
    auto g = failing_after<S>(2, alive);
    auto i = g.begin();
    ++i;
    BOOST_TEST(*i == 2);
    BOOST_TEST((i != g.end()));
    BOOST_CHECK_EXCEPTION(++i, std::runtime_error, says("no more"));
    BOOST_TEST(alive == 0);
    BOOST_TEST((i == g.end()));
  }

  template <class S> static void yields_while_it_handles_an_exception() {
    // Each rethrows its own, though both are inside a catch block at once (Boost.Context 1.81 gives
    // `a:b b:a` here).
    auto const rethrower = [](char const* name) {
      return generator<int, S>([name](auto& yield) {
        try {
          throw std::runtime_error(name);
        } catch (...) {
          yield(1);
          throw;
        }
      });
    };
    auto a = rethrower("a");
    auto b = rethrower("b");
    auto i = a.begin();
    auto j = b.begin();
    BOOST_CHECK_EXCEPTION(++i, std::runtime_error, says("a"));
    BOOST_CHECK_EXCEPTION(++j, std::runtime_error, says("b"));
  }

  template <class S> static void catches_what_it_throws_itself() {
    generator<int, S> g([](auto& yield) {
      for (int i = 0; i < 3; ++i) {
        try {
          yield(i);
          throw i * 10;
        } catch (int thrown) { yield(thrown); }
      }
    });
    std::string all;
    for (int i : g) all += std::to_string(i) + ' ';
    BOOST_TEST(all == "0 0 1 10 2 20 ");
  }

  template <class S> static void check() {
    throws_from_begin<S>();
    throws_from_a_step_and_is_done<S>();
    yields_while_it_handles_an_exception<S>();
    catches_what_it_throws_itself<S>();
  }
};
every_strategy<generator_exceptions> const generator_exceptions_here;

}  // namespace
}  // namespace kont::conformance
