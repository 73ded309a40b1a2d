// lab/contenders_by_share.cpp -- policies that give each its share.
#include "coroutines/microthreads/policies/currencies.hpp"
#include "coroutines/microthreads/policies/eevdf.hpp"
#include "coroutines/microthreads/policies/fair.hpp"
#include "coroutines/microthreads/policies/lottery.hpp"
#include "coroutines/microthreads/policies/stride.hpp"
#include "lab/contenders.hpp"
#include "lab/enlist.hpp"
#include "lab/promises.hpp"
#include "lab/workload.hpp"

namespace kont::lab {
namespace {

// tickets * quantum / used is to fit, whoever holds them
constexpr setting draw{"quantum", 1, 1, 100'000, "the ticks after which another is drawn"};
constexpr setting compensates{"compensates", 0, 0, 1, "1: unused parts of a quantum count"};
constexpr setting latency{"latency", 24, 1, 1'000'000, "ticks within which all are to run once"};

lottery make_lottery(values const& v) {
  return lottery(std::mt19937_64(v.seed), {v[0], v[1] != 0});
}
/// Each backed by tickets of the base.
constexpr setting backs(std::string_view name) {
  return {name, 100, 1, most_weight, "the tickets of currency 0 that back this one"};
}
currencies make_currencies(values const& v) {
  currencies all(v.seed, v[0]);
  for (std::size_t i = 1; i <= most_currency; ++i) all.issue(v[i]);
  return all;
}
stride make_stride(values const& v) { return stride({.quantum = v[0]}); }
fair make_fair(values const& v) { return fair({v[0], v[1]}); }

}  // namespace

std::vector<contender> by_share() {
  return {
      {"lottery",
       "the holder of the ticket drawn",
       "Waldspurger & Weihl 1994",
       {draw, compensates},
       run_made<make_lottery>},
      {"currencies",
       "a lottery among groups, and in each",
       "Waldspurger & Weihl 1994",
       {draw, backs("first"), backs("second"), backs("third")},
       run_made<make_currencies>},
      {"stride",
       "the smallest pass first",
       "Waldspurger & Weihl 1995",
       {quantum(1)},
       run_made<make_stride>,
       stride_waits},
      {"fair",
       "who has had least for its weight",
       "Linux 2.6.23, 2007",
       {latency, shortest},
       run_made<make_fair>},
      {"eevdf",
       "the earliest virtual deadline of those that may",
       "Stoica & Abdel-Wahab 1995",
       {quantum(1)},
       run_made<of_quantum<eevdf>>},
  };
}

}  // namespace kont::lab
