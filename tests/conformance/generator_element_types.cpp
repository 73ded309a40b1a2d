// tests/conformance/generator_element_types.cpp -- values, references and what can only be moved.
#include <concepts>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "generators/generator.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct generator_element_types : direct_bodies {
  template <class S> static void of_values_lends_them_to_move_from() {
    using strings = generator<std::string, S>;
    static_assert(std::same_as<std::ranges::range_reference_t<strings>, std::string&&>);
    static_assert(std::same_as<std::ranges::range_value_t<strings>, std::string>);
    std::string const kept(100, 'k');
    strings g([&](auto& yield) {
      yield("a temporary");
      yield(kept);  // an lvalue is copied: the consumer may take what it gets
      std::string own(100, 'o');
      yield(std::move(own));
      yield(own.empty() ? "taken" : "left");
    });
    std::vector<std::string> all;
    for (auto&& s : g) all.push_back(std::forward<decltype(s)>(s));
    BOOST_TEST(
        (all == std::vector<std::string>{"a temporary", kept, std::string(100, 'o'), "taken"}));
    BOOST_TEST(kept == std::string(100, 'k'));
  }

  template <class S> static void of_references_lends_the_object() {
    static_assert(std::same_as<std::ranges::range_reference_t<generator<int&, S>>, int&>);
    std::vector<int> numbers{1, 2, 3};
    generator<int&, S> g([&](auto& yield) {
      for (int& n : numbers) yield(n);
    });
    auto const* expected = numbers.data();
    for (int& n : g) {
      BOOST_TEST(&n == expected++);
      n *= 10;
    }
    BOOST_TEST((numbers == std::vector{10, 20, 30}));
  }

  template <class S> static void of_const_references_copies_nothing() {
    struct uncopied {
      int n = 0;
      explicit uncopied(int i) : n(i) {}
      uncopied(uncopied const&) = delete;
    };
    uncopied const here(1);
    generator<uncopied const&, S> g([&](auto& yield) {
      yield(here);
      yield(uncopied(2));  // lives until the consumer asks for the next
    });
    auto i = g.begin();
    BOOST_TEST(&*i == &here);
    ++i;
    BOOST_TEST((*i).n == 2);
    ++i;
    BOOST_TEST((i == g.end()));
  }

  template <class S> static void of_what_can_only_be_moved() {
    generator<std::unique_ptr<int>, S> g([](auto& yield) {
      for (int i = 0; i < 3; ++i) yield(std::make_unique<int>(i));
    });
    std::vector<std::unique_ptr<int>> all;
    for (auto&& p : g) all.push_back(std::move(p));
    BOOST_REQUIRE_EQUAL(all.size(), 3u);
    for (int i = 0; i < 3; ++i) BOOST_TEST(*all[static_cast<std::size_t>(i)] == i);
  }

  template <class S> static void body_may_itself_be_only_movable() {
    generator<int, S> g([p = std::make_unique<int>(7)](auto& yield) { yield(*p); });
    BOOST_TEST(*g.begin() == 7);
  }

  // What is lent may be a part of something else, and nothing is cut off it.
  struct shape {
    virtual ~shape() = default;
    virtual std::string name() const { return "a shape"; }
  };
  struct round_one : shape {
    explicit round_one(std::string& log) : end(log, 'r') {}
    std::string name() const override { return called; }
    std::string called = std::string(40, 'r');
    farewell end;
  };
  template <class S> static void of_bases_cuts_nothing_off() {
    std::string seen, log;
    {
      generator<shape&, S> g([&log](auto& yield) {
        round_one one(log);
        yield(one);
        yield(one);
      });
      for (shape& s : g) seen += s.name();
    }
    BOOST_TEST(seen == std::string(80, 'r'));
    BOOST_TEST(log == "r");
  }

  template <class S> static void check() {
    of_bases_cuts_nothing_off<S>();
    of_values_lends_them_to_move_from<S>();
    of_references_lends_the_object<S>();
    of_const_references_copies_nothing<S>();
    of_what_can_only_be_moved<S>();
    body_may_itself_be_only_movable<S>();
  }
};
every_strategy<generator_element_types> const generator_element_types_here;

}  // namespace
}  // namespace kont::conformance
