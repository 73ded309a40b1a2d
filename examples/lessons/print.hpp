// examples/lessons/print.hpp -- how the programs of ./kont learn quiz print: words in one line.
#pragma once
#include <iostream>

/// Its arguments in one word: print("a", 1) prints a1, and a blank.
template <class... Parts> void print(Parts const&... parts) { (std::cout << ... << parts) << ' '; }
