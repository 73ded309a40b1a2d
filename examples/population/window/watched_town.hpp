// examples/population/window/watched_town.hpp -- a town to watch: it goes on for a while when told.
#pragma once
#include <boost/circular_buffer.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "continuations/strategies/frame.hpp"
#include "examples/population/microthreads.hpp"
#include "examples/population/window/family_book.hpp"
#include "examples/population/window/held_clock.hpp"
#include "examples/population/window/names.hpp"
#include "examples/population/window/news.hpp"

namespace kont::population {

/// A settlement in pieces: whoever has other things to do on this thread calls advance() now and
/// then. Its history is the one that the seed has everywhere. Not thread-safe.
class watched_town final : public settlement<fifo, frame, held_clock> {
 public:
  using real = std::chrono::steady_clock;

  /// Founded, and paused. Throws usage_error for parameters that are out of their ranges.
  watched_town(parameters const& p, std::uint64_t seed, std::uint64_t founders);

  void go();
  void pause();  ///< at once, even within a year
  void step();   ///< to the end of this year, or of the next if none has begun
  void stop();   ///< everybody leaves at the end of her year; then it is over
  /// 0: as fast as possible.
  void set_years_per_second(double speed) noexcept;
  /// Makes a portrait, for the next news. O(n).
  void look_for(sought who);

  /// Lives on for about so long. Returns when to call it again; nothing: not before it is told
  /// something.
  std::optional<real::duration> advance(real::duration budget);
  /// What has happened since this was called last.
  news tell();

 private:
  void settle(std::unique_ptr<person> p) override;
  void write_down(event const& e);
  void end_year(year_row const& row);
  real::duration till_next_year() const;
  void begin_next_year();
  bool is_between_years() noexcept;

  relative known(std::uint64_t id) const;
  portrait portrait_of(std::uint64_t id);
  std::string microthread_of(family_entry const& e);

  family_book book_;
  figures now_;
  boost::circular_buffer<event> events_;
  std::vector<year_row> years_;
  std::optional<portrait> whom_;
  real::duration a_year_lasts_{};
  real::time_point next_year_{};
};

}  // namespace kont::population
