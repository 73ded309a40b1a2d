// tests/conformance/microthread_dump_of_any_name.cpp -- a name may hold anything, and a dump is
// still text of a line each, JSON, and DOT.
#include <string>

#include "coroutines/microthreads/dump.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_dump_of_any_name : library_bodies {
  template <class S> static void check() {
    using namespace std::literals;
    scheduler<fifo, S> world;
    world.spawn("a\0b"sv, [] {});
    world.spawn("two\nlines", [] {});
    world.spawn("caf\xc3\xa9 \xff", [] {});
    auto const those = all(world);
    BOOST_TEST(as_text(those) ==
               "1 a\\x00b: ready\n"
               "2 two\\nlines: ready\n"
               "3 caf\xc3\xa9 \xff: ready\n");
    BOOST_TEST(as_dot(those) ==
               "digraph microthreads {\n"
               "  1 [label=\"1 a\\\\x00b\", style=bold];\n"
               "  2 [label=\"2 two\\\\nlines\", style=bold];\n"
               "  3 [label=\"3 caf\xc3\xa9 \xff\", style=bold];\n"
               "}\n");
    auto const json = nlohmann::json::parse(as_json(those).dump());
    BOOST_TEST((json[0]["name"] == "a\0b"s));
    BOOST_TEST((json[1]["name"] == "two\nlines"));
    BOOST_TEST((json[2]["name"] == "caf\xc3\xa9 \xef\xbf\xbd"));
    BOOST_TEST(world.run().empty());
  }
};
every_strategy<microthread_dump_of_any_name> const microthread_dump_of_any_name_here;

}  // namespace
}  // namespace kont::conformance
