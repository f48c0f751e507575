-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TABLE mail_report_counts, mail_reports;
DROP INDEX outbox_trouble;
ALTER TABLE outbox DROP CONSTRAINT outbox_bounce_follows_acceptance;
UPDATE outbox SET state = 'accepted', reason = NULL WHERE state = 'bounced';
ALTER TABLE outbox DROP CONSTRAINT outbox_reason_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_reason_check
  CHECK (reason IN ('no_answer', 'server_away', 'server_refuses_us', 'try_later', 'unknown', 'expired',
    'address_refused', 'content_refused', 'bad_address', 'recipient_differs', 'cannot_open', 'release_ended'));
ALTER TABLE outbox DROP CONSTRAINT outbox_state_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_state_check
  CHECK (state IN ('waiting', 'accepted', 'perhaps_twice', 'given_up', 'alarm', 'stopped'));
CREATE INDEX outbox_trouble ON outbox (settled_at) WHERE state IN ('given_up', 'alarm') AND seen_at IS NULL;
