// tests/conformance/generator_is_moved_co_and_cps.cpp -- a generator in the dialects co and cps may
// be moved at any time.
#include <boost/test/unit_test.hpp>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include "generators/generator_closure.hpp"
#include "generators/generator_frame.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

BOOST_AUTO_TEST_SUITE(generator_is_moved_co_and_cps)

struct co {
  using numbers = generator<int, frame>;
  static numbers up_to(int n, int& alive) {
    witness const here(alive);
    for (int i = 0; i < n; ++i) co_yield i;
  }
};
struct counting {
  int i, n;
  std::shared_ptr<witness> here;
  closure::action operator()(closure_consumer<int>& consumer) const {
    if (i == n) return finish(consumer);
    return yield(consumer, i, counting{i + 1, n, here});
  }
};
struct cps {
  using numbers = generator<int, closure>;
  static numbers up_to(int n, int& alive) {
    return numbers(counting{0, n, std::make_shared<witness>(alive)});
  }
};
using dialects = std::tuple<co, cps>;

template <class G> std::vector<int> all_of(G& g) {
  std::vector<int> all;
  for (int n : g) all.push_back(n);
  return all;
}

BOOST_AUTO_TEST_CASE_TEMPLATE(moved_half_way_goes_on, D, dialects) {
  int alive = 0;
  auto first = D::up_to(6, alive);
  auto i = first.begin();
  BOOST_TEST(*++i == 1);
  auto second = std::move(first);
  BOOST_TEST((first.begin() == first.end()));  // what is left is an empty range
  BOOST_TEST(alive == 1);
  BOOST_TEST((all_of(second) == std::vector{2, 3, 4, 5}));  // its begin() asks for the next
  BOOST_TEST(alive == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(assigned_over_drops_the_old, D, dialects) {
  int old_alive = 0, new_alive = 0;
  auto g = D::up_to(6, old_alive);
  (void)g.begin();
  auto other = D::up_to(3, new_alive);
  (void)other.begin();
  g = std::move(other);
  BOOST_TEST(old_alive == 0);
  BOOST_TEST(new_alive == 1);
  BOOST_TEST((all_of(g) == std::vector{1, 2}));
}

// And what that has yielded, which in the dialect cps is in no frame.
BOOST_AUTO_TEST_CASE(assigned_over_drops_its_element) {
  using pointers = generator<std::shared_ptr<int>, closure>;
  auto const yields = [](std::shared_ptr<int> p) {
    return pointers([p = std::move(p)](closure_consumer<std::shared_ptr<int>>& consumer) mutable {
      return yield(consumer, std::move(p), [](auto& then) { return finish(then); });
    });
  };
  auto element = std::make_shared<int>(7);
  std::weak_ptr<int> const kept = element;
  auto g = yields(std::move(element));
  BOOST_TEST(**g.begin() == 7);
  BOOST_TEST(!kept.expired());
  g = yields(nullptr);
  BOOST_TEST(kept.expired());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(two_change_places, D, dialects) {
  int alive = 0;
  auto a = D::up_to(4, alive), b = D::up_to(3, alive);
  (void)a.begin();
  (void)b.begin(), (void)b.begin();
  std::swap(a, b);
  BOOST_TEST((all_of(a) == std::vector{2}));
  BOOST_TEST((all_of(b) == std::vector{1, 2, 3}));
  BOOST_TEST(alive == 0);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(live_in_a_vector_that_grows, D, dialects) {
  int alive = 0;
  std::vector<typename D::numbers> all;
  for (int i = 0; i < 20; ++i) {
    all.push_back(D::up_to(100, alive));
    for (auto& g : all) (void)g.begin();  // one step each
  }
  for (int i = 0; i < 20; ++i) BOOST_TEST(*all[static_cast<std::size_t>(i)].begin() == 20 - i);
  BOOST_TEST(alive == 20);
  all.clear();
  BOOST_TEST(alive == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::conformance
