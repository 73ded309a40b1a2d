// examples/population/parameters.hpp -- the constants of the model, all of them, and their file.
//
// B. Rempt's article ("Working with Stackless Python and Microthreads", InformIT, 2001) prints the
// rules of the population but neither the values of its constants nor how people produce, feed and
// like. What is ours is marked so here and in town.cpp.
#pragma once
#include <string>
#include <string_view>

namespace kont::population {

/// How people are born and live. check() says what each may be. A person draws from these at birth:
/// her span of years 1 … lifespan-1, preference 1 … 10, riches 1 … 100, strength (capacity) and
/// need 3d4 each, children 1 … strength-1, the age at which she comes of age 14 … 19, and her sex.
struct parameters {
  int lifespan = 100;          ///< years that nobody reaches (MAX_LIFESPAN)
  double resources = 0.65;     ///< of the land, for each founder (INITIAL_RESOURCES); see town
  int founders_oldest = 40;    ///< founders are 0 … so old; the article's were newborn
  int child_bearing_age = 40;  ///< a mother is younger
  double fertility = 1;        ///< the chance of a child in a year of marriage; the article's: 1
  int suitor_age = 14;         ///< a suitor is older
  int suitor_riches = 10;      ///< a suitor has more

  // What the article's program did that we hold for mistakes; false, or 0, is our decision.
  bool suitors_wait = false;      ///< at an empty queue, for ever: they neither age nor die
  bool both_debut = false;        ///< men too stand in the partner queue
  bool dead_stay_queued = false;  ///< nobody removes the dead from it
  bool alone_waits = false;       ///< who finds only himself in it waits for ever
  int year_ms =
      0;  ///< a year is so many ms of the machine's time, and runs differ; 0: virtual time

  friend bool operator==(parameters const&, parameters const&) = default;
};

/// The same with the article's mistakes; only its years are virtual still.
parameters as_in_the_article(parameters p);

/// Throws usage_error, which names the field and what it may be.
void check(parameters const& p);

/// As JSON, one field a line.
std::string to_json(parameters const& p);
/// Reads what to_json wrote. Throws usage_error, one line that begins with `where` and names the
/// field: absent, of the wrong type, out of its range, or not known.
parameters from_json(std::string_view text, std::string_view where);
/// The same of a file.
parameters read_parameters(std::string const& path);

}  // namespace kont::population
