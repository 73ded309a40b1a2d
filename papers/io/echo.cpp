// papers/io/echo.cpp -- how many requests an echo server by microthreads answers, divided by how
// many the same server by callbacks of Boost.Asio does, in one run with the same clients.
//
// The servers take turns, each in a process of its own. Requests a second are what a user sees; the
// client takes a share of that. The processor time of the server alone is what tells them apart.
#include "papers/io/echo.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <stdexcept>
#include <vector>

#include "lib/measure/statistics.hpp"
#include "papers/io/crowd.hpp"
#include "papers/io/echo_servers.hpp"
#include "papers/ladder/claims.hpp"
#include "papers/ladder/terminal.hpp"

namespace kont::papers {
namespace {

using seconds = std::chrono::duration<double>;

constexpr std::size_t connections = 1'000;
struct extent {  // how long it is measured
  std::size_t turns = 7;
  std::size_t rounds = 40;
};

/// A server in a child, ended with this.
class child {
 public:
  explicit child(echo_server* server) {
    int ends[2];
    if (::pipe(ends) != 0 || (id_ = ::fork()) < 0) throw std::runtime_error("no child");
    if (id_ == 0) {
      ::alarm(60);
      server([&](std::uint16_t port) { (void)!::write(ends[1], &port, sizeof port); });
      ::_exit(1);
    }
    ::close(ends[1]);
    bool const told = ::read(ends[0], &port_, sizeof port_) == sizeof port_;
    ::close(ends[0]);
    if (!told) throw std::runtime_error("the server does not listen");
  }
  child(child&&) = delete;
  ~child() {
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
  }
  std::uint16_t port() const noexcept { return port_; }
  seconds processor_time() const {
    clockid_t its{};
    timespec t{};
    if (::clock_getcpuclockid(id_, &its) != 0 || ::clock_gettime(its, &t) != 0)
      throw std::runtime_error("the server has ended");
    return std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec);
  }

 private:
  pid_t id_ = -1;
  std::uint16_t port_ = 0;
};

struct measured {
  std::vector<double> per_second, cpu_us;  // requests; microseconds of the server for one
};

void take_a_turn(echo_server* server, std::size_t rounds, measured& into) {
  child const its(server);
  crowd clients(its.port(), connections);
  clients.talk(3);  // it has met them all
  auto const requests = static_cast<double>(connections * rounds);
  auto const cpu = its.processor_time();
  auto const from = std::chrono::steady_clock::now();
  clients.talk(rounds);
  seconds const took = std::chrono::steady_clock::now() - from;
  into.per_second.push_back(requests / took.count());
  into.cpu_us.push_back((its.processor_time() - cpu).count() * 1e6 / requests);
}

struct summary {  // the best turn is the one that others on the machine disturbed least
  double median_per_second, best_per_second, least_cpu_us;
  explicit summary(measured const& m)
      : median_per_second(measure::median(m.per_second)),
        best_per_second(std::ranges::max(m.per_second)),
        least_cpu_us(std::ranges::min(m.cpu_us)) {}
};

void print(char const* name, summary const& s) {
  fmt::print("{:<22} {:>10.0f} {:>10.0f} {:>14.2f}\n", name, s.median_per_second, s.best_per_second,
             s.least_cpu_us);
}

// At least 0.9 of the requests.
constexpr ladder::claim wanted{"callbacks ÷ microthreads", "requests/s", "", "", 1 / 0.9};

}  // namespace

int compare_echoes(bool quick) {
  auto const [turns, rounds] = quick ? extent{1, 2} : extent{};
  raise_the_limit_of_descriptors();
  measured ours, theirs;
  for (std::size_t i = 0; i < turns; ++i) {
    take_a_turn(echo_by_microthreads, rounds, ours);
    take_a_turn(echo_by_callbacks, rounds, theirs);
  }
  summary const our(ours), their(theirs);
  fmt::print("echo, {} connections  requests/s  the best  server us each\n", connections);
  print("kont microthreads", our);
  print("Boost.Asio callbacks", their);
  fmt::print("{:<22} {:>10.2f} {:>10.2f} {:>14.2f}\n", "ours : theirs",
             our.median_per_second / their.median_per_second,
             our.best_per_second / their.best_per_second, our.least_cpu_us / their.least_cpu_us);
  auto const ratio = their.median_per_second / our.median_per_second;
  ladder::print(line_of(ladder::exactly(wanted, ratio)));
  return 0;
}

}  // namespace kont::papers
