// tests/conformance/generator_breaks_a_rule.cpp -- an element is asked of who has one to give.
#include "generators/generator.hpp"
#include "generators/generator_frame.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

constexpr auto not_to_be_had = "++: past the end of a generator, or from inside its own body";

template <class G> void check_past_the_end(G (*make)()) {
  check_breaks(not_to_be_had, [make] {
    auto g = make();
    auto i = g.begin();
    ++i;  // the end
    ++i;
  });
}
generator<int, frame> one_in_a_frame() { co_yield 1; }

struct generator_breaks_a_rule : in_every_dialect {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style == dialect::cps) return "spells its bodies otherwise: see *_co_and_cps";
    return layers_need_not<S>();
  }
  template <strategy<dialect::co> S> static void check() { check_past_the_end(&one_in_a_frame); }
  template <strategy<dialect::direct> S> static void check() {
    check_past_the_end<generator<int, S>>(
        [] { return generator<int, S>([](auto& yield) { yield(1); }); });
    check_breaks(not_to_be_had, [] {
      typename generator<int, S>::iterator i;
      generator<int, S> g([&i](auto& yield) {
        yield(1);
        ++i;
      });
      i = g.begin();
      ++i;
    });
    check_breaks("elements_of: the inner generator must not have begun", [] {
      generator<int, S> g([](auto& yield) {
        generator<int, S> inner([](auto& y) { y(1); });
        (void)inner.begin();
        yield(elements_of(std::move(inner)));
      });
      (void)g.begin();
    });
  }
};
every_strategy<generator_breaks_a_rule> const generator_breaks_a_rule_here;

}  // namespace
}  // namespace kont::conformance
