// tests/pch/tests.hpp -- compiled once for all tests of a suite, which include it all themselves.
#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"
