#!/bin/sh
# tests/tools/lab_examples.sh -- lab_examples.sh KONT ROOT: what the lab's page and its help show as
# commands does what they say, in their order.
set -u
kont=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") # Meson says where from its own folder
root=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0
cd "$scratch" || exit 1
ln -s "$kont" kont

fail() {
  echo "$*"
  failures=$((failures + 1))
}

run() { # COMMAND: ends with 0, but with 1 where it is to end in a deadlock
  case $1 in *'--policy round_robin --workload philosophers'*) wanted=1 ;; *) wanted=0 ;; esac
  sh -c "$1" >said 2>&1 </dev/null
  status=$?
  if [ "$status" -ne "$wanted" ]; then fail "exit code $status, not $wanted: $1: $(cat said)"; fi
}

# Of the page first the files that it shows, whatever wants them, then its commands.
awk '/^```sh$/ { on = 1; next } /^```/ { on = 0 } on' "$root/lab/README.md" >page
if ! grep -q '^\./kont lab' page; then fail 'the page shows no command'; fi
sed -n '/^cat/,/^END$/p' page >files
sed -n '/^echo/p' page >>files
sh ./files
while read -r command; do
  case $command in './kont lab'*) run "$command" ;; esac
done <page

# Of the help all but the one that measures. What a command does stands two spaces after it.
"$kont" lab --help | sed -n 's/^  \(kont lab [^ ].*\)/.\/\1/p' | sed 's/   *.*//' >help
if [ "$(grep -c -- --workload help)" -lt 10 ]; then fail "the help shows too few: $(cat help)"; fi
while read -r command; do
  case $command in *bench) ;; *) run "$command" ;; esac
done <help

exit "$failures"
