// papers/peers/peers.hpp -- the rows of what others made.
#pragma once
#include "papers/ladder/row.hpp"

namespace kont::peers {

ladder::rows boost_context_rows();
ladder::rows boost_coroutine2_rows();
ladder::rows boost_fiber_rows();
ladder::rows onetbb_rows();
ladder::rows onetbb_uts_rows();  ///< the trees of the table libfork
ladder::rows os_thread_rows();

}  // namespace kont::peers
