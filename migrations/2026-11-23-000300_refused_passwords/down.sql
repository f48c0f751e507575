-- SPDX-License-Identifier: AGPL-3.0-or-later
CREATE OR REPLACE VIEW reports.mails AS
SELECT o.posted_at AS at, c.counter_id, r.requested_by AS operator_id, c.id AS case_id, c.protocol, c.kind, o.state AS outcome
FROM outbox o JOIN releases r ON r.id = o.release_id JOIN reports.acting c ON c.id = r.case_id
WHERE o.kind = 'second_half';

DROP INDEX audit_rows_passwords_refused;

CREATE OR REPLACE VIEW reports.sign_ins_refused AS
SELECT a.at, d.counter_id, a.operator_id, NULL::uuid AS case_id, '' AS protocol, 'direct' AS kind, 'code' AS outcome
FROM audit_rows a JOIN LATERAL (SELECT DISTINCT d.counter_id FROM duties d WHERE d.operator_id = a.operator_id
  AND d.since <= a.at AND (d.until IS NULL OR d.until > a.at)) d ON true
WHERE a.act = 'sign_in.code' AND a.outcome = 'refused' AND a.operator_id IS NOT NULL;
