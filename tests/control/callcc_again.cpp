// tests/control/callcc_again.cpp -- one continuation used more than once: the quizzes of Scheme,
// and the yin-yang puzzle.
#include <optional>
#include <string>

#include "continuations/control/callcc.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct callcc_again : over_many_shots {
  // A continuation that takes a continuation of its own kind.
  template <class S> struct point {
    typename callcc_world<int, S>::template continuation<point>* k;
    void operator()(point p) const { (*k)(p); }
  };
  template <class S> struct with_points {
    using continuation = typename callcc_world<int, S>::template continuation<point<S>>;
    callcc_world<int, S> world;
    std::deque<continuation> made;  // what points point to: it must not lie in a frame

    /// (call/cc (lambda (k) k))
    point<S> here() {
      return world.template callcc<point<S>>(
          [this](auto k) { return point<S>{&made.emplace_back(k)}; });
    }
  };

  struct enough {};

  // ((lambda (yin) ((lambda (yang) (yin yang)) (lambda: write *, here))) (write @, here))
  template <class S> static void yin_yang() {
    std::string text;
    auto* const out = &text;
    with_points<S> all;
    auto* const w = &all;
    auto const puzzle = [=] {
      auto const yin = w->here();
      *out += '@';
      auto const yang = w->here();
      *out += '*';
      if (out->size() == 5150) throw enough();
      yin(yang);
      return 0;
    };
    BOOST_CHECK_THROW(w->world.run(puzzle), enough);
    std::string expected;
    for (std::size_t stars = 1; expected.size() < text.size(); ++stars) {
      expected += '@' + std::string(stars, '*');
    }
    BOOST_TEST(text == expected.substr(0, text.size()));
  }

  // (let ((k (here))) (write 1) (call/cc (lambda (c) (k c))) (write 2) ... the Indiana quiz
  template <class S> static void mondo_bizarre() {
    std::string text;
    auto* const out = &text;
    with_points<S> all;
    auto* const w = &all;
    w->world.run([=] {
      auto const k = w->here();
      *out += '1';
      w->world.template callcc<point<S>>([=](auto c) {
        k(point<S>{&w->made.emplace_back(c)});
        return k;
      });
      *out += '2';
      w->world.template callcc<point<S>>([=](auto c) {
        k(point<S>{&w->made.emplace_back(c)});
        return k;
      });
      *out += '3';
      return 0;
    });
    BOOST_TEST(text == "11213");
  }

  // R7RS, section 6.10: dynamic-wind
  template <class S> static void connect_talk() {
    std::string text;
    auto* const out = &text;
    callcc_world<int, S> world;
    auto* const w = &world;
    using K = typename callcc_world<int, S>::template continuation<int>;
    std::optional<K> kept;
    auto* const k = &kept;
    w->run([=] {
      w->dynamic_wind([=] { *out += "connect "; },
                      [=] {
                        int const which = w->template callcc<int>([=](auto c) {
                          k->emplace(c);
                          return 1;
                        });
                        *out += which == 1 ? "talk1 " : "talk2 ";
                      },
                      [=] { *out += "disconnect "; });
      if (out->find("talk2") == std::string::npos) (**k)(2);
      return 0;
    });
    BOOST_TEST(text == "connect talk1 disconnect connect talk2 disconnect ");
  }

  template <class S> static void check() {
    yin_yang<S>();
    mondo_bizarre<S>();
    connect_talk<S>();
  }
};
every_strategy<callcc_again> const callcc_again_here;

}  // namespace
}  // namespace kont::conformance
