// tests/conformance/microthread_select_gives_what_was_sent.cpp -- a handler gets the value as its
// type has it, where an optional of it would do as well; and where it can be moved only.
#include <any>
#include <memory>
#include <optional>

#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/select.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_select_gives_what_was_sent : library_bodies {
  struct letter {
    int const number;  // cannot be assigned
    std::unique_ptr<int> text;
  };
  template <class S> static void check() {
    using W = scheduler<fifo, S>;
    W world;
    channel<std::any, W> anything(world);
    channel<letter, W> letters(world, 1);
    queue<letter, W> post(world, 1);
    int received = 0;
    world.spawn([&] {
      anything.send(std::any(1));
      BOOST_TEST(letters.try_send(letter{2, nullptr}));
      post.put(letter{3, nullptr});
    });
    world.spawn([&] {
      select(on_receive(anything, [&](std::any v) {
        if (auto const* const n = std::any_cast<int>(&v)) received += *n;
      }));
      select(on_receive(letters, [&](std::optional<letter> l) { received += l->number; }));
      received += post.get().number;
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(received == 6);
  }
};
every_strategy<microthread_select_gives_what_was_sent> const
    microthread_select_gives_what_was_sent_here;

}  // namespace
}  // namespace kont::conformance
