-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP FUNCTION close_counter(uuid, integer, uuid, timestamptz);
DROP FUNCTION write_counter(uuid, integer, jsonb, uuid, timestamptz);
DROP FUNCTION may_keep_counters(uuid);
DROP FUNCTION counter_facts(uuid);
DROP TRIGGER duties_begin_at_open_counters ON duties;
DROP TRIGGER cases_open_at_open_counters ON cases;
DROP FUNCTION refuse_closed_counter();
DROP TRIGGER counters_stay ON counters;
DROP FUNCTION keep_counter();
DROP FUNCTION counter_ends(uuid, timestamptz);
DROP TABLE counter_imports, counter_changes, counter_exceptions, counter_hours;
DROP FUNCTION refuse_counter_change();
DROP FUNCTION keep_counter_exceptions();
DROP FUNCTION keep_counter_hours();
ALTER TABLE counters
  DROP CONSTRAINT counters_close_after_they_open,
  DROP CONSTRAINT counters_are_reached_in_short,
  DROP CONSTRAINT counters_have_a_name,
  DROP CONSTRAINT counters_have_a_body,
  DROP CONSTRAINT counters_have_a_municipality,
  DROP COLUMN services,
  DROP COLUMN version;
