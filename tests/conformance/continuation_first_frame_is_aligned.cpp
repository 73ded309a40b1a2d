// tests/conformance/continuation_first_frame_is_aligned.cpp -- bodies find the stack as the ABI has
// it, and themselves aligned.
#include <cstdint>
#include <cstdio>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct first_frame_is_aligned : in_every_dialect {
  struct alignas(64) wide {
    char bytes[64] = {};
  };
  // volatile: compilers know that it is aligned, and would not look
  static bool is_aligned(void const* at, std::uintptr_t to) {
    std::uintptr_t volatile const address = reinterpret_cast<std::uintptr_t>(at);
    return address % to == 0;
  }
  template <class S> static constexpr std::string_view cannot() {
    if (S::style == dialect::cps) return "refuses a rest that wants a stricter alignment than 16";
    return {};
  }

  template <strategy<dialect::direct> S> static typename S::continuation aligned(bool& all) {
    return S::start([&all, w = wide{}](auto&) {
      alignas(16) char local[16] = {};
#if defined(__x86_64__)
      asm volatile("movaps %%xmm0, %0" : "=m"(local));  // faults if it is not
#endif
      char text[32];
      std::snprintf(text, sizeof text, "%.3f", 0.5);  // saves vector registers, aligned
      all = is_aligned(local, 16) && is_aligned(&w, alignof(wide)) && text[0] == '0';
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation aligned(bool& all) {
    return S::start([&all, w = wide{}](typename S::arrived) -> typename S::task {
      alignas(16) char local[16] = {};
      char text[32];
      std::snprintf(text, sizeof text, "%.3f", 0.5);
      all = is_aligned(local, 16) && is_aligned(&w, alignof(wide)) && text[0] == '0';
      co_return;
    });
  }

  template <class S> static void check() {
    bool all = false;
    (void)aligned<S>(all).resume();
    BOOST_TEST(all);
  }
};
every_strategy<first_frame_is_aligned> const first_frame_is_aligned_here;

}  // namespace
}  // namespace kont::conformance
