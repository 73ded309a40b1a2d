// examples/servers/options.cpp -- reads the command line of a server.
#include "examples/servers/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>

namespace servers {
namespace {

int complain(std::string line) {
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::fprintf(stderr, "%s\n", line.c_str());
  return 2;
}

}  // namespace

int run(int argc, char** argv, std::string const& about, serves what,
        std::function<void(options const&)> const& server) {
  options chosen;
  CLI::App program{about};
  program.add_option("--address", chosen.address, "where it listens")
      ->check(CLI::ValidIPV4)
      ->capture_default_str();
  program.add_option("--port", chosen.port, "0: a free one, which is printed")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  if (what != serves::nothing) {
    program.add_option("--root", chosen.root, "the folder that is served")
        ->check(CLI::ExistingDirectory)
        ->required();
  }
  if (what == serves::writable_files)
    program.add_flag("--writable", chosen.writable, "files may be stored there");
  try {
    program.parse(argc, argv);
    server(chosen);
    return 0;
  } catch (CLI::Success const& help) {
    return program.exit(help);
  } catch (std::exception const& e) { return complain(e.what()); }
}

}  // namespace servers
