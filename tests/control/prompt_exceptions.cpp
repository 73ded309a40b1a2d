// tests/control/prompt_exceptions.cpp -- exceptions pass prompts outwards, and can be sent in.
#include <exception>
#include <stdexcept>
#include <string>

#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct prompt_exceptions : over_prompts {
  template <class F> static std::string thrown_by(F f) {
    try {
      f();
    } catch (std::runtime_error const& e) { return e.what(); }
    return "nothing";
  }

  template <class S> static void out_of_bodies() {
    prompt<int, S> const p("p"), q("q");
    BOOST_TEST(thrown_by([=] {
                 push_prompt(p, [=] {
                   return push_prompt(q, []() -> int { throw std::runtime_error("body"); });
                 });
               }) == "body");
    BOOST_TEST(push_prompt(p, [=] {
                 try {
                   return push_prompt(q, []() -> int { throw 5; });
                 } catch (int n) {
                   BOOST_TEST(p.encloses());
                   BOOST_TEST(!q.encloses());
                   return n + 1;
                 }
               }) == 6);
    BOOST_TEST(!p.encloses());
  }

  // A handler's exception comes out of the prompt; what it had captured unwinds.
  template <class S> static void out_of_handlers() {
    std::string log;
    prompt<int, S> const p("p");
    auto const said = thrown_by([=, &log] {
      push_prompt(p, [=, &log] {
        farewell const inside(log, 'i');
        return capture(p, [](auto) -> int { throw std::runtime_error("handler"); });
      });
    });
    BOOST_TEST(said == "handler");
    BOOST_TEST(log == "i");
  }

  // After a capture, the parent is whoever called k.
  template <class S> static void out_of_what_was_reinstated() {
    prompt<int, S> const p("p");
    BOOST_TEST(push_prompt(p, [=] {
                 capture(p, [](auto k) {
                   try {
                     return std::move(k)(1);
                   } catch (std::runtime_error const&) { return 2; }
                 });
                 throw std::runtime_error("later");
                 return 0;
               }) == 2);
  }

  template <class S> static void into_what_was_captured() {
    prompt<int, S> const p("p");
    BOOST_TEST(push_prompt(p, [=] {
                 try {
                   return capture(p, [](auto k) {
                     auto const e = std::make_exception_ptr(std::runtime_error("sent"));
                     return std::move(k).fail(e) + 1;
                   });
                 } catch (std::runtime_error const& e) {
                   return std::string(e.what()) == "sent" ? 1 : 0;
                 }
               }) == 2);
  }

  // Captured inside a catch block: it still knows what it caught.
  template <class S> static void apart() {
    prompt<int, S> const p("p");
    BOOST_TEST(push_prompt(p, [=] {
                 try {
                   throw 1;
                 } catch (int) {
                   capture(p, [](auto k) {
                     BOOST_TEST((std::current_exception() == nullptr));
                     return std::move(k)(0);
                   });
                   try {
                     throw;
                   } catch (int n) { return n; }
                 }
               }) == 1);
  }

  struct positive {
    explicit positive(int m) : n(m) {
      if (m < 0) throw std::runtime_error("below zero");
    }
    int n;
  };
  // A value that cannot be made was never brought: the continuation is there, to be called again.
  template <class S> static void out_of_values() {
    prompt<int, S> const p("p");
    BOOST_TEST(push_prompt(p, [=] {
                 return capture<positive>(p,
                                          [](auto k) {
                                            BOOST_CHECK_THROW(std::move(k)(-1), std::runtime_error);
                                            return std::move(k)(2);
                                          })
                     .n;
               }) == 2);
  }

  template <class S> static void check() {
    out_of_values<S>();
    out_of_bodies<S>();
    out_of_handlers<S>();
    out_of_what_was_reinstated<S>();
    into_what_was_captured<S>();
    apart<S>();
  }
};
every_strategy<prompt_exceptions> const prompt_exceptions_here;

}  // namespace
}  // namespace kont::conformance
