# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# A throw-away PostgreSQL cluster for the tests: unix socket only, nothing synced to disk, superuser `postgres` without
# a password in a folder that only the server's user (and root) can enter. Its log has every statement, for the test of their
# plans. Needs say.sh and postgres.sh.

# Prints the connection string of the cluster in folder $1.
test_cluster_url() { printf 'host=%s user=postgres dbname=postgres\n' "$1"; }

# Is the cluster in folder $1 running?
test_cluster_runs() {
  as_postgres "$(postgres_bin)/pg_ctl" -D "$1/data" status >/dev/null 2>&1
}

# Makes (where it is missing) and starts the cluster in folder $1; returns once it answers.
test_cluster_start() {
  local folder=$1 bin user
  bin=$(postgres_bin) || die "PostgreSQL's server is missing: apt-get install postgresql"
  test_cluster_runs "$folder" && return 0
  user=$(postgres_user)
  rm -rf "$folder"
  mkdir -m 700 "$folder"
  chown "$user" "$folder"
  as_postgres "$bin/initdb" -D "$folder/data" -U postgres -A trust --no-sync --encoding=UTF8 --locale=C.UTF-8 \
    >/dev/null || die "initdb did not succeed in $folder"
  as_postgres tee -a "$folder/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 300
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
jit = off
log_statement = all
log_line_prefix = '%u '
log_parameter_max_length = 0
CONF
  as_postgres "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 60 start >/dev/null ||
    die "the test cluster did not start: see $folder/server.log"
}

# Stops the cluster in folder $1 and deletes it.
test_cluster_stop() {
  local folder=$1
  [ -d "$folder" ] || return 0
  as_postgres "$(postgres_bin)/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
