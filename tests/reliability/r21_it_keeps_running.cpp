// tests/reliability/r21_it_keeps_running.cpp -- a virtual day of ten thousand who trade, talk and
// share permits, while somebody is killed each second: the books are right after every minute.
#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "continuations/strategies/stack.hpp"
#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/deadlock.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/scope.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "lib/measure/cpu_clock.hpp"
#include "lib/measure/resident.hpp"

BOOST_AUTO_TEST_SUITE(r21_it_keeps_running)

namespace {
using namespace kont;
using namespace std::chrono_literals;

#if defined(KONT_ASAN) || defined(KONT_TSAN) || defined(KONT_EMULATED)
constexpr std::size_t inhabitants = 1'000;
constexpr int hours = 1;
constexpr bool measured = false;  // what is freed is kept for a while, and shadowed
#elif !defined(__OPTIMIZE__)
constexpr std::size_t inhabitants = 1'000;
constexpr int hours = 24;
constexpr bool measured = true;
#else
constexpr std::size_t inhabitants = 10'000;
constexpr int hours = 24;
constexpr bool measured = true;
#endif

struct accident : std::runtime_error {
  accident() : std::runtime_error("an accident") {}
};

/// Each inhabitant does something every minute or so, until it ends: then another takes its place.
class town {
  using W = scheduler<dice>;

 public:
  /// `careless`: who is killed while he pays loses what he has in hand, a seeded fault.
  town(std::size_t houses, int how_long, bool careless = false)
      : hours_(how_long), careless_(careless), houses_(houses) {}

  /// What was wrong first, or nothing.
  std::string_view live() {
    for (std::size_t i = 0; i < houses_.size(); ++i) settle(i);
    world_.spawn("fate", [this] { strike(); });
    auto const clerk = world_.spawn("clerk", [this] { look_at_the_books(); });
    for (bool runs = true; runs;) {
      try {
        if (!world_.run().empty()) return "some wait for ever";
        runs = false;
      } catch (accident const&) { ++accidents; } catch (std::logic_error const&) {
        ++accidents;  // raised in one who had not begun
      }
    }
    if (what_is_wrong().empty() && (!clerk.finished() || said_ != heard_ + kept() ||
                                    in_hand_ != 0 || seats_.permits() != permits))
      return "something is left when all have gone";
    return what_is_wrong();
  }

  std::uint64_t killed = 0, raised = 0, accidents = 0, settled = 0, done = 0;
  std::vector<double> bytes;  // in memory, after each hour

 private:
  static constexpr std::size_t accounts = 100, lines = 20, permits = 50;
  static constexpr std::int64_t gift = 1'000;

  std::uint64_t roll(std::uint64_t n) { return random_() % n; }

  // --- an inhabitant ----------------------------------------------------------------------------

  void settle(std::size_t where) {
    ++settled;
    houses_[where] = world_.spawn([this, where] {
      struct vacancy {
        town& of;
        std::size_t where;
        ~vacancy() { of.empty_.push_back(where); }
      } const at_its_end{*this, where};
      for (;;) {
        try {
          W::sleep_for(1s * roll(120));
          something_of(where % 5);
          ++done;
        } catch (std::logic_error const&) {}  // raised by fate
        if (roll(5'000) == 0) throw accident();
      }
    });
  }
  void something_of(std::size_t trade) {
    switch (trade) {
      case 0:
        return pay();
      case 1:
        return say();
      case 2:
        return listen();
      case 3:
        return share();
      default:
        return have_it_done();
    }
  }
  // What somebody has in hand goes to whom it is meant for, or back, if the payer is killed.
  struct purse {
    std::int64_t &from, &in_hand;
    std::int64_t amount;
    bool lost;
    purse(std::int64_t& f, std::int64_t& all, std::int64_t n, bool careless)
        : from(f), in_hand(all), amount(n), lost(careless) {
      from -= amount, in_hand += amount;
    }
    purse(purse&&) = delete;
    void give(std::int64_t& to) { to += amount, in_hand -= amount, lost = false, amount = 0; }
    ~purse() {
      if (lost)
        in_hand -= amount;
      else
        give(from);
    }
  };
  void pay() {
    auto a = roll(accounts), b = roll(accounts);
    if (a == b) return;
    if (a > b) std::swap(a, b);
    std::unique_lock const first(*locks_[a]);
    W::yield();
    std::unique_lock const second(*locks_[b]);
    purse money(money_[a], in_hand_, static_cast<std::int64_t>(roll(50)), careless_);
    W::sleep_for(1s);
    money.give(money_[b]);
  }
  // (Who has been answered may still wait for a turn: so it counts who is about to say, or hear.)
  struct one_more {
    std::uint64_t& count;
    explicit one_more(std::uint64_t& n) : count(n) { ++count; }
    one_more(one_more&&) = delete;
    ~one_more() { --count; }
  };
  void say() {
    one_more const speaks(saying_);
    said_ += lines_[roll(lines)]->try_send_for(1, 10s);
  }
  void listen() {
    one_more const listens(hearing_);
    heard_ += lines_[roll(lines)]->try_receive_for(20s).has_value();
  }
  void share() {
    if (!seats_.try_acquire_for(30s)) return;
    struct seat {
      town& of;
      ~seat() { of.seats_.release(); }
    } const mine{*this};
    one_more const has_one(taken_);
    W::sleep_for(3s);
  }
  void have_it_done() {
    int parts = 0;
    bool const fails = roll(10) == 0;
    try {
      scope<W> s(world_);
      for (int i = 0; i < 3; ++i) {
        s.spawn([this, &parts, fails] {
          W::sleep_for(1s * roll(5));
          if (fails) throw accident();
          ++parts;
        });
      }
      s.join();
      if (!over_ && (fails || parts != 3)) wrong_ = "a scope has lost something";
    } catch (accident const&) {
      if (!fails) wrong_ = "a scope has failed";
    }
  }

  // --- what goes wrong, and whether all is right ------------------------------------------------

  void strike() {
    auto const misfortune = std::make_exception_ptr(std::logic_error("misfortune"));
    for (; !over_; W::sleep_for(1s)) {
      auto& whom = houses_[roll(houses_.size())];
      if (roll(2) == 0)
        killed += whom.kill();
      else
        raised += whom.raise(misfortune);
      for (auto const where : std::exchange(empty_, {})) settle(where);
    }
    world_.kill_all();
  }
  void look_at_the_books() {
    for (int minute = 1; minute <= hours_ * 60 && wrong_.empty(); ++minute) {
      W::sleep_for(1min);
      wrong_ = what_is_wrong();
      if (minute % 60 == 0) bytes.push_back(static_cast<double>(measure::resident_bytes()));
    }
    over_ = true;
  }
  // By lines, and who waits to say something.
  std::uint64_t kept() const {
    std::ptrdiff_t all = 0;
    for (auto const& l : lines_) all += std::max<std::ptrdiff_t>(l->balance(), 0);
    return static_cast<std::uint64_t>(all);
  }
  std::string_view what_is_wrong() {
    auto money = in_hand_;
    for (auto const n : money_) money += n;
    if (money != static_cast<std::int64_t>(accounts) * gift) return "money is lost";
    if (said_ + saying_ < heard_ + kept()) return "a message is heard twice";
    if (said_ > heard_ + hearing_ + kept()) return "a message is lost";
    if (seats_.permits() + taken_ > permits) return "there are more permits";
    if (world_.alive() > 5 * houses_.size()) return "there are more and more";
    if (!cycle_in(world_).empty()) return "there is a deadlock";
    return wrong_;
  }

  std::mt19937_64 random_{21};
  W world_{dice(21)};
  std::array<std::int64_t, accounts> money_ = [] {
    std::array<std::int64_t, accounts> all;
    all.fill(gift);
    return all;
  }();
  std::int64_t in_hand_ = 0;
  std::vector<std::unique_ptr<mutex<W>>> locks_ = [this] {
    std::vector<std::unique_ptr<mutex<W>>> all;
    while (all.size() < accounts) all.push_back(std::make_unique<mutex<W>>(world_));
    return all;
  }();
  std::vector<std::unique_ptr<channel<int, W>>> lines_ = [this] {
    std::vector<std::unique_ptr<channel<int, W>>> all;
    while (all.size() < lines) all.push_back(std::make_unique<channel<int, W>>(world_, 8));
    return all;
  }();
  semaphore<W> seats_{world_, permits};
  std::uint64_t said_ = 0, saying_ = 0, heard_ = 0, hearing_ = 0, taken_ = 0;
  int hours_;
  bool careless_;
  std::vector<W::handle> houses_;
  std::vector<std::size_t> empty_;
  std::string_view wrong_;
  bool over_ = false;
};

BOOST_AUTO_TEST_CASE(a_day_of_a_town) {
  auto const start = measure::wall_ns();
  town t(inhabitants, hours);
  BOOST_TEST(t.live() == "");
  auto const seconds = static_cast<double>(measure::wall_ns() - start) * 1e-9;
  BOOST_TEST_MESSAGE(hours << " hours of " << inhabitants << " in " << seconds
                           << " s: " << hours * 3'600 / seconds << " to 1; " << t.done << " deeds, "
                           << t.killed << " killed, " << t.raised << " raised, " << t.accidents
                           << " accidents, " << t.settled << " settled");
  BOOST_TEST(t.killed > 1'000u * hours);
  BOOST_TEST(t.done > 10u * inhabitants * hours);
  if (!measured) return;
  // a stack keeps the pages it has touched once, and by then most have had an exception on them
  auto const at_noon = t.bytes.at(hours / 2);
  BOOST_TEST(t.bytes.back() <= at_noon * 1.01 + (1 << 19));
}

BOOST_AUTO_TEST_CASE(a_seeded_fault_is_found) {
  BOOST_TEST(town(500, 12, true).live() == "money is lost");
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
