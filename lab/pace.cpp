// lab/pace.cpp -- how fast this machine runs through an empty loop.
#include "lab/pace.hpp"

namespace kont::lab {

pace measured_pace(ticks tick) {
  constexpr ticks loops = 200'000;
  monotonic_clock const clock;
  double fastest = 0;
  auto const end = clock.now() + std::chrono::milliseconds(10);
  for (auto before = clock.now(); before < end;) {
    timekeeper::loop(loops);
    auto const after = clock.now();
    fastest = std::max(fastest, static_cast<double>(loops) / static_cast<double>(std::max<ticks>(
                                                                 (after - before).count(), 1)));
    before = after;
  }
  return {tick, fastest};
}

}  // namespace kont::lab
