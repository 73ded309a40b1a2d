// examples/population/town.hpp -- the model: what a person does in a year, and what the world does.
//
//   year y          everybody: ages, or dies; eats; debuts, bears a child, goes to the fair
//   year y + 1/2    the fair: suitors, one after the other by lot, ask who stands in the queue
//   year y + 3/4    the calendar: counts, buries last year's dead, says next year's bounty
//
// Nothing here waits. Who lives a life calls its steps in order (life.hpp), and waits between them
// as a microthread, a callback or a thread does.
//
// A history depends on the seed alone: neither on the policy that runs people, nor on how many run
// at once. For what somebody does at the turn of the year depends on her own dice, on what the
// world said last year, and on who had died before it; what people do to each other, they do at
// the fair, where they are alone with whom they ask, in the order of their lots.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "examples/population/chronicle.hpp"
#include "examples/population/parameters.hpp"
#include "examples/population/person.hpp"
#include "lib/clock.hpp"

namespace kont::population {

/// The world and its rules, without its microthreads: those are of who derives from it.
/// Thread-safety: the steps of a life may be taken by several threads where `hand` tells these
/// apart; the fair, and the calendar, while nobody else runs.
class town {
 public:
  /// Throws usage_error for parameters that are out of their ranges.
  town(parameters const& p, std::uint64_t seed, unsigned hands = 1);
  town(town&&) = delete;
  virtual ~town();

  // --- a life, step by step ---------------------------------------------------------------------
  /// Eats, debuts, and bears a child.
  void begin_year(person& me);
  /// Whether he is to court this year: then while (must_wait(me)) wait for call(place); court(me).
  bool seeks(person const& me) const noexcept;
  bool must_wait(person& me, void* place);
  /// What is broken when nobody's place can be asked for.
  static constexpr char const* courting = "courting: only a microthread can";
  void court(person& me);
  /// A year older. False: her life is over, or the world has stopped.
  bool ages(person& me);
  /// Takes the record of who has died, which others still know; and drops that of who has not.
  void bury(std::unique_ptr<person> p);

  // --- the world --------------------------------------------------------------------------------
  /// Makes so many, and begins their lives. Once.
  void found(std::uint64_t founders);
  /// One more, with dice of her own: a founder, whose life is begun by whoever asks.
  std::unique_ptr<person> founder(std::uint64_t number);
  void open_fair();
  void count_year();
  void stop() noexcept { stopped_ = true; }
  bool stopped() const noexcept { return stopped_; }
  /// How long a year lasts.
  timeline::duration a_year() const noexcept {
    return std::chrono::milliseconds(p_.year_ms == 0 ? 1'000 : p_.year_ms);
  }
  std::int32_t year() const noexcept { return year_; }
  /// What has happened so far. While nobody runs.
  history so_far() const;

  /// Told of each event, and of each row. Not in parallel.
  std::function<void(event const&)> on_event;
  std::function<void(year_row const&)> on_year;

 protected:
  /// Begins a life.
  virtual void settle(std::unique_ptr<person> p) = 0;
  /// Ends the wait of who waits at this place.
  virtual void call(void* place) = 0;
  virtual std::uint64_t microthreads() = 0;
  /// The places of who wait at an empty queue.
  template <class F> void for_each_waiting(F f) {
    for (auto const& s : empty_handed_) f(s.place);
  }
  /// Which hand does this, of so many that may act at once.
  virtual unsigned hand() const noexcept { return 0; }

 private:
  struct suitor {
    std::uint64_t lot;
    person* who;
    void* place;
  };
  struct debutante {
    std::uint64_t lot;
    person* who;
  };
  // What one hand has written down since the year was counted last; the sums need no locks.
  struct alignas(64) notes {
    year_row row;
    std::uint64_t digest = 0, person_years = 0;
    std::vector<suitor> suitors;
    std::vector<debutante> debutantes;
    std::vector<std::unique_ptr<person>> dead;
    age_pyramid pyramid{};
  };

  void note(event_kind what, person const& who, std::uint64_t whom = 0);
  void feed(person& me) const;
  void debut(person& me);
  void bear(person& mother);
  void settle_partner(person& me) const noexcept;
  std::unique_ptr<person> born(std::uint64_t id) const;
  std::uint64_t lot(person const& p) const noexcept;

  void put(person& p);
  person* take(person const& who);
  bool waits_for_somebody(person& me, void* place);
  void pass_turn();
  bool likes(person const& her, person const& him) const;
  void propose(person& him, person& her);
  void marry(person& a, person& b);
  void free_the_dead();
  void collect_notes();

  parameters const p_;
  std::uint64_t const seed_;
  std::vector<notes> notes_;
  std::int32_t year_ = 0;
  std::int32_t bounty_permille_ = 0;
  bool stopped_ = false;

  std::deque<person*> queue_;        // the partner queue
  std::deque<suitor> empty_handed_;  // who wait because it was empty, as in the article
  std::vector<suitor> suitors_;      // at the fair, by lot
  std::size_t turn_ = 0;             // whose it is
  std::vector<std::unique_ptr<person>> dead_;
  history past_;
};

/// "b.f(2)": by the numbers of the mother and the father, and how many she had; "#b" of a founder.
std::string name(person const& p);

}  // namespace kont::population
