// papers/effects/suite.hpp -- the eleven programs of the common effect-handler suite, and the ways
// in which we can write each.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kont::effects {

using number = std::int64_t;

/// One program in one style on one strategy.
struct way {
  std::string strategy;        ///< "stack"; "" where nothing is suspended
  std::string style;           ///< "plain", "handlers", …
  number (*run)(number size);  ///< null: it cannot be had
  std::string_view why;        ///< then the reason
};

/// A program, with the inputs and answers that the suite states.
/// (github.com/effect-handlers/effect-handlers-bench @ 255d299, descriptions/NAME/README.md.)
struct program {
  std::string_view name;
  std::string_view what;
  number small, small_answer;
  number large, large_answer;
  number quick;           ///< an input between the two, of which no answer is published
  std::vector<way> ways;  ///< the plain one first
};

/// All of them. Each way gives the answer to the small input in less than a second.
std::vector<program> suite();

/// "program/strategy/style": what --only is matched against.
std::string key(program const& p, way const& w);

/// The strategies that have no way here, and why.
struct absent_strategy {
  std::string_view strategies, why;
};
std::vector<absent_strategy> absent();

}  // namespace kont::effects
