// tests/reliability/r19_the_same_seed_the_same_run.cpp -- a random program takes the same course
// again, by its seed or by the log of its choices, whatever has compiled it.
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <string_view>
#include <utility>

#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/policies/lifo.hpp"
#include "coroutines/microthreads/policies/pct.hpp"
#include "coroutines/microthreads/policies/recording.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/reliability/programs_of_locks.hpp"

BOOST_AUTO_TEST_SUITE(r19_the_same_seed_the_same_run)

namespace {
using namespace kont;

constexpr unsigned few = 250;
#if defined(KONT_ASAN) || !defined(__OPTIMIZE__)
constexpr unsigned programs = few;  // under each policy
#else
constexpr unsigned programs = 10 * few;
#endif

/// Of some programs, the first so many, and of all.
struct digests {
  std::uint64_t of_few = 0, of_all = 0;
};

/// What came of a run: the digest of its course, and of those it left waiting.
struct outcome {
  std::uint64_t course = 0, left = 0;
  bool operator==(outcome const&) const = default;
};
template <class Program> outcome outcome_of(Program& p) {
  auto const left = p.world.run();
  return {p.course, left.size()};
}

/// All programs under the policy `made(seed)`: each is run twice, and once by the log of the first
/// run.
template <class P, class Made> digests all_alike(Made made) {
  using recorded = test::program_of_locks<scheduler<recording<P>>>;
  std::uint64_t all = 0, differ = 0;
  digests d;
  for (unsigned seed = 0; seed < programs; ++seed) {
    if (seed == few) d.of_few = all;
    bool const ordered = seed % 2 == 0;
    recorded first(seed, ordered, recording<P>(made(seed)));
    recorded second(seed, ordered, recording<P>(made(seed)));
    auto const did = outcome_of(first);
    auto const& log = first.world.policy().log();
    differ += did != outcome_of(second) || log != second.world.policy().log();
    test::program_of_locks<scheduler<replaying>> again(seed, ordered, replaying(log));
    differ += did != outcome_of(again);
    BOOST_CHECK_NO_THROW(again.world.policy().check());
    for (auto const part : {did.course, did.left, std::uint64_t{log.size()}})
      all = (all ^ part) * recorded::prime;
  }
  BOOST_TEST(differ == 0u);
  (programs == few ? d.of_few : d.of_all) = all;
  return d;
}

void are(digests const& found, std::uint64_t of_few, std::uint64_t of_all) {
  BOOST_TEST(found.of_few == of_few);
  if (programs > few) BOOST_TEST(found.of_all == of_all);
}

// (They are our own. Every compiler, optimization and processor has to come to them.)
BOOST_AUTO_TEST_CASE(under_each_policy) {
  are(all_alike<fifo>([](unsigned) { return fifo(); }), 16427120825430453615u,
      10212047278087185685u);
  are(all_alike<lifo>([](unsigned) { return lifo(); }), 15599343198954145520u,
      2753419933107761384u);
  are(all_alike<dice>([](unsigned seed) { return dice(seed); }), 5479204029542065754u,
      894129322135535876u);
  are(all_alike<pct>([](unsigned seed) { return pct({.seed = seed}); }), 5054218965553970642u,
      10136397573026837578u);
}

// One whose course depends on something else, say an address, is found out by the log, at the
// choice that differs.
BOOST_AUTO_TEST_CASE(a_seeded_fault_is_found) {
  unsigned found = 0;
  for (unsigned seed = 0; seed < 100; ++seed) {
    using recorded = test::program_of_locks<scheduler<recording<dice>>>;
    recorded first(seed, true, recording<dice>(dice(seed)));
    auto const did = outcome_of(first);
    test::program_of_locks<scheduler<replaying>> again(seed, true,
                                                       replaying(first.world.policy().log()));
    again.bias = 1;
    bool differs = true;
    try {
      differs = did != outcome_of(again);
      again.world.policy().check();
    } catch (replay_diverged const& e) {
      differs = true;
      BOOST_TEST(std::string_view(e.what()).starts_with("replay: "));
    }
    found += differs;
  }
  BOOST_TEST(found > 50u);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
