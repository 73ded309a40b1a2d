// tools/learn/quiz.hpp -- small programs drawn by a seed, whose trace is to be predicted; and the
// misreadings by which people come to another one.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace kont::learn {

/// What a program prints, word by word.
using trace = std::vector<std::string>;

/// A wrong answer that is known, and what whoever gives it thinks, and what is true.
struct misreading {
  trace looks_like;
  char const* means;
};

struct question {
  std::string program;  ///< C++ that compiles as it stands
  trace right;          ///< what it prints
  std::vector<misreading> wrong;
};

/// The same for the same lesson (1 to 14) and seed, everywhere. It has three misreadings or more,
/// no two with the same trace, and none with the right one.
question draw(int lesson, std::uint64_t seed);

}  // namespace kont::learn
