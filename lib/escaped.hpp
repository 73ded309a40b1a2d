// lib/escaped.hpp -- text that HTML and SVG take as it is.
#pragma once
#include <string>
#include <string_view>

namespace kont {

/// `a<b` as `a&lt;b`. O(length).
inline std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else
      out += c;
  }
  return out;
}

}  // namespace kont
