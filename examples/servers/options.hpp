// examples/servers/options.hpp -- what the command line of a server says.
#pragma once
#include <cstdint>
#include <functional>
#include <string>

namespace servers {

struct options {
  std::string address = "127.0.0.1";  ///< where it listens; by default for this machine only
  std::uint16_t port = 0;             ///< 0: one that is free, which is printed
  std::string root;                   ///< the folder that is served; empty: it serves none
  bool writable = false;              ///< whether files may be stored there
};

enum class serves { nothing, files, writable_files };

/// Reads the command line and runs `server`; returns the exit code of the program. Bad input, and
/// what the server throws, is one line on standard error and exit code 2.
int run(int argc, char** argv, std::string const& about, serves what,
        std::function<void(options const&)> const& server);

}  // namespace servers
