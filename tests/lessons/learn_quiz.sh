#!/bin/sh
# tests/lessons/learn_quiz.sh -- learn_quiz.sh LEARN: the quiz knows its own answer, and names how
# another one came about.
set -u
learn=$1
failures=0

answers() { # CODE REGEX LESSON SEED ANSWER
  status=0
  said=$("$learn" quiz "$3" --seed "$4" --answer "$5") || status=$?
  if [ "$status" -ne "$1" ] || ! printf '%s\n' "$said" | grep -q -e "$2"; then
    printf 'quiz %s, seed %s, "%s": exit code %s: %s\n' "$3" "$4" "$5" "$status" "$said"
    failures=$((failures + 1))
  fi
}

for lesson in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do
  for seed in 0 1 2 3; do
    said=$("$learn" quiz $lesson --seed $seed --solution)
    right=$(printf '%s\n' "$said" | sed -n 's/^It prints: //p')
    known=$(printf '%s\n' "$said" | sed -n '/^Known misreadings:$/,$s/^  //p')
    answers 0 'That is what it prints' $lesson $seed "$right"
    answers 1 'Not so: ' $lesson $seed "$right and more"
    [ "$(printf '%s\n' "$known" | wc -l)" -ge 3 ] || answers 0 'three are known' $lesson $seed '?'
    while IFS= read -r line; do # "TRACE: what one thinks"
      answers 1 "It looks as if ${line#*: }" $lesson $seed "${line%%: *}"
    done <<END
$known
END
  done
done
said=$(echo 'a' | "$learn" quiz 1 --seed 4) && answers 0 'an answer is read' 1 4 "$said"
# by hand, from the programs
answers 0 'what it prints' 7 4 'a b1 4 c25 d1 b2 8 c39 d2 b3 12 c44 d3 e 0'
answers 1 'begin the body anew' 7 4 'a b1 4 a b1 4 a b1 4 a b1 4'
answers 1 'return its own argument' 7 4 'a b1 4 c4 d1 b2 8 c8 d2 b3 12 c12 d3 e 0'
answers 1 'word of the resume before' 7 4 'a b1 4 c17 d1 b2 8 c25 d2 b3 12 c39 d3 e 0'
answers 1 'begin the loop again' 7 4 'a b1 4 c25 d1 b1 4 c39 d1 b1 4 c44 d1 b1 4'
answers 1 'it unwinds' 5 4 'a b1 m b2 m b3 m'
answers 1 'up to word 2 it is right' 7 4 'a b1 5'
answers 0 'what it prints' 3 0 '8 6 4 2 1 3 twin 2 1 3'
answers 1 'see what the walk did after it' 3 0 '8 6 4 2 1 3 twin 5 3 2'
answers 0 'what it prints' 10 0 'm a1 b1 c1 b2 b3 c2 a2'
answers 1 'let who is woken run next' 10 0 'm a1 b1 c1 b2 b3 a2 c2'
answers 0 'what it prints' 13 0 'h5 x15 h18 ~g r100 m105'
answers 1 'take the clause for a catch' 13 0 '~g h5 m15'
[ "$failures" -eq 0 ]
