# tests/structure/layering.sh -- includes go one way; Boost's switches are only peers.
#
# tools -> examples, papers; these and tests -> lab
#   -> generators | coroutines -> continuations -> lib
# shellcheck shell=sh disable=SC2016,SC2034 # awk has dollars; run.sh reads $faults

rooms='lib continuations generators coroutines lab papers examples tools tests'

violations() {
  # shellcheck disable=SC2086 # the rooms are to be split
  find $rooms -name '*.[hc]pp' -exec awk '
    BEGIN {
      may["lib"] = " lib "
      may["continuations"] = may["lib"] "continuations "
      may["generators"] = may["continuations"] "generators "
      may["coroutines"] = may["continuations"] "coroutines "
      may["lab"] = may["coroutines"] "lab "
      all = may["generators"] "coroutines lab "
      may["papers"] = all "papers "
      may["examples"] = all "examples "
      may["tools"] = all "papers examples tools "
      may["tests"] = all "papers examples tools tests "
    }
    function wrong(rule) { printf "%s:%d: %s: %s\n", FILENAME, FNR, rule, $0 }
    FNR == 1 { split(FILENAME, path, "/"); room = path[1] }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
      split($0, quoted, "\"")
      split(quoted[2], target, "/")
      if (!(target[1] in may)) wrong("a quoted include starts at the root of the repository")
      else if (!index(may[room], " " target[1] " ")) wrong(room " does not include " target[1])
    }
    /^[ \t]*#[ \t]*include[ \t]*<boost\/(context|coroutine2|fiber)/ {
      if (room == "tests" || FILENAME ~ /^(papers|examples\/population)\/peers\//) next
      if (FILENAME == "continuations/strategies/context.hpp" && /boost\/context/) next
      wrong("only peers/, tests and (Boost.Context) strategies/context.hpp include this")
    }' {} +
  find continuations generators coroutines -name '*.cpp' | sed 's/$/: above lib all is header-only/'
}

faults='lib_looks_up generators_see_coroutines coroutines_see_generators continuations_see_layers
  lab_sees_papers
  papers_see_tools relative context_elsewhere fiber_in_a_strategy not_header_only'

lib_looks_up() { echo '#include "continuations/continuation.hpp"' >>lib/rule.hpp; }
generators_see_coroutines() { echo '#include "coroutines/x.hpp"' >generators/seeded.hpp; }
coroutines_see_generators() { echo '  #  include "generators/x.hpp"' >coroutines/seeded.hpp; }
continuations_see_layers() { echo '#include "generators/x.hpp"' >>continuations/continuation.hpp; }
lab_sees_papers() { echo '#include "papers/ladder/row.hpp"' >>lab/job.hpp; }
papers_see_tools() { echo '#include "tools/x.hpp"' >papers/ladder/seeded.hpp; }
relative() { echo '#include "rule.hpp"' >lib/seeded.cpp; }
context_elsewhere() { echo '#include <boost/context/fiber.hpp>' >>continuations/continuation.hpp; }
fiber_in_a_strategy() {
  echo '#include <boost/fiber/all.hpp>' >>continuations/strategies/context.hpp
}
not_header_only() { echo >continuations/seeded.cpp; }
