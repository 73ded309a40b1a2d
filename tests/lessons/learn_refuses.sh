#!/bin/sh
# tests/lessons/learn_refuses.sh -- learn_refuses.sh LEARN: bad input is one line and exit code 2.
set -u
learn=$1
KONT_MY=$(mktemp -d)
export KONT_MY
trap 'rm -rf "$KONT_MY"' EXIT
failures=0

refuses() { # HINT ARGUMENTS...
  hint=$1
  shift
  status=0
  said=$("$learn" "$@" 2>&1 </dev/null) || status=$?
  if [ "$status" -ne 2 ] || [ "$(printf '%s\n' "$said" | wc -l)" -ne 1 ] ||
    ! printf '%s\n' "$said" | grep -q -F -e "$hint"; then
    printf 'learn %s: exit code %s, or not one line with "%s": %s\n' "$*" "$status" "$hint" "$said"
    failures=$((failures + 1))
  fi
}

refuses 'nonsense' nonsense
refuses 'there is no lesson 99; they are 1 to' check 99
refuses 'there is no lesson -1' next -1
refuses 'there is no lesson 0' next 0
refuses 'LESSON: an empty value' next ''
refuses 'many' hint many
refuses 'LESSON' check
refuses 'has not been begun' check 2
refuses 'has not been begun' reset 2
refuses 'has not been begun' watch 2
refuses 'lessons 1 to 14 have one' quiz 15
refuses 'excludes' quiz 1 --run --solution
for seed in often -1 99999999999999999999999; do
  refuses 'a seed is a number from 0 to 18446744073709551615' quiz 1 --seed "$seed"
done
refuses 'is not a folder' mark "$KONT_MY/nowhere"
refuses 'no file of a lesson' mark "$KONT_MY"
refuses 'DIR: an empty value' mark ''
"$learn" next >/dev/null
for command in '' next 'mark --json' 'quiz 1 --solution' --help; do
  status=0
  # shellcheck disable=SC2086 # to be split
  said=$("$learn" $command 2>&1 >/dev/full </dev/null) || status=$?
  case $status,$said in
  '2,kont learn: cannot write to standard output'*) ;;
  *)
    printf 'learn %s >/dev/full: exit code %s: %s\n' "$command" "$status" "$said"
    failures=$((failures + 1))
    ;;
  esac
done
said=$(KONT_MY=/dev/null/my "$learn" hint 1 2>&1)
case $? in 2) ;; *) said="exit code 0: $said" ;; esac
case $said in
'1. '*'cannot write /dev/null/my/progress.json'*) ;;
*)
  echo "hint 1, which cannot be written down: $said"
  failures=$((failures + 1))
  ;;
esac
before=$(ls "$KONT_MY")
(
  trap '' XFSZ
  ulimit -f 0 # as a full disk
  refuses 'cannot write' reset 1
  [ "$failures" -eq 0 ]
) || failures=$((failures + 1))
[ "$(ls "$KONT_MY")" = "$before" ] || refuses 'and all files are still there'
echo '{' >"$KONT_MY/progress.json"
refuses 'progress.json is not what was written there'
refuses 'progress.json is not what was written there' hint 1
[ "$(cat "$KONT_MY/progress.json")" = '{' ] || refuses 'and it is still there'
[ "$failures" -eq 0 ]
