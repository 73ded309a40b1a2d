// lab/loose_json.cpp -- one pass over the text, which knows strings, and no more of JSON than that.
#include "lab/loose_json.hpp"

#include <algorithm>

namespace kont::lab {
namespace {

/// Where the string ends that begins at `at`.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at)
    if (text[at] == '\\') ++at;
  return std::min(at + 1, text.size());
}

/// Where the comment ends that begins at `at`; there, if none does, or if it has no end.
std::size_t end_of_comment(std::string_view text, std::size_t at) {
  auto const begin = text.substr(at, 2);
  if (begin == "//") return std::min(text.find('\n', at), text.size());
  auto const end = begin == "/*" ? text.find("*/", at + 2) : text.npos;
  return end == text.npos ? at : end + 2;
}

}  // namespace

strict_text strictly(std::string_view text) {
  strict_text out{std::string(text)};
  auto const blank = [&](std::size_t from, std::size_t to) {
    out.first_loose = std::min(from, out.first_loose.value_or(from));
    for (; from < to; ++from)
      if (out.text[from] != '\n') out.text[from] = ' ';
  };
  std::optional<std::size_t> comma;  // with nothing behind it so far
  for (std::size_t at = 0; at < text.size();) {
    auto const c = text[at];
    if (auto const end = end_of_comment(text, at); end > at) {
      blank(at, end);
      at = end;
      continue;
    }
    if (comma && (c == '}' || c == ']')) blank(*comma, *comma + 1);
    if (c == ',')
      comma = at;
    else if (std::string_view(" \t\r\n").find(c) == text.npos)
      comma.reset();
    at = c == '"' ? end_of_string(text, at) : at + 1;
  }
  return out;
}

}  // namespace kont::lab
