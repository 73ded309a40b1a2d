// tests/population/bad_parameters_name_the_field.cpp -- one line: the place, the field, its range.
#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>

#include "examples/population/parameters.hpp"
#include "lib/usage_error.hpp"

BOOST_AUTO_TEST_SUITE(bad_parameters_name_the_field)

using namespace kont::population;

namespace {

std::string complaint(std::string const& json) try {
  from_json(json, "my.json");
  return "none";
} catch (kont::usage_error const& e) { return e.what(); }

// The defaults, with the value of this field another.
std::string with(std::string const& field, std::string const& value) {
  auto text = to_json({});
  auto const at = text.find("\"" + field + "\":") + field.size() + 3;
  return text.replace(at, text.find_first_of(",\n", at) - at, " " + value);
}
std::string without(std::string const& field) {
  auto text = to_json({});
  auto const at = text.find("\"" + field + "\"");
  return text.erase(at, text.find('\n', at) - at);
}
void refuses(std::string const& json, std::string const& says) {
  auto const line = complaint(json);
  BOOST_TEST(line == "my.json: " + says);
  BOOST_TEST(line.find('\n') == line.npos);
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_written_is_read) {
  parameters p;
  p.lifespan = 77;
  p.fertility = 0.25;
  p.both_debut = true;
  BOOST_TEST((from_json(to_json(p), "x") == p));
}
BOOST_AUTO_TEST_CASE(bad_parameters_name_the_field) {
  refuses(with("lifespan", "-1"), "lifespan is -1; it must be a whole number from 2 to 1000");
  refuses(with("lifespan", "99999999999"),
          "lifespan is 99999999999; it must be a whole number from 2 to 1000");
  refuses(with("lifespan", "80.5"), "lifespan is 80.5; it must be a whole number from 2 to 1000");
  refuses(with("resources", "NaN"),
          "resources is not a value that JSON has; it must be a number from -1000 to 1000");
  refuses(with("resources", "\"much\""),
          "resources is \"much\"; it must be a number from -1000 to 1000");
  refuses(with("fertility", "1.5"), "fertility is 1.5; it must be a number from 0 to 1");
  refuses(with("both_debut", "1"), "both_debut is 1; it must be true or false");
  refuses(without("suitor_age"), "suitor_age is absent; it must be a whole number from 0 to 1000");
}
BOOST_AUTO_TEST_CASE(bad_files_are_refused) {
  refuses("", "not JSON, at byte 1");
  refuses("[]", "not an object of JSON");
  BOOST_TEST(complaint(with("lifespan", "100, \"luck\": 1")).starts_with("my.json: no field is"));
  BOOST_CHECK_THROW(read_parameters("/nonexistent/x.json"), kont::usage_error);
}
BOOST_AUTO_TEST_CASE(nan_is_refused_where_no_json_is) {
  parameters p;
  p.resources = std::numeric_limits<double>::quiet_NaN();
  BOOST_CHECK_THROW(check(p), kont::usage_error);
}

BOOST_AUTO_TEST_SUITE_END()
