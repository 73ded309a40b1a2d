// examples/population/window/watch.hpp -- how all windows of the program look; and one is shown.
#pragma once

class QApplication;

namespace kont::population {

/// The same on every desktop, so that pictures of it can be compared.
void dress(QApplication& program);

}  // namespace kont::population
