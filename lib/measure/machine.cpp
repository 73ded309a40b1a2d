// lib/measure/machine.cpp -- reads the facts from /proc, /sys, uname and the compiler.
#include "lib/measure/machine.hpp"

#include <stdlib.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#ifndef KONT_FLAGS
#define KONT_FLAGS "unknown (not built by Meson)"
#endif

namespace kont::measure {
namespace {

namespace fs = std::filesystem;

std::string first_line(fs::path const& path) {
  std::string line;
  std::getline(std::ifstream(path), line);
  return line;
}

/// The value of the first line "name : value" of /proc/cpuinfo, or "".
std::string cpu_info(std::string_view name) {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    auto const colon = line.find(": ");
    if (line.starts_with(name) && colon != line.npos) return line.substr(colon + 2);
  }
  return "";
}

std::string cpu_model() {
  for (auto name : {"model name", "Model", "CPU implementer"})
    if (auto model = cpu_info(name); !model.empty()) return model;
  return "unknown";
}

std::string compiler_name() {
#ifdef __clang__
  return "clang++ " __clang_version__;
#else
  return "g++ " __VERSION__;
#endif
}

std::string kernel_name() {
  utsname u{};
  if (::uname(&u) != 0) return "unknown";
  return std::string(u.sysname) + ' ' + u.release + ' ' + u.machine;
}

/// Containers share the kernel and cost nothing here; a hypervisor changes switches and timers.
std::string virtualisation() {
  bool const flagged = (' ' + cpu_info("flags") + ' ').find(" hypervisor ") != std::string::npos;
  auto const product = first_line("/sys/class/dmi/id/product_name");
  auto const type = first_line("/sys/hypervisor/type");
  std::string seen = flagged ? "hypervisor flag" : "";
  for (auto const& name : {type, product})
    if (!name.empty()) seen += (seen.empty() ? "" : ", ") + name;
  return seen.empty() ? "none seen" : seen;
}

std::string utc_now() {
  auto const now = ::time(nullptr);
  tm parts{};
  ::gmtime_r(&now, &parts);
  char text[] = "2000-01-01T00:00:00Z";
  return {text, ::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::vector<std::pair<std::string, std::string>> mitigations() {
  std::vector<std::pair<std::string, std::string>> all;
  std::error_code ignored;
  for (auto const& entry :
       fs::directory_iterator("/sys/devices/system/cpu/vulnerabilities", ignored))
    all.emplace_back(entry.path().filename().string(), first_line(entry.path()));
  std::ranges::sort(all);
  return all;
}

}  // namespace

machine this_machine() {
  machine m;
  m.cpu = cpu_model();
  m.compiler = compiler_name();
  m.flags = KONT_FLAGS;
  m.kernel = kernel_name();
  m.date = utc_now();
  m.virtualisation = virtualisation();
  m.cores = static_cast<unsigned>(std::max(0L, ::sysconf(_SC_NPROCESSORS_ONLN)));
  m.memory_bytes = static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PHYS_PAGES))) *
                   static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  if (::getloadavg(m.load.data(), 3) != 3) m.load = {};
  m.mitigations = mitigations();
  return m;
}

std::string in_a_line(machine const& m) {
  return m.cpu + ", " + std::to_string(m.cores) + " cores, " + m.compiler + ", " + m.kernel;
}

}  // namespace kont::measure
