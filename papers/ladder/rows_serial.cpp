// papers/ladder/rows_serial.cpp -- calls, closures, CPS by hand, and a loop for every other rung.
#include <functional>

#include "papers/ladder/rows.hpp"
#include "papers/ladder/rungs.hpp"
#include "papers/workloads/sequence.hpp"
#include "papers/workloads/serial.hpp"

namespace kont::ladder {
namespace {

using namespace workloads;

row loop(std::string_view rung, std::uint64_t n = 1) {
  return row_of<serial_loop<>>(rung, baseline("loop"), n);
}

}  // namespace

rows serial_rows() {
  using function = std::uint64_t (*)(std::uint64_t, std::uint64_t);
  using object = std::function<std::uint64_t(std::uint64_t, std::uint64_t)>;
  object const closure = [](std::uint64_t sum, std::uint64_t v) { return add(sum, v); };
  rows out{
      loop("call"),
      row_of<direct_call>("call", baseline(""), 1),
      row_of<indirect_call<function>>("closure", baseline("pointer"), 1, &add),
      row_of<indirect_call<object>>("closure", baseline("std::function"), 1, closure),
      loop("closure"),
      row_of<cps_steps>("cps.step", baseline("trampoline"), 1),
      loop("cps.step"),
      loop("switch"),
      loop("generator.element"),
      row_of<serial_loop<tree_nodes>>("generator.tree", baseline("loop"), 1),
      row_of<callback_walk>("generator.tree", baseline("callback"), 1),
      loop("channel.message", 2),
      loop("channel.buffered", 2),
      loop("channel.select", 3),
      loop("thread.switch", 2),
  };
  for (auto const n : few) {
    out.push_back(loop("coroutine.transfer", n));
    out.push_back(loop("microthread.yield", n));
  }
  for (auto const n : {many, million}) out.push_back(loop("microthread.yield", n));
  for (auto const* what : {"continuation", "generator", "coroutine", "microthread"})
    out.push_back(loop(std::string("create.") + what));
  return out;
}

}  // namespace kont::ladder
