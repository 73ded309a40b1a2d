// tests/control/prompt_reduces.cpp -- 1 + capture(k. k 41) is 42, and what a prompt answers else.
#include <memory>
#include <string>
#include <vector>

#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct prompt_reduces : over_prompts {
  template <class S> static void numbers() {
    prompt<int, S> const p("p");
    // Leijen & Sivaramakrishnan: libmprompt, README
    BOOST_TEST(push_prompt(p, [=] {
                 return 1 + capture(p, [](auto k) { return std::move(k)(41); });
               }) == 42);
    BOOST_TEST(push_prompt(p, [] { return 1; }) == 1);
    BOOST_TEST(push_prompt(p, [=] { return 1 + capture(p, [](auto) { return 5; }); }) == 5);
    BOOST_TEST(push_prompt(p, [=] {
                 return 1 + capture(p, [](auto k) { return 10 * std::move(k)(4); });
               }) == 50);
    BOOST_TEST(!p.encloses());
    BOOST_TEST(push_prompt(p, [=] { return p.encloses() ? 1 : 0; }) == 1);
  }

  // What the capture returns and what the prompt answers need not be of one type.
  template <class S> static void other_types() {
    prompt<std::string, S> const p("p");
    auto const text = push_prompt(p, [=] {
      auto const n = capture<int>(p, [](auto k) { return "<" + std::move(k)(3) + ">"; });
      return std::string(static_cast<std::size_t>(n), 'x');
    });
    BOOST_TEST(text == "<xxx>");

    prompt<std::unique_ptr<int>, S> const owner("owner");
    auto const owned = push_prompt(owner, [=] {
      return capture(owner, [](auto k) { return std::move(k)(std::make_unique<int>(7)); });
    });
    BOOST_TEST(*owned == 7);
  }
  template <class S> static void nothing() {
    static std::string log;
    log.clear();
    prompt<void, S> const p("p");
    push_prompt(p, [=] {
      log += 'a';
      capture(p, [](auto k) {
        log += 'b';
        std::move(k)();
        log += 'd';
      });
      log += 'c';
    });
    BOOST_TEST(log == "abcd");
  }
  // A large handler does not fit into the record of a segment.
  template <class S> static void large_ones() {
    prompt<long, S> const p("p");
    struct {
      long at[20] = {1, 2, 3};
    } const many;
    BOOST_TEST(push_prompt(p, [=] {
                 return capture(p, [=](auto k) { return std::move(k)(many.at[2]) + many.at[1]; });
               }) == 5);
  }

  // What goes on later is still there when it was moved to itself.
  template <class S> static void moved_to_itself() {
    prompt<int, S> const p("p");
    int const n = push_prompt(p, [p] {
      return 1 + capture(p, [](auto k) {
               auto later = std::move(k).last(41);
               auto& same = later;
               later = std::move(same);
               return later;
             });
    });
    BOOST_TEST(n == 42);
  }
  template <class S> static void check() {
    moved_to_itself<S>();
    numbers<S>();
    other_types<S>();
    nothing<S>();
    large_ones<S>();
  }
};
every_strategy<prompt_reduces> const prompt_reduces_here;

}  // namespace
}  // namespace kont::conformance
