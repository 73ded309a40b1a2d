// tests/conformance/continuation_exception_leaves_through_resume.cpp -- what a body lets out is
// thrown where control goes.
#include <exception>
#include <stdexcept>
#include <string>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct exception_leaves_through_resume : in_every_dialect {
  template <strategy<dialect::direct> S> static typename S::continuation failing(std::string& log) {
    return S::start([&log](auto& other) {
      farewell const f(log, 'a');
      transfer(other);
      throw std::runtime_error("from the body");
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation failing(std::string& log) {
    return S::start([&log](typename S::arrived other) -> typename S::task {
      farewell const f(log, 'a');
      co_await transfer(other);
      throw std::runtime_error("from the body");
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation failing(std::string& log) {
    return S::start([&log](auto& other) {
      auto rest = [f = farewell(log, 'a')](auto&) ->
          typename S::action { throw std::runtime_error("from the body"); };
      return transfer(other, nullptr, std::move(rest));
    });
  }

  template <class S> static void check() {
    std::string log;
    for (int i = 0; i < 3; ++i) {
      auto rest = failing<S>(log).resume().from;
      BOOST_CHECK_EXCEPTION((void)std::move(rest).resume(), std::runtime_error,
                            [](auto const& e) { return std::string(e.what()) == "from the body"; });
      BOOST_TEST(!rest);
    }
    BOOST_TEST(log == "aaa");
    BOOST_TEST(std::uncaught_exceptions() == 0);
    BOOST_TEST((std::current_exception() == nullptr));
  }
};
every_strategy<exception_leaves_through_resume> const exception_leaves_through_resume_here;

}  // namespace
}  // namespace kont::conformance
