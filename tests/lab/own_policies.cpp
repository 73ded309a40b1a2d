// tests/lab/own_policies.cpp -- a policy whose file is only linked is on the list and keeps the
// rules; one that loses a microthread is stopped, and its last decisions are said.
#include <boost/test/unit_test.hpp>

#include <array>

#include "coroutines/microthreads/policies/fifo.hpp"
#include "lab/bench.hpp"
#include "lab/conformance.hpp"
#include "lab/engines.hpp"
#include "lab/enlist.hpp"
#include "lab/report.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

/// At its fourth put it forgets whom it was given.
struct forgetful : fifo {
  void put(hook& t, why w) noexcept {
    if (++puts != 4) fifo::put(t, w);
  }
  ticks quantum(hook const&) const noexcept { return 2; }
  int puts = 0;
};
enlisted<forgetful> const here("forgetful", "forgets the fourth");

/// When nobody is ready, it gives again whom it gave last.
struct clinging : fifo {
  hook* take() noexcept {
    if (auto* const t = fifo::take()) last = t;
    return last;
  }
  hook* last = nullptr;
};
enlisted<clinging> const there("clinging", "gives the last one twice");

workload const work{{{.name = "A", .length = 3}, {.name = "B", .length = 5}}};
constexpr char const* last_decisions =
    "forgetful: at 5, take() gives nobody, though 1 are ready; the jobs it gave last: A B A";

BOOST_AUTO_TEST_SUITE(own_policies)

// examples/policy_of_your_own.cpp is a source of this program, and nothing here names its type.
BOOST_AUTO_TEST_CASE(one_that_is_linked_is_on_the_list) {
  BOOST_TEST(list_of_policies().find("longest_first") != std::string::npos);
  auto const policy = choose("longest_first");
  std::vector<std::uint32_t> order;
  for (auto const& e : run(policy, work))
    if (e.what == happening::runs) order.push_back(e.job);
  BOOST_TEST(order == (std::vector<std::uint32_t>{1, 0}), boost::test_tools::per_element());
  BOOST_TEST(policy.who->run.real(work, policy.with, {.tick = 1'000}).log.size() == 6u);
  for (auto const& its : judge(policy, work)) BOOST_TEST(its.fault == "");
}

BOOST_AUTO_TEST_CASE(one_that_loses_is_stopped_by_either_engine) {
  auto const policy = choose("forgetful");
  auto const says = [](policy_broken const& e) { return e.what() == std::string(last_decisions); };
  BOOST_CHECK_EXCEPTION((void)run(policy, work), policy_broken, says);
  BOOST_CHECK_EXCEPTION((void)run_really(policy, work, {.tick = 1'000}), policy_broken, says);
}

// own_names.cpp has nothing but names that kont's headers have too.
BOOST_AUTO_TEST_CASE(names_are_free) {
  for (auto const* name : {"named_a", "named_b", "named_d"})
    BOOST_TEST(choose(name).name() == name);
}

BOOST_AUTO_TEST_CASE(one_that_gives_twice_is_stopped_before_it_is_measured) {
  std::array const policies{choose("clinging")};
  BOOST_CHECK_EXCEPTION((void)table_of_yields(policies, [](auto const&) {}), policy_broken,
                        [](auto const& e) {
                          return std::string(e.what()).starts_with(
                              "clinging: at 1000010, take() gives job j9, which is not ready; the "
                              "jobs it gave last:");
                        });
}

// The last two here: from then on the list is refused.
BOOST_AUTO_TEST_CASE(a_name_belongs_to_one) {
  enlisted<fifo> const again("fifo", "the same name");
  BOOST_CHECK_EXCEPTION((void)choose("lifo"), usage_error, [](usage_error const& e) {
    return std::string(e.what()) == "two policies are called 'fifo'; a name belongs to one";
  });
}

// In this order, for the first on the list is said.
BOOST_AUTO_TEST_CASE(a_name_can_be_said) {
  for (auto const* name : {"a=b", "a:b", "a,b", "a b", "\ta", ""}) {
    enlisted<fifo> const unsaid(name, "in turn");
    BOOST_CHECK_EXCEPTION((void)choose("lifo"), usage_error, [&](usage_error const& e) {
      BOOST_TEST(e.what() == "a policy, in turn, is called '" + std::string(name) +
                                 "'; a name is not empty, and has no white space, ':', ',' or '='");
      return true;
    });
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::lab
