# tests/structure/lint.sh -- no coroutine of ours is written in a way that g++ 12 miscompiles.
# shellcheck shell=sh disable=SC2034 # run.sh reads $faults

traps=tests/reliability/traps

violations() {
  find lib continuations generators coroutines lab papers examples tools tests -path $traps -prune \
    -o -name '*.[hc]pp' -print | tr '\n' '\0' | xargs -0 tools/lint_coroutines
  # in a trap it finds the trap, and has nothing to say of the cure
  for trap in "$traps"/g*.cpp; do
    number=$(basename "$trap" | sed 's/g\(.\).*/G\1/')
    said=$(tools/lint_coroutines "$trap")
    case $said in
    *'
'*) printf 'more than the trap: %s\n' "$said" ;;
    "$trap:"*": $number: "*) ;;
    *) echo "$trap: the lint does not find $number: $said" ;;
    esac
  done
  said=$(tools/lint_coroutines "$traps" README.md 2>&1)
  case $?,$said in
  '2,lint_coroutines: README.md: '*'nothing was checked') ;;
  *) echo "what is no source seems to be checked: $said" ;;
  esac
}

faults='lambda braced aggregate conditional list finds_nothing finds_cures
  checks_nothing'

lambda() { cp $traps/g1_*.cpp examples/seeded.cpp; }
braced() { cp $traps/g2_*.cpp examples/seeded.cpp; }
aggregate() { cp $traps/g3_*.cpp generators/seeded.hpp; }
conditional() { cp $traps/g4_*.cpp tests/unit/seeded.cpp; }
list() { cp $traps/g5_*.cpp papers/seeded.cpp; }
finds_nothing() { sed -i 's/^  function look(.*/&\n    return/' tools/lint_coroutines; }
checks_nothing() { sed -i '/nothing was checked/s/die .*/;;/' tools/lint_coroutines; }
finds_cures() { sed -i 's/^    if (text !~ waits) return$//' tools/lint_coroutines; }
