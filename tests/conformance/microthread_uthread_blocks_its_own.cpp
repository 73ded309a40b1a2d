// tests/conformance/microthread_uthread_blocks_its_own.cpp -- uthread's block() says so where there
// is no thread of uthread's to unblock.
#include "coroutines/microthreads/uthread.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_uthread_blocks_its_own : library_bodies {
  template <class S> static void check() {
    using U = basic_uthread<S>;
    check_breaks("block: only a microthread can wait", [] { U::block(); });
    check_breaks("block: only a microthread of new_thread or start can be unblocked", [] {
      U::get_scheduler().spawn([] { U::block(); });
      U::run();
    });
  }
};
every_strategy<microthread_uthread_blocks_its_own> const microthread_uthread_blocks_its_own_here;

}  // namespace
}  // namespace kont::conformance
