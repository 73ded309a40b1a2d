// tests/pch/lab.hpp -- compiled once for the tests of the lab, which include it all themselves.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <random>
#include <set>

#include "coroutines/microthreads/policies/fifo.hpp"
#include "lab/named.hpp"
#include "lab/report.hpp"
#include "lab/workload.hpp"
#include "lib/usage_error.hpp"
#include "tests/lab/lab_tests.hpp"
