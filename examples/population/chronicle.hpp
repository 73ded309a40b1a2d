// examples/population/chronicle.hpp -- what has happened: events, a row a year, and a digest.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "examples/population/person.hpp"

namespace kont::population {

enum class event_kind : std::uint8_t {
  founded,
  born,
  came_of_age,
  proposed,
  refused,
  married,
  died,
  starved
};

/// One line of the log. `whom` is the mother of who is born, whom a suitor asks, and the suitor of
/// who answers; else 0.
struct event {
  event_kind what;
  std::int32_t year;
  std::uint64_t who, whom;

  bool is_death() const noexcept { return what == event_kind::died || what == event_kind::starved; }
  /// A number in which every bit depends on all of it. (The finalizer of MurmurHash3, Appleby.)
  std::uint64_t digest() const noexcept {
    auto const mixed = [](std::uint64_t x) {
      x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdu;
      x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53u;
      return x ^ (x >> 33);
    };
    auto const when = static_cast<std::uint64_t>(year) << 8 | static_cast<std::uint64_t>(what);
    return mixed(mixed(mixed(when) + who) + whom);
  }
};

/// One year, as counted when it is nearly over.
struct year_row {
  std::int32_t year = 0;
  std::uint64_t living = 0, born = 0, died_of_age = 0, died_of_want = 0, marriages = 0;
  std::uint64_t queued = 0;        ///< who wait in the partner queue for a suitor
  std::uint64_t microthreads = 0;  ///< alive: of the living, and the calendar's own
  std::int32_t bounty_permille = 0;

  std::uint64_t died() const noexcept { return died_of_age + died_of_want; }
  friend bool operator==(year_row const&, year_row const&) = default;
};

constexpr std::size_t pyramid_step = 10;                            // years
using age_pyramid = std::array<std::array<std::uint64_t, 2>, 100>;  // by decade and sex

/// The whole history. The digest is a sum over the events: within a year their order does not
/// matter, since people live it all at once; each event has its year in it, so years cannot change
/// places.
struct history {
  std::uint64_t founders = 0;
  std::vector<year_row> years;
  age_pyramid pyramid{};  ///< of those who live at the end, and do not wait for ever
  std::uint64_t digest = 0;
  std::uint64_t person_years = 0;      ///< lived: how often somebody began a year
  std::uint64_t waiting_for_ever = 0;  ///< the article's suitors at an empty queue
  std::uint64_t bytes = 0;  ///< of this process, when the founders had all begun; per founder
};

/// As text: a table of some twenty years, curves, and the pyramid; `columns` wide.
std::string as_text(history const& h, std::size_t columns);
/// Every year, as comma-separated values with a line of names.
std::string as_csv(history const& h);

}  // namespace kont::population
