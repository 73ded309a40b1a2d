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

/// The same facts, read again. Throws nlohmann::json::exception.
inline measure::machine machine_of(nlohmann::json const& j) {
  measure::machine m;
  m.cpu = j.at("cpu"), m.compiler = j.at("compiler"), m.flags = j.at("flags");
  m.kernel = j.at("kernel"), m.date = j.at("date"), m.virtualisation = j.at("virtualisation");
  m.cores = j.at("cores"), m.memory_bytes = j.at("memory_bytes"), m.load = j.at("load");
  for (auto const& [name, state] : j.at("mitigations").items())
    m.mitigations.emplace_back(name, state);
  return m;
}

}  // namespace kont::ladder
