// papers/ladder/rows_channel.cpp -- messages through an unbuffered channel.
#include "papers/ladder/rows.hpp"
#include "papers/workloads/messages.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/worlds.hpp"

namespace kont::ladder {

using namespace workloads;

rows channel_rows() {
  constexpr auto id = "channel.message";
  return {
    row_of<messages<world<stack>>>(id, ours("stack"), 2),
        row_of<messages<hub_world<stack>>>(id, ours("stack", "hub"), 2),
        row_of<messages<world<bare>>>(id, ours("stack", "bare"), 2),
#if KONT_HAVE_BOOST_CONTEXT
        row_of<messages<world<context>>>(id, ours("context"), 2),
#endif
        row_of<messages<world<copy>>>(id, ours("copy"), 2),
        row_of<messages<world<frame>>>(id, ours("frame"), 2),
        row_of<messages<world<closure>>>(id, ours("closure"), 2),
        row_of<messages<world<ucontext>>>(id, ours("ucontext"), 2),
  };
}

}  // namespace kont::ladder
