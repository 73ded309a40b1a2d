// papers/workloads/capture_counts.hpp -- how often ctak and fibc capture a continuation, and what
// they answer: a run of so many captures is made of whole programs, the largest first.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace kont::workloads {

/// A program of that argument: its captures, and its answer.
struct program_size {
  std::uint64_t argument, captures, answer;
};

/// ctak(3n, 2n, n): each call of tak is a capture.
inline constexpr std::array ctak_sizes{program_size{0, 1, 0},     program_size{1, 5, 2},
                                       program_size{2, 53, 3},    program_size{3, 293, 6},
                                       program_size{4, 1'733, 5}, program_size{5, 10'345, 10},
                                       program_size{6, 63'609, 7}};

/// fibc(n), from 1 on: two captures for each call with n > 1, and one around the whole.
inline constexpr auto fibc_sizes = [] {
  std::array<program_size, 20> all{program_size{1, 1, 1}, {2, 3, 1}};
  for (std::size_t i = 2; i < all.size(); ++i)
    all[i] = {i + 1, all[i - 1].captures + all[i - 2].captures + 1,
              all[i - 1].answer + all[i - 2].answer};
  return all;
}();
static_assert(fibc_sizes.back().captures == 21'891 && fibc_sizes.back().answer == 6'765);

/// The largest of these with at most so many captures, which are at least 1.
constexpr program_size largest_of(std::span<program_size const> sizes, std::uint64_t captures) {
  while (sizes.back().captures > captures) sizes = sizes.first(sizes.size() - 1);
  return sizes.back();
}

/// The sum of the answers of the programs that make up so many captures; answer(argument) runs one.
template <class F>
constexpr std::uint64_t sum_of_programs(std::span<program_size const> sizes, std::uint64_t captures,
                                        F answer) {
  std::uint64_t sum = 0;
  while (captures > 0) {
    auto const next = largest_of(sizes, captures);
    sum += answer(next);
    captures -= next.captures;
  }
  return sum;
}

}  // namespace kont::workloads
