// lab/outputs.cpp -- each file by itself, and then each by each.
#include "lab/outputs.hpp"

#include <filesystem>
#include <system_error>
#include <vector>

#include "lib/measure/safe_file.hpp"

namespace kont::lab {

void check_outputs(options const& how) {
  std::vector<measure::purpose> all{{"--csv", how.csv},
                                    {"--json", how.json},
                                    {"--html", how.html},
                                    {"--events", how.events},
                                    {"--chrome", how.chrome}};
  for (auto const& one : all)
    if (!one.file.empty()) measure::check_named(one.file);
  std::error_code unseen;  // else it is not a file but the name of a workload
  if (std::filesystem::exists(how.workload, unseen)) all.push_back({"--workload", how.workload});
  measure::check_apart(all);
}

}  // namespace kont::lab
