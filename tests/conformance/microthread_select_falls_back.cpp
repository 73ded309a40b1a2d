// tests/conformance/microthread_select_falls_back.cpp -- a select with `otherwise` does that, and
// no deadline's handler, wherever the two are in its list.
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/select.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_select_falls_back : library_bodies {
  template <class S> static void check() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> c(world);
    std::string log;
    auto const note = [&log](char what) { return [&log, what] { log += what; }; };
    auto const never = [&log](int) { log += 'r'; };
    world.spawn([&] {
      world.sleep_for(1s);
      BOOST_TEST(select(on_receive(c, never), otherwise(note('-')), after(5ms, note('a'))) == 1u);
      BOOST_TEST(select(otherwise(note('-')), at(instant(2s), note('t')), on_receive(c, never)) ==
                 0u);
      BOOST_TEST(select(after(5ms, note('a')), on_receive(c, never), otherwise(note('-')),
                        after(1ms, note('a'))) == 2u);
      BOOST_TEST(select(on_receive(c, never), otherwise(note('-')), at(instant(), note('t'))) ==
                 1u);  // that moment is past
      BOOST_TEST(select(on(c.try_receive_for(-1s, to_select), [&](auto) { log += 'n'; }),
                        otherwise(note('-')), after(-1s, note('a'))) == 1u);
      BOOST_TEST((world.clock().now() == instant(1s)));
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "-----");
  }
};
every_strategy<microthread_select_falls_back> const microthread_select_falls_back_here;

}  // namespace
}  // namespace kont::conformance
