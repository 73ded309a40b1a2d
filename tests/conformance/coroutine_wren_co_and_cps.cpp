// tests/conformance/coroutine_wren_co_and_cps.cpp -- what Wren's tests of its fibers print, bodies
// that co_await a transfer, or return one, do.
//
// (The programs of coroutine_wren, which says where they are from, and abort, error, is_done_after_
// error, try* of coroutine_wren_fails. The asymmetric pair is of the dialect direct: here a call is
// a transfer, and a yield is one back to who called, whom the program names. Not here, beside what
// is not there either: try_through_call; an error goes to the thread's own coroutine at once, and
// not through those that called in between.)
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "continuations/strategies/closure.hpp"
#include "continuations/strategies/frame.hpp"
#include "coroutines/coroutine.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"
#include "tests/conformance/wren.hpp"

namespace kont::conformance {
namespace {

/// A line: a text, and what somebody has brought.
struct line {
  std::string text;
  bool tells = false;
};
/// What one does between its first line and its end: goes to another, by number, with a value; and
/// has a line for when somebody comes back.
struct step {
  std::size_t to;
  std::string value;
  line then;
};
constexpr std::size_t main_program = 0;
struct script {
  line first;
  std::vector<step> steps = {};
  std::size_t heir = main_program;
  std::string last = {};
  std::string error = {};  // or else it fails with that
};

/// A main program, its fibers, and what they print.
template <class S> struct theatre {
  using C = coroutine<std::string, S>;

  C& at(std::size_t number) { return number == main_program ? me : *fibers[number - 1]; }
  void print(std::string const& text) { printed(text); }
  void say(line const& l, std::string const& came) {
    if (!l.text.empty() || l.tells) printed(l.text + (l.tells ? came : ""));
  }
  static void may_fail(script const& s) {
    if (!s.error.empty()) throw std::runtime_error(s.error);
  }
  C& add(script s);
  std::string call(C& fiber, std::string value = {}) { return me.drive(fiber, std::move(value)); }
  std::string tried(C& fiber, std::string value = "null") {
    try {
      return call(fiber, std::move(value));
    } catch (std::runtime_error const& e) { return e.what(); }
  }

  printer printed;
  C me;
  std::vector<std::unique_ptr<C>> fibers;
};

template <class C, class Theatre> auto body_co(Theatre& t, script s) {
  return [&t, s = std::move(s)](C& self, std::string came) -> typename C::template body_of<> {
    t.say(s.first, came);
    for (auto const& next : s.steps) {
      came = co_await self.transfer(t.at(next.to), next.value);
      t.say(next.then, came);
    }
    t.may_fail(s);
    co_return self.end(t.at(s.heir), s.last);
  };
}
template <class C, class Theatre> struct body_cps {
  Theatre& t;
  script s;
  C* self = nullptr;
  std::size_t done = 0;

  auto operator()(C& me, std::string came) {
    self = &me;
    return (*this)(std::move(came));
  }
  auto operator()(std::string came) -> decltype(self->finish(*self, came)) {
    t.say(done == 0 ? s.first : s.steps[done - 1].then, came);
    if (done < s.steps.size()) {
      auto const& next = s.steps[done++];
      C& to = t.at(next.to);
      auto value = next.value;
      C* const me = self;
      return me->transfer(to, std::move(value), std::move(*this));
    }
    t.may_fail(s);
    return self->finish(t.at(s.heir), s.last);
  }
};
template <class S> auto theatre<S>::add(script s) -> C& {
  if constexpr (S::style == dialect::co) {
    fibers.push_back(std::make_unique<C>(body_co<C>(*this, std::move(s))));
  } else {
    fibers.push_back(std::make_unique<C>(body_cps<C, theatre>{*this, std::move(s)}));
  }
  return *fibers.back();
}

struct coroutine_wren_co_and_cps : other_bodies {
  template <class S> static void call() {
    auto const called_with = [](std::string const& value, std::string const& returned) {
      theatre<S> t;
      auto& fiber = t.add({.first = {"fiber ", true}, .last = returned});
      t.print("before");
      t.print(t.call(fiber, value));
      BOOST_TEST(!fiber.suspended());
      return t.printed.all;
    };
    BOOST_TEST(called_with("", "after") == "before | fiber  | after");
    BOOST_TEST(called_with("", "null") == "before | fiber  | null");
    BOOST_TEST(called_with("", "result") == "before | fiber  | result");
    BOOST_TEST(called_with("value", "after") == "before | fiber value | after");
    BOOST_TEST(called_with("null", "after") == "before | fiber null | after");
  }

  template <class S> static void yield() {
    theatre<S> plain;
    auto& f = plain.add({{"fiber 1"}, {{0, "", {"fiber 2"}}, {0, "", {"fiber 3"}}}});
    for (auto const* text : {"main 1", "main 2", "main 3"}) {
      plain.call(f);
      plain.print(text);
    }
    BOOST_TEST(plain.printed.all == "fiber 1 | main 1 | fiber 2 | main 2 | fiber 3 | main 3");

    theatre<S> up;
    auto& yields = up.add({.first = {"fiber 1"},
                           .steps = {{0, "yield 1", {"fiber 2"}}, {0, "yield 2", {"fiber 3"}}},
                           .last = "null"});
    while (yields.suspended()) up.print(up.call(yields));
    BOOST_TEST(up.printed.all == "fiber 1 | yield 1 | fiber 2 | yield 2 | fiber 3 | null");

    theatre<S> down;
    auto& hears = down.add({{"fiber 1"}, {{0, "", {"", true}}, {0, "", {"", true}}}});
    for (auto const* value : {"ignored", "call 1", "null"}) {
      down.call(hears, value);
      down.print("main");
    }
    BOOST_TEST(down.printed.all == "fiber 1 | main | call 1 | main | null | main");
  }

  template <class S> static void resume_caller() {
    theatre<S> t;
    t.add({.first = {"fiber b"}, .heir = 2});
    auto& a = t.add({{"begin fiber a"}, {{1, "", {"end fiber a"}}}});
    t.print("begin main");
    t.call(a);
    t.print("end main");
    BOOST_TEST(t.printed.all == "begin main | begin fiber a | fiber b | end fiber a | end main");
  }

  template <class S> static void is_done() {
    theatre<S> t;
    auto& fiber = t.add({{"1"}, {{0, "", {"2"}}}});
    auto const done = [&] { t.print(fiber.suspended() ? "false" : "true"); };
    done();
    t.call(fiber);
    done();
    t.call(fiber);
    done();
    BOOST_TEST(t.printed.all == "false | 1 | false | 2 | true");
  }

  template <class S> static void transfer() {
    theatre<S> along;
    along.add({{"a"}});
    along.add({{"b before"}, {{1, "", {"b after"}}}});  // nobody comes back
    auto& c = along.add({{"c before"}, {{2, "", {"c after"}}}});
    along.print("start");
    along.call(c);
    BOOST_TEST(along.printed.all == "start | c before | b before | a");

    theatre<S> value;
    auto& fiber = value.add({{"fiber"}, {{0, "", {"", true}}}});
    value.call(fiber);
    value.print("main");
    value.call(fiber, "transfer");
    BOOST_TEST(value.printed.all == "fiber | main | transfer");
    BOOST_TEST(!fiber.suspended());

    theatre<S> back;
    auto& a = back.add({{"2"}, {{2, "", {"nope"}}}});
    back.call(back.add({{"1"}, {{1, "", {"3"}}}}));
    back.print("4");
    BOOST_TEST(back.printed.all == "1 | 2 | 3 | 4");
    BOOST_TEST(a.suspended());
  }

  template <class S> static void fails() {
    theatre<S> aborts;
    auto& f = aborts.add({.first = {}, .error = "Error message."});
    aborts.print(aborts.tried(f));
    aborts.print(f.suspended() ? "false" : "true");
    BOOST_TEST(aborts.printed.all == "Error message. | true");

    constexpr auto unknown = "Bool does not implement 'unknownMethod'.";
    theatre<S> once;
    once.print("before");
    once.print(once.tried(once.add({.first = {"", true}, .error = unknown}), "value"));
    once.print("after try");
    BOOST_TEST(once.printed.all == std::string("before | value | ") + unknown + " | after try");

    theatre<S> twice;
    auto& yields =
        twice.add({.first = {"", true}, .steps = {{0, "yield", {"", true}}}, .error = unknown});
    twice.print(twice.tried(yields, "value1"));
    twice.print(twice.tried(yields, "value2"));
    BOOST_TEST(twice.printed.all == std::string("value1 | yield | value2 | ") + unknown);
  }

  template <class S> static void check() {
    call<S>();
    yield<S>();
    resume_caller<S>();
    is_done<S>();
    transfer<S>();
    fails<S>();
  }
};
every_strategy<coroutine_wren_co_and_cps> const coroutine_wren_co_and_cps_here;

}  // namespace
}  // namespace kont::conformance
