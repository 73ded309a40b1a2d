// papers/workloads/chameneos.hpp -- chameneos: creatures meet at a place for two, and change their
// colours. The rules, and what must come of a game.
//
// A creature takes what is at the place, and leaves there what comes of it. Who finds nobody then
// waits, in an MVar of its own, for who comes next; who finds somebody wakes that one. Both go back
// to the place, until all meetings have been held. How MVars wait is for the kind of threads
// (chameneos_by_*.hpp).
// (Kaiser & Pradat-Peyre: Chameneos, a concurrency game for Java, Ada and others, AICCSA 2003;
// chameneos-redux of The Computer Language Benchmarks Game, with MVars.)
#pragma once
#include <cstdint>
#include <deque>
#include <iterator>
#include <span>
#include <vector>

#include "papers/ladder/row.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

using ladder::fixture;
using ladder::work;
using number = std::uint64_t;

enum class colour : unsigned char { blue, red, yellow };
/// What both become: what they are, if they are alike; else the third.
constexpr colour complement(colour a, colour b) {
  return a == b ? a : static_cast<colour>(3 - static_cast<int>(a) - static_cast<int>(b));
}

struct creature {
  colour is;
  number meetings = 0, with_itself = 0;

  void met(creature const* other) {
    ++meetings;
    with_itself += other == this;
  }
};

/// What is at the place: how many meetings are left, and who waits there, if anybody.
template <class Creature> struct seat {
  number left = 0;
  Creature* first = nullptr;
};
/// What `me` leaves there, having found `now`.
template <class Creature> seat<Creature> visit(seat<Creature> now, Creature& me) {
  if (now.left == 0) return now;
  if (now.first == nullptr) return {now.left, &me};
  me.is = now.first->is = complement(me.is, now.first->is);
  return {now.left - 1, nullptr};
}

/// Two games are played, with half of the meetings each.
inline constexpr colour three[] = {colour::blue, colour::red, colour::yellow};
inline constexpr colour ten[] = {colour::blue,   colour::red,  colour::yellow, colour::red,
                                 colour::yellow, colour::blue, colour::red,    colour::yellow,
                                 colour::red,    colour::blue};
inline constexpr number creatures = std::size(three) + std::size(ten);

/// `play(colours, meetings, tell)` plays one, and tells of each creature in the end.
template <class Play> number both_games(number meetings, Play play) {
  number sum = 0;
  auto const tell = [&sum](creature const& c) {
    for (number const each : {c.meetings, c.with_itself, static_cast<number>(c.is)})
      sum = sum * 31 + each;
  };
  play(std::span<colour const>(three), meetings - meetings / 2, tell);
  play(std::span<colour const>(ten), meetings / 2, tell);
  return sum;
}

/// Without threads. Where all that is first come, first served, and who wakes another goes on
/// itself, each creature meets the one before it, then the one behind it, and all take turns.
inline number chameneos_in_turn(number meetings) {
  return both_games(meetings, [](auto colours, number left, auto tell) {
    std::vector<creature> all;
    for (colour const c : colours) all.push_back({c});
    for (std::size_t at = 0; left != 0; --left) {
      opaque(left);
      creature& first = all[at];
      at = at + 1 == all.size() ? 0 : at + 1;
      visit<creature>({left, &first}, all[at]);
      first.met(&all[at]);
      all[at].met(&first);
    }
    for (creature const& c : all) tell(c);
  });
}
class chameneos_by_loop : public fixture {
 public:
  work run(std::uint64_t ops) override {
    return {.ops = ops, .contexts = creatures, .checksum = chameneos_in_turn(ops)};
  }
};

/// A creature that lives as one of `Threads`, which have MVars.
template <class Threads> struct guest : creature {
  guest(Threads& in, colour c) : creature{c}, waker(in) {}
  typename Threads::template mvar<guest*> waker;  // brings whom it has met
};
template <class Threads>
using meeting_place = typename Threads::template mvar<seat<guest<Threads>>>;

/// A creature's life, where waiting looks like a call.
template <class Threads> void live(meeting_place<Threads>& place, guest<Threads>& me) {
  for (;;) {
    auto const found = place.take();
    place.put(visit(found, me));
    if (found.left == 0) return;
    if (found.first == nullptr) {
      me.met(me.waker.take());
    } else {
      found.first->waker.put(&me);
      me.met(found.first);
    }
  }
}

/// One operation is a meeting. `Threads`: mvar<T>, begin(place, guest), run().
template <class Threads> class chameneos : public fixture {
 public:
  work run(std::uint64_t ops) override {
    auto const sum = both_games(ops, [this](auto colours, number meetings, auto tell) {
      meeting_place<Threads> place(threads_);
      place.begin_with({meetings, nullptr});
      std::deque<guest<Threads>> all;
      for (colour const c : colours) threads_.begin(place, all.emplace_back(threads_, c));
      threads_.run();
      for (creature const& c : all) tell(c);
    });
    return {.ops = ops, .contexts = creatures, .checksum = sum};
  }

 private:
  Threads threads_;
};

}  // namespace kont::workloads
