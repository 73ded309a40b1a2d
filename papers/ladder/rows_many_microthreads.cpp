// papers/ladder/rows_many_microthreads.cpp -- yields with more alive than the caches hold.
#include "papers/ladder/rows.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/touching.hpp"
#include "papers/workloads/worlds.hpp"
#include "papers/workloads/yields.hpp"

namespace kont::ladder {

using namespace workloads;

rows many_microthreads_rows() {
  constexpr auto id = "microthread.yield";
  constexpr auto floor = baseline("touch", "stack");  // the memory alone
  constexpr auto packed_floor = baseline("touch,packed", "stack");
  return {
    row_of<touched_stacks<>>(id, floor, many, many),
        row_of<yields<world<stack>>>(id, ours("stack"), many, many),
        row_of<yields<hub_world<stack>>>(id, ours("stack", "hub"), many, many),
        row_of<yields<world<uncoloured>>>(id, ours("stack", "uncoloured"), many, many),
        row_of<yields<world<unguarded>>>(id, ours("stack", "unguarded"), many, many),
        row_of<touched_stacks<stacks::packed>>(id, packed_floor, many, many),
        row_of<yields<world<packed_stack>>>(id, ours("stack", "packed"), many, many),
#if KONT_HAVE_BOOST_CONTEXT
        row_of<yields<world<context>>>(id, ours("context"), many, many),
#endif
        row_of<yields<world<copy>>>(id, ours("copy"), many, many),
        row_of<yields<world<frame>>>(id, ours("frame"), many, many),
        row_of<yields<world<closure>>>(id, ours("closure"), many, many),
        row_of<yields<world<machine>>>(id, ours("machine"), many, many),
        row_of<touched_stacks<>>(id, floor, million, million),
        row_of<yields<world<stack>>>(id, ours("stack"), million, million),
        row_of<yields<world<copy>>>(id, ours("copy"), million, million),
        row_of<yields<world<frame>>>(id, ours("frame"), million, million),
        row_of<yields<world<closure>>>(id, ours("closure"), million, million),
        row_of<yields<world<machine>>>(id, ours("machine"), million, million),
        row_of<touched_stacks<stacks::packed>>(id, packed_floor, million, million),
        row_of<yields<world<packed_stack>>>(id, ours("stack", "packed"), million, million),
  };
}

}  // namespace kont::ladder
