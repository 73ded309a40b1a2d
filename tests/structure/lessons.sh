# tests/structure/lessons.sh -- every lesson is whole, is in the list, and is short.
# shellcheck shell=sh disable=SC2016,SC2034 # sed's backticks; run.sh reads $faults

course=examples/lessons

program_of() { # FOLDER: the example that its text names as its program
  sed -n 's,^\*\*Program:\*\* \[[^]]*\](\(\.\./\.\./[^)]*\.cpp\)).*,\1,p' "$1/README.md"
}

dead_links() {
  for text in "$course"/*.md "$course"/*/README.md; do
    grep -o ']([^ )#:]*)' "$text" | sed 's/^](//; s/)$//' | while read -r link; do
      [ -e "$(dirname "$text")/$link" ] || echo "$text: leads to no file: $link"
    done
  done
}

violations() {
  dead_links
  for folder in "$course"/[0-9]*/; do
    folder=${folder%/}
    name=${folder##*/}
    grep -q -F "'$name'" $course/meson.build || echo "$folder: no meson.build lists it"
    for part in README.md checks.hpp exercise.cpp solution.cpp; do
      [ -f "$folder/$part" ] || echo "$folder: a lesson has a $part"
    done
    if [ -f "$folder/lesson.cpp" ]; then
      [ -f "$folder/expected" ] || echo "$folder: what lesson.cpp prints is in expected"
      [ "$(wc -l <"$folder/lesson.cpp")" -le 60 ] || echo "$folder: lesson.cpp has over 60 lines"
    elif [ ! -f "$folder/$(program_of "$folder" 2>/dev/null)" ]; then
      echo "$folder: has no lesson.cpp, and names no example as its **Program:**"
    fi
    number=${name%%_*}
    for says in "# ${number#0}. " '**One idea.**' '```text' '**The rung.**' '**Program:**' \
      '## Exercise' '## Hints'; do
      grep -q -F -e "$says" "$folder/README.md" || echo "$folder/README.md: no $says"
    done
    rung=$(sed -n 's/^\*\*The rung\.\*\* `\([a-z.]*\)`.*/\1/p' "$folder/README.md")
    grep -q -F "\"$rung\"" papers/ladder/*.cpp || echo "$folder: the ladder has no rung '$rung'"
    grep -q 'TODO' "$folder/exercise.cpp" || echo "$folder/exercise.cpp: nothing is left to do"
    if grep -s -n 'TODO' "$folder/solution.cpp"; then echo "$folder/solution.cpp: is not done"; fi
  done
}

faults='unlisted_lesson no_solution not_printed long_lesson no_picture no_hints no_program no_rung
  solved moved'

unlisted_lesson() { sed -i "/'01_/d" $course/meson.build; }
no_solution() { rm $course/02_*/solution.cpp; }
not_printed() { rm $course/02_*/expected; }
long_lesson() { yes '// padding' | head -n 60 >>"$(echo $course/02_*/lesson.cpp)"; }
no_picture() { sed -i '/^```/d' $course/01_*/README.md; }
no_hints() { sed -i '/^## Hints/d' $course/01_*/README.md; }
no_program() { sed -i 's/01_continuation.cpp/01_missing.cpp/g' $course/01_*/README.md; }
no_rung() { sed -i 's/^\(..The rung... `\)[a-z.]*/\1stairs/' $course/02_*/README.md; }
solved() { cp "$(echo $course/01_*/solution.cpp)" "$(echo $course/01_*/exercise.cpp)"; }
moved() { rm examples/12_what_differs.cpp; }
