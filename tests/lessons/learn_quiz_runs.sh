#!/bin/sh
# tests/lessons/learn_quiz_runs.sh -- LEARN GROUND COMPILE...: the quizzes' programs, compiled as
# they are shown, print what the quiz says that they print.
set -eu
learn=$1
ground=$2 # the library that all of kont stands on
shift 2
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
seeds='0 1 2 3'
lessons='1 2 3 5 6 7 8 9 10 11 12 13 14'
case $(uname -m) in x86_64) lessons="$lessons 4" ;; esac # it is about that processor

for lesson in $lessons; do # all in one file, each in a namespace, with what it includes above
  for seed in $seeds; do
    "$learn" quiz "$lesson" --seed "$seed" --solution >"$folder/said"
    sed -n "s/^It prints: /$lesson, $seed: /p" "$folder/said" >>"$folder/wanted"
    sed '/^It prints: /,$d' "$folder/said" >"$folder/shown"
    grep '^#include' "$folder/shown" >>"$folder/includes"
    echo "namespace quiz_${lesson}_$seed {"
    grep -v '^#include' "$folder/shown" | sed 's/^int main() {$/inline void run() {/'
    echo '}'
    echo "  print(\"$lesson, $seed:\"), quiz_${lesson}_$seed::run(), std::cout << std::endl;" \
      >>"$folder/calls"
  done
done >"$folder/programs"
{
  sort -u "$folder/includes"
  cat "$folder/programs"
  echo 'int main() {'
  cat "$folder/calls"
  echo '}'
} >"$folder/all.cpp"
"$@" "$folder/all.cpp" "$ground" -o "$folder/all"
"$folder/all" | sed 's/ *$//' | diff "$folder/wanted" -
echo "$(wc -l <"$folder/wanted") programs"
