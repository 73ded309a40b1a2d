// tests/conformance/continuation_exception_goes_to_whom_it_names.cpp -- an exception is thrown in
// `other.from`, whoever that is.
#include <exception>
#include <stdexcept>
#include <string>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct exception_goes_to_whom_it_names : in_every_dialect {
  // `inner` was resumed by `outer`, but names whoever resumed `outer`: the exception goes there,
  // and `outer`, which nobody holds any more, unwinds.
  template <strategy<dialect::direct> S> static typename S::continuation outer(std::string& log) {
    return S::start([&log](auto& other) {
      farewell const f(log, 'o');
      auto inner = S::start([&outside = other.from, &log](auto& from) {
        auto const caller = std::move(from.from);
        from.from = std::move(outside);
        log += 't';
        throw std::runtime_error("past the caller");
      });
      (void)std::move(inner).resume();
      log += "not reached";
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation outer(std::string& log) {
    using arrived = typename S::arrived;
    return S::start([&log](arrived other) -> typename S::task {
      farewell const f(log, 'o');
      auto body = [&outside = other.from, &log](arrived from) -> typename S::task {
        auto const caller = std::move(from.from);
        from.from = std::move(outside);
        log += 't';
        throw std::runtime_error("past the caller");
        co_return;
      };
      (void)S::start(std::move(body)).resume();
      log += "not reached";
      co_return;
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation outer(std::string& log) {
    return S::start([&log](auto& other) {
      farewell const f(log, 'o');
      auto inner = S::start([&outside = other.from, &log](auto& from) -> typename S::action {
        auto const caller = std::move(from.from);
        from.from = std::move(outside);
        log += 't';
        throw std::runtime_error("past the caller");
      });
      (void)std::move(inner).resume();
      log += "not reached";
      return finish(other);
    });
  }

  template <class S> static void check() {
    std::string log;
    BOOST_CHECK_EXCEPTION((void)outer<S>(log).resume(), std::runtime_error,
                          [](auto const& e) { return std::string(e.what()) == "past the caller"; });
    BOOST_TEST(log == "to");
    BOOST_TEST(std::uncaught_exceptions() == 0);
  }
};
every_strategy<exception_goes_to_whom_it_names> const exception_goes_to_whom_it_names_here;

}  // namespace
}  // namespace kont::conformance
