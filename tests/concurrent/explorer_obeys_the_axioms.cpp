// tests/concurrent/explorer_obeys_the_axioms.cpp -- random programs: every outcome that the
// explorer shows, the axioms of C++20 allow; and it shows most of those they allow.
#include <algorithm>
#include <random>
#include <set>

#include "tests/concurrent/explored.hpp"
#include "tests/explorer/axioms.hpp"

BOOST_AUTO_TEST_SUITE(explorer_obeys_the_axioms)

namespace {

using namespace kont::explore;
using enum std::memory_order;

// A litmus test as an explored program; adds what it saw to `shown`.
struct explored_litmus {
  static constexpr std::size_t threads = most_threads - 1;
  static inline litmus const* program = nullptr;
  static inline std::set<outcome_of_litmus>* shown = nullptr;
  atom<int> place[places];
  std::array<outcome_of_litmus, threads> saw;

  void thread(std::size_t i) {
    for (auto const& o : (*program)[i - 1]) {
      if (o.what == verb::load) saw[i - 1].push_back(place[o.place].load(o.order));
      if (o.what == verb::store) place[o.place].store(o.value, o.order);
      if (o.what == verb::exchange) {
        saw[i - 1].push_back(place[o.place].exchange(o.value, o.order));
      }
      if (o.what == verb::fence) kont::explore::fence(o.order);
    }
  }
  void after() {
    outcome_of_litmus all;
    for (auto const& s : saw) all.insert(all.end(), s.begin(), s.end());
    for (auto const& p : place) all.push_back(p.load(relaxed));
    shown->insert(all);
  }
};

class author {
 public:
  explicit author(unsigned seed) : dice_(seed) {}
  // Two or three threads of two or three steps; a second step of three is often a fence.
  litmus write() {
    litmus l;
    int value = 0;
    for (std::size_t t = 0; t < 2 + below(2); ++t) {
      l[t].push_back(access(value));
      if (below(4) != 0) l[t].push_back(below(3) != 0 ? fence() : access(value));
      l[t].push_back(access(value));
    }
    return l;
  }

 private:
  std::size_t below(std::size_t n) { return dice_() % n; }
  template <class... O> std::memory_order one_of(O... o) {
    return std::array{o...}[below(sizeof...(o))];
  }
  operation access(int& value) {
    std::size_t const where = below(places);
    auto const what = below(7);
    if (what < 3) return {verb::load, one_of(relaxed, acquire, seq_cst), where, 0};
    if (what < 6) return {verb::store, one_of(relaxed, release, seq_cst), where, ++value};
    auto const order = one_of(relaxed, acquire, release, acq_rel, seq_cst);
    return {verb::exchange, order, where, ++value};
  }
  operation fence() { return {verb::fence, one_of(acquire, release, acq_rel, seq_cst), 0, 0}; }
  std::mt19937 dice_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(what_it_shows_is_allowed) {
  author a(2026);
  std::size_t seen = 0, could_be = 0, wrong = 0;
  std::uint64_t runs = 0;
  for (int n = 0; n < static_cast<int>(2'000 / slower); ++n) {
    litmus const program = a.write();
    std::set<outcome_of_litmus> shown;
    explored_litmus::program = &program;
    explored_litmus::shown = &shown;
    runs += exhaustively<explored_litmus>(5, 2'000).runs;
    runs += at_random<explored_litmus>(300).runs;
    auto const allowed = axioms(program).allowed();
    wrong += !std::ranges::includes(allowed, shown);
    seen += shown.size();
    could_be += allowed.size();
  }
  BOOST_TEST_MESSAGE(seen << " outcomes shown of " << could_be << " allowed, in " << runs
                          << " runs");
  BOOST_TEST(wrong == 0U);
  BOOST_TEST(seen > could_be / 100 * 85);
}

BOOST_AUTO_TEST_SUITE_END()
