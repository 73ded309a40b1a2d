# tests/structure/style.sh -- files say what they are and stay short enough to be read.
#
# No file over 400 lines, and the primitive whole in 60, no line over 100 columns, no function over
# 40 lines (told by indentation, so roughly), and the first line of each file says in one clause
# what it is. Nothing compiled is among them.
# shellcheck shell=sh disable=SC2016,SC2034 # awk has dollars; run.sh reads $faults

sources() { # the files that people read as source
  find . \( -path './build*' -o -path ./.git -o -path ./my \) -prune -o -type f \
    \( -name '*.[hc]pp' -o -name '*.sh' -o -name meson.build -o -name meson_options.txt \
    -o -path ./kont -o -path ./.ci/run -o -path ./tools/lint_coroutines \) -print
}

compiled() { # what may be executed and is no script
  find . \( -path './build*' -o -path ./.git -o -path ./my \) -prune -o -type f -perm -100 -print |
    while read -r file; do
      [ "$(head -c 2 "$file" | tr -d '\0')" = '#!' ] ||
        echo "${file#./}:1: is a program and no source; what is compiled stays out of the tree"
    done
}

violations() {
  compiled
  sources | tr '\n' '\0' | LC_ALL=C xargs -0 awk '
    function wrong(line, rule) { printf "%s:%d: %s\n", file, line, rule }
    function finish(most) {
      most = file == "continuations/continuation.hpp" ? 60 : 400
      if (lines > most) wrong(lines, lines " lines; " (most == 60 ? "it" : "a file") \
        " has at most " most)
    }
    FNR == 1 { finish(); file = substr(FILENAME, 3); says = 0; split("", opened) }
    { lines = FNR }
    FNR <= 2 && index($0, file " -- ") { says = 1 }
    FNR <= 2 && file ~ /meson/ && /^# .+/ { says = 1 }
    FNR == 2 && !says { wrong(1, "the first line says what the file is: " file " -- ...") }
    {
      text = $0
      gsub(/[\200-\277]/, "", text)  # a character of UTF-8 is its first byte
      if (length(text) > 100) wrong(FNR, length(text) " columns; a line has at most 100")
      match($0, /^ */)
      indent = RLENGTH
      rest = substr($0, indent + 1)
    }
    rest ~ /^}/ {
      start = opened[indent]
      size = FNR - start + 1
      if (start && size > 40) wrong(start, size " lines; a function has at most 40")
    }
    rest != "" && rest !~ /^(}|\/\/|#|:|public|private|protected)/ {
      opened[indent] = index(rest, "(") && rest !~ /^(namespace|struct|class|enum|union|extern)/ &&
          rest !~ /^(if|for|while|switch|else|do|try|catch|case)/ ? FNR : 0
    }
    END { finish() }'
}

faults='long_file long_primitive wide_line wide_umlauts silent_file long_function long_member'
faults="$faults binary"

long_file() { yes '// padding' | head -n 401 >>lib/rule.hpp; }
long_primitive() { yes '// more' | head -n 30 >>continuations/continuation.hpp; }
wide_line() { printf '// %098d\n' 0 >>lib/rule.hpp; }
wide_umlauts() { printf '// %s\n' "$(yes ü | head -n 98 | tr -d '\n')" >>lib/rule.hpp; }
silent_file() { printf '#pragma once\n\n' >lib/silent.hpp; }
long_function() {
  { printf 'void f(int a,\n       int b) {\n'; yes '  ;' | head -n 38; echo '}'; } >>lib/rule.hpp
}
long_member() {
  { printf 'struct s {\n  int f() const {\n'; yes '    ;' | head -n 39; echo '  }'; } >>lib/rule.hpp
}
binary() { printf '\177ELF' >bin && chmod +x bin; }
