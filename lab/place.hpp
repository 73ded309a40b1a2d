// lab/place.hpp -- a value of a JSON file, and where it stands: who reads one says so of a fault.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "lab/document.hpp"
#include "lab/job.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {

/// A value of a document, which outlives it and is not moved.
struct place {
  json const& value;
  document const& in;

  /// The file, where this is, and the rule; the line is that of `culprit`.
  [[noreturn]] void fail(std::string const& rule, json const& culprit) const {
    throw usage_error(fmt::format("{}: {}: {}", in.file, in.where(value, culprit), rule));
  }
  [[noreturn]] void fail(std::string const& rule) const { fail(rule, value); }
  place operator[](std::string_view name) const { return {value.at(std::string(name)), in}; }
  bool has(std::string_view name) const { return value.contains(std::string(name)); }
  place need(std::string_view name) const {
    if (!has(name)) fail(fmt::format("'{}' is missing", name));
    return (*this)[name];
  }
  void is_object(std::initializer_list<std::string_view> names) const {
    if (!value.is_object()) fail("an object is wanted");
    for (auto const& [name, its] : value.items()) {
      if (std::ranges::find(names, name) == names.end())
        fail(fmt::format("'{}' is not known here; known are {}", printable(name),
                         fmt::join(names, ", ")),
             its);
    }
  }
  static std::string printable(std::string text) {
    std::ranges::replace_if(
        text, [](unsigned char c) { return c < ' ' || c == 0x7F; }, '?');
    return text.size() > 40 ? text.substr(0, 40) + "..." : text;
  }
  template <class F> void each(F f) const {
    if (!value.is_array() || value.empty()) fail("a list is wanted, of one at least");
    for (auto const& each : value) f(place{each, in});
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
