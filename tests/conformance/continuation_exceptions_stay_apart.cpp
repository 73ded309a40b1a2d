// tests/conformance/continuation_exceptions_stay_apart.cpp -- two that wait in their catch blocks
// rethrow each its own.
#include <exception>
#include <stdexcept>
#include <string>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct exceptions_stay_apart {
  template <class S> static constexpr std::string_view cannot() {
    if (label<S> == "stack-bare") return "leaves exceptions to the thread: that is what it saves";
    if (S::style != dialect::direct) return "a body of its dialect cannot wait in a catch block";
    return {};
  }

  // Each waits inside its catch block while the other is there too. The thread has one list of
  // caught exceptions: unless it is kept apart, A rethrows "B-error" and B "A-error".
  template <strategy<dialect::direct> S>
  static typename S::continuation rethrower(std::string const& error, std::string& log) {
    return S::start([&error, &log](auto& other) {
      try {
        throw std::runtime_error(error);
      } catch (std::runtime_error const&) {
        transfer(other);
        try {
          throw;
        } catch (std::runtime_error const& e) {
          log += e.what();
          log += ' ';
        }
      }
    });
  }

  template <class S> static void check() {
    std::string log;
    std::string const errors[] = {"A-error", "B-error"};
    auto a = rethrower<S>(errors[0], log).resume().from;
    auto b = rethrower<S>(errors[1], log).resume().from;
    BOOST_TEST((std::current_exception() == nullptr));
    a = std::move(a).resume().from;
    b = std::move(b).resume().from;
    BOOST_TEST(log == "A-error B-error ");
    BOOST_TEST((std::current_exception() == nullptr));
    in_a_catch_block<S>();
  }

  // The driver waits in a catch block of its own.
  template <class S> static void in_a_catch_block() {
    std::string log;
    std::string const error = "body";
    try {
      throw std::logic_error("driver");
    } catch (std::logic_error const&) {
      auto rest = rethrower<S>(error, log).resume().from;
      rest = std::move(rest).resume().from;
      try {
        throw;
      } catch (std::logic_error const& e) { log += e.what(); }
    }
    BOOST_TEST(log == "body driver");
  }
};
every_strategy<exceptions_stay_apart> const exceptions_stay_apart_here;

}  // namespace
}  // namespace kont::conformance
