// tests/conformance/microthread_olson.cpp -- the programs of Grant Olson's "Why Stackless" (2006),
// and what they must say. (Not the three with actors: an animation by the wall's clock, which has
// no answer.)
#include <array>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "lib/stacks/annotate.hpp"
#include "papers/workloads/hackysack.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

// --- ping-pong: mutual recursion would overflow; two channels run in constant memory -------------

template <class S> std::string ping_pong(int strokes) {
  using World = scheduler<fifo, S>;
  World world;
  channel<int, World> ping(world), pong(world);
  std::string log;
  auto const player = [&](char const* says, channel<int, World>& mine, channel<int, World>& other) {
    world.spawn([&, says] {
      for (;;) {
        int const left = mine.receive();
        if (left == 0) return;
        if (left > strokes - 4) log += says;
        other.send(left - 1);
      }
    });
  };
  player("PING ", ping, pong);
  player("PONG ", pong, ping);
  world.spawn([&] { ping.send(strokes); });  // or nobody would begin
  BOOST_TEST(world.run().size() == 1u);      // the other one waits for the ball
  return log;
}

// --- hackysack: who is kicked the sack kicks it to somebody by chance ----------------------------

using workloads::goes, workloads::last_one;
template <class S> using hackysack = workloads::players<scheduler<fifo, S>>;

// --- the doll factory: who needs a part pulls it -------------------------------------------------

// A doll is a torso, legs, arms and a head, riveted on in this order. In tenths of a pound that
// makes 10 of plastic. A torso takes longest to mold: one each 10 s, and 2 + 2 + 3 s later it is a
// doll. Each other part is in hand by then, and its molder has begun the next.
template <class S> struct factory {
  using World = scheduler<fifo, S>;
  using conveyor = channel<int, World>;

  void molder(char const* name, conveyor& out, int plastic_per_part, int seconds) {
    world.spawn(name, [=, this, &out] {
      for (int n = 1;; ++n) {
        if (plastic < plastic_per_part) world.block("plastic");
        plastic -= plastic_per_part;
        world.sleep_for(seconds * 1s);
        out.send(n);
      }
    });
  }
  void assembler(char const* name, conveyor& body, conveyor& part, conveyor& out, int seconds) {
    world.spawn(name, [=, this, &body, &part, &out] {
      for (;;) {
        int const n = body.receive();
        BOOST_TEST(part.receive() == n);
        --rivets;
        world.sleep_for(seconds * 1s);
        out.send(n);
      }
    });
  }
  void run() {
    molder("torso molder", torsos, 5, 10);
    molder("leg molder", legs, 2, 5);
    molder("arm molder", arms, 2, 6);
    molder("head molder", heads, 1, 4);
    assembler("leg assembler", torsos, legs, with_legs, 2);
    assembler("arm assembler", with_legs, arms, with_arms, 2);
    assembler("head assembler", with_arms, heads, ready, 3);
    world.spawn("customer", [this] {
      for (;;) {
        dolls = ready.receive();
        in_time += world.clock().now() == instant(dolls * 10s + 7s);
      }
    });
    for (auto const& s : world.run()) ++(s.waits_for == std::string("plastic") ? starved : idle);
  }

  World world;
  conveyor torsos{world}, legs{world}, arms{world}, heads{world};
  conveyor with_legs{world}, with_arms{world}, ready{world};
  int plastic = 1'000, rivets = 1'000;
  int dolls = 0, in_time = 0, starved = 0, idle = 0;
};

// --- the half adder: who has a new value pushes it -----------------------------------------------

template <class S> class circuit {
 public:
  using World = scheduler<fifo, S>;
  struct signal {
    std::size_t pin;
    bool value;
  };
  struct gate {
    channel<signal, World> in;
    std::function<bool(bool, bool)> rule;
    std::vector<std::pair<gate*, std::size_t>> out{};
    std::array<bool, 2> pins{};
  };

  // A gate of one or two inputs; its value goes on a nanosecond after one of them changes.
  gate& make(std::function<bool(bool, bool)> rule) {
    gates_.push_back(std::unique_ptr<gate>(new gate{channel<signal, World>(world), rule}));
    gate& g = *gates_.back();
    world.spawn([&g] {
      for (;;) {
        auto const [pin, value] = g.in.receive();
        g.pins[pin] = value;
        World::sleep_for(1ns);
        for (auto& [to, its_pin] : g.out) to->in.send({its_pin, g.rule(g.pins[0], g.pins[1])});
      }
    });
    return g;
  }
  static void connect(gate& from, gate& to, std::size_t pin) { from.out.emplace_back(&to, pin); }
  static bool value(gate const& g) { return g.rule(g.pins[0], g.pins[1]); }

  World world;

 private:
  std::vector<std::unique_ptr<gate>> gates_;
};

template <class S> std::string half_adder(bool a, bool b) {
  circuit<S> c;
  auto const wire = [](bool x, bool) { return x; };
  auto const both = [](bool x, bool y) { return x && y; };
  auto &switch_a = c.make(wire), &switch_b = c.make(wire), &carry = c.make(both);
  auto& either = c.make([](bool x, bool y) { return x || y; });
  auto& not_carry = c.make([](bool x, bool) { return !x; });
  auto& sum = c.make(both);
  for (auto* const g : {&either, &carry}) {
    c.connect(switch_a, *g, 0);
    c.connect(switch_b, *g, 1);
  }
  c.connect(carry, not_carry, 0);
  c.connect(either, sum, 0);
  c.connect(not_carry, sum, 1);
  c.world.spawn([&] {
    switch_a.in.send({0, a});
    switch_b.in.send({0, b});
  });
  BOOST_TEST(c.world.run().size() == 6u);               // all wait for the next signal
  BOOST_TEST((c.world.clock().now() >= instant(4ns)));  // four gates one behind the other
  return std::to_string(c.value(carry)) + std::to_string(c.value(sum));
}

struct microthread_olson : direct_bodies {
  template <class S> static void check() {
    BOOST_TEST(ping_pong<S>(std::same_as<S, thread> ? 1'000 : 100'000) == "PING PONG PING PONG ");

    int before = 0;
    for (int const wanted : {10, 100, 1'000, 10'000, 100'000}) {
      int const players = many_alive<S>(wanted);
      if (std::exchange(before, players) == players) break;
      hackysack<S> game(static_cast<std::uint64_t>(players), goes::to_one_by_chance,
                        last_one::tells_the_others);
      BOOST_TEST(game.play(0, 1'000).empty());
      BOOST_TEST(game.sum() == 499'500u);  // each kick has been made, and once
    }
    // Olson's pitfall: who tells all to leave waits for itself, and who comes after it stays.
    hackysack<S> game(20, goes::to_one_by_chance, last_one::tells_all);
    auto const left = game.play(0, 1'000);
    BOOST_TEST(left.size() == 20 - game.last());
    BOOST_TEST(left[0].waits_for == std::string("send"));

    factory<S> f;
    f.run();
    BOOST_TEST(f.dolls == 100);
    BOOST_TEST(f.in_time == 100);
    BOOST_TEST(f.plastic == 0);
    BOOST_TEST(f.rivets == 700);
    BOOST_TEST(f.starved == 4);
    BOOST_TEST(f.idle == 4);

    BOOST_TEST(half_adder<S>(false, false) == "00");
    BOOST_TEST(half_adder<S>(false, true) == "01");
    BOOST_TEST(half_adder<S>(true, false) == "01");
    BOOST_TEST(half_adder<S>(true, true) == "10");
  }
};
every_strategy<microthread_olson> const microthread_olson_here;

}  // namespace
}  // namespace kont::conformance
