# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# Finds PostgreSQL's server binaries and runs them as an ordinary user: the server refuses root.
# Needs say.sh.

# Prints the folder of the newest installed PostgreSQL server, or fails.
postgres_bin() {
  local newest
  newest=$(printf '%s\n' /usr/lib/postgresql/*/bin/postgres | sort -t/ -k5,5V | tail -n 1)
  [ -x "$newest" ] || return 1
  dirname "$newest"
}

# Prints the user that the server runs as: this one, or for root an ordinary one.
postgres_user() {
  if [ "$(id -u)" != 0 ]; then id -un
  elif id postgres >/dev/null 2>&1; then echo postgres
  else echo nobody
  fi
}

# Runs a command as that user, from a folder that everybody can enter and with a bare environment.
as_postgres() {
  local user
  user=$(postgres_user)
  if [ "$(id -u)" = 0 ]; then
    (cd / && exec env -i PATH="$PATH" LC_ALL=C.UTF-8 \
      setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@")
  else
    (cd / && exec env -i PATH="$PATH" LC_ALL=C.UTF-8 "$@")
  fi
}
