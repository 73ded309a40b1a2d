// tests/control/marks_belong_to_continuations.cpp -- marks are seen from inside, go along with what
// is captured, and stay behind where it was.
#include <stdexcept>
#include <vector>

#include "continuations/control/marks.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct marks_belong_to_continuations : over_prompts {
  using seen = std::vector<int>;

  template <class S> static void seen_from_inside() {
    mark_key<int, S> const key, other;
    BOOST_TEST((current_marks(key) == seen{}));
    BOOST_TEST(first_mark(key) == nullptr);
    with_mark(key, 1, [=] {
      with_mark(other, 9, [=] {
        with_mark(key, 2, [=] {
          BOOST_TEST((current_marks(key) == seen{2, 1}));
          BOOST_TEST((current_marks(other) == seen{9}));
          BOOST_TEST(*first_mark(key) == 2);
        });
        BOOST_TEST((current_marks(key) == seen{1}));
      });
      try {
        with_mark(key, 3, [] { throw std::runtime_error("out"); });
      } catch (std::runtime_error const&) { BOOST_TEST(*first_mark(key) == 1); }
    });
    BOOST_TEST(first_mark(key) == nullptr);
    BOOST_TEST(metacontinuation<S>::current() == &metacontinuation<S>::main);
  }

  // Through a prompt one sees further out; what is captured brings its own, and sees others.
  template <class S> static void captured() {
    mark_key<int, S> const key;
    prompt<int, S> const p("p");
    with_mark(key, 1, [=] {
      push_prompt(p, [=] {
        return with_mark(key, 2, [=] {
          BOOST_TEST((current_marks(key) == seen{2, 1}));
          capture<void>(p, [=](auto k) {
            BOOST_TEST((current_marks(key) == seen{1}));
            auto* const rest = &k;
            return with_mark(key, 3, [=] { return std::move(*rest)(); });
          });
          BOOST_TEST((current_marks(key) == seen{2, 3, 1}));
          return 0;
        });
      });
      BOOST_TEST((current_marks(key) == seen{1}));
    });
  }

  // One that nobody calls unwinds without a trace.
  template <class S> static void dropped() {
    mark_key<int, S> const key;
    prompt<int, S> const p("p");
    with_mark(key, 1, [=] {
      push_prompt(
          p, [=] { return with_mark(key, 2, [=] { return capture(p, [](auto) { return 0; }); }); });
      BOOST_TEST((current_marks(key) == seen{1}));
    });
  }

  template <class S> static void forked() {
    if constexpr (captures_fork<S>) {
      mark_key<int, S> const key;
      prompt<int, S> const p("p");
      int const sum = push_prompt(p, [=] {
        return with_mark(key, 2, [=] {
          int const n = capture(p, [](auto k) { return k.fork()(10) + std::move(k)(20); });
          return n * *first_mark(key);
        });
      });
      BOOST_TEST(sum == 60);
    }
  }

  template <class S> static void dynamic_binding() {
    dynamic_variable<int, S> const indent(0);
    auto const* const i = &indent;
    prompt<int, S> const p("p");
    BOOST_TEST(*indent == 0);
    int const inside = indent.bind(4, [=] {
      BOOST_TEST(**i == 4);
      return push_prompt(p, [=] {
        capture<void>(p, [=](auto k) {
          auto* const rest = &k;
          return i->bind(8, [=] { return std::move(*rest)(); });
        });
        return **i;
      });
    });
    BOOST_TEST(inside == 8);
    BOOST_TEST(*indent == 0);
  }

  template <class S> static void check() {
    seen_from_inside<S>();
    captured<S>();
    dropped<S>();
    forked<S>();
    dynamic_binding<S>();
  }
};
every_strategy<marks_belong_to_continuations> const marks_belong_to_continuations_here;

}  // namespace
}  // namespace kont::conformance
