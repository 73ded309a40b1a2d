// lab/outputs.hpp -- the files that a command is to write, checked before it does anything.
#pragma once
#include "lab/lab.hpp"

namespace kont::lab {

/// Throws usage_error unless each of them can be written, into a folder that is there: one that is
/// mistyped is not made. No two of them are one file, nor is one of them the workload.
void check_outputs(options const& how);

}  // namespace kont::lab
