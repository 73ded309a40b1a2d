// tests/lab/own_names.cpp -- policies as in lab/own, by names that kont's headers have inside too.
#include "coroutines/microthreads/policies/fifo.hpp"
#include "lab/enlist.hpp"

struct in_turn : kont::fifo {};
kont::lab::enlisted<in_turn> const a("named_a", "in turn");
kont::lab::enlisted<in_turn> const b("named_b", "in turn");
kont::lab::enlisted<in_turn> const d("named_d", "in turn");
