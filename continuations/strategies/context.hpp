// continuations/strategies/context.hpp -- Boost.Context's hand-written switch (`fcontext`), on
// which Boost.Coroutine2 and Boost.Fiber stand.
//
//   suspended                            just started
//   | caller's frame            |        | first frame: record  |<- continuation
//   | record: at --.   mailbox  |<- k    |         at --.       |
//   |--------------+------------|        |--------------+-------|
//   | pushed by    |            |        | as pushed    |       |
//   | jump: r12-15,| rbx, rbp,  |        | by a jump    |       |
//   | mxcsr, x87 <-'            |        | from entry <-'       |
//
// The switch pushes all that a call must keep, so floating-point control is kept apart, at a price.
// It leaves the exceptions of a thread to mix (Boost before 1.82); we keep them apart ourselves.
// It carries one word: with that we tell the other side which record is to learn where we wait.
//
// Source: O. Kowalke, Boost.Context, `boost/context/detail/fcontext.hpp`; the API is the library's
// internal one, alike in 1.74 and 1.81.
#pragma once
#include <boost/context/detail/fcontext.hpp>

#include "continuations/strategies/own_stack.hpp"
#include "continuations/strategies/stackful.hpp"

namespace kont {

/// The Switch (see stackful) of the strategy `context`.
struct context_switch : own_stack<> {
  struct suspended : mailbox {
    boost::context::detail::fcontext_t at;
    suspended* waits;  // the record of who jumps to us: `at` of it is known only after the jump
    void (*entry)(void*, void*, suspended*);
    [[no_unique_address]] stacks::note note;
  };

  template <class Entry> static void begin(suspended& at, Entry entry, home taken) noexcept {
    auto* const top = reinterpret_cast<char*>(&at);  // the first frame begins with it
    auto const size = static_cast<std::size_t>(top - taken->bottom);
    at.at = boost::context::detail::make_fcontext(top, size, &first);
    at.entry = entry;
    stacks::prepare(at.note, taken->bottom, taken->size);
  }

  [[gnu::always_inline]] static void jump(suspended& here, suspended& to, void*& from,
                                          void*& word) noexcept {
    to.put(from, word);
    to.waits = &here;
    stacks::leave(here.note, to.note);
    auto const came = boost::context::detail::jump_fcontext(to.at, &to);
    file(here, came.fctx);
    here.get(from, word);
  }

  [[noreturn, gnu::always_inline]] static void leave(suspended& to, void* from, void* word,
                                                     home taken) noexcept {
    to.put(from, word);
    to.waits = nullptr;
    give_back(taken);
    stacks::leave_for_good(to.note);
    boost::context::detail::jump_fcontext(to.at, &to);
    __builtin_unreachable();
  }

 private:
  [[gnu::always_inline]] static void file(suspended& here,
                                          boost::context::detail::fcontext_t who) noexcept {
    if (here.waits != nullptr) here.waits->at = who;
  }
  static void first(boost::context::detail::transfer_t came) noexcept {
    auto& self = *static_cast<suspended*>(came.data);
    file(self, came.fctx);
    self.entry(self.word, self.from, &self);
  }
};

/// One-shot continuations on stacks of their own, switched by Boost.Context.
/// Thread-safety: a continuation may be resumed by any thread, by one at a time.
using context = stackful<context_switch>;
static_assert(strategy<context, dialect::direct>);

}  // namespace kont
