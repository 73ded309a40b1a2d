// tests/population_window/family_book_knows_everybody.cpp -- families, and who is how old.
#include <boost/test/unit_test.hpp>

#include <numeric>

#include "examples/population/window/family_book.hpp"

BOOST_AUTO_TEST_SUITE(family_book_knows_everybody)

using namespace kont::population;

namespace {

person& somebody(person& p, std::uint64_t id, sex is, int age = 0) {
  p.id = id;
  p.is = is;
  p.age = static_cast<std::int16_t>(age);
  return p;
}

}  // namespace

BOOST_AUTO_TEST_CASE(knows_a_family) {
  family_book book;
  person her, him, child;
  book.enter(somebody(her, 1, sex::female, 20), 0, 11);
  book.enter(somebody(him, 2, sex::male, 21), 0, 12);
  book.marry(1, 2);
  child.mother = 1;
  child.father = 2;
  book.enter(somebody(child, 3, sex::female), 5, 13);
  book.bury(2, 6);
  BOOST_TEST(book.find(1)->partner == 2u);
  BOOST_TEST(book.find(2)->partner == 1u);
  BOOST_TEST((book.find(1)->children == std::vector<std::uint64_t>{3}));
  BOOST_TEST((book.find(2)->children == std::vector<std::uint64_t>{3}));
  BOOST_TEST(book.find(2)->died == 6);
  BOOST_TEST(book.find(2)->alive == nullptr);
  BOOST_TEST(book.find(1)->alive == &her);
  BOOST_TEST(book.find(4) == nullptr);

  auto const bars = book.by_age(10);  // she is 30, the child 5
  BOOST_REQUIRE(bars.size() == 7u);
  BOOST_TEST(bars[6][1] == 1u);
  BOOST_TEST(bars[1][1] == 1u);
  BOOST_TEST(bars[6][0] == 0u);
}

BOOST_AUTO_TEST_CASE(forgets_who_died_first) {
  family_book book;
  person p;
  for (std::uint64_t id = 1; id <= family_book::most_dead + 2; ++id) {
    book.enter(somebody(p, id, sex::male), 0, id);
    book.bury(id, 1);
  }
  BOOST_TEST(book.find(1) == nullptr);
  BOOST_TEST(book.find(2) == nullptr);
  BOOST_TEST(book.find(3) != nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
