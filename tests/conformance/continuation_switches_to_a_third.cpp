// tests/conformance/continuation_switches_to_a_third.cpp -- control goes to whom one names: it need
// not be who came from.
#include <string>

#include "continuations/reach.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct switches_to_a_third : in_every_dialect {
  // a goes to b, who goes to c, who goes back outside: nobody returns to who came.
  template <class S> struct ring {
    typename S::continuation outside, b, c, first;
    std::string log;
  };
  template <strategy<dialect::direct> S> static typename S::continuation a(ring<S>& r) {
    return S::start([&r](auto& other) {
      r.outside = std::move(other.from);
      r.log += 'a';
      other.from = std::move(r.b);
      transfer(other);
      r.log += number(other.word) == 7 ? 'A' : '?';
      r.c = std::move(other.from);
      other.from = std::move(r.outside);
    });
  }
  template <strategy<dialect::direct> S> static typename S::continuation b(ring<S>& r) {
    return S::start([&r](auto& other) {
      r.log += 'b';
      auto first = std::move(other.from);
      other.from = std::move(r.c);
      transfer(other, &first);
      r.log += "dropped? no";
    });
  }
  template <strategy<dialect::direct> S> static typename S::continuation c(ring<S>& r) {
    return S::start([&r](auto& other) {
      r.log += 'c';
      r.b = std::move(other.from);
      auto* const first = static_cast<typename S::continuation*>(other.word);  // in b's frame
      other.from = std::move(*reach<S>(r.b, first));
      transfer(other, word(7));
      r.log += "not reached";
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation a(ring<S>& r) {
    return S::start([&r](typename S::arrived other) -> typename S::task {
      r.outside = std::move(other.from);
      r.log += 'a';
      other.from = std::move(r.b);
      co_await transfer(other);
      r.log += number(other.word) == 7 ? 'A' : '?';
      r.c = std::move(other.from);
      other.from = std::move(r.outside);
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation b(ring<S>& r) {
    return S::start([&r](typename S::arrived other) -> typename S::task {
      r.log += 'b';
      auto first = std::move(other.from);
      other.from = std::move(r.c);
      co_await transfer(other, &first);
      r.log += "dropped? no";
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation c(ring<S>& r) {
    return S::start([&r](typename S::arrived other) -> typename S::task {
      r.log += 'c';
      r.b = std::move(other.from);
      other.from = std::move(*static_cast<typename S::continuation*>(other.word));
      co_await transfer(other, word(7));
      r.log += "not reached";
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation a(ring<S>& r) {
    return S::start([&r](auto& other) {
      r.outside = std::move(other.from);
      r.log += 'a';
      other.from = std::move(r.b);
      return transfer(other, nullptr, [&r](auto& back) {
        r.log += number(back.word) == 7 ? 'A' : '?';
        r.c = std::move(back.from);
        back.from = std::move(r.outside);
        return finish(back);
      });
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation b(ring<S>& r) {
    return S::start([&r](auto& other) {
      r.log += 'b';
      r.first = std::move(other.from);  // not in this step, which is about to end
      other.from = std::move(r.c);
      return transfer(other, &r.first, [&r](auto& o) {
        r.log += "dropped? no";
        return finish(o);
      });
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation c(ring<S>& r) {
    return S::start([&r](auto& other) {
      r.log += 'c';
      r.b = std::move(other.from);
      other.from = std::move(*static_cast<typename S::continuation*>(other.word));
      return transfer(other, word(7), [&r](auto& o) {
        r.log += "not reached";
        return finish(o);
      });
    });
  }

  template <class S> static void check() {
    ring<S> r;
    r.b = b<S>(r);
    r.c = c<S>(r);
    auto const came = a<S>(r).resume();
    BOOST_TEST(!came.from);
    BOOST_TEST(r.log == "abcA");
    BOOST_TEST(static_cast<bool>(r.b));
    BOOST_TEST(static_cast<bool>(r.c));
  }
};
every_strategy<switches_to_a_third> const switches_to_a_third_here;

}  // namespace
}  // namespace kont::conformance
