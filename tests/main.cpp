// tests/main.cpp -- the main() of every Boost.Test program; the other files hold the test cases.
#define BOOST_TEST_MODULE kont
#include <boost/test/unit_test.hpp>
