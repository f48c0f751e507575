# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# Installs what is missing with apt-get (as root, or by sudo where that asks for no password), or names it in one line.
# Needs say.sh and postgres.sh.

rust_least=1.95

# Debian packages that are missing: what this machine lacks to build and run, and with $1 = test also to test.
missing_packages() {
  command -v gcc >/dev/null || echo gcc libc6-dev
  [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
  command -v setpriv >/dev/null || echo util-linux
  postgres_bin >/dev/null || echo postgresql
  command -v node >/dev/null || echo nodejs
  command -v npm >/dev/null || echo npm
  if [ "${1:-}" = test ]; then
    command -v openssl >/dev/null || echo openssl
    command -v pkg-config >/dev/null || echo pkg-config
    [ -e /usr/include/openssl/ssl.h ] || echo libssl-dev
    command -v psql >/dev/null || echo postgresql-client
    command -v chromium >/dev/null || echo chromium
    command -v pdftotext >/dev/null || echo poppler-utils
    # a mail server that nobody here wrote; the tests call Debian's own python
    /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || echo python3-aiosmtpd
    command -v qpdf >/dev/null || echo qpdf
    command -v zbarimg >/dev/null || echo zbar-tools
  fi
}

# Puts Debian packages on the machine.
install_packages() {
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null && as_root=(sudo -n)
    [ "${#as_root[@]}" != 0 ] || die "missing here: $*. As root: apt-get install $*"
  fi
  command -v apt-get >/dev/null || die "missing here: $*. Install them, then start this again."
  say "installing $* …"
  # Debian would make and start a cluster that nobody here uses
  case " $* " in
    *" postgresql "*)
      "${as_root[@]}" mkdir -p /etc/postgresql-common/createcluster.d
      echo 'create_main_cluster = false' |
        "${as_root[@]}" tee /etc/postgresql-common/createcluster.d/sportello.conf >/dev/null ;;
  esac
  "${as_root[@]}" apt-get update -qq >&2 || die "apt-get update did not succeed: see above"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 ||
    die "apt-get install $* did not succeed: see above"
}

# Is version $1 at least $2?
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

# A Rust compiler that is new enough, or one line that says how to get it.
need_rust() {
  local found candidate tool
  [ -d "$HOME/.cargo/bin" ] && PATH=$PATH:$HOME/.cargo/bin
  found=$(rustc --version 2>/dev/null | cut -d' ' -f2) || true
  if [ -z "$found" ] || ! at_least "$found" "$rust_least"; then
    candidate=$(apt-cache policy rustc 2>/dev/null | sed -n 's/^ *Candidate: \([0-9.]*\).*/\1/p') || true
    if [ -n "$candidate" ] && at_least "$candidate" "$rust_least"; then
      install_packages rustc cargo rustfmt rust-clippy
    else
      die "Rust $rust_least or newer is missing (found: ${found:-none}). Install it from https://rustup.rs, then start this again."
    fi
  fi
  command -v cargo >/dev/null || die "cargo is missing beside rustc $found: install it from https://rustup.rs"
  [ "${1:-}" = test ] || return 0
  for tool in rustfmt cargo-clippy; do
    command -v $tool >/dev/null || die "$tool is missing: rustup component add rustfmt clippy"
  done
}

# Everything that the building, or with $1 = test the testing, needs.
set_up() {
  local missing
  missing=$(missing_packages "${1:-}" | tr '\n' ' ')
  # shellcheck disable=SC2086 # a list of words
  [ -z "$missing" ] || install_packages $missing
  need_rust "${1:-}"
  bin/assets >&2 || die "the page style could not be installed: see above"
}
