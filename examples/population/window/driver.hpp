// examples/population/window/driver.hpp -- what keeps a watched town going: its thread.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "examples/population/parameters.hpp"
#include "examples/population/window/news.hpp"
#include "examples/population/window/watched_town.hpp"

namespace kont::population {

/// Owns a town, and calls its advance(). Made, used and destroyed by one thread, the window's.
class driver {
 public:
  using question = std::function<void(watched_town&)>;

  virtual ~driver() = default;
  /// Has `f` called with the town, soon, on its thread. Returns at once.
  virtual void ask(question f) = 0;
  /// What is new; nothing: not yet.
  virtual std::optional<news> take() = 0;
};

/// What town is to be watched.
struct founding {
  parameters rules{};
  std::uint64_t seed = 1, people = 10'000;
};

/// In the window's own thread, between its events: a slice at a time, by a timer of Qt's.
std::unique_ptr<driver> drive_together(founding const& f);
/// In a thread of its own, as in the article. What it is asked, and its news, go through a mutex.
std::unique_ptr<driver> drive_apart(founding const& f);

/// So long is a slice: a window that draws 60 frames a second has as much left for drawing.
constexpr std::chrono::milliseconds a_slice{8};

}  // namespace kont::population
