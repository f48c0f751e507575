-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What supervisors count. Each view is a list of facts in the same seven columns: when, at which counter, by whom, on which case, of
-- which kind (`direct` or the kind of delegation) and with what outcome. The role `sportello_reports` reads these views and nothing else:
-- no holder, no address, no half, no key is in them.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sportello_reports') THEN
    BEGIN
      CREATE ROLE sportello_reports LOGIN NOINHERIT;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- another database of the same cluster was migrated in this very moment
    END;
  END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO sportello_reports', current_database());
END $$;

CREATE SCHEMA reports;
REVOKE ALL ON SCHEMA reports FROM PUBLIC;
GRANT USAGE ON SCHEMA reports TO sportello_reports;

-- The cases, with who acts in each.
CREATE VIEW reports.acting AS
SELECT c.id, c.counter_id, c.protocol, coalesce(d.kind, 'direct') AS kind
FROM cases c LEFT JOIN delegations d ON d.id = c.delegation_id;

CREATE VIEW reports.activations AS
SELECT q.asked_at AS at, c.counter_id, q.asked_by AS operator_id, c.id AS case_id, c.protocol,
  coalesce(a.mode, c.kind) AS kind, coalesce(q.answer, 'waiting') AS outcome
FROM authority_requests q JOIN reports.acting c ON c.id = q.case_id LEFT JOIN activations a ON a.reference = q.reference
WHERE q.kind = 'activate';

CREATE VIEW reports.releases AS
SELECT r.requested_at AS at, c.counter_id, r.requested_by AS operator_id, c.id AS case_id, c.protocol, c.kind,
  CASE WHEN r.ending IS NOT NULL THEN r.ending WHEN r.handed_over_at IS NOT NULL THEN 'handed_over'
    WHEN r.sealed_at IS NOT NULL THEN 'to_hand_over' ELSE 'waiting' END AS outcome
FROM releases r JOIN reports.acting c ON c.id = r.case_id;

-- Codes given anew while an older sheet with the same digits may be about.
CREATE VIEW reports.duplicates AS
SELECT r.requested_at AS at, c.counter_id, r.requested_by AS operator_id, c.id AS case_id, c.protocol, c.kind,
  CASE WHEN r.ending IS NOT NULL THEN r.ending WHEN r.handed_over_at IS NOT NULL THEN 'handed_over'
    WHEN r.sealed_at IS NOT NULL THEN 'to_hand_over' ELSE 'waiting' END AS outcome
FROM releases r JOIN reports.acting c ON c.id = r.case_id
WHERE r.duplicate;

CREATE VIEW reports.refusals AS
SELECT f.at, c.counter_id, f.by AS operator_id, c.id AS case_id, c.protocol, c.kind, f.rule AS outcome
FROM case_refusals f JOIN reports.acting c ON c.id = f.case_id;

-- Each sending of a second half; one that was sent again counts once more.
CREATE VIEW reports.mails AS
SELECT o.posted_at AS at, c.counter_id, r.requested_by AS operator_id, c.id AS case_id, c.protocol, c.kind, o.state AS outcome
FROM outbox o JOIN releases r ON r.id = o.release_id JOIN reports.acting c ON c.id = r.case_id
WHERE o.kind = 'second_half';

CREATE VIEW reports.voided_sheets AS
SELECT s.voided_at AS at, c.counter_id, s.voided_by AS operator_id, c.id AS case_id, c.protocol, c.kind,
  CASE WHEN s.paper_destroyed THEN 'destroyed' ELSE 'missing' END AS outcome
FROM sheets s JOIN releases r ON r.id = s.release_id JOIN reports.acting c ON c.id = r.case_id
WHERE s.voided_at IS NOT NULL;

CREATE VIEW reports.no_email AS
SELECT n.at, c.counter_id, n.by AS operator_id, c.id AS case_id, c.protocol, c.kind, n.outcome
FROM case_no_email n JOIN reports.acting c ON c.id = n.case_id;

-- The reasons that operators gave may name people: the warning is counted, its reason is not here.
CREATE VIEW reports.overrides AS
SELECT w.at, c.counter_id, w.by AS operator_id, c.id AS case_id, c.protocol, c.kind, w.warning AS outcome
FROM case_overrides w JOIN reports.acting c ON c.id = w.case_id;

-- Who has ever worked at a counter, by name.
CREATE VIEW reports.staff AS
SELECT DISTINCT d.counter_id, o.id, o.surname, o.name, o.username
FROM duties d JOIN operators o ON o.id = d.operator_id;

CREATE INDEX authority_requests_activations_at ON authority_requests (asked_at) WHERE kind = 'activate';
CREATE INDEX releases_at ON releases (requested_at);
CREATE INDEX case_refusals_at ON case_refusals (at);
CREATE INDEX outbox_second_halves_at ON outbox (posted_at) WHERE kind = 'second_half';
CREATE INDEX sheets_voided_at ON sheets (voided_at) WHERE voided_at IS NOT NULL;
CREATE INDEX case_overrides_at ON case_overrides (at);

GRANT SELECT ON reports.activations, reports.releases, reports.duplicates, reports.refusals, reports.mails,
  reports.voided_sheets, reports.no_email, reports.overrides, reports.staff TO sportello_reports;
