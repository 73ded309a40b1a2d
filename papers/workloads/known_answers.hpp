// papers/workloads/known_answers.hpp -- what is known beforehand of some programs: residues and
// digits of factorials, elements of a document.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kont::workloads {

/// Elements of the document that xml_elements.hpp reads.
inline constexpr std::uint64_t xml_elements = 220'523;

inline constexpr std::uint64_t largest_factorial = 998, factorial_prime = 2'147'483'647;

/// n! mod 2^31 - 1 (a prime, as Euler showed, so that none is 0), up to 998!.
inline constexpr auto factorial_residues = [] {
  std::array<std::uint64_t, largest_factorial + 1> all{1};
  for (std::size_t n = 1; n < all.size(); ++n) all[n] = all[n - 1] * n % factorial_prime;
  return all;
}();

/// The sum of the decimal digits of n!, which is multiplied as one does on paper. O(n²).
inline std::uint64_t sum_of_factorial_digits(std::uint64_t n) {
  std::vector<std::uint64_t> digits{1};  // the last one first
  for (std::uint64_t factor = 2; factor <= n; ++factor) {
    std::uint64_t carried = 0;
    for (auto& digit : digits) {
      carried += digit * factor;
      digit = carried % 10;
      carried /= 10;
    }
    for (; carried > 0; carried /= 10) digits.push_back(carried % 10);
  }
  std::uint64_t sum = 0;
  for (auto const digit : digits) sum += digit;
  return sum;
}

}  // namespace kont::workloads
