// examples/population/window/news.hpp -- what a window is told of a town: values, for any thread.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "examples/population/chronicle.hpp"
#include "examples/population/window/family_book.hpp"

namespace kont::population {

enum class progress : std::uint8_t { paused, going, stepping, stopping, over };

/// Where the town is, exactly now: within a year as well.
struct figures {
  progress does = progress::paused;
  std::int32_t year = 0;  ///< so many are over
  std::uint64_t living = 0, born = 0, died = 0, married = 0;
  std::uint64_t microthreads = 0;  ///< of the living, and the calendar's own
  bool extinct = false;
};

/// A person, as her family knows her.
struct relative {
  std::uint64_t id = 0;  ///< 0: there is none
  bool known = false;    ///< else she died long ago
  sex is = sex::female;
  std::int32_t born = 0, died = person::never;

  bool alive() const noexcept { return known && died == person::never; }
};

/// Somebody who was asked for.
struct portrait {
  relative self;     ///< its id is 0: there is nobody of that name
  std::string name;  ///< as the town writes it
  relative mother, father, partner;
  std::vector<relative> children;
  std::string state;        ///< of who lives: what she has, and how she is, a line each
  std::string microthread;  ///< what hers does, and waits for
};

/// News hold so many events; the oldest are left out.
constexpr std::size_t most_events = 5'000;

/// What is new since the last news.
struct news {
  figures now;
  std::vector<year_row> years;
  std::vector<event> events;
  ages by_age;
  std::optional<portrait> whom;
  std::string failure;  ///< why the town had to be given up; "": it was not
};

/// Makes one of two that came one after the other.
void append(news& all, news&& latest);

}  // namespace kont::population
