// papers/workloads/program_sizes.hpp -- programs by how many operations they do: a run of so many is
// made of whole programs, the largest first.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace kont::workloads {

/// A program of that argument: its operations, and its answer.
struct program_size {
  std::uint64_t argument, operations, answer;
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
    all[i] = {i + 1, all[i - 1].operations + all[i - 2].operations + 1,
              all[i - 1].answer + all[i - 2].answer};
  return all;
}();
static_assert(fibc_sizes.back().operations == 21'891 && fibc_sizes.back().answer == 6'765);

/// The nodes of two trees, each down to some depths (unbalanced_trees.hpp); the last is the whole.
inline constexpr std::array t1_sizes{program_size{0, 1, 1},
                                     program_size{1, 6, 6},
                                     program_size{2, 65, 65},
                                     program_size{3, 254, 254},
                                     program_size{4, 944, 944},
                                     program_size{5, 3'987, 3'987},
                                     program_size{6, 16'000, 16'000},
                                     program_size{7, 63'914, 63'914},
                                     program_size{8, 257'042, 257'042},
                                     program_size{9, 1'031'269, 1'031'269},
                                     program_size{10, 4'130'071, 4'130'071}};
inline constexpr std::array t3_sizes{program_size{0, 1, 1},
                                     program_size{1, 2'001, 2'001},
                                     program_size{4, 7'465, 7'465},
                                     program_size{16, 32'097, 32'097},
                                     program_size{64, 160'625, 160'625},
                                     program_size{256, 1'186'833, 1'186'833},
                                     program_size{1'572, 4'112'897, 4'112'897}};

/// Nodes of the perfect tree of depth 25, which the rung generator.deep walks.
inline constexpr std::uint64_t deep_nodes = (std::uint64_t{1} << 25) - 1;

/// Programs of which each call that is no tail call is an operation (handled_calls.hpp).
inline constexpr std::array ack_sizes{program_size{0, 1, 1},      program_size{1, 6, 5},
                                      program_size{2, 12, 7},     program_size{4, 30, 11},
                                      program_size{8, 90, 19},    program_size{16, 306, 35},
                                      program_size{32, 1'122, 67}};
inline constexpr std::array fib_sizes{program_size{1, 1, 1},        program_size{2, 3, 1},
                                      program_size{4, 9, 3},        program_size{6, 25, 8},
                                      program_size{8, 67, 21},      program_size{10, 177, 55},
                                      program_size{14, 1'219, 377}, program_size{18, 8'361, 2'584}};
inline constexpr std::array motzkin_sizes{
    program_size{1, 1, 1},    program_size{2, 4, 2},     program_size{4, 22, 9},
    program_size{6, 128, 51}, program_size{8, 746, 323}, program_size{10, 4'348, 2'188}};
inline constexpr std::array sudan_sizes{
    // mod 2^64
    program_size{0, 1, 0}, program_size{1, 15, 10'228}, program_size{2, 35, 15'569'256'417},
    program_size{3, 83, 18'446'744'073'709'551'538u},
    program_size{4, 195, 18'446'744'073'709'551'427u}};
inline constexpr std::array tak_sizes{program_size{0, 1, 0},     program_size{1, 4, 2},
                                      program_size{2, 40, 3},    program_size{3, 220, 6},
                                      program_size{4, 1'300, 5}, program_size{5, 7'759, 10}};

/// The largest of these with at most so many operations, which are at least 1.
constexpr program_size largest_of(std::span<program_size const> sizes, std::uint64_t operations) {
  while (sizes.back().operations > operations) sizes = sizes.first(sizes.size() - 1);
  return sizes.back();
}

/// The sum of the answers of the programs that make up so many; answer(size) runs one.
template <class F>
constexpr std::uint64_t sum_of_programs(std::span<program_size const> sizes,
                                        std::uint64_t operations, F answer) {
  std::uint64_t sum = 0;
  while (operations > 0) {
    auto const next = largest_of(sizes, operations);
    sum += answer(next);
    operations -= next.operations;
  }
  return sum;
}

}  // namespace kont::workloads
