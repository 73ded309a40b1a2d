// tests/conformance/generator_is_dropped_co_and_cps.cpp -- what a frame or a rest holds is
// destroyed, once, whenever it is dropped.
#include <boost/test/unit_test.hpp>
#include <string>
#include <tuple>
#include <utility>

#include "generators/generator_closure.hpp"
#include "generators/generator_frame.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

BOOST_AUTO_TEST_SUITE(generator_is_dropped_co_and_cps)

// Two elements. In a frame one witness is a parameter, and one lives in the body while it runs.
struct co {
  static generator<int, frame> body([[maybe_unused]] witness parameter, int& inside) {
    witness const here(inside);
    co_yield 1;
    co_yield 2;
  }
  static auto watched(int& held, int& inside) { return body(witness(held), inside); }
};
// In CPS one witness goes from rest to rest, and another is in the last one only.
struct cps {
  static generator<int, closure> watched(int& held, int& inside) {
    return generator<int, closure>([w = witness(held), &inside](auto& consumer) mutable {
      return yield(consumer, 1, [w = std::move(w), here = witness(inside)](auto& then) mutable {
        return yield(then, 2, [w = std::move(w), here = std::move(here)](auto& last) {
          return finish(last);
        });
      });
    });
  }
};
using dialects = std::tuple<co, cps>;

// Says its name when it is destroyed.
struct named {
  named(std::string& l, char n) : log(&l), name(n) {}
  named(named&& other) noexcept : log(std::exchange(other.log, nullptr)), name(other.name) {}
  ~named() {
    if (log != nullptr) *log += name;
  }
  std::string* log;
  char name;
};
// Generators in generators: each holds a name, the outermost the first.
struct nested_co {
  static generator<int, frame> made(std::string& log, char const* names) {
    named const mine(log, *names);
    if (names[1] != '\0') {
      auto inner = made(log, names + 1);
      co_yield elements_of(std::move(inner));
    }
    co_yield *names;
  }
};
struct nested_cps {
  static generator<int, closure> made(std::string& log, char const* names) {
    return generator<int, closure>([mine = named(log, *names), &log, names](auto& c) mutable {
      int const element = *names;
      if (names[1] == '\0')
        return yield(c, element, [m = std::move(mine)](auto& last) { return finish(last); });
      auto rest = [m = std::move(mine), element](auto& then) mutable {
        return yield(then, element, [m = std::move(m)](auto& last) { return finish(last); });
      };
      return yield(c, elements_of(made(log, names + 1)), std::move(rest));
    });
  }
};

BOOST_AUTO_TEST_CASE_TEMPLATE(before_it_began, D, dialects) {
  int held = 0, inside = 0;
  {
    auto const g = D::watched(held, inside);
    BOOST_TEST(held == 1);
  }
  BOOST_TEST(held == 0);
  BOOST_TEST(inside == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(half_way, D, dialects) {
  int held = 0, inside = 0;
  {
    auto g = D::watched(held, inside);
    (void)g.begin();
    BOOST_TEST(inside == 1);
    g = D::watched(held, inside);
    BOOST_TEST(held == 1);
    BOOST_TEST(inside == 0);
    (void)g.begin();
  }
  BOOST_TEST(held == 0);
  BOOST_TEST(inside == 0);
}

// What an inner one refers to is its outer one's.
using nested = std::tuple<nested_co, nested_cps>;
BOOST_AUTO_TEST_CASE_TEMPLATE(the_innermost_first, D, nested) {
  std::string dropped, assigned;
  {
    auto g = D::made(dropped, "omi");
    BOOST_TEST(*g.begin() == 'i');
    auto other = D::made(assigned, "omi");
    (void)other.begin();
    other = {};
    BOOST_TEST(assigned == "imo");
  }
  BOOST_TEST(dropped == "imo");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(moved_to_itself, D, nested) {
  std::string log;
  auto g = D::made(log, "omi");
  auto at = g.begin();
  auto& same = g;
  g = std::move(same);
  BOOST_TEST(log.empty());
  BOOST_TEST(*++at == 'm');
}

BOOST_AUTO_TEST_CASE_TEMPLATE(at_its_end, D, dialects) {
  int held = 0, inside = 0;
  auto g = D::watched(held, inside);
  for ([[maybe_unused]] int i : g) BOOST_TEST(held == 1);
  BOOST_TEST(inside == 0);
  BOOST_TEST(held == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(by_an_exception_of_its_consumer, D, dialects) {
  int held = 0, inside = 0;
  auto const consume = [&] {
    for (int i : D::watched(held, inside)) throw i;
  };
  BOOST_CHECK_EXCEPTION(consume(), int, [](int i) { return i == 1; });
  BOOST_TEST(held == 0);
  BOOST_TEST(inside == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::conformance
