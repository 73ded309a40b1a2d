// tools/learn/written.hpp -- JSON as a text, whatever bytes a student's program has printed.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

namespace kont::learn {

/// What is not UTF-8 becomes U+FFFD.
inline std::string written(nlohmann::json const& all) {
  return all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

}  // namespace kont::learn
