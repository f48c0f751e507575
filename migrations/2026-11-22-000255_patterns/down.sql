-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP VIEW reports.pattern_looks;
DROP TABLE pattern_looks;
DROP FUNCTION check_pattern_look(), reports.shared_addresses(uuid, timestamptz, timestamptz, integer, integer),
  reports.shared_delegates(uuid, timestamptz, timestamptz, integer, integer),
  reports.outside_hours(uuid, timestamptz, timestamptz, integer, integer),
  reports.far_above(uuid, timestamptz, timestamptz, integer, integer),
  reports.same_surnames(uuid, timestamptz, timestamptz, integer, integer),
  reports.late_handovers(uuid, timestamptz, timestamptz, integer, integer),
  reports.abandoned_again(uuid, timestamptz, timestamptz, integer, integer),
  reports.skipped_checks(uuid, timestamptz, timestamptz, integer, integer), reports.plain_name(text);
DROP INDEX case_ownerships_skipped_at, cases_abandoned_at_counter;
