// papers/ladder/all_rows.cpp -- the lists of rows, one after the other.
#include "papers/ladder/all_rows.hpp"

#include "papers/ladder/rows.hpp"
#include "papers/peers/peers.hpp"

namespace kont::ladder {

inventory all_rows() {
  inventory out;
  auto const add = [&](rows more) { append(out.all, std::move(more)); };
  for (auto* const list : {serial_rows, switch_rows, generator_rows, coroutine_rows,
                           few_microthreads_rows, many_microthreads_rows, channel_rows, create_rows,
                           tree_rows, control_rows, memory_rows, peers::os_thread_rows})
    add(list());
#if KONT_HAVE_BOOST_CONTEXT
  add(peers::boost_context_rows());
  add(peers::boost_coroutine2_rows());
#else
  out.missing.push_back({"boost.context", "not installed; nor is the strategy context here"});
  out.missing.push_back({"boost.coroutine2", "not installed"});
#endif
#if KONT_HAVE_BOOST_FIBER
  add(peers::boost_fiber_rows());
#else
  out.missing.push_back({"boost.fiber", "not installed"});
#endif
#if KONT_HAVE_TBB
  add(peers::onetbb_rows());
#else
  out.missing.push_back({"onetbb", "not installed: ./kont setup optional"});
#endif
#if KONT_HAVE_SEGMENT_ROWS
  add(segment_rows());
#else
  out.missing.push_back({"segment", "needs a compiler with -fsplit-stack, and the linker gold"});
#endif
  out.none = {{"thread in memory.*", "its memory is the kernel's: see std.thread"},
              {"replay above create.continuation", "each step does all before it again"}};
  return out;
}

}  // namespace kont::ladder
