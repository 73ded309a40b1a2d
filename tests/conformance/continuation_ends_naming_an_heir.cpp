// tests/conformance/continuation_ends_naming_an_heir.cpp -- a body that ends may leave control to
// one who had not begun.
#include <string>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct ends_naming_an_heir : in_every_dialect {
  template <strategy<dialect::direct> S> static typename S::continuation first(std::string& log) {
    return S::start([&log](auto& other) {
      log += '1';
      auto heir = S::start([outside = std::move(other.from), &log](auto& from) mutable {
        log += from.from ? '?' : '2';  // whoever came has finished
        log += number(from.word) == 5 ? '5' : '?';
        from.from = std::move(outside);
        from.word = word(6);
      });
      other.from = std::move(heir);
      other.word = word(5);
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation first(std::string& log) {
    using arrived = typename S::arrived;
    return S::start([&log](arrived other) -> typename S::task {
      log += '1';
      auto body = [outside = std::move(other.from), &log](arrived from) mutable ->
          typename S::task {
            log += from.from ? '?' : '2';
            log += number(from.word) == 5 ? '5' : '?';
            from.from = std::move(outside);
            from.word = word(6);
            co_return;
          };
      other.from = S::start(std::move(body));
      other.word = word(5);
      co_return;
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation first(std::string& log) {
    return S::start([&log](auto& other) {
      log += '1';
      other.from = S::start([outside = std::move(other.from), &log](auto& from) mutable {
        log += from.from ? '?' : '2';
        log += number(from.word) == 5 ? '5' : '?';
        from.from = std::move(outside);
        return finish(from, word(6));
      });
      return finish(other, word(5));
    });
  }

  template <class S> static void check() {
    std::string log;
    auto const came = first<S>(log).resume();
    BOOST_TEST(log == "125");
    BOOST_TEST(!came.from);
    BOOST_TEST(number(came.word) == 6);
  }
};
every_strategy<ends_naming_an_heir> const ends_naming_an_heir_here;

}  // namespace
}  // namespace kont::conformance
