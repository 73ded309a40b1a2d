// lab/order.cpp -- who is ready, kept by number.
#include "lab/order.hpp"

#include <algorithm>

namespace kont::lab {

std::string ordered::name_of(hook const& t) {
  auto const& its = static_cast<world::thread const&>(t);
  return its.more ? its.more->name : "";
}

void by_number::put(std::uint32_t who, why w) {
  ready_.insert(std::ranges::lower_bound(ready_, who), who);
  if (who == last_) goes_on_ = w == why::yielded || w == why::preempted;
}

bool by_number::is_ready(std::uint32_t who) const noexcept {
  return std::ranges::binary_search(ready_, who);
}

std::uint32_t by_number::option(std::size_t i) const noexcept {
  if (!goes_on_) return ready_[i];
  if (i == 0) return last_;
  auto const its =
      static_cast<std::size_t>(std::ranges::lower_bound(ready_, last_) - ready_.begin());
  return ready_[i <= its ? i - 1 : i];
}

std::uint32_t by_number::taken(std::uint32_t who) noexcept {
  ready_.erase(std::ranges::lower_bound(ready_, who));
  goes_on_ = false;
  return last_ = who;
}

}  // namespace kont::lab
