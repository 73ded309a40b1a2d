// tests/lab/simpy_process_communication.cpp -- SimPy's "Process Communication": one tells, one or
// two listen, who may be late.
#include <fmt/format.h>

#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/lab/simpy.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(simpy_process_communication)

namespace {

using namespace std::chrono_literals;

/// A generator, and consumers that have a queue each: the broadcast pipe is a put into all of them.
struct conversation {
  using pipe = queue<std::int64_t>;  // of when the generator said hello

  conversation(draws& given, std::vector<std::string>& said) : dice(given), lines(said) {}

  void generate(std::vector<pipe*> const& out) {
    for (;;) {
      world.sleep_for(dice.between(6, 10));
      for (auto* const each : out) each->put(now(world));
    }
  }
  void consume(pipe& in, char name) {
    for (;;) {
      auto const told = in.get();
      auto const late = told < now(world);
      lines.push_back(fmt::format(
          "{}at time {}: Consumer {} received message: "
          "Generator A says hello at {}{}",
          late ? "LATE Getting Message: " : "", now(world), name, told, late ? "" : "."));
      world.sleep_for(dice.between(4, 8));
    }
  }
  void run(std::size_t consumers) {
    pipe a(world), b(world);
    std::vector<pipe*> out{&a, &b};
    out.resize(consumers);
    ends_at(world, 100s);
    world.spawn("generator", [&] { generate(out); });
    for (std::size_t i = 0; i < consumers; ++i) world.spawn([&, i] { consume(*out[i], "AB"[i]); });
    world.run();
  }

  draws& dice;
  std::vector<std::string>& lines;
  scheduler<> world{};
};

// The order within an instant comes out by itself: at 98 B, back from a pause, finds a value and
// goes on at once; A, who has waited for one, is woken behind those who are ready.
BOOST_AUTO_TEST_CASE(one_or_two_consumers) {
  draws dice("simpy_process_communication_draws.txt");
  std::vector<std::string> ours{"Process communication", "", "One-to-one pipe communication", ""};
  conversation(dice, ours).run(1);
  for (auto const* line : {"", "One-to-many pipe communication", ""}) ours.emplace_back(line);
  conversation(dice, ours).run(2);
  BOOST_TEST(ours == lines_of("simpy_process_communication.txt"), boost::test_tools::per_element());
  BOOST_TEST(dice.all_used());
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
