// tests/conformance/microthread_dump.cpp -- the state of a world as data, text, JSON and DOT.
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/dump.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_dump : library_bodies {
  static void check_forms(std::string const& json, std::string const& dot) {
    auto const parsed = nlohmann::json::parse(json);
    BOOST_TEST(parsed.size() == 4u);
    BOOST_TEST((parsed[0] ==
                nlohmann::json{{"id", 1}, {"name", "owner"}, {"parent", 0}, {"state", "running"}}));
    BOOST_TEST(parsed[1]["waits_for"] == "receive");
    BOOST_TEST(!parsed[1].contains("holder"));
    BOOST_TEST(parsed[3]["on"] == "the \"door\"");
    BOOST_TEST(parsed[3]["holder"] == 1);
    BOOST_TEST(dot ==
               "digraph microthreads {\n"
               "  1 [label=\"1 owner\", style=bold];\n"
               "  2 [label=\"2: receive\"];\n"
               "  3 [label=\"3 idle\", style=bold];\n"
               "  4 [label=\"4 child\"];\n"
               "  4 -> 1 [label=\"lock the \\\"door\\\"\"];\n"
               "  1 -> 4 [style=dotted];\n"
               "}\n");
  }

  template <class S> static void check() {
    using world_type = scheduler<fifo, S>;
    world_type world;
    mutex m(world, "the \"door\"");
    channel<int, world_type> c(world);
    std::string text, json, dot;
    std::size_t waiting = 0, active = 0;
    world.spawn("owner", [&] {
      m.lock();
      world.spawn("child", [&] { m.lock(); });
      world.yield();
      text = as_text(all(world));
      json = as_json(all(world)).dump();
      dot = as_dot(all(world));
      waiting = blocked(world).size();
      active = ready(world).size();
    });
    world.spawn([&] { c.receive(); });
    world.spawn("idle", [&] { world.yield(); });
    BOOST_TEST(as_text(all(world)) == "1 owner: ready\n2: ready\n3 idle: ready\n");
    BOOST_TEST(world.run().size() == 2u);
    BOOST_TEST(text ==
               "1 owner: running\n"
               "2: waiting, receive\n"
               "3 idle: ready\n"
               "4 child (of 1): waiting, lock the \"door\", held by 1\n");
    BOOST_TEST(waiting == 2u);
    BOOST_TEST(active == 2u);
    check_forms(json, dot);
    BOOST_TEST(world.running() == 0u);
  }
};
every_strategy<microthread_dump> const microthread_dump_here;

}  // namespace
}  // namespace kont::conformance
