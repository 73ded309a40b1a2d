// examples/population/window/main.cpp -- the program that `kont population --gui` hands over to.
//
// A program of its own, so that all others start without Qt. It is told PEOPLE SEED YEARS-A-SECOND
// together|apart PARAMETERS, these as JSON: kont has checked them.
#include <QApplication>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "examples/population/window/watch.hpp"
#include "examples/population/window/window.hpp"
#include "lib/usage_error.hpp"

using namespace kont::population;

namespace {

int complain(std::string const& line, int exit_code) {
  std::fprintf(stderr, "kont: %s\n", line.c_str());
  return exit_code;
}

// Qt aborts where it finds no display: only a handler of its messages hears of that before.
void hear(QtMsgType kind, QMessageLogContext const&, QString const& text) {
  if (kind == QtFatalMsg)
    std::_Exit(complain("--gui: there is no display that Qt can open; set DISPLAY, say", 2));
  if (QCoreApplication::instance() != nullptr && !QCoreApplication::startingUp())
    complain(text.toStdString(), 0);
}

int watch(founding const& f, double years_per_second, bool apart) {
  window w(apart ? drive_apart(f) : drive_together(f),
           apart ? "the town in a thread of its own" : "the town in the window's thread",
           years_per_second);
  w.show();
  return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) return complain("started by hand; it is `kont population --gui` that does", 2);
  try {
    founding const f{from_json(argv[5], "PARAMETERS"), std::stoull(argv[2]), std::stoull(argv[1])};
    auto const speed = std::stod(argv[3]);
    bool const apart = argv[4] == std::string("apart");
    qInstallMessageHandler(hear);
    QApplication program(argc, argv);
    dress(program);
    return watch(f, speed, apart);
  } catch (kont::usage_error const& error) {
    return complain(error.what(), 2);
  } catch (std::exception const& error) { return complain(error.what(), 1); }
}
