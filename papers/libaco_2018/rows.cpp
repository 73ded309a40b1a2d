// papers/libaco_2018/rows.cpp -- resumes by how many bytes a strategy moves for them, and by how
// many computations there are.
#include <string>

#include "papers/frame/tables.hpp"
#include "papers/ladder/rows.hpp"
#include "papers/workloads/resuming.hpp"
#include "papers/workloads/strategies.hpp"

namespace kont::papers {

using namespace ladder;
using namespace workloads;

namespace {

struct with_8_bytes : resuming<copy> {
  explicit with_8_bytes(std::uint64_t alive) : resuming(alive, 8) {}
};

}  // namespace

rows libaco_rows() {
  rows out;
  auto const add = [&]<class S>(std::string_view strategy, std::uint64_t alive,
                                std::initializer_list<std::uint64_t> sizes) {
    auto const variant = std::to_string(alive) + " alive";
    for (auto const bytes : sizes)
      out.push_back(
          row_of<resuming<S>>("resume.copied", ours(strategy, variant), bytes, alive, bytes));
  };
  add.operator()<stack>("stack", 1, {8});
  add.operator()<stack>("stack", 1'000, {8, 56, 120, 488, 1'000, 2'024, 4'072, 7'992});
  add.operator()<copy>("copy", 1, {8});  // alone in its home: nothing is moved
  add.operator()<copy>("copy", 1'000,
                       {8, 24, 40, 56, 120, 136, 232, 488, 1'000, 2'024, 4'072, 7'992});
  add.operator()<copy>("copy", 100'000, {8, 120, 488, 1'000});
  add.operator()<copy>("copy", million, {8, 56, 120});
  add.operator()<copy>("copy", ten_million, {8});
  for (auto const alive : {many, million, ten_million})
    out.push_back(weighed_row<with_8_bytes>("memory.continuation", ours("copy", "8 bytes"), alive));
  return out;
}

}  // namespace kont::papers
