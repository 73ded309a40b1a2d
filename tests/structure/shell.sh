# tests/structure/shell.sh -- ShellCheck has nothing to say of the scripts.
# shellcheck shell=sh disable=SC2016,SC2034 # the seeded fault has a dollar; run.sh reads $faults

violations() {
  find . \( -path './build*' -o -path ./.git -o -path ./my \) -prune -o -type f \
    \( -name '*.sh' -o -path ./kont -o -path ./.ci/run -o -path ./tools/lint_coroutines \) \
    -exec shellcheck {} +
}

faults='unquoted bash_in_sh'

unquoted() { echo 'ls $1' >>kont; }
bash_in_sh() { echo '[[ -n $1 ]]' >>kont; }
