// examples/population/parameters.cpp -- one list of fields: their ranges, and how they are read.
#include "examples/population/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <variant>

#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"

namespace kont::population {
namespace {

using json = nlohmann::ordered_json;
using member = std::variant<int parameters::*, double parameters::*, bool parameters::*>;

struct field {
  std::string_view name;
  member at;
  double low = 0, high = 1;
};
constexpr field fields[] = {
    {"lifespan", &parameters::lifespan, 2, 1'000},
    {"resources", &parameters::resources, -1'000, 1'000},
    {"founders_oldest", &parameters::founders_oldest, 0, 1'000},
    {"child_bearing_age", &parameters::child_bearing_age, 0, 1'000},
    {"fertility", &parameters::fertility, 0, 1},
    {"suitor_age", &parameters::suitor_age, 0, 1'000},
    {"suitor_riches", &parameters::suitor_riches, 0, 1'000'000},
    {"suitors_wait", &parameters::suitors_wait},
    {"both_debut", &parameters::both_debut},
    {"dead_stay_queued", &parameters::dead_stay_queued},
    {"alone_waits", &parameters::alone_waits},
    {"year_ms", &parameters::year_ms, 0, 60'000},
};

std::string allowed(field const& f) {
  if (std::holds_alternative<bool parameters::*>(f.at)) return "true or false";
  bool const whole = std::holds_alternative<int parameters::*>(f.at);
  return fmt::format("a {}number from {} to {}", whole ? "whole " : "", f.low, f.high);
}
[[noreturn]] void refuse(std::string_view where, field const& f, std::string_view is) {
  throw usage_error(fmt::format("{}: {} {}; it must be {}", where, f.name, is, allowed(f)));
}

bool has_type_of(json const& v, int) { return v.is_number_integer(); }
bool has_type_of(json const& v, double) { return v.is_number(); }
bool has_type_of(json const& v, bool) { return v.is_boolean(); }

template <class T> void check(std::string_view where, field const& f, T value) {
  auto const v = static_cast<double>(value);
  if (!(v >= f.low && v <= f.high)) refuse(where, f, fmt::format("is {}", value));  // NaN too
}

void read(std::string_view where, field const& f, json const& all, parameters& p) {
  auto const found = all.find(f.name);
  if (found == all.end()) refuse(where, f, "is absent");
  std::visit(
      [&](auto at) {
        using T = std::remove_reference_t<decltype(p.*at)>;
        if (!has_type_of(*found, T{})) refuse(where, f, "is " + found->dump());
        if (found->is_number()) check(where, f, found->get<double>());  // before it is narrowed
        p.*at = found->get<T>();
      },
      f.at);
}

// The field in whose value a syntax error lies: JSON knows no NaN, say.
void name_the_field(std::string_view text, std::size_t error, std::string_view where) {
  auto const end = text.substr(0, error).rfind('"');
  if (end == text.npos || end == 0) return;
  auto const begin = text.substr(0, end).rfind('"');
  if (begin == text.npos) return;
  auto const name = text.substr(begin + 1, end - begin - 1);
  for (auto const& f : fields)
    if (f.name == name) refuse(where, f, "is not a value that JSON has");
}

json parse(std::string_view text, std::string_view where) {
  try {
    return json::parse(text);
  } catch (json::parse_error const& e) {
    name_the_field(text, e.byte, where);
    throw usage_error(fmt::format("{}: not JSON, at byte {}", where, e.byte));
  }
}

std::string names() {
  std::string all;
  for (auto const& f : fields) all += (all.empty() ? "" : ", ") + std::string(f.name);
  return all;
}

}  // namespace

parameters as_in_the_article(parameters p) {
  p.suitors_wait = p.both_debut = p.dead_stay_queued = p.alone_waits = true;
  return p;
}

void check(parameters const& p) {
  for (auto const& f : fields) std::visit([&](auto at) { check("parameters", f, p.*at); }, f.at);
}

std::string to_json(parameters const& p) {
  json all;
  for (auto const& f : fields) std::visit([&](auto at) { all[std::string(f.name)] = p.*at; }, f.at);
  return all.dump(2) + "\n";
}

parameters from_json(std::string_view text, std::string_view where) {
  json const all = parse(text, where);
  if (!all.is_object()) throw usage_error(fmt::format("{}: not an object of JSON", where));
  parameters p;
  for (auto const& f : fields) read(where, f, all, p);
  for (auto const& [name, value] : all.items()) {
    auto const known = [&, &n = name](field const& f) { return f.name == n; };
    if (std::ranges::none_of(fields, known))
      throw usage_error(
          fmt::format("{}: no field is called {}; they are {}", where, name, names()));
  }
  return p;
}

parameters read_parameters(std::string const& path) {
  return from_json(measure::contents_of(path, "the parameters"), path);
}

}  // namespace kont::population
