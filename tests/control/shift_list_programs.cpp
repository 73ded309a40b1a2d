// tests/control/shift_list_programs.cpp -- the programs that shift was introduced by: append,
// a^n b^n, and printf without an interpreter of formats.
#include <memory>
#include <string>

#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct shift_list_programs : over_prompts {
  // (define (append xs) (reset (copy xs))), whose copy of the list ends in (shift k k): a function
  // that puts the list before another. (Danvy: On listing list prefixes, 1989.)
  template <class S> struct list_or_rest {
    list value = nullptr;
    std::shared_ptr<sub_continuation<list, list_or_rest, S>> rest;
  };
  template <class S> static void append() {
    using answer = list_or_rest<S>;
    heap cells;
    heap* const h = &cells;
    prompt<answer, S> const p("p");
    auto const copy_of = [=](auto self, list l) -> list {
      if (l != nullptr) return h->cons(l->head, self(self, l->rest));
      return shift<list>(p, [](auto k) {
        return answer{nullptr, std::make_shared<decltype(k)>(std::move(k))};
      });
    };
    list const first = h->of({1, 2, 3});
    auto const put_before = reset(p, [=] { return answer{copy_of(copy_of, first), nullptr}; });
    BOOST_TEST(written(std::move(*put_before.rest)(h->of({4, 5})).value) == "(1 2 3 4 5)");
  }

  // Each a is left behind in a context, which takes a b away when it is returned to. Answers the
  // place after the last b, or -1. (After Danvy & Filinski 1990, where k counts the a's.)
  template <class S> static bool is_a_n_b_n(char const* word) {
    prompt<int, S> const p("p");
    int const end = reset(p, [=] {
      int at = 0;
      while (word[at] == 'a') {
        at = shift(p, [=](auto k) {
          int const after = std::move(k)(at + 1);
          return after >= 0 && word[after] == 'b' ? after + 1 : -1;
        });
      }
      return at;
    });
    return end >= 0 && word[end] == '\0';
  }
  template <class S> static void words() {
    for (auto const* yes : {"", "ab", "aabb", "aaaabbbb"}) BOOST_TEST(is_a_n_b_n<S>(yes));
    for (auto const* no : {"a", "b", "ba", "aab", "abb", "aabbb", "abab"}) {
      BOOST_TEST(!is_a_n_b_n<S>(no));
    }
  }

  // sprintf(text, an int, text, a string): each hole is a shift that answers "a function from what
  // belongs here", and what it answers at last is a text. (Danvy: Functional unparsing, 1998; with
  // shift: Asai, On typing delimited continuations, 2009.) Their answers have a type each; ours is
  // one, that of "text, or more to come".
  template <class S> struct unparsed {
    std::string text;
    std::shared_ptr<sub_continuation<std::string, unparsed, S>> rest;
    unparsed operator()(std::string const& hole) const { return std::move(*rest)(hole); }
    unparsed operator()(int hole) const { return (*this)(std::to_string(hole)); }
  };
  template <class S> static void prints() {
    using answer = unparsed<S>;
    prompt<answer, S> const p("p");
    auto const hole = [=] {
      return shift<std::string>(p, [](auto k) {
        return answer{"", std::make_shared<decltype(k)>(std::move(k))};
      });
    };
    auto const format = [=] {
      return reset(p, [=] {
        std::string text = hole();
        text += " files in " + hole();
        return answer{text, nullptr};
      });
    };
    BOOST_TEST(format()(3)("here").text == "3 files in here");
    BOOST_TEST(format()("no")("there").text == "no files in there");
  }

  template <class S> static void check() {
    append<S>();
    words<S>();
    prints<S>();
  }
};
every_strategy<shift_list_programs> const shift_list_programs_here;

}  // namespace
}  // namespace kont::conformance
