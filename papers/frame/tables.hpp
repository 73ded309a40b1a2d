// papers/frame/tables.hpp -- the rows that only tables of others have, a list for each.
#pragma once
#include "papers/ladder/row.hpp"

namespace kont::papers {

ladder::rows boost_fiber_rows();
ladder::rows bruggeman_rows();
ladder::rows farvardin_rows();
ladder::rows farvardin_segment_rows();  ///< from the library of ladder/rows_segment.cpp
ladder::rows kerneis_rows();
ladder::rows libaco_rows();
ladder::rows libfork_rows();
ladder::rows ocaml_rows();
ladder::rows r7rs_rows();
ladder::rows stackless_rows();

}  // namespace kont::papers
