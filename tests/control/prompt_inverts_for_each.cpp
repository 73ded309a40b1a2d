// tests/control/prompt_inverts_for_each.cpp -- a generator from whatever visits its elements: the
// visitor captures its own visit.
#include <algorithm>
#include <memory>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

// The next element, and how to get at the one after it; neither at the end.
template <class S> struct element {
  int value = 0;
  std::unique_ptr<sub_continuation<void, element, S>> rest;
  explicit operator bool() const noexcept { return rest != nullptr; }
  void next() { *this = std::move(*std::exchange(rest, nullptr))(); }
};

struct prompt_inverts_for_each : over_prompts {
  /// for_each(visit) calls visit(int) for each of its elements.
  template <class S, class F> static element<S> elements(F for_each) {
    prompt<element<S>, S> const p("elements");
    return reset(p, [=] {
      for_each([p](int value) {
        shift0<void>(p, [value](auto k) {
          return element<S>{value, std::make_unique<decltype(k)>(std::move(k))};
        });
      });
      return element<S>{};
    });
  }

  template <class S> static std::vector<int> collected(element<S> e) {
    std::vector<int> all;
    for (; e; e.next()) all.push_back(e.value);
    return all;
  }

  template <class S> static void check() {
    std::vector<int> const numbers{3, 1, 2};
    auto const* const v = &numbers;
    auto const over_vector = [v](auto visit) { std::for_each(v->begin(), v->end(), visit); };
    BOOST_TEST((collected(elements<S>(over_vector)) == numbers));

    std::set<int> const tree(numbers.begin(), numbers.end());
    auto const* const t = &tree;
    auto const over_set = [t](auto visit) {
      for (int n : *t) visit(n);
    };
    BOOST_TEST((collected(elements<S>(over_set)) == std::vector<int>{1, 2, 3}));
    BOOST_TEST(collected(elements<S>([](auto) {})).empty());

    // two at once, and one that is not read to its end
    auto a = elements<S>(over_vector), b = elements<S>(over_set);
    std::string pairs;
    for (; a && b.value < 2; a.next(), b.next()) {
      pairs += std::to_string(a.value) + std::to_string(b.value) + ' ';
    }
    BOOST_TEST(pairs == "31 ");
  }
};
every_strategy<prompt_inverts_for_each> const prompt_inverts_for_each_here;

}  // namespace
}  // namespace kont::conformance
