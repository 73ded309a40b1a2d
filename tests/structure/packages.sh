# tests/structure/packages.sh -- packages.txt is well formed, and the one place that names packages.
# shellcheck shell=sh disable=SC2016,SC2034 # awk has dollars; run.sh reads $faults

violations() {
  awk '
    /^#/ || !NF { next }
    function wrong(rule) { printf "packages.txt:%d: %s: %s\n", FNR, rule, $0 }
    $1 !~ /^[a-z0-9][a-z0-9+.-]+(\|[a-z0-9][a-z0-9+.-]+)*$/ { wrong("not Debian package names") }
    $2 !~ /^(build|test|ci|optional)$/ { wrong("a group is build, test, ci or optional") }
    NF < 4 { wrong("a reason follows the group") }
    seen[$1]++ { wrong("named twice") }
    { has[$2] = 1 }
    END { if (!has["build"] || !has["test"] || !has["ci"]) print "packages.txt: a group is empty" }
  ' packages.txt
  grep -q '"$root/packages.txt"' kont || echo 'kont: does not read packages.txt'
  grep -q 'kont setup.* ci' .ci/run || echo '.ci/run: does not install the group ci by ./kont setup'
  for name in $(awk '!/^#/ && NF { print $1 }' packages.txt | tr '|' '\n' | grep -e '-dev$'); do
    grep -n -F -e "$name" kont .ci/run | sed 's/$/ -- only packages.txt names packages/'
  done
}

faults='bad_name bad_group no_reason twice not_read named_in_kont named_in_ci'

bad_name() { echo 'libX?  build  for drawing' >>packages.txt; }
bad_group() { echo 'libx11-dev  gui  for drawing' >>packages.txt; }
no_reason() { echo 'libx11-dev  build' >>packages.txt; }
twice() { echo 'meson  build  again and again' >>packages.txt; }
not_read() { sed -i 's/packages\.txt/other.txt/' kont; }
named_in_kont() { echo '# libfmt-dev' >>kont; }
named_in_ci() { echo '# libfmt-dev' >>.ci/run; }
