// tests/conformance/continuation_goes_deeper_than_it_asked.cpp -- a million frames on a stack that
// grows: they wait, they unwind, and their memory comes back.
#include "lib/measure/resident.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct goes_deeper_than_it_asked {
  template <class S> static constexpr std::string_view cannot() {
    if (label<S> == "segment") return {};
    if (S::style == dialect::direct) return "has the stack it asked for, and no more";
    return "is stackless: it can be left only in the body itself";
  }
  static constexpr std::intptr_t frames = 1'000'000;

  // In a frame of its own, not in a million.
  template <class S> [[gnu::noinline]] static void wait(arrival<typename S::continuation>& other) {
    transfer(other);
  }
  // Each frame has something to do when the one below has returned: it has to be there.
  template <class S>
  [[gnu::noinline]] static std::intptr_t sum(arrival<typename S::continuation>& other,
                                             std::intptr_t n, std::string& log) {
    if (n == 0) {
      wait<S>(other);
      return 0;
    }
    farewell const goes(log, 'x');
    return sum<S>(other, n - 1, log) + n;
  }
  template <class S> static typename S::continuation deep(std::intptr_t depth, std::string& log) {
    return S::start([depth, &log](auto& other) {
             auto const n = sum<S>(other, depth, log);
             other.word = word(n);
           })
        .resume()
        .from;
  }

  template <class S> static void check() {
    constexpr std::uint64_t little = 4 << 20;
    std::string log;
    log.reserve(frames);
    auto const before = measure::resident_bytes() + frames;  // the log has yet to be written
    auto rest = deep<S>(frames, log);
    BOOST_TEST(measure::resident_bytes() > before + frames * 16);  // no frame has less
    auto other = deep<S>(10, log);
    BOOST_TEST(number(std::move(rest).resume().word) == frames * (frames + 1) / 2);
    BOOST_TEST(log.size() == frames);
    BOOST_TEST(measure::resident_bytes() < before + little);
    BOOST_TEST(number(std::move(other).resume().word) == 55);

    log.clear();
    deep<S>(frames / 10, log);  // dropped: it unwinds through all its segments
    BOOST_TEST(log.size() == frames / 10);
    BOOST_TEST(measure::resident_bytes() < before + little);
  }
};
every_strategy<goes_deeper_than_it_asked> const goes_deeper_than_it_asked_here;

}  // namespace
}  // namespace kont::conformance
