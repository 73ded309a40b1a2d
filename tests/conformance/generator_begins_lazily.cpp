// tests/conformance/generator_begins_lazily.cpp -- a body runs when it is asked, and no further.

#include "generators/generator.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct generator_begins_lazily : direct_bodies {
  template <class S> static void runs_nothing_before_begin() {
    int steps = 0;
    generator<int, S> g([&](auto& yield) {
      for (;;) yield(++steps);
    });
    BOOST_TEST(steps == 0);
    auto i = g.begin();
    BOOST_TEST(steps == 1);
    BOOST_TEST(*i == 1);
    BOOST_TEST(*i == 1);  // to look is not to step
    BOOST_TEST(steps == 1);
    ++i;
    BOOST_TEST(*i == 2);
    i++;
    BOOST_TEST(steps == 3);
  }

  template <class S> static void of_nothing_is_an_empty_range() {
    bool ran = false;
    generator<int, S> g([&](auto&) { ran = true; });
    BOOST_TEST((g.begin() == g.end()));
    BOOST_TEST(ran);
    generator<int, S> none;
    BOOST_TEST((none.begin() == none.end()));
  }

  template <class S> static void ends_when_its_body_does() {
    int last_words = 0;
    generator<int, S> g([&](auto& yield) {
      yield(1);
      last_words = 1;
    });
    auto i = g.begin();
    BOOST_TEST((i != g.end()));
    BOOST_TEST(last_words == 0);
    ++i;
    BOOST_TEST((i == g.end()));
    BOOST_TEST(last_words == 1);
  }

  template <class S> static void in_step_do_not_disturb_each_other() {
    auto const from = [](int first) {
      return generator<int, S>([first](auto& yield) {
        for (int i = first; i < first + 100; ++i) yield(i);
      });
    };
    auto a = from(0);
    auto b = from(1000);
    auto i = a.begin();
    auto j = b.begin();
    for (int n = 0; n < 100; ++n, ++i, ++j) {
      BOOST_REQUIRE_EQUAL(*i, n);
      BOOST_REQUIRE_EQUAL(*j, 1000 + n);
    }
    BOOST_TEST((i == a.end() && j == b.end()));
  }

  template <class S> static void check() {
    runs_nothing_before_begin<S>();
    of_nothing_is_an_empty_range<S>();
    ends_when_its_body_does<S>();
    in_step_do_not_disturb_each_other<S>();
  }
};
every_strategy<generator_begins_lazily> const generator_begins_lazily_here;

}  // namespace
}  // namespace kont::conformance
