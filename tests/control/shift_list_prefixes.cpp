// tests/control/shift_list_prefixes.cpp -- all prefixes of a list, each context called twice.
#include <string>
#include <vector>

#include "continuations/control/reusable.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

// The prefixes of a list: at each element, all that copies the list up to it is called with the
// empty list, and with what goes on. (Danvy 1989; Racket's case 22 does it with control.)
struct shift_list_prefixes : over_many_shots {
  template <class S> struct prefixes {
    heap* h;
    continuation_region<S>* region;
    std::vector<list>* found;
    prompt<list, S> p;

    list visit(list l) const {
      auto const me = *this;
      if (l == nullptr) return shift(p, [](auto) { return list(); });
      return h->cons(l->head, shift(p, [me, l](auto rest) {
                       auto const k = me.region->keep(std::move(rest));
                       me.found->push_back(k(nullptr));
                       return reset(me.p, [=] { return k(me.visit(l->rest)); });
                     }));
    }
  };
  template <class S> static void check() {
    heap cells;
    continuation_region<S> region;
    std::vector<list> found;
    prompt<list, S> const p("p");
    prefixes<S> const all{&cells, &region, &found, p};
    auto const input = cells.of({1, 2, 3});
    reset(p, [=] { return all.visit(input); });
    std::string text;
    for (auto const each : found) text += written(each);
    BOOST_TEST(text == "(1)(1 2)(1 2 3)");
  }
};
every_strategy<shift_list_prefixes> const shift_list_prefixes_here;

}  // namespace
}  // namespace kont::conformance
