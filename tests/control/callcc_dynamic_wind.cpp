// tests/control/callcc_dynamic_wind.cpp -- what must happen on the way out of a computation and on
// the way back in does, in order; and a barrier lets nobody through.
#include <optional>
#include <stdexcept>
#include <string>

#include "continuations/control/callcc.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct callcc_dynamic_wind : over_values {
  template <class S> using world_of = callcc_world<int, S>;
  template <class S> using point = typename world_of<S>::template continuation<int>;

  template <class S, class F> static int wound(world_of<S>* w, std::string* log, char name, F f) {
    char const upper = static_cast<char>(name - 'a' + 'A');
    return w->dynamic_wind([=] { *log += name; }, f, [=] { *log += upper; });
  }

  template <class S> static void out() {
    std::string text;
    auto* const log = &text;
    world_of<S> world;
    auto* const w = &world;
    auto const escape = [=](bool leave) {
      return w->run([=] {
        return w->template callcc<int>([=](auto k) {
          return wound<S>(w, log, 'a', [=] {
            return wound<S>(w, log, 'b', [=] {
              *log += '.';
              if (leave) k(1);
              return 2;
            });
          });
        });
      });
    };
    BOOST_TEST(escape(false) == 2);
    BOOST_TEST(text == "ab.BA");
    text.clear();
    BOOST_TEST(escape(true) == 1);
    BOOST_TEST(text == "ab.BA");
    text.clear();
    BOOST_CHECK_THROW(w->run([=] { return wound<S>(w, log, 'a', []() -> int { throw 1; }); }), int);
    BOOST_TEST(text == "aA");
  }

  // From inside c to where b was left: out of what they don't share, and into the rest. Each point
  // is used once: the rest of b is told where to go on.
  template <class S> static void across() {
    std::string text;
    auto* const log = &text;
    world_of<S> world;
    auto* const w = &world;
    std::optional<point<S>> in_b, after;
    auto* const b = &in_b;
    auto* const next = &after;
    w->run([=] {
      return wound<S>(w, log, 'a', [=] {
        int const came = w->template callcc<int>([=](auto back) {
          return wound<S>(w, log, 'b', [=] {
            *log += static_cast<char>('0' + w->template callcc<int>([=](auto here) {
              b->emplace(here);
              back(1);
              return 0;
            }));
            (**next)(3);
            return 0;
          });
        });
        *log += static_cast<char>('0' + came);
        return wound<S>(w, log, 'c', [=] {
          *log += static_cast<char>('0' + w->template callcc<int>([=](auto here) {
            next->emplace(here);
            (**b)(2);
            return 0;
          }));
          return 0;
        });
      });
    });
    BOOST_TEST(text == "abB1cCb2Bc3CA");
  }

  // What after() lets out has left that winder, and no other.
  template <class S> static void out_of_after() {
    std::string text;
    world_of<S> world;
    int const n = world.run([w = &world, log = &text] {
      return wound<S>(w, log, 'a', [=] {
        try {
          return w->dynamic_wind([] {}, [] { return 1; },
                                 [log] {
                                   *log += '!';
                                   throw std::runtime_error("after");
                                 });
        } catch (std::runtime_error const&) { return 2; }
      });
    });
    BOOST_TEST(n == 2);
    BOOST_TEST(text == "a!A");
  }

  // What callcc's argument throws comes out of the call, which is inside.
  template <class S> static void thrown_by_who_is_called() {
    std::string text;
    world_of<S> world;
    int const n = world.run([w = &world, log = &text] {
      return wound<S>(w, log, 'a', [=] {
        try {
          return w->template callcc<int>([](auto) -> int { throw 5; });
        } catch (int thrown) { return thrown; }
      });
    });
    BOOST_TEST(n == 5);
    BOOST_TEST(text == "aA");
  }
  // And a reference stays one.
  template <class S> static void returns_a_reference() {
    static std::string const kept = "kept";
    world_of<S> world;
    int const n = world.run([w = &world] {
      std::string const& r =
          w->dynamic_wind([] {}, []() -> std::string const& { return kept; }, [] {});
      return &r == &kept ? 1 : 0;
    });
    BOOST_TEST(n == 1);
  }

  template <class S> static void barred() {
    check_breaks("a continuation barrier: the prompt 'callcc_world::run' is on the other side", [] {
      world_of<S> world;
      world.run([w = &world] {
        return w->template callcc<int>([](auto k) {
          return barrier<S>([k] {
            k(1);
            return 0;
          });
        });
      });
    });
    BOOST_TEST(barrier<S>([] { return 7; }) == 7);
    int there = 7;
    int& same = barrier<S>([&there]() -> int& { return there; });
    BOOST_TEST(&same == &there);
    BOOST_CHECK_THROW(barrier<S>([]() -> int { throw 1; }), int);
    // prompts inside it are as good as ever
    prompt<int, S> const p("p");
    BOOST_TEST(barrier<S>([p] {
                 return push_prompt(
                     p, [p] { return 1 + capture(p, [](auto k) { return std::move(k)(1); }); });
               }) == 2);
  }

  template <class S> static void check() {
    out<S>();
    across<S>();
    out_of_after<S>();
    thrown_by_who_is_called<S>();
    returns_a_reference<S>();
    barred<S>();
  }
};
every_strategy<callcc_dynamic_wind> const callcc_dynamic_wind_here;

}  // namespace
}  // namespace kont::conformance
