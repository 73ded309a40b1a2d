// papers/peers/boost_fiber_skynet.cpp -- skynet by Boost.Fiber: the child first, on pooled stacks.
#include <boost/fiber/fiber.hpp>
#include <boost/fiber/pooled_fixedsize_stack.hpp>
#include <memory>
#include <utility>

#include "papers/cores/trees.hpp"

kont::cores::number kont::cores::skynet_of_fibers() {
  boost::fibers::pooled_fixedsize_stack stacks(16 * 1024);
  return skynet([&](auto&& f) {
    return boost::fibers::fiber(boost::fibers::launch::dispatch, std::allocator_arg, stacks,
                                std::forward<decltype(f)>(f));
  });
}
