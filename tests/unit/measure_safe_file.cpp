// tests/unit/measure_safe_file.cpp -- a file is replaced whole, or stays as it was.
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "lib/measure/safe_file.hpp"

BOOST_AUTO_TEST_SUITE(measure_safe_file)

namespace fs = std::filesystem;
using namespace kont::measure;

namespace {

/// A directory of this test alone, gone at its end.
struct directory {
  fs::path const path = fs::temp_directory_path() / ("kont." + std::to_string(::getpid()));
  directory() { fs::create_directory(path); }
  directory(directory const&) = delete;
  ~directory() { fs::remove_all(path); }
  std::ptrdiff_t entries() const {
    return std::distance(fs::directory_iterator(path), fs::directory_iterator());
  }
};

/// No file may grow beyond so many bytes: what a full disk does to write().
class full_disk {
  rlimit before_{};

 public:
  explicit full_disk(rlim_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit const less{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &less);
  }
  full_disk(full_disk const&) = delete;
  ~full_disk() { ::setrlimit(RLIMIT_FSIZE, &before_); }
};

std::string contents(fs::path const& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string reason(fs::path const& path, std::string_view text) {
  try {
    replace_file(path, text);
    return "";
  } catch (kont::usage_error const& e) { return e.what(); }
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_new_text_replaces_the_old_and_nothing_is_left_beside_it) {
  directory const d;
  replace_file(d.path / "report", "old, and longer");
  replace_file(d.path / "report", "new");
  BOOST_TEST(contents(d.path / "report") == "new");
  BOOST_TEST(d.entries() == 1);
}

BOOST_AUTO_TEST_CASE(a_disk_that_fills_up_half_way_leaves_the_old_report) {
  directory const d;
  auto const report = d.path / "report";
  replace_file(report, "good");
  std::string why;
  {
    full_disk const full(1000);
    why = reason(report, std::string(5000, 'x'));
  }
  BOOST_TEST(why == "cannot write " + report.string() + ": File too large");
  BOOST_TEST(contents(report) == "good");
  BOOST_TEST(d.entries() == 1);
}

BOOST_AUTO_TEST_CASE(a_device_is_written_straight_and_stays_a_device) {
  BOOST_TEST(reason("/dev/full", "x") == "cannot write /dev/full: No space left on device");
  BOOST_TEST(fs::is_character_file("/dev/full"));
}

BOOST_AUTO_TEST_CASE(missing_directories_are_made) {
  directory const d;
  replace_file(d.path / "a" / "b" / "report", "x");
  BOOST_TEST(contents(d.path / "a" / "b" / "report") == "x");
}

BOOST_AUTO_TEST_CASE(a_symbolic_link_stays_one) {
  directory const d;
  replace_file(d.path / "real", "old");
  fs::create_symlink("real", d.path / "link");
  replace_file(d.path / "link", "new");
  BOOST_TEST(fs::is_symlink(d.path / "link"));
  BOOST_TEST(contents(d.path / "real") == "new");
}

BOOST_AUTO_TEST_CASE(a_bad_path_is_told_before_long_work) {
  directory const d;
  BOOST_CHECK_THROW(check_replaceable(d.path), file_error);
  BOOST_CHECK_THROW(check_replaceable("/dev/null/report"), file_error);
  replace_file(d.path / "report", "good");
  check_replaceable(d.path / "report");
  BOOST_TEST(contents(d.path / "report") == "good");
}

BOOST_AUTO_TEST_CASE(a_directory_that_a_user_mistyped_is_not_made) {
  directory const d;
  BOOST_CHECK_THROW(check_named(d.path / "mistyped" / "report"), file_error);
  BOOST_TEST(!fs::exists(d.path / "mistyped"));
  BOOST_CHECK_THROW(check_named(d.path), file_error);
  check_named(d.path / "report");
  BOOST_TEST(!fs::exists(d.path / "report"));
}

BOOST_AUTO_TEST_CASE(of_files_that_belong_together_none_is_replaced_when_one_cannot_be) {
  directory const d;
  replace_file(d.path / "page", "old");
  replace_file(d.path / "table", "old");
  full_disk const disk(1000);
  std::string const much(2000, 'x');
  BOOST_CHECK_THROW(replace_files({{d.path / "page", "new"}, {d.path / "table", much}}),
                    file_error);
  BOOST_CHECK_THROW(replace_files({{d.path / "page", "new"}, {"/dev/full", "x"}}), file_error);
  BOOST_TEST(contents(d.path / "page") == "old");
  BOOST_TEST(contents(d.path / "table") == "old");
  BOOST_TEST(d.entries() == 2);
}

BOOST_AUTO_TEST_SUITE_END()
