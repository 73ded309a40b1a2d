// papers/stackless/rows.hpp -- the rows of its programs that have files of their own.
#pragma once
#include "papers/ladder/row.hpp"

namespace kont::papers {

ladder::rows factorial_rows();
ladder::rows sax_rows();  ///< one that is absent, where Expat is not installed

}  // namespace kont::papers
