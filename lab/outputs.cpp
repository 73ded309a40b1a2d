// lab/outputs.cpp -- each file by itself, and then each by each.
#include "lab/outputs.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
#include <vector>

#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

namespace fs = std::filesystem;

struct named_file {
  char const* option;
  fs::path file;
};

/// One that would be replaced by the other: many may write to a device.
bool are_one(fs::path const& a, fs::path const& b) {
  std::error_code unseen;
  if (fs::exists(a, unseen) && fs::exists(b, unseen))
    return fs::is_regular_file(a, unseen) && fs::equivalent(a, b, unseen);
  return fs::weakly_canonical(a, unseen) == fs::weakly_canonical(b, unseen);
}

}  // namespace

void check_outputs(options const& how) {
  std::vector<named_file> all;
  for (auto const& one : {named_file{"csv", how.csv},
                          {"json", how.json},
                          {"html", how.html},
                          {"events", how.events},
                          {"chrome", how.chrome}})
    if (!one.file.empty()) all.push_back(one);
  for (auto const& one : all) measure::check_named(one.file);
  std::error_code unseen;
  if (fs::exists(how.workload, unseen)) all.push_back({"workload", how.workload});
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (are_one(all[i].file, all[j].file))
        throw usage_error(fmt::format("--{} and --{} are both {}; each has a file of its own",
                                      all[j].option, all[i].option, all[i].file.string()));
}

}  // namespace kont::lab
