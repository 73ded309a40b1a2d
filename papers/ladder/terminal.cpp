// papers/ladder/terminal.cpp -- text cut to columns; patterns; one line that rewrites itself.
#include "papers/ladder/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "lib/usage_error.hpp"

namespace kont::ladder {

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string without_trailing_blanks(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::string cut(std::string text, std::size_t columns) {
  if (width(text) <= columns) return text;
  while (width(text) >= columns) {
    while ((text.back() & 0xC0) == 0x80) text.pop_back();
    text.pop_back();
  }
  return text + "…";
}

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent) {
  std::string out;
  std::size_t at = 0;
  while (!text.empty()) {
    auto const end = std::min(text.find(' '), text.size());
    auto const word = cut(std::string(text.substr(0, end)), columns - indent);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (at + width(word) + 1 > columns && at > 0)
      out += '\n' + std::string(indent, ' '), at = indent;
    else if (at > 0)
      out += ' ', ++at;
    out += word, at += width(word);
  }
  return out + '\n';
}

std::regex pattern_of(std::string const& text) {
  try {
    return std::regex(text, std::regex::ECMAScript);
  } catch (std::regex_error const& e) {
    throw usage_error(
        fmt::format("\"{}\" is not a regular expression (ECMAScript): {}", text, e.what()));
  }
}

void print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0)
    return;
  throw usage_error(
      fmt::format("cannot write standard output: {}", std::generic_category().message(errno)));
}

std::size_t terminal_columns() {
  std::size_t columns = 0;
  if (auto const* said = std::getenv("COLUMNS"))
    std::from_chars(said, said + std::strlen(said), columns);
  winsize size{};
  if (columns == 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) columns = size.ws_col;
  return columns == 0 ? 80 : std::max<std::size_t>(columns, 60);
}

progress progress_line() {
  if (!::isatty(STDERR_FILENO)) return {};
  return [](std::string_view where) {
    auto const line = fmt::format("\r\x1b[K{}", where.substr(0, 78));
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::fflush(stderr);
  };
}

}  // namespace kont::ladder
