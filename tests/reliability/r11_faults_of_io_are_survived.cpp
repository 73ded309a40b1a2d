// tests/reliability/r11_faults_of_io_are_survived.cpp -- whichever system call of Asio's fails, the
// error comes to who waits for it, the others go on, the world ends, and no descriptor is lost.
#include <dirent.h>
#include <signal.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/connect_pair.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdio>
#include <set>
#include <string>
#include <string_view>

#include "continuations/strategies/frame.hpp"
#include "coroutines/microthreads/io/read.hpp"
#include "coroutines/microthreads/io/waits.hpp"
#include "coroutines/microthreads/io/write.hpp"
#include "tests/forked.hpp"
#include "tests/reliability/failing_calls.hpp"

namespace {

namespace io = kont::io;
namespace asio = boost::asio;
using namespace std::chrono_literals;
using asio::ip::tcp;
using kont::test::call, kont::test::failing, kont::test::failure;
using local = asio::local::stream_protocol;
using world_of_frames = kont::scheduler<kont::fifo, kont::frame, io::reactor>;

/// What became of a run: how many were answered, and which errors somebody was told of.
struct outcome {
  int answered = 0, went_on = 0;
  std::set<io::error_code> errors{};

  /// Calls f(); an error ends that, and is noted.
  template <class F> void attempt(F f) {
    try {
      f();
    } catch (boost::system::system_error const& e) { errors.insert(e.code()); }
  }
};

/// What is run, and how many are answered when nothing fails.
struct scenario {
  std::string_view what;
  int answers;
  void (*run)(outcome&);
};

constexpr std::string_view question = "a question";
constexpr int pairs = 3, rounds = 3;

/// Somebody whom no fault of a call concerns.
template <class World> void spawn_bystander(World& world, outcome& out) {
  world.spawn([&world, &out] {
    for (int i = 0; i < 3; ++i) world.sleep_for(100us);
    ++out.went_on;
  });
}

/// Asks until an answer is wrong or an error comes.
template <class Socket, class Write> void ask(Socket& peer, outcome& out, Write write) {
  for (int i = 0; i < rounds; ++i) {
    char back[question.size()];
    write(peer, asio::buffer(question));
    asio::async_read(peer, asio::buffer(back), io::waits);
    if (std::string_view(back, sizeof back) != question) return;
    ++out.answered;
  }
}
template <class Socket, class Read, class Write> void answer(Socket& peer, Read read, Write write) {
  char buffer[64];
  for (;;) {
    io::error_code end;
    auto const n = read(peer, asio::buffer(buffer), end);
    if (end == asio::error::eof) return;
    io::give(nullptr, end);
    write(peer, asio::buffer(buffer, n));
  }
}
auto const reads = [](auto& from, auto into, io::error_code& e) {
  return from.async_read_some(into, io::waits(e));
};
auto const writes = [](auto& to, auto what) { asio::async_write(to, what, io::waits); };
auto const tries_to_read = [](auto& from, auto into, io::error_code& e) {
  return io::read_some(from, into, io::waits(e));
};
auto const tries_to_write = [](auto& to, auto what) { io::write(to, what, io::waits); };

/// Pairs of sockets, each end in the frame of one who serves it.
template <class Read, class Write> void talk(outcome& out, Read read, Write write) {
  io::world world;
  auto& context = world.clock().context();
  spawn_bystander(world, out);
  for (int i = 0; i < pairs; ++i) {
    world.spawn([&] {
      out.attempt([&] {
        local::socket near(context), far(context);
        asio::local::connect_pair(near, far);
        world.spawn([&out, far = std::move(far), read, write]() mutable {
          out.attempt([&] { answer(far, read, write); });
        });
        ask(near, out, write);
      });
    });
  }
  world.run();
}
void talks(outcome& out) { talk(out, reads, writes); }
void tries_first(outcome& out) { talk(out, tries_to_read, tries_to_write); }

/// A server, which goes on whatever becomes of a connection; and clients, which give up. The last
/// ends it; without the door, those who wait before it are told.
void serves(outcome& out) {
  io::world world;
  auto& context = world.clock().context();
  spawn_bystander(world, out);
  io::world::handle server;
  int clients = pairs;
  auto const client = [&](tcp::endpoint there) {
    out.attempt([&] {
      tcp::socket peer(context);
      peer.async_connect(there, io::waits);
      peer.set_option(tcp::no_delay(true));  // a byte need not wait for an answer to the last
      ask(peer, out, writes);
    });
    if (--clients == 0) server.kill();
  };
  server = world.spawn([&] {
    out.attempt([&] {
      tcp::acceptor door(context, {asio::ip::address_v4::loopback(), 0});
      door.set_option(tcp::acceptor::enable_connection_aborted(true));  // see serve.hpp
      auto const here = door.local_endpoint();
      for (int i = 0; i < pairs; ++i) world.spawn([&client, here] { client(here); });
      for (int refused = 0; refused < pairs;) {
        io::error_code e;
        auto peer = door.async_accept(io::waits(e));
        if (e) {
          ++refused;
          out.errors.insert(e);
          continue;
        }
        world.spawn([&out, peer = std::move(peer)]() mutable {
          out.attempt([&] {
            peer.set_option(tcp::no_delay(true));
            answer(peer, reads, writes);
          });
        });
      }
    });
  });
  world.run();
}

struct ends_in {
  int& ended;
  ~ends_in() { ++ended; }
};
/// Nobody answers: one gives up, one is killed.
void is_called_off(outcome& out) {
  io::world world;
  auto& context = world.clock().context();
  spawn_bystander(world, out);
  auto const wait = [&](io::token<io::world> how) {
    local::socket near(context), far(context);
    asio::local::connect_pair(near, far);
    char buffer[8];
    asio::async_read(near, asio::buffer(buffer), how);
  };
  world.spawn([&] {
    out.attempt([&] {
      io::error_code e;
      wait(io::waits(e).within(200us));
      if (e != asio::error::timed_out) io::give(nullptr, e);
      ++out.answered;
    });
  });
  auto waits_for_ever = world.spawn([&] {
    ends_in const counted{out.answered};
    out.attempt([&] { wait(io::waits); });
  });
  world.spawn([&] {
    world.sleep_for(300us);
    waits_for_ever.kill();
  });
  world.run();
}

world_of_frames::body_of<> asks_in_frames(local::socket& peer, outcome& out) {
  constexpr auto const& waits = io::waits_in<world_of_frames>;
  try {
    for (int i = 0; i < rounds; ++i) {
      char back[question.size()];
      co_await asio::async_write(peer, asio::buffer(question), waits);
      co_await asio::async_read(peer, asio::buffer(back), waits);
      out.answered += std::string_view(back, sizeof back) == question;
    }
  } catch (boost::system::system_error const& e) { out.errors.insert(e.code()); }
  peer.close();
}
world_of_frames::body_of<> answers_in_frames(local::socket& peer, outcome& out) {
  constexpr auto const& waits = io::waits_in<world_of_frames>;
  try {
    for (char buffer[64];;) {
      io::error_code end;
      auto const n = co_await peer.async_read_some(asio::buffer(buffer), waits(end));
      if (end == asio::error::eof) break;
      io::give(nullptr, end);
      co_await asio::async_write(peer, asio::buffer(buffer, n), waits);
    }
  } catch (boost::system::system_error const& e) { out.errors.insert(e.code()); }
  peer.close();
}
/// The same as talks(), in the dialect co.
void talks_in_frames(outcome& out) {
  ++out.went_on;  // (the others have shown it)
  world_of_frames world;
  auto& context = world.clock().context();
  local::socket near[pairs] = {local::socket(context), local::socket(context),
                               local::socket(context)};
  local::socket far[pairs] = {local::socket(context), local::socket(context),
                              local::socket(context)};
  for (int i = 0; i < pairs; ++i) {
    asio::local::connect_pair(near[i], far[i]);
    world.spawn([&, i] { return asks_in_frames(near[i], out); });
    world.spawn([&, i] { return answers_in_frames(far[i], out); });
  }
  world.run();
}

/// A seeded fault: what is opened by hand is lost where an error leaves.
void loses_a_descriptor(outcome& out) {
  int const mine = ::dup(0);
  talks(out);
  if (out.errors.empty()) ::close(mine);
}

/// Another: who is told says nothing.
void swallows_errors(outcome& out) {
  outcome own;
  talks(own);
  out.answered = own.answered;
  out.went_on = own.went_on;
}

constexpr scenario scenarios[] = {
    {"talks", pairs* rounds, talks},
    {"tries first", pairs* rounds, tries_first},
    {"serves", pairs* rounds, serves},
    {"is called off", 2, is_called_off},
    {"talks in frames", pairs* rounds, talks_in_frames},
};

using kont::test::finds_nothing, kont::test::is_short;
constexpr failure failures[] = {
    {call::receive, EINTR, false},        {call::receive, EAGAIN, false},
    {call::receive, is_short, false},     {call::receive, is_short, true},
    {call::receive, ECONNRESET, false},   {call::receive, ECONNRESET, true},
    {call::send, EINTR, false},           {call::send, EAGAIN, false},
    {call::send, is_short, false},        {call::send, is_short, true},
    {call::send, EPIPE, false},           {call::send, EPIPE, true},
    {call::send, ENOBUFS, false},         {call::accept, EINTR, false},
    {call::accept, EAGAIN, false},        {call::accept, ECONNABORTED, false},
    {call::accept, EMFILE, false},        {call::accept, EMFILE, true},
    {call::connect, ECONNREFUSED, false}, {call::connect, ECONNREFUSED, true},
    {call::wait, EINTR, false},           {call::wait, finds_nothing, false},
    {call::watch, ENOMEM, false},         {call::watch, ENOMEM, true},
    {call::open, EMFILE, false},          {call::open, EMFILE, true},
};

int descriptors() {
  int n = 0;
  DIR* const all = ::opendir("/proc/self/fd");
  while (::readdir(all) != nullptr) ++n;
  ::closedir(all);
  return n;
}

/// What is wrong with one run; "": nothing.
std::string_view wrong(scenario const& s, failure const& how, std::uint64_t at) {
  int const before = descriptors();
  outcome out;
  failing.how = how;
  failing.at = at;
  failing.seen = 0;
  failing.on = true;
  out.attempt([&] { s.run(out); });
  failing.on = false;
  if (descriptors() != before) return "descriptors are lost";
  bool const told =
      how.error > 0 && out.errors.contains({how.error, boost::system::system_category()});
  bool const absorbed = out.errors.empty() && out.answered == s.answers;
  if (!told && !absorbed) return "nobody is told, nor is all well";
  if (out.went_on != 1 && !(told && how.in == call::open)) return "a bystander does not go on";
  return "";
}

std::uint64_t running = 0;  // for who wakes when it hangs

/// In a child: for each call, until there are no more. Says how many failed, or what is wrong.
void try_all(scenario const& s, failure const& how) {
  ::signal(SIGALRM, [](int) {
    std::fprintf(stderr, "call %lu: it hangs", static_cast<unsigned long>(running));
    ::_exit(1);
  });
  std::uint64_t at = 0;
  do {
    running = at;
    auto const fault = wrong(s, how, at);
    if (fault.empty()) continue;
    std::fprintf(stderr, "call %lu: %s", static_cast<unsigned long>(at), fault.data());
    ::_exit(1);
  } while (failing.reached() && ++at < 1'000);
  std::fprintf(stderr, "%lu", static_cast<unsigned long>(at));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(r11_faults_of_io_are_survived)

BOOST_AUTO_TEST_CASE(whichever_call_fails) {
  std::uint64_t injected = 0;
  for (auto const& s : scenarios) {
    for (auto const& how : failures) {
      auto const is = kont::test::forked([&] { try_all(s, how); });
      BOOST_TEST(is.code == 0, s.what << ", call of kind " << static_cast<int>(how.in) << ", error "
                                      << how.error << (how.ever ? " for ever, " : ", ") << is.said);
      if (is.code == 0) injected += std::stoul(is.said);
    }
  }
  BOOST_TEST_MESSAGE(injected << " calls failed");
  BOOST_TEST(injected > 1'000u);
}

BOOST_AUTO_TEST_CASE(a_lost_descriptor_is_found) {
  auto const is = kont::test::forked([] {
    try_all({"", pairs * rounds, loses_a_descriptor}, {call::receive, ECONNRESET, false});
  });
  BOOST_TEST(is.said == "call 0: descriptors are lost");
}

BOOST_AUTO_TEST_CASE(a_swallowed_error_is_found) {
  auto const is = kont::test::forked([] {
    try_all({"", pairs * rounds, swallows_errors}, {call::send, EPIPE, false});
  });
  BOOST_TEST(is.said == "call 0: nobody is told, nor is all well");
}

// A kernel that says "not now", and never tells when: what waits for that is never over.
BOOST_AUTO_TEST_CASE(a_lost_event_is_found) {
  auto const is = kont::test::forked(
      [] {
        failing.forgets = true;
        try_all(scenarios[0], {call::receive, EAGAIN, false});
      },
      1);
  BOOST_TEST(is.said.ends_with("it hangs"));
}

BOOST_AUTO_TEST_SUITE_END()
