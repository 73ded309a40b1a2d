// papers/frame/result.cpp -- results as JSON, with their raw samples, and back.
#include "papers/frame/result.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <regex>

#include "lab/document.hpp"
#include "lib/measure/safe_file.hpp"
#include "lib/measure/statistics.hpp"
#include "lib/usage_error.hpp"
#include "papers/ladder/machine_json.hpp"

namespace kont::papers {
namespace {

using nlohmann::ordered_json;

/// Five digits: no clock tells more.
double rounded(double x) {
  if (x == 0 || !std::isfinite(x)) return x;
  auto const scale = std::pow(10, 4 - std::floor(std::log10(std::abs(x))));
  return std::round(x * scale) / scale;
}

ordered_json one(point const& p) {
  ordered_json j = {{"key", p.key}, {"at", p.at}};
  if (p.samples.empty() || !p.answer.empty()) j["answer"] = p.answer;
  if (p.samples.empty()) return j;
  auto& samples = j["samples"] = ordered_json::array();
  for (auto const s : p.samples) samples.push_back(rounded(s));
  return j;
}

}  // namespace

std::string to_json(result const& r) {
  ordered_json j = {
      {"machine", ladder::facts(r.on)}, {"quick", r.quick}, {"noise", rounded(r.noise)}};
  auto& points = j["points"] = ordered_json::array();
  for (auto const& p : r.points) points.push_back(one(p));
  auto& absent = j["absent"] = ordered_json::array();
  for (auto const& m : r.absent) absent.push_back({{"key", m.key}, {"why", m.why}});
  // A line for each point: two results of one table can be compared line by line.
  std::string out = j.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  for (std::string_view const between : {",\"points\":[", ",{\"key\":"})
    for (auto at = out.find(between); at != out.npos; at = out.find(between, at + 2))
      out.insert(at + 1, 1, '\n');  // (g++ 12 warns of a text: PR 105329)
  return out + '\n';
}

result read_result(std::filesystem::path const& file) {
  auto const parsed = lab::parse_json(measure::contents_of(file, "the result"), file.string()).root;
  try {
    result r{.on = ladder::machine_of(parsed.at("machine")),
             .quick = parsed.at("quick"),
             .noise = parsed.at("noise"),
             .points{},
             .absent{}};
    for (auto const& j : parsed.at("points")) {
      auto& p = r.points.emplace_back(point{.key = j.at("key"), .at = j.at("at")});
      if (j.contains("samples")) p.samples = j["samples"].get<std::vector<double>>();
      if (p.samples.empty() || j.contains("answer")) p.answer = j.at("answer");
    }
    for (auto const& j : parsed.at("absent")) r.absent.push_back({j.at("key"), j.at("why")});
    return r;
  } catch (lab::json::exception const&) {
    throw usage_error(
        fmt::format("{}: no result of `kont papers`: machine, quick, noise, points and absent are "
                    "wanted, as it writes them",
                    file.string()));
  }
}

std::vector<point const*> matching(result const& r, std::string const& selector) {
  std::vector<point const*> out;
  if (selector.empty()) return out;
  std::regex const pattern(selector, std::regex::ECMAScript);
  for (auto const& p : r.points)
    if (std::regex_search(p.key, pattern)) out.push_back(&p);
  return out;
}

std::optional<double> number_of(std::string_view text) {
  double x = 0;
  auto const end = text.data() + text.size();
  auto const [at, error] = std::from_chars(text.data(), end, x);
  return error == std::errc{} && at == end ? std::optional(x) : std::nullopt;
}

double median_of(point const& p) { return measure::median(p.samples); }

std::string file_name(measure::machine const& on) {
  auto name = fmt::format("{}-{}-{}-cores", on.date.substr(0, 10), on.cpu, on.cores);
  std::string out;
  for (char const c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)))
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  return out + ".json";
}

std::filesystem::path newest_result(std::filesystem::path const& folder) {
  std::filesystem::path newest;
  std::error_code failed;
  for (auto const& each : std::filesystem::directory_iterator(folder / "results", failed))
    if (each.path().extension() == ".json") newest = std::max(newest, each.path());
  return newest;
}

}  // namespace kont::papers
