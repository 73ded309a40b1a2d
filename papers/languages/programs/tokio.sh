# papers/languages/programs/tokio.sh -- builds tokio.rs with the crates that Debian packages.
# shellcheck shell=sh
# usage: tokio.sh HERE OUT: what is in HERE, into OUT
set -eu
[ -d /usr/share/cargo/registry/tokio-1.24.2 ] || {
  echo 'not installed: tokio' >&2
  exit 1
}
mkdir -p "$2/tokio/.cargo"
cat >"$2/tokio/.cargo/config.toml" <<'END'
[source.crates-io]
replace-with = "debian"
[source.debian]
directory = "/usr/share/cargo/registry"
END
cat >"$2/tokio/Cargo.toml" <<END
[package]
name = "program"
version = "1.0.0"
edition = "2021"
[dependencies]
tokio = { version = "1", features = ["rt", "sync"] }
[[bin]]
name = "program"
path = "$1/tokio.rs"
END
cd "$2/tokio"
exec cargo build --release --offline --quiet
