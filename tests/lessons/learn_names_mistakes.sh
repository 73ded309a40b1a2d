#!/bin/sh
# tests/lessons/learn_names_mistakes.sh -- learn_names_mistakes.sh LEARN LESSONS: a solution with a
# mistake that people make fails, and what they have in mind is named.
set -u
learn=$1
lessons=$2
class=$(mktemp -d)
trap 'rm -rf "$class"' EXIT
failures=0

mistaken() { # LESSON SED: a solution, spoilt
  sed "$2" "$lessons/$1/solution.cpp" >"$class/$1.cpp"
  if cmp -s "$lessons/$1/solution.cpp" "$class/$1.cpp"; then named "$1 is not spoilt by $2"; fi
}

named() { # WORDS, which are in what is said of some lesson
  case $marks in
  *"$1"*) ;;
  *)
    printf 'nobody says "%s"\n' "$1"
    failures=$((failures + 1))
    ;;
  esac
}

marks=''
case $(uname -m) in
x86_64) mistaken 04_a_real_stack 's/popq %r13/popq %rcx/' ;;
esac
mistaken 01_the_rest '/push_back(std/{h;d};/^ *transfer(other)/G'
mistaken 05_discard 's/catch (kont::unwinding const&) { throw; }//'
mistaken 08_delimit 's/rest.insert(rest.begin(), n)/rest.push_back(n)/'
mistaken 09_resume_twice 's/on_heap = 7/on_heap = 4/'
mistaken 10_many 's/while (!number_)/if (!number_)/'
mistaken 11_waiting 's/left_number < right_number;/true;/'
mistaken 12_policies 's/passed >= 5/passed >= 6/'
marks=$("$learn" mark "$class" --json)
named '"passed": 0'
if [ -f "$class/04_a_real_stack.cpp" ]; then named "the other side's value is left in it"; fi
named 'the body hands control back before it says its number'
named 'catch (...) catches the order to unwind too'
named 'n is put behind what the rest emits'
named 'there is one cell for all'
named 'asks once: what held when it was woken'
named 'all take the fork on their left first, and a circle closes'
named 'it is next after five, not after six'
if [ "$failures" -ne 0 ]; then printf '%s\n' "$marks"; fi
[ "$failures" -eq 0 ]
