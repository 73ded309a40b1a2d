// tests/control/effects_before_main.cpp -- handlers are as good in the initializer of a static,
// where other statics may not be initialized yet.
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct telling {
  static constexpr char const* name = "telling";
  struct once : operation<telling, int(int)> {};
  using operations = operation_list<once>;
};

/// Two effects, so that one taken for the other is seen.
template <class S> int asked_and_told() {
  return handle<S>(handler(answers<ask::number>([](int v) { return v + 1; })), [] {
    return handle<S>(
        handler(resumes<telling::once>([](auto k, int v) { return std::move(k).last(2 * v); })),
        [] { return 100 * perform<ask::number, S>(3) + perform<telling::once, S>(7); });
  });
}
template <class S> int asked_shallowly() {
  auto const once =
      handler(resumes<ask::number>([](auto k, int v) { return std::move(k)(v + 1); }));
  return handle_shallow<S>(once, [] { return perform<ask::number, S>(41); });
}

template <class S> int const early = asked_and_told<S>();
template <class S> int const early_shallowly = asked_shallowly<S>();

struct effects_before_main : over_prompts {
  template <class S> static void check() {
    BOOST_TEST(early<S> == 414);
    BOOST_TEST(early_shallowly<S> == 42);
  }
};
every_strategy<effects_before_main> const effects_before_main_here;

}  // namespace
}  // namespace kont::conformance
