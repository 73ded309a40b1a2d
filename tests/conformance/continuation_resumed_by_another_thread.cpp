// tests/conformance/continuation_resumed_by_another_thread.cpp -- begun in one thread, it goes on
// and ends in others.
#include <string>
#include <thread>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct resumed_by_another_thread : in_every_dialect {
  template <class S> static constexpr std::string_view cannot() {
    if (label<S> == "stack-bare") return "what it caught stays in the thread it caught it in";
    return {};
  }

  template <strategy<dialect::direct> S> static typename S::continuation steps(std::string& log) {
    return S::start([&log](auto& other) {
      farewell const f(log, 'f');
      transfer(other);
      log += 'a';
      try {
        throw 1;
      } catch (int) {
        transfer(other);  // in a catch block, from one thread to the next
      }
      log += 'b';
      transfer(other);
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation steps(std::string& log) {
    return S::start([&log](typename S::arrived other) -> typename S::task {
      farewell const f(log, 'f');
      co_await transfer(other);
      log += 'a';
      co_await transfer(other);
      log += 'b';
      co_await transfer(other);
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation steps(std::string& log) {
    return S::start([&log](auto& other) {
      return transfer(other, nullptr, [f = farewell(log, 'f'), &log](auto& a) mutable {
        log += 'a';
        return transfer(a, nullptr, [g = std::move(f), &log](auto& b) mutable {
          log += 'b';
          return transfer(b, nullptr, [h = std::move(g)](auto& o) { return finish(o); });
        });
      });
    });
  }

  template <class S> static void check() {
    std::string log;
    auto rest = steps<S>(log).resume().from;
    std::thread([&] { rest = std::move(rest).resume().from; }).join();
    std::thread([&] { rest = std::move(rest).resume().from; }).join();
    BOOST_TEST(log == "ab");
    std::thread([&] { rest = {}; }).join();
    BOOST_TEST(log == "abf");
  }
};
every_strategy<resumed_by_another_thread> const resumed_by_another_thread_here;

}  // namespace
}  // namespace kont::conformance
