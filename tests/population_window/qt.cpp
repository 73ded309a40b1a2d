// tests/population_window/qt.cpp -- Qt, begun once for all tests of the program.
#include <QApplication>
#include <boost/test/unit_test.hpp>

#include "examples/population/window/window.hpp"

namespace {

struct qt {
  int argc = 1;
  char name[16] = "test";
  char* argv[2] = {name, nullptr};
  QApplication program{argc, argv};
  qt() { kont::population::dress(program); }
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(qt);
