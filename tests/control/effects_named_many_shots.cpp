// tests/control/effects_named_many_shots.cpp -- each twin of what is forked performs by the name
// that it brought along, of its own handler.
#include "continuations/control/named.hpp"
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct effects_named_many_shots : over_many_shots {
  template <class S> static void check() {
    auto const results = handle<S>(all_results<int, true>(), [] {
      return handle_named<S>(adds_at_the_end(1000), [](auto later) {
        return handle_named<S>(adds(1), [later](auto one) {
          int const side = perform<amb::flip, S>() ? 10 : 20;
          return perform<ask::number>(one, side) + perform<ask::number>(later, side);
        });
      });
    });
    BOOST_TEST((results == std::vector<int>{1021, 1041}));
  }
};
every_strategy<effects_named_many_shots> const effects_named_many_shots_here;

}  // namespace
}  // namespace kont::conformance
