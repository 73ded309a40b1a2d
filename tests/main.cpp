// tests/main.cpp -- the main() of every Boost.Test program; the other files hold the test cases.
#define BOOST_TEST_MODULE kont
#if KONT_BOOST_TEST_INCLUDED  // there is no library to link
#include <boost/test/included/unit_test.hpp>
#else
#include <boost/test/unit_test.hpp>
#endif
