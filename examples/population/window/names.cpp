// examples/population/window/names.cpp -- proquints: sixteen bits are a word of five letters.
#include "examples/population/window/names.hpp"

#include <cctype>
#include <charconv>
#include <sstream>

namespace kont::population {
namespace {

constexpr std::string_view consonants = "bdfghjklmnprstvz", vowels = "aiou";

// Consonant, vowel, consonant, vowel, consonant: four bits and two by turns.
std::string word(std::uint64_t bits) {
  std::string w;
  for (unsigned const shift : {12u, 10u, 6u, 4u, 0u}) {
    bool const is_vowel = shift == 10 || shift == 4;
    w += is_vowel ? vowels[bits >> shift & 3] : consonants[bits >> shift & 15];
  }
  w[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(w[0])));
  return w;
}

std::string words(std::uint64_t id, unsigned n) {
  std::string all;
  for (unsigned i = 0; i < n; ++i) all += (i == 0 ? "" : " ") + word(id >> (48 - 16 * i) & 0xffff);
  return all;
}

std::optional<std::uint64_t> bits_of(std::string_view w) {
  if (w.size() != 5) return std::nullopt;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    auto const letters = i % 2 == 1 ? vowels : consonants;
    auto const at = letters.find(static_cast<char>(std::tolower(static_cast<unsigned char>(w[i]))));
    if (at == letters.npos) return std::nullopt;
    bits = bits << (i % 2 == 1 ? 2 : 4) | at;
  }
  return bits;
}

std::optional<sought> understand_number(std::string_view digits) {
  sought s;
  auto const end = digits.data() + digits.size();
  auto const [stopped, error] = std::from_chars(digits.data(), end, s.bits, 16);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return s;
}

}  // namespace

std::string first_names(std::uint64_t id) { return words(id, 2); }
std::string full_name(std::uint64_t id) { return words(id, 4); }

std::optional<sought> understand(std::string_view typed) {
  std::istringstream text{std::string(typed)};
  sought s{0, 0};
  for (std::string w; text >> w;) {
    if (w[0] == '#') return understand_number(std::string_view(w).substr(1));
    auto const bits = bits_of(w);
    if (!bits || s.known == 64) return std::nullopt;
    s.known += 16;
    s.bits |= *bits << (64 - s.known);
  }
  if (s.known < 32) return std::nullopt;
  return s;
}

}  // namespace kont::population
