// lab/loose_json.hpp -- JSON as people write it: comments, and commas before an end.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kont::lab {

struct strict_text {
  std::string text{};
  std::optional<std::size_t> first_loose{};  ///< where the first of them was
};
/// The text with blanks for comments (`/* */` and `//`) and for commas before `}` or `]`, so that
/// all else is where it was. O(n).
strict_text strictly(std::string_view text);

}  // namespace kont::lab
