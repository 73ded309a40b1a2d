// papers/peers/boost_fiber_skynet.cpp -- skynet by Boost.Fiber: the child first, on pooled stacks.
#include <boost/fiber/fiber.hpp>
#include <boost/fiber/pooled_fixedsize_stack.hpp>
#include <memory>
#include <utility>

#include "papers/peers/peers.hpp"
#include "papers/workloads/trees.hpp"

std::uint64_t kont::peers::skynet_of_fibers(std::uint64_t leaves) {
  boost::fibers::pooled_fixedsize_stack stacks(16 * 1024);
  return workloads::skynet_of_leaves{}(leaves, [&](auto&& f) {
    return boost::fibers::fiber(boost::fibers::launch::dispatch, std::allocator_arg, stacks,
                                std::forward<decltype(f)>(f));
  });
}
