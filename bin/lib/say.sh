# SPDX-License-Identifier: AGPL-3.0-or-later
# shellcheck shell=bash
# What the scripts of bin/ say, and where: progress and faults on standard error, so that output stays parseable.

# One line of progress.
say() { printf '%s\n' "$*" >&2; }

# One sentence that says what is wrong, then the end.
die() { printf 'sportello: %s\n' "$*" >&2; exit 1; }
