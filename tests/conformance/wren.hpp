// tests/conformance/wren.hpp -- what the tests after Wren's share: lines as they are printed.
#pragma once
#include <string>

namespace kont::conformance {

/// Collects lines: "before | fiber | after".
struct printer {
  std::string all;
  void operator()(std::string const& line) { all += (all.empty() ? "" : " | ") + line; }
};

}  // namespace kont::conformance
