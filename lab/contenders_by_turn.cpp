// lab/contenders_by_turn.cpp -- policies that go by who came, by urgency, or by chance.
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/policies/inheriting.hpp"
#include "coroutines/microthreads/policies/lifo.hpp"
#include "coroutines/microthreads/policies/mlfq.hpp"
#include "coroutines/microthreads/policies/pct.hpp"
#include "coroutines/microthreads/policies/priority.hpp"
#include "coroutines/microthreads/policies/round_robin.hpp"
#include "lab/contenders.hpp"
#include "lab/enlist.hpp"
#include "lab/promises.hpp"

namespace kont::lab {
namespace {

constexpr setting preemptive{"preemptive", 0, 0, 1, "1: a smaller number that comes takes over"};
constexpr setting ageing{"ageing", 0, 0, 1'000'000, "ticks of waiting that count as one; 0: none"};
constexpr setting within{"quantum", much, 1, much, "of those of one number; unless said, for ever"};
constexpr setting levels{"levels", 3, 1, 1'000, "the number of queues"};
constexpr setting boost{"boost", 0, 0, much, "ticks after which all rise to the first; 0: never"};
constexpr setting forgives{"forgives", 0, 0, 1, "1: who pauses begins its allotment anew"};
constexpr setting depth{"depth", 3, 1, 100, "the steps that a bug takes in the right order"};
constexpr setting steps{"steps", 100, 1, much, "the turns that a run has, about"};

dice make_dice(values const& v) { return dice(v.seed); }
by_priority make_priority(values const& v) { return by_priority({v[0] != 0, v[1], v[2]}); }
inheriting make_inheriting(values const& v) { return inheriting(v[0] != 0); }
mlfq make_mlfq(values const& v) {
  return mlfq({static_cast<std::uint32_t>(v[0]), v[1], v[2], v[3] != 0});
}
pct make_pct(values const& v) {
  return pct({v.seed, static_cast<std::uint32_t>(v[0]), static_cast<std::uint64_t>(v[1])});
}

}  // namespace

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
      {"inheriting",
       "the smallest number first; who holds what such a one waits for, has it too",
       "Sha, Rajkumar & Lehoczky 1990",
       {preemptive},
       run_made<make_inheriting>},
      {"dice", "whoever the dice say", "Musuvathi & Qadeer 2007", {}, run_made<make_dice>},
      {"pct",
       "random priorities that change a few times",
       "Burckhardt et al. 2010",
       {depth, steps},
       run_made<make_pct>},
  };
}

}  // namespace kont::lab
