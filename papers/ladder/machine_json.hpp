// papers/ladder/machine_json.hpp -- the facts of a machine, as each report's JSON has them.
#pragma once
#include <nlohmann/json.hpp>

#include "lib/measure/machine.hpp"

namespace kont::ladder {

inline nlohmann::ordered_json facts(measure::machine const& m) {
  auto mitigations = nlohmann::ordered_json::object();
  for (auto const& [name, state] : m.mitigations) mitigations[name] = state;
  return {{"cpu", m.cpu},
          {"cores", m.cores},
          {"memory_bytes", m.memory_bytes},
          {"compiler", m.compiler},
          {"flags", m.flags},
          {"kernel", m.kernel},
          {"date", m.date},
          {"load", m.load},
          {"virtualisation", m.virtualisation},
          {"mitigations", mitigations}};
}

}  // namespace kont::ladder
