// papers/io/echo_servers.hpp -- the same echo server twice: by microthreads, and by callbacks.
#pragma once
#include <cstdint>
#include <functional>

namespace kont::papers {

/// Tells the port it listens on, and serves till the process is ended.
using echo_server = void(std::function<void(std::uint16_t)> const& listens);

echo_server echo_by_microthreads;
echo_server echo_by_callbacks;  ///< Boost.Asio alone, as its own example has it

}  // namespace kont::papers
