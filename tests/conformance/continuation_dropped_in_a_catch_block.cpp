// tests/conformance/continuation_dropped_in_a_catch_block.cpp -- unwinding out of a catch block
// leaves the thread as it was.
#include <exception>
#include <stdexcept>
#include <string>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct dropped_in_a_catch_block {
  template <class S> static constexpr std::string_view cannot() {
    if (label<S> == "stack-bare") return "leaves exceptions to the thread: that is what it saves";
    if (S::style != dialect::direct) return "a body of its dialect cannot wait in a catch block";
    return {};
  }

  template <strategy<dialect::direct> S> static typename S::continuation waiting(std::string& log) {
    return S::start([&log](auto& other) {
      farewell const b(log, 'b');
      try {
        throw farewell(log, 'e');  // an object the runtime has to destroy
      } catch (farewell const&) {
        farewell const a(log, 'a');
        transfer(other);
      }
    });
  }
  template <strategy<dialect::direct> S> static typename S::continuation failing() {
    return S::start([](auto&) { throw std::runtime_error("x"); });
  }

  template <class S> static void check() {
    std::string log;
    { auto const rest = waiting<S>(log).resume().from; }
    BOOST_TEST(log == "aeb");
    BOOST_TEST(std::uncaught_exceptions() == 0);
    try {
      throw 1;
    } catch (int) {
      BOOST_CHECK_THROW((void)failing<S>().resume(), std::runtime_error);
      BOOST_TEST(std::uncaught_exceptions() == 0);
      BOOST_CHECK_THROW(throw, int);
    }
    BOOST_TEST(std::uncaught_exceptions() == 0);
    BOOST_TEST((std::current_exception() == nullptr));
  }
};
every_strategy<dropped_in_a_catch_block> const dropped_in_a_catch_block_here;

}  // namespace
}  // namespace kont::conformance
