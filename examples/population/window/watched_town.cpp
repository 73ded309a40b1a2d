// examples/population/window/watched_town.cpp -- the pace of years, and the book of them.
#include "examples/population/window/watched_town.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace kont::population {
namespace {

constexpr std::uint64_t turns_at_a_time = 1'000;  // some 500 us

}  // namespace

watched_town::watched_town(parameters const& p, std::uint64_t seed, std::uint64_t founders)
    : settlement(p, seed), events_(most_events) {
  on_event = [this](event const& e) { write_down(e); };
  on_year = [this](year_row const& row) { end_year(row); };
  now_.living = founders;
  found(founders);
  begin_calendar(std::numeric_limits<int>::max());
}

// --- what it is told ----------------------------------------------------------------------------

void watched_town::go() {
  if (now_.does == progress::paused || now_.does == progress::stepping) {
    now_.does = progress::going;
    next_year_ = real::now();
  }
}
void watched_town::pause() {
  if (now_.does == progress::going || now_.does == progress::stepping) now_.does = progress::paused;
}
void watched_town::step() {
  if (now_.does == progress::paused || now_.does == progress::going) now_.does = progress::stepping;
}
void watched_town::stop() {
  if (now_.does == progress::over) return;
  now_.does = progress::stopping;
  if (is_between_years()) town::stop();
}
void watched_town::set_years_per_second(double speed) noexcept {
  auto const seconds = std::chrono::duration<double>(speed > 0 ? 1 / speed : 0);
  a_year_lasts_ = std::chrono::duration_cast<real::duration>(seconds);
  next_year_ = std::min(next_year_, real::now() + a_year_lasts_);
}

// --- the pace -----------------------------------------------------------------------------------

std::optional<watched_town::real::duration> watched_town::advance(real::duration budget) {
  auto const end = real::now() + budget;
  while (now_.does != progress::paused && now_.does != progress::over) {
    if (world_.clock().held()) {
      auto const wait = till_next_year();
      if (wait > wait.zero()) return wait;
      begin_next_year();
    }
    bool const more = world_.run_some(turns_at_a_time);
    if (!more && !world_.clock().held()) now_.does = progress::over;  // nobody is left
    if (real::now() >= end) return real::duration::zero();
  }
  return std::nullopt;
}

watched_town::real::duration watched_town::till_next_year() const {
  return now_.does == progress::going ? next_year_ - real::now() : real::duration::zero();
}

// Late years are not made up for by more than one.
void watched_town::begin_next_year() {
  world_.clock().let_go();
  next_year_ = std::max(next_year_, real::now() - a_year_lasts_) + a_year_lasts_;
}

void watched_town::end_year(year_row const& row) {
  years_.push_back(row);
  world_.clock().hold();
  now_.extinct = row.living == 0;
  if (now_.does == progress::stepping) now_.does = progress::paused;
  if (now_.does == progress::stopping || now_.extinct) stop();
}

// The first year begins when the town is founded.
bool watched_town::is_between_years() noexcept { return world_.clock().held() && year() > 0; }

// --- what is written down -----------------------------------------------------------------------

void watched_town::settle(std::unique_ptr<person> p) {
  person const& who = *p;
  book_.enter(who, year(), spawn(std::move(p)).id());
}

void watched_town::write_down(event const& e) {
  events_.push_back(e);
  switch (e.what) {
    case event_kind::born:
      ++now_.born;
      ++now_.living;
      break;
    case event_kind::married:
      ++now_.married;
      book_.marry(e.who, e.whom);
      break;
    case event_kind::died:
    case event_kind::starved:
      ++now_.died;
      --now_.living;
      book_.bury(e.who, e.year);
      break;
    default:
      break;
  }
}

news watched_town::tell() {
  now_.year = year();
  now_.microthreads = world_.alive();
  news n{now_,
         std::exchange(years_, {}),
         {events_.begin(), events_.end()},
         book_.by_age(year() - (is_between_years() ? 1 : 0)),
         std::exchange(whom_, {}),
         {}};
  events_.clear();
  return n;
}

}  // namespace kont::population
