// coroutines/microthreads/lots.hpp -- lots that are drawn where nobody is to be preferred.
#pragma once
#include <cstddef>
#include <cstdint>

namespace kont {

/// Numbers in which no habit of a program finds a pattern, the same in each run. A place that moved
/// on by one each time would be the same one for whoever comes every second time. Not for secrets.
/// O(1), three instructions. (Linear congruential: Knuth, MMIX; TAOCP 2, 3.3.4.)
class lots {
 public:
  /// One of 0 … n-1; n < 2^32.
  std::size_t draw(std::size_t n) noexcept {
    last_ = last_ * 6364136223846793005u + 1442695040888963407u;
    return (last_ >> 32) * n >> 32;  // the upper bits are the good ones
  }

 private:
  std::uint64_t last_ = 0;
};

}  // namespace kont
