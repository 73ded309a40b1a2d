// papers/ladder/rows_channel.cpp -- messages through channels, without a buffer, with one, and by
// select.
#include "papers/ladder/rows.hpp"
#include "papers/workloads/messages.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/worlds.hpp"

namespace kont::ladder {

using namespace workloads;

namespace {

template <class World> using plain = messages<World>;
template <class World> using buffered = messages<World, message_buffer>;

// One rung on every strategy that has a row of it.
template <template <class> class Messages>
void add_rung(rows& out, std::string_view id, std::uint64_t contexts) {
  out.push_back(row_of<Messages<world<stack>>>(id, ours("stack"), contexts));
  out.push_back(row_of<Messages<hub_world<stack>>>(id, ours("stack", "hub"), contexts));
  out.push_back(row_of<Messages<world<bare>>>(id, ours("stack", "bare"), contexts));
#if KONT_HAVE_BOOST_CONTEXT
  out.push_back(row_of<Messages<world<context>>>(id, ours("context"), contexts));
#endif
  out.push_back(row_of<Messages<world<copy>>>(id, ours("copy"), contexts));
  out.push_back(row_of<Messages<world<frame>>>(id, ours("frame"), contexts));
  out.push_back(row_of<Messages<world<closure>>>(id, ours("closure"), contexts));
  out.push_back(row_of<Messages<world<machine>>>(id, ours("machine"), contexts));
  out.push_back(row_of<Messages<world<ucontext>>>(id, ours("ucontext"), contexts));
  out.push_back(row_of<Messages<world<thread>>>(id, ours("thread"), contexts));
}

}  // namespace

rows channel_rows() {
  rows out;
  add_rung<plain>(out, "channel.message", 2);
  add_rung<buffered>(out, "channel.buffered", 2);
  add_rung<selected_messages>(out, "channel.select", 3);
  return out;
}

}  // namespace kont::ladder
