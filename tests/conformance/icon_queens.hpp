// tests/conformance/icon_queens.hpp -- what two programs of Icon's print of six queens.
//
// (github.com/gtownsend/icon @ 8459b8f, tests/general/queens.std and genqueen.std, public domain.)
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace kont::conformance {

/// The row of the queen in each column.
using six_queens = std::array<int, 6>;

/// As Wampler's queens.icn prints them: a line for each column.
inline std::string written_by_columns(std::vector<six_queens> const& all) {
  std::string const border = "  -------------------------\n";
  std::string text = "6-Queens:\n";
  int count = 0;
  for (auto const& solution : all) {
    text += "solution: " + std::to_string(++count) + "\n" + border;
    for (int const row : solution) {
      std::string line = "|   |   |   |   |   |   |";
      line[static_cast<std::size_t>(4 * row + 2)] = 'Q';
      text += "  " + line + "\n" + border;
    }
    text += '\n';
  }
  return text;
}
/// As Bigot's genqueen.icn prints them: a line for each row.
inline std::string written_by_rows(std::vector<six_queens> const& all) {
  std::string const border = "-------------\n";
  std::string text;
  for (auto const& solution : all) {
    text += border;
    for (int row = 0; row < 6; ++row) {
      std::string line = "|";
      for (int const queen : solution) line += queen == row ? "Q|" : " |";
      text += line + "\n" + border;
    }
    text += '\n';
  }
  return text;
}

inline constexpr std::string_view queens_std = R"(6-Queens:
solution: 1
  -------------------------
  |   | Q |   |   |   |   |
  -------------------------
  |   |   |   | Q |   |   |
  -------------------------
  |   |   |   |   |   | Q |
  -------------------------
  | Q |   |   |   |   |   |
  -------------------------
  |   |   | Q |   |   |   |
  -------------------------
  |   |   |   |   | Q |   |
  -------------------------

solution: 2
  -------------------------
  |   |   | Q |   |   |   |
  -------------------------
  |   |   |   |   |   | Q |
  -------------------------
  |   | Q |   |   |   |   |
  -------------------------
  |   |   |   |   | Q |   |
  -------------------------
  | Q |   |   |   |   |   |
  -------------------------
  |   |   |   | Q |   |   |
  -------------------------

solution: 3
  -------------------------
  |   |   |   | Q |   |   |
  -------------------------
  | Q |   |   |   |   |   |
  -------------------------
  |   |   |   |   | Q |   |
  -------------------------
  |   | Q |   |   |   |   |
  -------------------------
  |   |   |   |   |   | Q |
  -------------------------
  |   |   | Q |   |   |   |
  -------------------------

solution: 4
  -------------------------
  |   |   |   |   | Q |   |
  -------------------------
  |   |   | Q |   |   |   |
  -------------------------
  | Q |   |   |   |   |   |
  -------------------------
  |   |   |   |   |   | Q |
  -------------------------
  |   |   |   | Q |   |   |
  -------------------------
  |   | Q |   |   |   |   |
  -------------------------

)";

inline constexpr std::string_view genqueen_std = R"(-------------
| | | |Q| | |
-------------
|Q| | | | | |
-------------
| | | | |Q| |
-------------
| |Q| | | | |
-------------
| | | | | |Q|
-------------
| | |Q| | | |
-------------

-------------
| | | | |Q| |
-------------
| | |Q| | | |
-------------
|Q| | | | | |
-------------
| | | | | |Q|
-------------
| | | |Q| | |
-------------
| |Q| | | | |
-------------

-------------
| |Q| | | | |
-------------
| | | |Q| | |
-------------
| | | | | |Q|
-------------
|Q| | | | | |
-------------
| | |Q| | | |
-------------
| | | | |Q| |
-------------

-------------
| | |Q| | | |
-------------
| | | | | |Q|
-------------
| |Q| | | | |
-------------
| | | | |Q| |
-------------
|Q| | | | | |
-------------
| | | |Q| | |
-------------

)";

}  // namespace kont::conformance
