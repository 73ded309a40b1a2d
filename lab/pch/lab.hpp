// lab/pch/lab.hpp -- compiled once for the lab's library, whose files include it all themselves.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "lab/account.hpp"
#include "lab/named.hpp"
#include "lab/workload.hpp"
#include "lib/usage_error.hpp"
