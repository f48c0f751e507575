-- SPDX-License-Identifier: AGPL-3.0-or-later
REVOKE INSERT (id, username, name, surname, codice_fiscale, base_code, contact_address, password_hash, totp_secret, added_at)
  ON operators FROM sportello_web;
REVOKE UPDATE (suspended_at, suspension_reason, ended_at) ON operators FROM sportello_web;
REVOKE UPDATE (until) ON duties FROM sportello_web;
-- letters with links are worthless without their rows
DELETE FROM mail_reports WHERE outbox_id IN (SELECT id FROM outbox WHERE kind = 'invitation');
DELETE FROM mail_attempts WHERE outbox_id IN (SELECT id FROM outbox WHERE kind = 'invitation');
DELETE FROM outbox WHERE kind = 'invitation';
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check, ADD CONSTRAINT outbox_kind_check
  CHECK (kind IN ('second_half', 'ownership_code', 'address_notice', 'account_notice'));
DROP TABLE staff_events, recovery_codes, invitations, staff_changes;
DROP TRIGGER duties_only_end ON duties;
DROP TRIGGER duties_fit ON duties;
DROP TRIGGER duties_stay ON duties;
DROP TRIGGER operators_stay ON operators;
DROP TRIGGER operators_fit ON operators;
DROP FUNCTION check_recovery_code(), check_invitation(), draw_staff_change(), check_staff_change(), check_duty_end(),
  check_duty(), keep_staff(), check_operator(), administers(uuid);
-- of a duty that was given again the newest stays
DELETE FROM duties d USING duties e WHERE (d.operator_id, d.counter_id, d.duty) = (e.operator_id, e.counter_id, e.duty)
  AND (d.since, d.id) < (e.since, e.id);
DROP INDEX duties_operator;
DROP INDEX duties_open_once;
ALTER TABLE duties DROP CONSTRAINT duties_end_after_they_begin, DROP COLUMN id, ADD PRIMARY KEY (operator_id, counter_id, duty);
-- without a second factor of their own nobody shall sign in: such an account ends
UPDATE operators SET ended_at = now() WHERE ended_at IS NULL AND (ready_at IS NULL OR suspended_at IS NOT NULL);
ALTER TABLE operators DROP COLUMN ready_at, DROP COLUMN suspended_at, DROP COLUMN suspension_reason,
  ALTER COLUMN administrator DROP DEFAULT;
