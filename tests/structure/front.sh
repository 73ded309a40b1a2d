# tests/structure/front.sh -- what ./kont does before anything is built, on staged machines.
# shellcheck shell=sh disable=SC2016,SC2034 # stand-ins have dollars; run.sh reads $faults

stage() { # a PATH of stand-ins: apt-get writes down its arguments, dpkg-query knows nothing
  bin=$(mktemp -d "${TMPDIR:-/tmp}/kont bin.XXXXXX")
  calls=$bin/calls
  : >"$calls"
  export KONT_BUILD="$bin/build" # nothing, until own_policies
  for tool in sh env awk sed tr cat rm id mktemp dirname readlink head grep sort find; do
    ln -s "$(command -v "$tool")" "$bin/$tool"
  done
  stand_in dpkg-query 'exit 1'
  stand_in id 'echo 0'
  stand_in apt-get 'echo "$*" >>"${0%/*}/calls"'
}

stand_in() { # TOOL BODY
  rm -f "$bin/$1"
  printf '#!/bin/sh\n%s\n' "$2" >"$bin/$1"
  chmod +x "$bin/$1"
}

expect() { # CODE WHAT ARGUMENTS...: the exit code and, of bad input, one line
  code=$1
  what=$2
  shift 2
  status=0
  said=$(PATH=$bin ./kont "$@" 2>&1 </dev/null) || status=$?
  if [ "$status" -ne "$code" ]; then echo "kont $*: exit code $status, not $code: $said"; fi
  if [ "$what" = line ] && [ "$(printf '%s\n' "$said" | wc -l)" -ne 1 ]; then
    echo "kont $*: not one line: $said"
  fi
}

called() { # REGEX: apt-get was called so
  grep -q -E -e "$1" "$calls" || echo "apt-get was not called as '$1' but: $(cat "$calls")"
}

bad_input() {
  expect 0 text
  expect 0 text --help
  expect 2 line nonsense
  expect 2 line test '('
  expect 2 line test one two
  expect 2 line setup nonsense
  expect 2 line help nonsense
  expect 2 line book nonsense
  if [ -s "$calls" ]; then echo 'bad input, and yet apt-get was called'; fi
}

says() { # TEXT: so does what was expected last
  case $said in *"$1"*) ;; *) echo "does not say '$1': $said" ;; esac
}

full_disk() {
  for asks in --help 'help test' 'clean --help'; do
    # shellcheck disable=SC2086 # to be split
    said=$(PATH=$bin ./kont $asks 2>&1 >/dev/full) && echo "$asks >/dev/full: exit code 0"
    [ "$said" = 'kont: cannot write to standard output; it must be open and not full' ] ||
      echo "$asks >/dev/full: $said"
  done
}

own_help() { # of what has no program: asking for it does nothing
  for of in test setup book clean; do
    for asks in "$of --help" "help $of"; do
      # shellcheck disable=SC2086 # to be split
      expect 0 text $asks
      printf '%s\n' "$said" | grep -q "usage: ./kont $of" || echo "$asks: that is not its own"
    done
  done
  if [ -s "$calls" ]; then echo 'help was asked for, and yet apt-get was called'; fi
}

cleans() { # what Meson has made, and nothing else
  mkdir -p "$bin/build"
  : >"$bin/build/precious"
  expect 0 text clean --help
  expect 2 line clean nonsense
  expect 2 line clean
  [ -e "$bin/build/precious" ] || echo 'clean deleted what is no build directory'
  mkdir -p "$bin/build/meson-private"
  expect 0 text clean
  [ ! -e "$bin/build" ] || echo 'clean left the build directory'
}

bare_debian() {
  expect 0 text setup build
  called 'install .*g\+\+ '
  called '-y.*--no-remove'
  grep -q -E 'clang|boost-test' "$calls" && echo 'setup build installs other groups'
  stand_in apt-get 'echo "$*" >>"${0%/*}/calls"; case $* in *fiber1.81*) exit 100 ;; esac'
  expect 0 text setup build
  called '(^| )update'
  called 'install .*libboost-fiber-dev'
  stand_in apt-get 'exit 100'
  expect 2 text setup build
}

complete_debian() {
  stand_in dpkg-query 'shift 3; for name; do echo "$name install ok installed"; done'
  : >"$calls"
  expect 0 text setup build test ci
  if [ -s "$calls" ]; then echo 'all is installed, and yet apt-get was called'; fi
}

own_policies() { # after complete_debian: with a build directory that is older than a new policy
  folder="$bin/own policies"
  mkdir -p "$folder" "$bin/build/lab" "$bin/build/tools"
  printf '%s\n' "$folder" >"$bin/build/lab/own_folders.txt"
  stand_in meson 'echo "meson $*" >>"${0%/*}/calls"'
  stand_in ninja 'true'
  stand_in build/tools/kont 'echo list'
  : >"$bin/build/build.ninja"
  touch -t 200001010000 "$folder"
  expect 0 line lab list
  if [ -s "$calls" ]; then echo 'no policy is new, and yet meson was called'; fi
  touch -t 200001010000 "$bin/build/build.ninja"
  : >"$folder/mine.cpp"
  expect 0 line lab list
  grep -q 'meson setup --reconfigure' "$calls" || echo 'a new policy was not noticed'
}

by_name() { # after own_policies: what ./kont trace is given is no pattern
  stand_in ninja 'echo "examples/traced_one: cpp_LINKER"'
  for name in '.*' 'o,e' 'o[' one.; do
    expect 2 line trace "$name"
    says "'$name' is no program; by name there are"
  done
  expect 0 line trace one
}

no_temporary_file() { # after own_policies
  TMPDIR=$bin/nowhere expect 2 line lab list
  says "cannot be made in $bin/nowhere"
}

installed_later() { # after own_policies: what its build directory has looked for in vain
  stand_in dpkg-query 'exit 1'
  stand_in apt-get 'true'
  : >"$calls"
  expect 0 text setup optional
  for step in 'configure --clearcache' 'setup --reconfigure'; do
    grep -q "meson $step" "$calls" || echo "what was installed is not looked for: no meson $step"
  done
}

elsewhere() {
  rm "$bin/apt-get"
  expect 2 text setup
  printf '%s\n' "$said" | grep -q 'ninja-build' || echo 'does not say what to install'
}

violations() {
  stage
  bad_input
  own_help
  full_disk
  cleans
  bare_debian
  complete_debian
  own_policies
  by_name
  no_temporary_file
  installed_later
  elsewhere
  rm -rf "$bin"
}

faults='takes_any_command forgets_update installs_everything removes always_installs overlooks'
faults="$faults looks_once deletes_anything deletes_for_help matches_patterns"

takes_any_command() { sed -i 's/^\*) unknown/\*) echo/' kont; }
forgets_update() { sed -i 's/^  apt update$/  true/' kont; }
installs_everything() { sed -i 's/index(groups, " " $2 " ")/1/' kont; }
removes() { sed -i 's/--no-remove //' kont; }
always_installs() { sed -i 's/if (names\[i\] in has) next/continue/' kont; }
matches_patterns() { sed -i 's/if \[ "$name" = "$1" \]/if echo "$name" | grep -q "$1"/' kont; }
looks_once() { sed -i 's/ then configure; fi$/ then true; fi/' kont; }
deletes_anything() { sed -i 's/ && \[ ! -d "$build\/meson-private" \]/ \&\& false/' kont; }
deletes_for_help() {
  sed -i 's/ | clean,-h | clean,--help)/)/; s/  if .* "clean takes no.*/  true/' kont
}
overlooks() { sed -i 's/^  elif policies_changed/  elif false/' kont; }
