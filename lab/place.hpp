// lab/place.hpp -- a value of a JSON file, and where it stands: who reads one says so of a fault.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "lab/job.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {

using json = nlohmann::json;

/// What the file holds. Throws usage_error, which says of `what` that it cannot be read.
std::string text_of(std::filesystem::path const& file, std::string_view what);

/// The value of a text. Throws usage_error: the file, the line, the rule; a name is given once.
json parse_json(std::string_view text, std::string const& file);

/// A value, and where it stands.
struct place {
  json const& value;
  std::string const& file;
  std::string at;

  [[noreturn]] void fail(std::string const& rule) const {
    throw usage_error(fmt::format("{}: {}: {}", file, at.empty() ? "/" : at, rule));
  }
  place operator[](std::string_view name) const {
    return {value.at(std::string(name)), file, fmt::format("{}/{}", at, name)};
  }
  bool has(std::string_view name) const { return value.contains(std::string(name)); }
  place need(std::string_view name) const {
    if (!has(name)) fail(fmt::format("'{}' is missing", name));
    return (*this)[name];
  }
  void is_object(std::initializer_list<std::string_view> names) const {
    if (!value.is_object()) fail("an object is wanted");
    for (auto const& [name, unused] : value.items()) {
      if (std::ranges::find(names, name) == names.end())
        fail(fmt::format("'{}' is not known here; known are {}", printable(name),
                         fmt::join(names, ", ")));
    }
  }
  static std::string printable(std::string text) {
    std::ranges::replace_if(
        text, [](unsigned char c) { return c < ' ' || c == 0x7F; }, '?');
    return text.size() > 40 ? text.substr(0, 40) + "..." : text;
  }
  template <class F> void each(F f) const {
    if (!value.is_array() || value.empty()) fail("a list is wanted, of one at least");
    for (std::size_t i = 0; i < value.size(); ++i)
      f(place{value[i], file, fmt::format("{}/{}", at, i)});
  }
  ticks whole(ticks least, ticks most) const {
    auto const fits = value.is_number_integer() &&
                      !(value.is_number_unsigned() &&
                        value.get<std::uint64_t>() > static_cast<std::uint64_t>(for_ever)) &&
                      value.get<ticks>() >= least && value.get<ticks>() <= most;
    if (!fits) fail(fmt::format("a whole number from {} to {} is wanted", least, most));
    return value.get<ticks>();
  }
  double number(double least, double most) const {
    if (!value.is_number() || value.get<double>() < least || value.get<double>() > most)
      fail(fmt::format("a number from {} to {} is wanted", least, most));
    return value.get<double>();
  }
  /// Any text but none.
  std::string said() const {
    if (!value.is_string() || value.get<std::string>().empty()) fail("a text is wanted");
    return value.get<std::string>();
  }
  std::string text() const {
    if (!value.is_string() || value.get<std::string>().empty()) fail("a name is wanted");
    auto const name = value.get<std::string>();
    if (name != printable(name)) fail("a name has at most 40 characters, none of them a control");
    return name;
  }
  /// `value`, unless it is left out.
  void maybe(std::string_view name, ticks& value_of, ticks least, ticks most) const {
    if (has(name)) value_of = (*this)[name].whole(least, most);
  }
};

}  // namespace kont::lab
