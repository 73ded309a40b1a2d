// tests/control/marks_end_where_they_began.cpp -- a generator that yields inside a with_mark of its
// own, and is asked on from inside another, is told which rule it breaks.
#include "continuations/control/marks.hpp"
#include "generators/generator.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct marks_end_where_they_began : over_prompts {
  template <class S> static constexpr std::string_view cannot() {
    if constexpr (requires { requires S::on_own_threads; })
      return "there a generator has a thread, and so marks, of its own";
    return over_prompts::cannot<S>();
  }
  template <class S> static void check() {
    check_breaks("with_mark: it ends inside another mark; a generator may not yield inside its own",
                 [] {
                   mark_key<int, S> const key;
                   with_mark(key, 1, [key] {
                     generator<int, S> g([key](auto& yield) {
                       yield(0);
                       with_mark(key, 7, [&yield] { yield(1); });
                       yield(2);
                     });
                     auto at = ++g.begin();
                     with_mark(key, 2, [&at] { ++at; });
                   });
                 });
  }
};
every_strategy<marks_end_where_they_began> const marks_end_where_they_began_here;

}  // namespace
}  // namespace kont::conformance
