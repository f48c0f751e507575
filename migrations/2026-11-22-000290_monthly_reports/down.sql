-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP FUNCTION reports.counter_standing(uuid, timestamptz, timestamptz, timestamptz);
DROP FUNCTION post_monthly_report(date, uuid, uuid, text, bytea, timestamptz, timestamptz, uuid);
DROP FUNCTION monthly_reports_due(timestamptz);
DROP FUNCTION month_supervisors(date, timestamptz);
DROP TABLE monthly_reports;
DELETE FROM mail_attempts WHERE outbox_id IN (SELECT id FROM outbox WHERE kind = 'monthly_report');
DELETE FROM mail_reports WHERE outbox_id IN (SELECT id FROM outbox WHERE kind = 'monthly_report');
DELETE FROM outbox WHERE kind = 'monthly_report';
ALTER TABLE outbox DROP CONSTRAINT outbox_monthly_reports_are_of_no_case;
ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check, ADD CONSTRAINT outbox_kind_check
  CHECK (kind IN ('second_half', 'ownership_code', 'address_notice', 'account_notice', 'invitation'));
