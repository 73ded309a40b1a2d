// tests/pch/unit.hpp -- compiled once for each suite whose tests do not run on every strategy.
#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "coroutines/microthreads/crew.hpp"
#include "coroutines/microthreads/scheduler.hpp"
