// tests/lab/simpy.hpp -- SimPy's documented examples: their draws in order, and their end of time.
#pragma once
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

/// What the generator of an example gave, in the order of its calls; each is asked for as there.
class draws {
 public:
  explicit draws(std::string const& file) : all_(lines_of(file)) {}
  /// The next of them. That another was asked for fails the test.
  std::chrono::seconds between(int least, int most) {
    return std::chrono::seconds(number_between(least, most));
  }
  int number_between(int least, int most) {
    int low = 0, high = 0, drawn = 0;
    BOOST_REQUIRE(next_ < all_.size());
    auto const& line = all_[next_++];
    BOOST_REQUIRE(std::sscanf(line.c_str(), "randint [%d, %d] %d", &low, &high, &drawn) == 3);
    BOOST_TEST((low == least && high == most), line << " is the draw " << next_);
    return drawn;
  }
  bool all_used() const { return next_ == all_.size(); }

 private:
  std::vector<std::string> all_;
  std::size_t next_ = 0;
};

/// Seconds since the world began.
template <class World> std::int64_t now(World& world) {
  return world.clock().now().time_since_epoch() / std::chrono::seconds(1);
}

/// Ends all at an instant, before whatever else would happen then: so it is to be spawned first.
template <class World> void ends_at(World& world, std::chrono::seconds end) {
  world.spawn("end", [&world, end] {
    world.sleep_for(end);
    world.kill_all();
  });
}

}  // namespace kont::lab
