-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Patterns that are worth a supervisor's look. Each is a function of the schema `reports` with the owner's rights: the role of reports
-- asks for a counter and a time and gets ids, protocol numbers and counts; addresses, names and codes are compared inside and never
-- leave. `subject` is what a look at the finding is about; `at` is its newest fact, so that a newer one asks for a new look. Each is planned for
-- the very days asked for: a month is few rows and ten years are many.

-- A name as two people's are compared: its letters without accents, apostrophes and blanks.
CREATE FUNCTION reports.plain_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
  SELECT regexp_replace(upper(normalize(name, NFD)), '[^A-Z]', '', 'g') $$;

-- One e-mail address for more holders than so many within a year; a codice fiscale counts once in all its forms.
CREATE FUNCTION reports.shared_addresses(the_counter uuid, first timestamptz, beyond timestamptz, more_than integer, unused integer)
RETURNS TABLE (subject uuid, at timestamptz, operator_ids uuid[], case_ids uuid[], protocols text[], measure bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH addresses AS (
    SELECT DISTINCT lower(t.email) AS email FROM cases c JOIN case_contacts t ON t.id = c.contact_id
    WHERE c.counter_id = the_counter AND c.opened_at >= first AND c.opened_at < beyond AND t.email IS NOT NULL
  ), uses AS (
    SELECT a.email, c.id, c.protocol, c.opened_at, c.opened_by, h.base_code
    FROM addresses a JOIN case_contacts t ON lower(t.email) = a.email JOIN cases c ON c.id = t.case_id AND c.contact_id = t.id
    JOIN holders h ON h.id = c.holder_id
    WHERE c.counter_id = the_counter AND c.opened_at >= beyond - interval '1 year' AND c.opened_at < beyond
  )
  SELECT (SELECT x.id FROM case_contacts x WHERE lower(x.email) = u.email ORDER BY x.at, x.id LIMIT 1), max(u.opened_at),
    array_agg(DISTINCT u.opened_by), (array_agg(u.id ORDER BY u.opened_at DESC, u.id))[1:50],
    (array_agg(u.protocol ORDER BY u.opened_at DESC, u.id))[1:50], count(DISTINCT u.base_code)
  FROM uses u GROUP BY u.email HAVING count(DISTINCT u.base_code) > more_than;
END $$;

-- One delegate for more holders than so many within a year. Guardians and support administrators are not counted, whose task it is.
CREATE FUNCTION reports.shared_delegates(the_counter uuid, first timestamptz, beyond timestamptz, more_than integer, unused integer)
RETURNS TABLE (subject uuid, at timestamptz, operator_ids uuid[], case_ids uuid[], protocols text[], measure bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH delegates AS (
    SELECT DISTINCT h.base_code FROM cases c JOIN delegations d ON d.id = c.delegation_id JOIN holders h ON h.id = d.delegate_id
    WHERE c.counter_id = the_counter AND c.opened_at >= first AND c.opened_at < beyond
      AND d.kind NOT IN ('guardian', 'support_administrator')
  ), uses AS (
    SELECT w.base_code AS delegate, c.id, c.protocol, c.opened_at, c.opened_by, h.base_code
    FROM delegates w JOIN holders p ON p.base_code = w.base_code JOIN delegations d ON d.delegate_id = p.id
    JOIN cases c ON c.delegation_id = d.id JOIN holders h ON h.id = c.holder_id
    WHERE c.counter_id = the_counter AND c.opened_at >= beyond - interval '1 year' AND c.opened_at < beyond
      AND d.kind NOT IN ('guardian', 'support_administrator')
  )
  SELECT (SELECT x.id FROM holders x WHERE x.base_code = u.delegate ORDER BY x.first_seen_at, x.id LIMIT 1), max(u.opened_at),
    array_agg(DISTINCT u.opened_by), (array_agg(u.id ORDER BY u.opened_at DESC, u.id))[1:50],
    (array_agg(u.protocol ORDER BY u.opened_at DESC, u.id))[1:50], count(DISTINCT u.base_code)
  FROM uses u GROUP BY u.delegate HAVING count(DISTINCT u.base_code) > more_than;
END $$;

-- Releases more minutes than so many outside the opening hours of their day, by the clock on the wall; exceptions replace the
-- weekday's. `measure` are the minutes to the nearest opening, 0 on a day closed. A counter without any hours has none to be outside of.
CREATE FUNCTION reports.outside_hours(the_counter uuid, first timestamptz, beyond timestamptz, grace integer, unused integer)
RETURNS TABLE (subject uuid, at timestamptz, operator_ids uuid[], case_ids uuid[], protocols text[], measure bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT r.id, r.requested_at, ARRAY[r.requested_by], ARRAY[c.id], ARRAY[c.protocol], coalesce(near.minutes, 0)::bigint
  FROM releases r JOIN cases c ON c.id = r.case_id
  CROSS JOIN LATERAL (SELECT r.requested_at AT TIME ZONE 'Europe/Rome' AS wall) w
  CROSS JOIN LATERAL (SELECT w.wall::date AS day, (extract(hour FROM w.wall) * 60 + extract(minute FROM w.wall))::integer AS minute) m
  CROSS JOIN LATERAL (
    SELECT min(CASE WHEN m.minute < s.opens THEN s.opens - m.minute WHEN m.minute >= s.closes THEN m.minute - s.closes ELSE 0 END)
      AS minutes
    FROM (
      SELECT e.opens, e.closes FROM counter_exceptions e WHERE e.counter_id = the_counter AND e.day = m.day AND e.closes > e.opens
      UNION ALL
      SELECT h.opens, h.closes FROM counter_hours h WHERE h.counter_id = the_counter AND h.weekday = extract(isodow FROM m.day)
        AND NOT EXISTS (SELECT FROM counter_exceptions e WHERE e.counter_id = the_counter AND e.day = m.day)
    ) s
  ) near
  WHERE c.counter_id = the_counter AND r.requested_at >= first AND r.requested_at < beyond
    AND coalesce(near.minutes > grace, true) AND EXISTS (SELECT FROM counter_hours h WHERE h.counter_id = the_counter);
END $$;

-- Operators with more releases than so many times the median of all who released at the counter, and at least so many.
CREATE FUNCTION reports.far_above(the_counter uuid, first timestamptz, beyond timestamptz, times integer, at_least integer)
RETURNS TABLE (subject uuid, at timestamptz, operator_ids uuid[], case_ids uuid[], protocols text[], measure bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH counts AS (
    SELECT r.requested_by AS operator, count(*) AS n, max(r.requested_at) AS newest FROM releases r JOIN cases c ON c.id = r.case_id
    WHERE c.counter_id = the_counter AND r.requested_at >= first AND r.requested_at < beyond GROUP BY 1
  )
  SELECT operator, newest, ARRAY[operator], '{}'::uuid[], '{}'::text[], n FROM counts
  WHERE n >= at_least AND n > times * (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY n) FROM counts);
END $$;

-- Releases by somebody with the surname of the holder or of the delegate.
CREATE FUNCTION reports.same_surnames(the_counter uuid, first timestamptz, beyond timestamptz, unused integer, unused_too integer)
RETURNS TABLE (subject uuid, at timestamptz, operator_ids uuid[], case_ids uuid[], protocols text[], measure bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT c.id, max(r.requested_at), array_agg(DISTINCT o.id), ARRAY[c.id], ARRAY[c.protocol], count(*)
  FROM releases r JOIN cases c ON c.id = r.case_id JOIN operators o ON o.id = r.requested_by
  LEFT JOIN case_holder_data p ON p.id = c.holder_data_id LEFT JOIN case_delegates g ON g.identification_id = c.identification_id
  WHERE c.counter_id = the_counter AND r.requested_at >= first AND r.requested_at < beyond
    AND reports.plain_name(o.surname) IN (reports.plain_name(p.surname), reports.plain_name(g.surname))
  GROUP BY c.id;
END $$;

-- Sheets handed over more than so many minutes after they were printed.
CREATE FUNCTION reports.late_handovers(the_counter uuid, first timestamptz, beyond timestamptz, more_than integer, unused integer)
RETURNS TABLE (subject uuid, at timestamptz, operator_ids uuid[], case_ids uuid[], protocols text[], measure bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT r.id, s.handed_over_at, ARRAY[s.handed_over_by], ARRAY[c.id], ARRAY[c.protocol],
    floor(extract(epoch FROM s.handed_over_at - s.served_at) / 60)::bigint
  FROM releases r JOIN cases c ON c.id = r.case_id JOIN sheets s ON s.release_id = r.id AND s.handed_over_at IS NOT NULL
  WHERE c.counter_id = the_counter AND r.handed_over_at >= first AND r.handed_over_at < beyond
    AND s.handed_over_at - s.served_at > more_than * interval '1 minute';
END $$;

-- Holders with at least so many cases abandoned in the time.
CREATE FUNCTION reports.abandoned_again(the_counter uuid, first timestamptz, beyond timestamptz, at_least integer, unused integer)
RETURNS TABLE (subject uuid, at timestamptz, operator_ids uuid[], case_ids uuid[], protocols text[], measure bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT c.holder_id, max(c.closed_at), array_agg(DISTINCT c.opened_by), (array_agg(c.id ORDER BY c.closed_at DESC, c.id))[1:50],
    (array_agg(c.protocol ORDER BY c.closed_at DESC, c.id))[1:50], count(*)
  FROM cases c
  WHERE c.counter_id = the_counter AND c.closure = 'abandoned' AND c.closed_at >= first AND c.closed_at < beyond
  GROUP BY c.holder_id HAVING count(*) >= at_least;
END $$;

-- Operators who went on without proof that the citizen reads the address, at least so many times. What a sibling's case took over is
-- not counted again.
CREATE FUNCTION reports.skipped_checks(the_counter uuid, first timestamptz, beyond timestamptz, at_least integer, unused integer)
RETURNS TABLE (subject uuid, at timestamptz, operator_ids uuid[], case_ids uuid[], protocols text[], measure bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT w.by, max(w.at), ARRAY[w.by], (array_agg(c.id ORDER BY w.at DESC, c.id))[1:50],
    (array_agg(c.protocol ORDER BY w.at DESC, c.id))[1:50], count(*)
  FROM case_ownerships w JOIN cases c ON c.id = w.case_id
  WHERE c.counter_id = the_counter AND w.how = 'skipped' AND w.carried_from IS NULL AND w.at >= first AND w.at < beyond
  GROUP BY w.by HAVING count(*) >= at_least;
END $$;

CREATE INDEX cases_abandoned_at_counter ON cases (counter_id, closed_at) WHERE closure = 'abandoned';
CREATE INDEX case_ownerships_skipped_at ON case_ownerships (at) WHERE how = 'skipped';

-- A supervisor looked at a finding as it was then; a note names nobody.
CREATE TABLE pattern_looks (
  id uuid PRIMARY KEY,
  counter_id uuid NOT NULL REFERENCES counters,
  pattern text NOT NULL CHECK (pattern IN ('shared_addresses', 'shared_delegates', 'outside_hours', 'far_above', 'same_surnames',
    'late_handovers', 'abandoned_again', 'skipped_checks')),
  subject uuid NOT NULL,
  up_to timestamptz NOT NULL, -- the finding's newest fact
  note text NOT NULL CHECK (length(btrim(note)) BETWEEN 1 AND 300),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  audit_row_id uuid NOT NULL UNIQUE REFERENCES audit_rows DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT pattern_looks_name_nobody CHECK (note !~ '@' AND note !~ '[0-9]([ ./-]?[0-9]){5}'
    AND note !~* '[a-z]{6} ?[0-9]{2} ?[a-z] ?[0-9]{2} ?[a-z] ?[0-9]{3} ?[a-z]')
);
CREATE INDEX pattern_looks_subject ON pattern_looks (counter_id, pattern, subject, up_to);

CREATE FUNCTION check_pattern_look() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION 'who looked at what stays' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM duties d WHERE d.operator_id = NEW."by" AND d.counter_id = NEW.counter_id
      AND d.duty = 'supervisor' AND d.since <= NEW.at AND (d.until IS NULL OR d.until > NEW.at)) THEN
    RAISE EXCEPTION 'pattern_looks_by_a_supervisor_of_the_counter: %', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pattern_looks_fit BEFORE INSERT OR UPDATE OR DELETE ON pattern_looks
  FOR EACH ROW EXECUTE FUNCTION check_pattern_look();

CREATE VIEW reports.pattern_looks AS
SELECT l.counter_id, l.pattern, l.subject, l.up_to, l.note, l.at, o.surname || ' ' || o.name AS by
FROM pattern_looks l JOIN operators o ON o.id = l.by;

GRANT SELECT ON reports.pattern_looks TO sportello_reports;
GRANT EXECUTE ON FUNCTION reports.shared_addresses(uuid, timestamptz, timestamptz, integer, integer),
  reports.shared_delegates(uuid, timestamptz, timestamptz, integer, integer),
  reports.outside_hours(uuid, timestamptz, timestamptz, integer, integer),
  reports.far_above(uuid, timestamptz, timestamptz, integer, integer),
  reports.same_surnames(uuid, timestamptz, timestamptz, integer, integer),
  reports.late_handovers(uuid, timestamptz, timestamptz, integer, integer),
  reports.abandoned_again(uuid, timestamptz, timestamptz, integer, integer),
  reports.skipped_checks(uuid, timestamptz, timestamptz, integer, integer) TO sportello_reports;
GRANT INSERT, SELECT ON pattern_looks TO sportello_web;
