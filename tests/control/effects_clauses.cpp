// tests/control/effects_clauses.cpp -- what each kind of clause does with the rest of the body.
// (Where nobody handles: effects_ocaml.)
#include <memory>
#include <optional>
#include <stdexcept>

#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct effects_clauses : over_prompts {
  static inline std::string log;
  static inline int alive = 0;
  struct noisy {
    std::string word;
    ~noisy() { log += word; }
  };
  template <class S> static int ask_for(int n) { return perform<ask::number, S>(n); }

  // In place: the clause sees what is outside of its handler, whoever stands between.
  template <class S> static void answers_in_place() {
    int const n = handle<S>(handler(answers<ask::number>([](int v) { return v + 1; })), [] {
      return handle<S>(handler(answers<ask::number>([](int v) { return 10 * ask_for<S>(v); })), [] {
        return with_state<S>(5, [] { return ask_for<S>(2) + perform<cell_effect::get, S>(); });
      });
    });
    BOOST_TEST(n == 35);
  }
  // A clause in place captures, enters a handler, and still is where it was afterwards.
  template <class S> static void captures_in_place() {
    int const n = handle<S>(
        handler(resumes<ask::number>([](auto k, int v) { return 100 + std::move(k)(v + 1); })), [] {
          auto const clause = [](int v) {
            int const inner = handle<S>(
                handler(resumes<ask::number>([](auto k, int w) { return std::move(k)(w * 2); })),
                [v] { return ask_for<S>(v) + perform<cell_effect::get, S>(); });
            return inner + ask_for<S>(v);
          };
          return with_state<S>(7, [clause] {
            return handle<S>(handler(answers<ask::number>(clause)),
                             [] { return ask_for<S>(1) + ask_for<S>(2); });
          });
        });
    // clause(1): (2 + 7) + 2; clause(2): (4 + 7) + 3; two resumptions of the outermost
    BOOST_TEST(n == 225);
  }
  template <class S> static void resumes_once() {
    auto const twice =
        handler(resumes<ask::number>([](auto k, int v) { return 2 * std::move(k)(v); }),
                returns([](int v) { return v + 1; }));
    BOOST_TEST(handle<S>(twice, [] { return ask_for<S>(1) + ask_for<S>(2); }) == 16);
    auto const loop =
        handler(resumes<ask::number>([](auto k, int v) { return std::move(k).last(v); }));
    BOOST_TEST(handle<S>(loop, [] {
                 int sum = 0;
                 for (int i = 0; i < many_alive<S>(10'000); ++i) sum += ask_for<S>(1);
                 return sum;
               }) == many_alive<S>(10'000));
  }
  // A resumption that is dropped unwinds, once; so does what is aborted, before the clause runs.
  template <class S> static void drops() {
    log.clear();
    int const a = handle<S>(handler(resumes<ask::number>([](auto, int v) { return v; })), [] {
      noisy const n{"unwound "};
      return ask_for<S>(1) + 1;
    });
    int const b =
        handle<S>(handler(aborts<ask::number>([](int v) { return log += "clause ", v; })), [] {
          noisy const n{"first "};
          return ask_for<S>(2) + 1;
        });
    BOOST_TEST(a == 1);
    BOOST_TEST(b == 2);
    BOOST_TEST(log == "unwound first clause ");
  }
  // Exceptions: of a body they pass the handler; of a clause in place they go to who performs.
  template <class S> static void exceptions() {
    auto const plain = handler(answers<ask::number>([](int v) { return v; }));
    BOOST_CHECK_THROW(handle<S>(plain, []() -> int { throw std::runtime_error("x"); }),
                      std::runtime_error);
    auto const throws = handler(answers<ask::number>([](int v) { return v == 0 ? throw v : v; }));
    BOOST_TEST(handle<S>(throws, [] {
                 try {
                   return ask_for<S>(0);
                 } catch (int v) { return v + 9 + ask_for<S>(1); }
               }) == 10);
    auto const fails = handler(resumes<ask::number>([](auto k, int) {
      return std::move(k).fail(std::make_exception_ptr(std::runtime_error("no")));
    }));
    BOOST_TEST(handle<S>(fails, [] {
                 try {
                   return ask_for<S>(0);
                 } catch (std::runtime_error const&) { return 3; }
               }) == 3);
  }
  // A return clause sees what is outside; answers and arguments may be what can only be moved.
  template <class S> static void returns_outside() {
    int const n = handle<S>(handler(answers<ask::number>([](int v) { return v + 1; })), [] {
      return handle<S>(handler(answers<ask::number>([](int v) { return 100 * v; }),
                               returns([](std::unique_ptr<int> p) { return ask_for<S>(*p); })),
                       [] { return std::make_unique<int>(ask_for<S>(3)); });
    });
    BOOST_TEST(n == 301);
  }
  // A handler that owns something lives as long as whoever may still perform, or is in a clause.
  template <class S> static void owns_what_it_needs() {
    alive = 0;
    {
      auto const owner =
          handler(resumes<ask::number>([w = std::make_shared<witness>(alive)](auto k, int v) {
            int const rest = std::move(k)(v);  // here the body and its handler end
            return rest + static_cast<int>(w.use_count() > 0) * alive;
          }));
      BOOST_TEST(handle<S>(owner, [] { return ask_for<S>(4); }) == 5);
    }
    BOOST_TEST(alive == 0);
  }

  // An answer may be whatever converts to one.
  template <class S> static void converts() {
    auto const maybe = handler(aborts<ask::number>([](int) { return std::nullopt; }),
                               returns([](int v) { return std::optional<int>(v); }));
    BOOST_TEST((handle<S>(maybe, [] { return ask_for<S>(1); }) == std::nullopt));
    BOOST_TEST((handle<S>(maybe, [] { return 1; }) == 1));
  }
  template <class S> static void check() {
    converts<S>();
    answers_in_place<S>();
    captures_in_place<S>();
    resumes_once<S>();
    drops<S>();
    exceptions<S>();
    returns_outside<S>();
    owns_what_it_needs<S>();
  }
};
every_strategy<effects_clauses> const effects_clauses_here;

}  // namespace
}  // namespace kont::conformance
