// tests/conformance/generator_known_answers.cpp -- the classics of generators, and their answers.
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "generators/generator.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

// A pair or a leaf, as in Lisp: ((1 2 3 . 4)) is cons(1, cons(2, cons(3, 4))).
struct node {
  int leaf = 0;
  std::shared_ptr<node> first, second;
};
using tree = std::shared_ptr<node>;
tree leaf(int n) { return std::make_shared<node>(node{n, nullptr, nullptr}); }
tree cons(tree a, tree b) { return std::make_shared<node>(node{0, std::move(a), std::move(b)}); }

template <class S> generator<int, S> fringe(tree t) {
  return generator<int, S>([t = std::move(t)](auto& yield) {
    if (t->first == nullptr) return yield(+t->leaf);
    yield(elements_of(fringe<S>(t->first)));
    yield(elements_of(fringe<S>(t->second)));
  });
}

template <class S> bool same_fringe(tree const& a, tree const& b) {
  auto g = fringe<S>(a), h = fringe<S>(b);
  auto i = g.begin(), j = h.begin();
  for (; i != g.end() && j != h.end(); ++i, ++j)
    if (*i != *j) return false;
  return i == g.end() && j == h.end();
}

// All orders of a[0 … n); the array itself is lent.
template <class S> generator<std::string&, S> permutations(std::string& a, std::size_t n) {
  return generator<std::string&, S>([&a, n](auto& yield) {
    if (n <= 1) return yield(a);
    for (std::size_t i = 0; i < n; ++i) {
      std::swap(a[i], a[n - 1]);
      yield(elements_of(permutations<S>(a, n - 1)));
      std::swap(a[i], a[n - 1]);
    }
  });
}

template <class S> generator<std::string, S> hanoi(int disks, char from, char to, char by) {
  return generator<std::string, S>([=](auto& yield) {
    if (disks == 0) return;
    yield(elements_of(hanoi<S>(disks - 1, from, by, to)));
    yield(std::string{from, to});
    yield(elements_of(hanoi<S>(disks - 1, by, to, from)));
  });
}

// Eratosthenes as a chain of filters: each generator consumes the one before.
template <class S> generator<int, S> without_multiples(generator<int, S> numbers, int prime) {
  return generator<int, S>([numbers = std::move(numbers), prime](auto& yield) mutable {
    for (int n : numbers)
      if (n % prime != 0) yield(+n);
  });
}
template <class S> generator<int, S> primes() {
  return generator<int, S>([](auto& yield) {
    generator<int, S> numbers([](auto& out) {
      for (int n = 2;; ++n) out(+n);
    });
    for (;;) {
      int const prime = *numbers.begin();
      yield(+prime);
      numbers = without_multiples(std::move(numbers), prime);
    }
  });
}

struct generator_known_answers : direct_bodies {
  template <class S> static void answers_same_fringe() {
    auto const a = cons(cons(leaf(1), cons(leaf(2), cons(leaf(3), leaf(4)))), leaf(0));
    auto const b = cons(cons(leaf(1), cons(cons(leaf(2), leaf(3)), leaf(4))), leaf(0));
    auto const c = cons(cons(leaf(1), cons(cons(leaf(2), leaf(5)), leaf(4))), leaf(0));
    auto const shorter = cons(leaf(1), leaf(2));
    BOOST_TEST(same_fringe<S>(a, b));
    BOOST_TEST(!same_fringe<S>(a, c));
    BOOST_TEST(!same_fringe<S>(a, shorter));
    BOOST_TEST(!same_fringe<S>(shorter, a));
  }

  template <class S> static void answers_permutations() {
    std::string letters = "abc", all;
    for (std::string& p : permutations<S>(letters, 3)) all += p + ' ';
    BOOST_TEST(all == "bca cba cab acb bac abc ");
    BOOST_TEST(letters == "abc");
    std::string six = "abcdef";
    int count = 0;
    for ([[maybe_unused]] auto& p : permutations<S>(six, 6)) ++count;
    BOOST_TEST(count == 720);
  }

  template <class S> static void answers_the_towers_of_hanoi() {
    std::string moves;
    for (auto&& m : hanoi<S>(3, 'a', 'c', 'b')) moves += m + ' ';
    BOOST_TEST(moves == "ac ab cb ac ba bc ac ");
    constexpr int disks = 10;
    std::array<std::vector<int>, 3> pegs;
    for (int d = disks; d > 0; --d) pegs[0].push_back(d);
    int count = 0;
    for (auto&& m : hanoi<S>(disks, 'a', 'c', 'b')) {
      auto& from = pegs[static_cast<std::size_t>(m[0] - 'a')];
      auto& to = pegs[static_cast<std::size_t>(m[1] - 'a')];
      BOOST_REQUIRE(!from.empty());
      BOOST_REQUIRE((to.empty() || to.back() > from.back()));
      to.push_back(from.back());
      from.pop_back();
      ++count;
    }
    BOOST_TEST(count == 1023);
    BOOST_TEST(pegs[2].size() == 10u);
  }

  template <class S> static void answers_the_sieve() {
    std::string all;
    for (int p : primes<S>()) {
      if (p > 100) break;
      all += std::to_string(p) + ' ';
    }
    BOOST_TEST(all == "2 3 5 7 11 13 17 19 23 29 31 37 41 43 47 53 59 61 67 71 73 79 83 89 97 ");
  }

  template <class S> static void check() {
    answers_same_fringe<S>();
    answers_permutations<S>();
    answers_the_towers_of_hanoi<S>();
    answers_the_sieve<S>();
  }
};
every_strategy<generator_known_answers> const generator_known_answers_here;

}  // namespace
}  // namespace kont::conformance
