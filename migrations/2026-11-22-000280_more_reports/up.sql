-- SPDX-License-Identifier: AGPL-3.0-or-later
-- More to count, each in the same seven columns. No birth date, no name and no code of a citizen is in any of them.

-- Every case by the day on which it was opened, and how it stands.
CREATE VIEW reports.cases AS
SELECT c.opened_at AS at, c.counter_id, c.opened_by AS operator_id, c.id AS case_id, c.protocol, coalesce(d.kind, 'direct') AS kind,
  coalesce(c.closure, 'open') AS outcome
FROM cases c LEFT JOIN delegations d ON d.id = c.delegation_id;

-- How long each step of a case took: from the step before it, the first from the opening; `whole` from the opening to the closing.
-- Only the first time counts: what was saved again is no new step.
CREATE VIEW reports.durations AS
SELECT c.opened_at AS at, c.counter_id, s.operator_id, c.id AS case_id, c.protocol, coalesce(d.kind, 'direct') AS kind,
  s.step AS outcome, extract(epoch FROM s.took)::bigint AS seconds
FROM cases c LEFT JOIN delegations d ON d.id = c.delegation_id
CROSS JOIN LATERAL (
  SELECT e.step, e.operator_id, e.at - lag(e.at, 1, c.opened_at) OVER (ORDER BY e.at, e.place) AS took
  FROM (
    (SELECT 1 AS place, 'card' AS step, k.by AS operator_id, k.at FROM case_card_checks k WHERE k.case_id = c.id
      ORDER BY k.case_version LIMIT 1)
    UNION ALL (SELECT 2, 'delegation' AS step, d.by, d.at WHERE d.case_id = c.id)
    UNION ALL (SELECT 3, 'identification' AS step, i.by, i.at FROM case_identifications i WHERE i.case_id = c.id
      ORDER BY i.case_version LIMIT 1)
    UNION ALL (SELECT 4, 'contact' AS step, n.by, n.at FROM case_contacts n WHERE n.case_id = c.id ORDER BY n.case_version LIMIT 1)
    UNION ALL (SELECT 5, 'signature' AS step, f.signed_by, f.signed_at FROM case_forms f WHERE f.case_id = c.id AND f.signed_at IS NOT NULL
      ORDER BY f.signed_at LIMIT 1)
    UNION ALL (SELECT 6, 'activation_asked' AS step, q.asked_by, q.asked_at FROM authority_requests q
      WHERE q.case_id = c.id AND q.kind = 'activate' ORDER BY q.asked_at LIMIT 1)
    UNION ALL (SELECT 7, 'activation_answered' AS step, q.asked_by, q.answered_at FROM authority_requests q
      WHERE q.case_id = c.id AND q.kind = 'activate' AND q.answered_at IS NOT NULL ORDER BY q.answered_at LIMIT 1)
    UNION ALL (SELECT 8, 'codes' AS step, r.requested_by, r.sealed_at FROM releases r WHERE r.case_id = c.id AND r.sealed_at IS NOT NULL
      ORDER BY r.sealed_at LIMIT 1)
    UNION ALL (SELECT 9, 'handed_over' AS step, r.requested_by, r.handed_over_at FROM releases r
      WHERE r.case_id = c.id AND r.handed_over_at IS NOT NULL ORDER BY r.handed_over_at LIMIT 1)
  ) e
  UNION ALL SELECT 'whole' AS step, c.closed_by, c.closed_at - c.opened_at WHERE c.closed_at IS NOT NULL
) s;

-- Decrees that end on a day, by the newest title of a delegation.
CREATE VIEW reports.delegations_ending AS
SELECT (t.decree_ends_on::timestamp AT TIME ZONE 'Europe/Rome') AS at, c.counter_id, t.by AS operator_id, c.id AS case_id, c.protocol,
  d.kind, coalesce(e.reason, 'running') AS outcome
FROM delegation_titles t JOIN delegations d ON d.id = t.delegation_id JOIN cases c ON c.id = d.case_id
  LEFT JOIN delegation_ends e ON e.delegation_id = d.id
WHERE t.decree_ends_on IS NOT NULL AND NOT EXISTS (
  SELECT FROM delegation_titles n WHERE n.delegation_id = t.delegation_id AND (n.at, n.id) > (t.at, t.id));

-- The moment at which somebody is of age (art. 2 of the civil code): born on 29 February, that is 1 March, for no year 18 years
-- later has that day.
CREATE FUNCTION of_age_at(born date) RETURNS timestamptz LANGUAGE sql IMMUTABLE RETURN (born + interval '18 years'
  + CASE WHEN extract(month FROM born) = 2 AND extract(day FROM born) = 29 THEN interval '1 day' ELSE interval '0' END)
  AT TIME ZONE 'Europe/Rome';

GRANT EXECUTE ON FUNCTION of_age_at TO sportello_web, sportello_reports;

-- Minors by the day on which they act alone. The newest case of each.
CREATE VIEW reports.of_age AS
SELECT of_age_at(h.birth_date) AS at, c.counter_id,
  c.opened_by AS operator_id, c.id AS case_id, c.protocol, coalesce(d.kind, 'direct') AS kind, coalesce(c.closure, 'open') AS outcome
FROM case_holder_data h JOIN cases c ON c.id = h.case_id AND c.holder_data_id = h.id LEFT JOIN delegations d ON d.id = c.delegation_id
WHERE of_age_at(h.birth_date) > c.opened_at
  AND NOT EXISTS (SELECT FROM cases n WHERE n.holder_id = c.holder_id AND n.opened_at > c.opened_at);

-- Scans by the day on which they came in, and how they stand; `overdue` ones are kept longer than they may be.
CREATE VIEW reports.scans AS
SELECT s.uploaded_at AS at, c.counter_id, s.uploaded_by AS operator_id, c.id AS case_id, c.protocol, coalesce(d.kind, 'direct') AS kind,
  CASE WHEN x.scan_id IS NOT NULL THEN x.why
    WHEN c.closed_at + s.keep_days * interval '1 day' < now() THEN 'overdue' ELSE 'kept' END AS outcome
FROM scans s JOIN cases c ON c.id = s.case_id LEFT JOIN delegations d ON d.id = c.delegation_id
  LEFT JOIN scan_deletions x ON x.scan_id = s.id;

-- Look-ups of a holder, as the register has them, and whether a case of that holder was worked on by the same person within a day.
CREATE VIEW reports.look_ups AS
SELECT a.at, a.counter_id, a.operator_id, f.id AS case_id, coalesce(f.protocol, '') AS protocol, 'direct' AS kind,
  CASE WHEN a.outcome = 'refused' THEN 'refused' WHEN f.id IS NULL THEN 'without_case' ELSE 'with_case' END AS outcome
FROM audit_rows a LEFT JOIN LATERAL (
  SELECT c.id, c.protocol FROM audit_rows w JOIN cases c ON c.id = w.case_id
  WHERE w.holder_id = a.holder_id AND w.operator_id = a.operator_id AND w.case_id IS NOT NULL AND w.outcome = 'done'
    AND w.at BETWEEN a.at - interval '1 day' AND a.at + interval '1 day' AND c.counter_id = a.counter_id
  ORDER BY w.at LIMIT 1) f ON true
WHERE a.act = 'holder.look_up' AND a.operator_id IS NOT NULL;

-- One-time codes that were refused at sign-in, at each counter where the person has a duty on that day. A refused password names no
-- account that could be anybody's: it is not here.
CREATE VIEW reports.sign_ins_refused AS
SELECT a.at, d.counter_id, a.operator_id, NULL::uuid AS case_id, '' AS protocol, 'direct' AS kind, 'code' AS outcome
FROM audit_rows a JOIN LATERAL (SELECT DISTINCT d.counter_id FROM duties d WHERE d.operator_id = a.operator_id
  AND d.since <= a.at AND (d.until IS NULL OR d.until > a.at)) d ON true
WHERE a.act = 'sign_in.code' AND a.outcome = 'refused' AND a.operator_id IS NOT NULL;

CREATE INDEX delegation_titles_decree_ends ON delegation_titles ((decree_ends_on::timestamp AT TIME ZONE 'Europe/Rome'))
  WHERE decree_ends_on IS NOT NULL;
CREATE INDEX case_holder_data_of_age ON case_holder_data (of_age_at(birth_date));
CREATE INDEX scans_uploaded_at ON scans (uploaded_at);
CREATE INDEX audit_rows_look_ups ON audit_rows (counter_id, at) WHERE act = 'holder.look_up';
CREATE INDEX audit_rows_sign_ins_refused ON audit_rows (at) WHERE act = 'sign_in.code' AND outcome = 'refused';

GRANT SELECT ON reports.cases, reports.durations, reports.delegations_ending, reports.of_age, reports.scans, reports.look_ups,
  reports.sign_ins_refused TO sportello_reports;

-- What a supervisor looks at again and again, at a counter: days, ids and codes as the address has them, under a name of their own.
CREATE TABLE report_filters (
  id uuid PRIMARY KEY,
  counter_id uuid NOT NULL REFERENCES counters,
  operator_id uuid NOT NULL REFERENCES operators,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60 AND name = btrim(name)),
  report text NOT NULL CHECK (report ~ '^[a-z0-9-]{2,40}$'),
  asked text NOT NULL CHECK (asked ~ '^[a-z0-9_=&-]+$' AND length(asked) <= 300),
  saved_at timestamptz NOT NULL,
  CONSTRAINT report_filters_name_once UNIQUE (operator_id, counter_id, name)
);

CREATE FUNCTION check_report_filter() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7264, hashtext(NEW.operator_id::text));
  IF (SELECT count(*) FROM report_filters f WHERE f.operator_id = NEW.operator_id AND f.counter_id = NEW.counter_id) >= 20 THEN
    RAISE EXCEPTION 'report_filters_twenty: %', NEW.operator_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'report_filters_twenty';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_filters_fit BEFORE INSERT ON report_filters FOR EACH ROW EXECUTE FUNCTION check_report_filter();

GRANT SELECT, INSERT, DELETE ON report_filters TO sportello_web;
