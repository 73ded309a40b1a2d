// tests/conformance/microthread_own_policy.cpp -- two verbs over a hook are a policy: ours, here.
#include <array>
#include <string>
#include <vector>

#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

/// A linked list that runs newcomers last of all, and notes why each was put. It needs no room
/// (no reserve) and gives no hints (no ahead).
class newcomers_last {
 public:
  struct hook {
    hook* after = nullptr;
  };
  void put(hook& t, why w) noexcept {
    ++reasons[static_cast<std::size_t>(w)];
    auto& list = w == why::created ? created_ : others_;
    hook** end = &list;
    while (*end != nullptr) end = &(*end)->after;
    t.after = nullptr;
    *end = &t;
  }
  hook* take() noexcept {
    auto& list = others_ != nullptr ? others_ : created_;
    hook* const first = list;
    if (first != nullptr) list = first->after;
    return first;
  }
  static inline std::array<int, 5> reasons{};  // a test may look; a policy proper has no statics

 private:
  hook* created_ = nullptr;
  hook* others_ = nullptr;
};
static_assert(policy<newcomers_last>);

struct microthread_own_policy : direct_bodies {
  template <class S, dispatch D> static void orders() {
    newcomers_last::reasons = {};
    scheduler<newcomers_last, S, virtual_clock, D> world;
    std::string log;
    for (char name : {'a', 'b'}) {
      world.spawn([&, name] {
        auto const write = [&](char what) { log += {name, what, ' '}; };
        write('1');
        world.yield();
        write('2');
        world.sleep_for(std::chrono::seconds(1));
        write('3');
        auto child = world.spawn([write] { write('c'); });
        child.join();
        write('4');
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "a1 a2 b1 b2 a3 b3 ac a4 bc b4 ");
    auto const count = [](why w) { return newcomers_last::reasons[static_cast<std::size_t>(w)]; };
    BOOST_TEST(count(why::created) == 4);
    BOOST_TEST(count(why::yielded) == 2);
    BOOST_TEST(count(why::timed_out) == 2);
    BOOST_TEST(count(why::woken) == 2);
    BOOST_TEST(count(why::preempted) == 0);
  }

  template <class S> static void check() {
    orders<S, dispatch::hand_off>();
    orders<S, dispatch::hub>();
  }
};
every_strategy<microthread_own_policy> const microthread_own_policy_here;

}  // namespace
}  // namespace kont::conformance
