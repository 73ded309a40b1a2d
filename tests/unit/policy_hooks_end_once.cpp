// tests/unit/policy_hooks_end_once.cpp -- what a policy keeps of a microthread is destroyed once:
// when it has ended and nobody holds it, or with the scheduler.
#include <boost/test/unit_test.hpp>
#include <memory>
#include <utility>

#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"

BOOST_AUTO_TEST_SUITE(policy_hooks_end_once)

using kont::fifo;
using kont::scheduler;
using kont::why;

namespace {

// Knows something of each that must be destroyed.
class knows {
 public:
  struct hook : fifo::hook {
    std::shared_ptr<int> what;
  };
  void reserve(std::size_t n) { ready_.reserve(n); }
  void put(hook& t, why w) noexcept { ready_.put(t, w); }
  hook* take() noexcept { return static_cast<hook*>(ready_.take()); }

 private:
  fifo ready_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(hooks_end_once) {
  auto const what = std::make_shared<int>(1);
  {
    scheduler<knows> world;
    using made_with = scheduler<knows>::attributes;
    auto held = world.spawn(made_with{.properties = {{}, what}}, [] {});
    world.spawn(made_with{.properties = {{}, what}}, [] {});
    world.spawn(made_with{.properties = {{}, what}}, [] { scheduler<knows>::block("for ever"); });
    BOOST_TEST(what.use_count() == 4);
    BOOST_TEST(world.run().size() == 1u);
    BOOST_TEST(held.finished());
    BOOST_TEST(what.use_count() == 3);  // that of the one who is held, and of who waits
    held.detach();
    BOOST_TEST(what.use_count() == 2);
    world.spawn(made_with{.properties = {{}, what}}, [] {});  // in a record that has been used
    BOOST_TEST(what.use_count() == 3);
    BOOST_TEST(world.run().size() == 1u);
    BOOST_TEST(what.use_count() == 2);
  }
  BOOST_TEST(what.use_count() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
