// lab/seeds.cpp -- reads `7` and `1..20`.
#include "lab/seeds.hpp"

#include <charconv>

#include "lib/usage_error.hpp"

namespace kont::lab {

range seeds_in(std::string const& text, std::uint64_t most) {
  range r;
  auto const end = text.data() + text.size();
  auto read = std::from_chars(text.data(), end, r.first);
  r.last = r.first;
  if (read.ec == std::errc() &&
      text.substr(static_cast<std::size_t>(read.ptr - text.data()), 2) == "..")
    read = std::from_chars(read.ptr + 2, end, r.last);
  if (read.ec == std::errc() && read.ptr == end && r.first <= r.last && r.last - r.first < most)
    return r;
  auto const form = most == 1 ? std::string("--seed is a number")
                              : "--seeds is a number, or FIRST..LAST with at most " +
                                    std::to_string(most) + " of them";
  throw usage_error(form + ", not '" + text + "'");
}

}  // namespace kont::lab
