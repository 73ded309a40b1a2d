// tests/population/one_history_whatever_runs_it.cpp -- a seed has one history: on every strategy,
// under every policy, by callbacks, in Boost.Fiber, and on two workers.
#include <boost/test/unit_test.hpp>

#include <string>

#include "examples/population/engines.hpp"
#include "examples/population/town.hpp"

BOOST_AUTO_TEST_SUITE(one_history_whatever_runs_it)

using namespace kont::population;

namespace {

void same_everywhere(request const& r, std::uint64_t digest) {
  for (auto const& e : engines()) {
    auto const h = e.run(r);
    BOOST_TEST(h.digest == digest, e.name << " under " << e.policy << " has " << h.digest);
    BOOST_TEST(h.years.size() == static_cast<std::size_t>(r.years));
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_history_whatever_runs_it) {
  request const r{.rules = {}, .seed = 1, .people = 500, .years = 60};
  // written down, so that a compiler or a processor that has another one is found
  same_everywhere(r, 0x105ee8c026026f85u);
}
BOOST_AUTO_TEST_CASE(another_seed_has_another_history) {
  request r{.rules = {}, .people = 500, .years = 10};
  auto const first = engines().front().run(r).digest;
  r.seed = 2;
  BOOST_TEST(engines().front().run(r).digest != first);
}
BOOST_AUTO_TEST_CASE(on_two_workers_and_on_four) {
  request r{.rules = {}, .people = 500, .years = 60};
  auto const alone = engines().front().run(r);
  for (unsigned workers : {1u, 2u, 4u}) {
    r.workers = workers;
    auto const h = run_by_crew(r);
    BOOST_TEST(h.digest == alone.digest);
    BOOST_TEST((h.years == alone.years));
  }
}

BOOST_AUTO_TEST_SUITE_END()
