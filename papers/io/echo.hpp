// papers/io/echo.hpp -- an echo server by microthreads beside the same by callbacks.
#pragma once

namespace kont::papers {

/// Lets 1,000 clients of this machine talk to each server in turn, in a process of its own, and
/// prints the requests answered a second and the processor time of the server for each. `quick`:
/// for a moment only, which shows that it runs. Returns the exit code. Throws std::runtime_error or
/// std::system_error.
int compare_echoes(bool quick);

}  // namespace kont::papers
