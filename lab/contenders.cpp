// lab/contenders.cpp -- the list of policies: how each is made of its settings.
#include <algorithm>

#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/policies/edf.hpp"
#include "coroutines/microthreads/policies/eevdf.hpp"
#include "coroutines/microthreads/policies/fair.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/policies/least_laxity.hpp"
#include "coroutines/microthreads/policies/lifo.hpp"
#include "coroutines/microthreads/policies/lottery.hpp"
#include "coroutines/microthreads/policies/mlfq.hpp"
#include "coroutines/microthreads/policies/pct.hpp"
#include "coroutines/microthreads/policies/predicted_sjf.hpp"
#include "coroutines/microthreads/policies/priority.hpp"
#include "coroutines/microthreads/policies/rate_monotonic.hpp"
#include "coroutines/microthreads/policies/round_robin.hpp"
#include "coroutines/microthreads/policies/sjf.hpp"
#include "coroutines/microthreads/policies/stride.hpp"
#include "lab/contender.hpp"
#include "lab/promises.hpp"

namespace kont::lab {
namespace {

constexpr ticks much = 1'000'000'000'000;
constexpr setting quantum(ticks standard) {
  return {"quantum", standard, 1, much, "the ticks after which another is asked for"};
}
// tickets * quantum / used is to fit, whoever holds them
constexpr setting draw{"quantum", 1, 1, 100'000, "the ticks after which another is drawn"};
constexpr setting preemptive{"preemptive", 0, 0, 1, "1: a smaller number that comes takes over"};
constexpr setting ageing{"ageing", 0, 0, 1'000'000, "ticks of waiting that count as one; 0: none"};
constexpr setting within{"quantum", much, 1, much, "of those of one number; unless said, for ever"};
constexpr setting levels{"levels", 3, 1, 1'000, "the number of queues"};
constexpr setting boost{"boost", 0, 0, much, "ticks after which all rise to the first; 0: never"};
constexpr setting forgives{"forgives", 0, 0, 1, "1: who pauses begins its allotment anew"};
constexpr setting compensates{"compensates", 0, 0, 1, "1: unused parts of a quantum count"};
constexpr setting latency{"latency", 24, 1, 1'000'000, "ticks within which all are to run once"};
constexpr setting shortest{"shortest", 3, 1, 1'000'000, "nobody is stopped before so many ticks"};
constexpr setting depth{"depth", 3, 1, 100, "the steps that a bug takes in the right order"};
constexpr setting steps{"steps", 100, 1, much, "the turns that a run has, about"};

template <class P> P made(values const&) { return P(); }
template <class P> P of_quantum(values const& v) { return P(v[0]); }
dice make_dice(values const& v) { return dice(v.seed); }
by_priority make_priority(values const& v) { return by_priority({v[0] != 0, v[1], v[2]}); }
mlfq make_mlfq(values const& v) {
  return mlfq({static_cast<std::uint32_t>(v[0]), v[1], v[2], v[3] != 0});
}
lottery make_lottery(values const& v) {
  return lottery(std::mt19937_64(v.seed), {v[0], v[1] != 0});
}
stride make_stride(values const& v) { return stride({.quantum = v[0]}); }
fair make_fair(values const& v) { return fair({v[0], v[1]}); }
pct make_pct(values const& v) {
  return pct({v.seed, static_cast<std::uint32_t>(v[0]), static_cast<std::uint64_t>(v[1])});
}

std::vector<contender> by_turn() {
  return {
      {"fifo", "who has waited longest, to its end", "", {}, run_made<made<fifo>>, fifo_waits},
      {"lifo", "the newest", "", {}, run_made<made<lifo>>},
      {"round_robin",
       "everybody in turn",
       "Kleinrock 1964",
       {quantum(1)},
       run_made<of_quantum<round_robin>>,
       round_robin_waits},
      {"mlfq",
       "a multi-level feedback queue",
       "Corbató et al. 1962",
       {levels, quantum(10), boost, forgives},
       run_made<make_mlfq>,
       mlfq_waits},
      {"priority",
       "the smallest number first",
       "Silberschatz et al., chapter 5",
       {preemptive, ageing, within},
       run_made<make_priority>,
       priority_waits},
      {"dice", "whoever the dice say", "Musuvathi & Qadeer 2007", {}, run_made<make_dice>},
      {"pct",
       "random priorities that change a few times",
       "Burckhardt et al. 2010",
       {depth, steps},
       run_made<make_pct>},
  };
}
std::vector<contender> by_length() {
  return {
      {"sjf", "the shortest job first", "Smith 1956", {}, run_made<made<sjf>>},
      {"srtf", "who has least left first", "Schrage 1968", {}, run_made<made<srtf>>},
      {"predicted_sjf",
       "the shortest burst, as guessed from those before",
       "Silberschatz et al., chapter 5",
       {},
       run_made<made<predicted_sjf>>},
  };
}
std::vector<contender> by_share() {
  return {
      {"lottery",
       "the holder of the ticket drawn",
       "Waldspurger & Weihl 1994",
       {draw, compensates},
       run_made<make_lottery>},
      {"stride",
       "the smallest pass first",
       "Waldspurger & Weihl 1995",
       {quantum(1)},
       run_made<make_stride>},
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
std::vector<contender> by_deadline() {
  return {
      {"edf", "the earliest deadline first", "Liu & Layland 1973", {}, run_made<made<edf>>},
      {"least_laxity",
       "who can least afford to wait",
       "Mok 1983",
       {shortest},
       run_made<of_quantum<least_laxity>>},
      {"rate_monotonic",
       "the shortest period first",
       "Liu & Layland 1973",
       {},
       run_made<made<rate_monotonic>>},
      {"deadline_monotonic",
       "the shortest time from release to deadline first",
       "Leung & Whitehead 1982",
       {},
       run_made<made<deadline_monotonic>>},
  };
}

std::vector<contender>& the_list() {
  static std::vector<contender> list = [] {
    std::vector<contender> all;
    for (auto const& some : {by_turn(), by_length(), by_share(), by_deadline()})
      all.insert(all.end(), some.begin(), some.end());
    std::ranges::sort(all, {}, &contender::name);
    return all;
  }();
  return list;
}

}  // namespace

std::vector<contender> const& contenders() { return the_list(); }

enlist::enlist(contender c) {
  auto& list = the_list();
  list.insert(std::ranges::upper_bound(list, c.name, {}, &contender::name), std::move(c));
}

}  // namespace kont::lab
