-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Two things that reports did not tell: passwords refused for an account, and mails that no worker has taken in hand yet.

-- One-time codes that were refused, and passwords refused for an account that there is, at each counter where its owner has a duty on
-- that day. Who typed a wrong password may be anybody: the register's row names the account and no operator, and so `operator_id` is
-- whose account it was. A name that no account has is not written down at all: it may be a password in the wrong field.
CREATE OR REPLACE VIEW reports.sign_ins_refused AS
SELECT a.at, d.counter_id, a.operator_id, NULL::uuid AS case_id, '' AS protocol, 'direct' AS kind, a.outcome
FROM (
  SELECT r.at, r.operator_id, 'code' AS outcome FROM audit_rows r
  WHERE r.act = 'sign_in.code' AND r.outcome = 'refused' AND r.operator_id IS NOT NULL
  UNION ALL
  SELECT r.at, CASE WHEN said.plain ->> 'account' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
      THEN (said.plain ->> 'account')::uuid END AS operator_id,
    coalesce(nullif(said.plain ->> 'rule', 'wrong_password'), 'password') AS outcome
  FROM audit_rows r CROSS JOIN LATERAL (SELECT convert_from(r.canonical, 'UTF8')::jsonb -> 'plain' AS plain) said
  WHERE r.act = 'sign_in.password' AND r.outcome = 'refused'
) a JOIN LATERAL (SELECT DISTINCT d.counter_id FROM duties d WHERE d.operator_id = a.operator_id
  AND d.since <= a.at AND (d.until IS NULL OR d.until > a.at)) d ON true;

CREATE INDEX audit_rows_passwords_refused ON audit_rows (at) WHERE act = 'sign_in.password' AND outcome = 'refused';

CREATE OR REPLACE VIEW reports.mails AS
SELECT o.posted_at AS at, c.counter_id, r.requested_by AS operator_id, c.id AS case_id, c.protocol, c.kind,
  CASE WHEN o.state = 'waiting' AND o.attempts = 0 THEN 'unclaimed' ELSE o.state END AS outcome
FROM outbox o JOIN releases r ON r.id = o.release_id JOIN reports.acting c ON c.id = r.case_id
WHERE o.kind = 'second_half';
