// papers/workloads/program_sizes.hpp -- programs of one argument, the largest first: evaluate().
#pragma once
#include <cstdint>

namespace kont::workloads {

/// A program of that argument: its operations, and its value.
struct program_size {
  std::uint64_t argument, operations, value;
};

/// The nodes of two trees, each down to some depths (unbalanced_trees.hpp); the first is the whole.
inline constexpr program_size t1_sizes[]{{10, 4'130'071, 4'130'071},
                                         {9, 1'031'269, 1'031'269},
                                         {8, 257'042, 257'042},
                                         {7, 63'914, 63'914},
                                         {6, 16'000, 16'000},
                                         {5, 3'987, 3'987},
                                         {4, 944, 944},
                                         {3, 254, 254},
                                         {2, 65, 65},
                                         {1, 6, 6},
                                         {0, 1, 1}};
inline constexpr program_size t3_sizes[]{{1'572, 4'112'897, 4'112'897},
                                         {256, 1'186'833, 1'186'833},
                                         {64, 160'625, 160'625},
                                         {16, 32'097, 32'097},
                                         {4, 7'465, 7'465},
                                         {1, 2'001, 2'001},
                                         {0, 1, 1}};

/// Nodes of the perfect tree of depth 25, which the rung generator.deep walks.
inline constexpr std::uint64_t deep_nodes = (std::uint64_t{1} << 25) - 1;

/// Programs of which each call that is no tail call is an operation (handled_calls.hpp).
inline constexpr program_size ack_sizes[]{{32, 1'122, 67}, {16, 306, 35}, {8, 90, 19}, {4, 30, 11},
                                          {2, 12, 7},      {1, 6, 5},     {0, 1, 1}};
inline constexpr program_size fib_sizes[]{{18, 8'361, 2'584}, {14, 1'219, 377}, {10, 177, 55},
                                          {8, 67, 21},        {6, 25, 8},       {4, 9, 3},
                                          {2, 3, 1},          {1, 1, 1}};
inline constexpr program_size motzkin_sizes[]{{10, 4'348, 2'188}, {8, 746, 323}, {6, 128, 51},
                                              {4, 22, 9},         {2, 4, 2},     {1, 1, 1}};
inline constexpr program_size sudan_sizes[]{{4, 195, 18'446'744'073'709'551'427u},
                                            {3, 83, 18'446'744'073'709'551'538u},
                                            {2, 35, 15'569'256'417},
                                            {1, 15, 10'228},
                                            {0, 1, 0}};  // mod 2^64
inline constexpr program_size tak_sizes[]{{5, 7'759, 10}, {4, 1'300, 5}, {3, 220, 6},
                                          {2, 40, 3},     {1, 4, 2},     {0, 1, 0}};

}  // namespace kont::workloads
