#!/bin/sh
# tests/lessons/learn_checks.sh -- learn_checks.sh LEARN LESSONS: a student's way through a lesson,
# on which nothing that was written is lost.
set -u
learn=$1
lessons=$2
KONT_MY=$(mktemp -d)
export KONT_MY
trap 'rm -rf "$KONT_MY"' EXIT
file=$KONT_MY/01_the_rest.cpp
failures=0

says() { # CODE REGEX ARGUMENTS...: ends with that code, and says that
  code=$1
  regex=$2
  shift 2
  status=0
  said=$("$learn" "$@" 2>&1 </dev/null) || status=$?
  if [ "$status" -ne "$code" ] || ! printf '%s\n' "$said" | grep -q -E -e "$regex"; then
    printf 'learn %s: exit code %s, not %s, or not "%s":\n' "$*" "$status" "$code" "$regex"
    printf '%s\n' "$said"
    failures=$((failures + 1))
  fi
}

says 0 '^ 1  pending  The rest of the program$'
says 2 'has not been begun; ./kont learn next 1' check 1
says 0 'Edit .*01_the_rest.cpp' next
cmp -s "$file" "$lessons/01_the_rest/exercise.cpp" || says 0 'a copy of the exercise'
says 1 '^lesson 1: not yet: the first resume says' check 1
says 1 '^  step 1 should be "3" and is the end$' check 1
says 0 '^ 1  failing  .* -- not yet: the first resume'

sed 's/push_back(std::to_string(n))/push_back(n)/' "$lessons/01_the_rest/solution.cpp" >"$file"
says 0 'changed since its last check'
says 1 '^lesson 1: it does not compile: 01_the_rest.cpp:[0-9]+:[0-9]+: error: ' check 1
[ "$(printf '%s\n' "$said" | wc -l)" -le 5 ] || says 0 'errors are shortened'
{ cat "$lessons/01_the_rest/solution.cpp"; echo 'int const early = (std::exit(0), 0);'; } >"$file"
says 1 'ended before its checks did' check 1
sed 's/while\|for (; k; /&/; s/return times;/std::move(k).resume(); return times;/' \
  "$lessons/01_the_rest/solution.cpp" >"$file"
says 1 'broke a rule: .*one-shot' check 1

checks='#include "examples/lessons/01_the_rest/checks.hpp"'
cp "$lessons/02_cps_by_hand/solution.cpp" "$file" # which is right, of another lesson
says 1 "^lesson 1: it does not end with $checks" check 1
: >"$file"
says 1 "^lesson 1: it does not end with $checks" check 1
{
  printf '%s\n' '#include <cstdio>' 'int main() { std::puts("caf\xe9"); return 1; }'
  printf '%s\n' '#if 0' "$checks" '#endif'
} >"$file"
says 1 '^lesson 1: caf' check 1
says 0 '^ 1  failing  .* -- caf'

cp "$lessons/01_the_rest/solution.cpp" "$file"
says 0 '^lesson 1: passed, all [0-9]+ checks hold$' check 1
says 0 '^ 1  done '
says 0 '^# 2\. ' next
says 0 '^Go on with: ./kont learn quiz 1, then ./kont learn next$' watch 1

says 0 '^it brought 42$' run 1   # an example
says 0 '^120, after 4 ' run 2    # a program of the lesson's own
says 0 '^8 6 4 2 1 3 twin 2 1 3 $' quiz 3 --seed 0 --run
says 0 '^1\. ' hint 1
[ "$(printf '%s\n' "$said" | wc -l)" -eq 1 ] || says 0 'one hint the first time'
says 0 '^2\. ' hint 1
says 0 'what you wrote is in .*01_the_rest.old1.cpp$' reset 1
cmp -s "$KONT_MY/01_the_rest.old1.cpp" "$lessons/01_the_rest/solution.cpp" || says 0 'it is kept'
says 0 'old2.cpp$' reset 1
says 0 '^ 1  pending '

[ "$failures" -eq 0 ]
