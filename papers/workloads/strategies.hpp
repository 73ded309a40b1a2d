// papers/workloads/strategies.hpp -- the strategies that have rows, and the options that do.
#pragma once
#include "continuations/strategies/closure.hpp"
#include "continuations/strategies/copy.hpp"
#include "continuations/strategies/frame.hpp"
#include "continuations/strategies/machine.hpp"
#include "continuations/strategies/replay.hpp"
#include "continuations/strategies/stack.hpp"
#include "continuations/strategies/thread.hpp"
#include "continuations/strategies/ucontext.hpp"
#if KONT_HAVE_BOOST_CONTEXT
#include "continuations/strategies/context.hpp"
#endif

namespace kont::workloads {

using bare = basic_stack<stack_options{.exceptions = false}>;
using fp = basic_stack<stack_options{.fp_control = true}>;
using out_of_line = basic_stack<stack_options{.inlined = false}>;
using unguarded = basic_stack<stack_options{.shape = {.guard = stacks::guarding::none}}>;
using uncoloured = basic_stack<stack_options{.shape = {.coloured = false}}>;

}  // namespace kont::workloads
