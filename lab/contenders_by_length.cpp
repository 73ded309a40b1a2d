// lab/contenders_by_length.cpp -- policies that go by how long a job takes, or when it is due.
#include "coroutines/microthreads/policies/edf.hpp"
#include "coroutines/microthreads/policies/least_laxity.hpp"
#include "coroutines/microthreads/policies/predicted_sjf.hpp"
#include "coroutines/microthreads/policies/rate_monotonic.hpp"
#include "coroutines/microthreads/policies/sjf.hpp"
#include "lab/contenders.hpp"
#include "lab/enlist.hpp"

namespace kont::lab {
namespace {

constexpr setting first{"first", 10, 0, 1'000'000'000, "the ticks that are guessed at first"};
constexpr setting alpha{"alpha", 50, 0, 100, "how many parts in a hundred the last burst counts"};

predicted_sjf make_predicted_sjf(values const& v) { return predicted_sjf(v[0], v[1]); }

}  // namespace

std::vector<contender> by_length() {
  return {
      {"sjf", "the shortest job first", "Smith 1956", {}, run_made<made<sjf>>},
      {"srtf", "who has least left first", "Schrage 1968", {}, run_made<made<srtf>>},
      {"predicted_sjf",
       "the shortest burst, as guessed from those before",
       "Silberschatz et al., chapter 5",
       {first, alpha},
       run_made<make_predicted_sjf>},
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

}  // namespace kont::lab
