// papers/ladder/absent_row.hpp -- a row that cannot be had here: listed as absent, with the reason.
#pragma once
#include <stdexcept>
#include <string>
#include <utility>

#include "papers/ladder/rows.hpp"

namespace kont::ladder {

/// `why` is "not installed: " or "cannot: ", and more. Its beginning is the row's note.
inline row absent_row(std::string_view rung, who w, std::uint64_t n, std::string why) {
  struct nothing : fixture {
    explicit nothing(std::string const& reason) { throw std::runtime_error(reason); }
    work run(std::uint64_t) override { return {}; }
  };
  auto note = why.substr(0, why.find(':'));
  return noted(row_of<nothing>(rung, w, n, std::move(why)), std::move(note));
}

}  // namespace kont::ladder
