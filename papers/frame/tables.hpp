// papers/frame/tables.hpp -- the rows that only tables of others have, a list for each.
#pragma once
#include "papers/ladder/row.hpp"

namespace kont::papers {

ladder::rows boost_fiber_rows();
ladder::rows bruggeman_rows();
ladder::rows kerneis_rows();
ladder::rows libaco_rows();
ladder::rows libfork_rows();
ladder::rows ocaml_rows();
ladder::rows r7rs_rows();

}  // namespace kont::papers
