// papers/peers/boost_fiber_batches.cpp -- Boost.Fiber: batches, yields, futures, which end within a
// run, as all fibers of a thread are in one rotation.
#include <boost/fiber/fiber.hpp>
#include <boost/fiber/future/async.hpp>
#include <boost/fiber/operations.hpp>
#include <boost/fiber/pooled_fixedsize_stack.hpp>
#include <memory>

#include "papers/boost_fiber_2016/rows.hpp"

namespace kont::papers {
namespace {

namespace fibers = boost::fibers;

class of_boost {
  fibers::pooled_fixedsize_stack stacks_{16 * 1024};

 public:
  template <class F> void inside(F f) { f(); }
  template <class F> fibers::fiber spawn(F f) {
    return fibers::fiber(std::allocator_arg, stacks_, f);
  }
  void yield() { boost::this_fiber::yield(); }
  template <class F> auto later(F f) {
    return fibers::async(fibers::launch::post, std::allocator_arg, stacks_, f);
  }
};

}  // namespace

ladder::rows fiber_batches_rows() {
  ladder::rows out;
  add_batches<of_boost>(out, {"context", "boost.fiber"});
  return out;
}

}  // namespace kont::papers
