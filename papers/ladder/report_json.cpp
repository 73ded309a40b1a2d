// papers/ladder/report_json.cpp -- the whole run with its raw samples: the other reports' source.
#include <cmath>
#include <nlohmann/json.hpp>

#include "papers/ladder/machine_json.hpp"
#include "papers/ladder/report.hpp"

namespace kont::ladder {
namespace {

using nlohmann::ordered_json;

ordered_json value(std::optional<double> x) { return x ? ordered_json(*x) : ordered_json(); }

/// Picoseconds are far below what a clock can tell.
double rounded(double ns) { return std::round(ns * 1e3) / 1e3; }

ordered_json pair(measure::interval i) { return {rounded(i.low), rounded(i.high)}; }

ordered_json name(row const& r) {
  return {{"rung", r.rung},
          {"strategy", r.strategy},
          {"system", r.system},
          {"variant", r.variant},
          {"n", r.n}};
}

ordered_json one(twice const& pair_of_rows) {
  auto j = name(pair_of_rows.what);
  j["ratio"] = rounded(pair_of_rows.ratio.value);
  j["ci95"] = pair(pair_of_rows.ratio.ci95);
  return j;
}

ordered_json one(measured const& m) {
  auto j = name(m.what);
  j["ops"] = m.ops;
  j["ns"] = nullptr;
  if (m.ns)
    j["ns"] = {
        {"min", rounded(m.ns->min)}, {"median", rounded(m.ns->median)}, {"ci95", pair(m.ns->ci95)}};
  j["instructions"] = value(m.instructions);
  j["bytes_each"] = value(m.bytes_each);
  j["work"] = {{"ops", m.audit.ops},
               {"switches", m.audit.switches},
               {"contexts", m.audit.contexts},
               {"messages", m.audit.messages}};
  j["checksum"] = m.audit.checksum;
  j["note"] = m.refused.empty() ? m.note : "refused: " + m.refused;
  j["below"] = nullptr;
  if (m.below) j["below"] = {{"rung", m.below->rung}, {"ns", rounded(m.below->ns)}};
  j["samples"] = ordered_json::array();
  for (auto const s : m.samples) j["samples"].push_back(rounded(s));
  return j;
}

ordered_json one(skipped const& s) { return {{"system", s.system}, {"why", s.why}}; }

template <class T> ordered_json each(std::vector<T> const& all) {
  auto j = ordered_json::array();
  for (auto const& x : all) j.push_back(one(x));
  return j;
}

}  // namespace

std::string to_json(report const& r) {
  ordered_json const j = {{"machine", facts(r.on)},
                          {"aa", each(r.aa)},
                          {"rows", each(r.rows)},
                          {"skipped", each(r.absent)}};
  // A machine's names may hold any bytes.
  return j.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace kont::ladder
