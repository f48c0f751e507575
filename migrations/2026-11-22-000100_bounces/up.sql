-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Reports about mails that a server had taken and did not deliver. A letter that was accepted becomes `bounced`, once.
ALTER TABLE outbox DROP CONSTRAINT outbox_state_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_state_check
  CHECK (state IN ('waiting', 'accepted', 'perhaps_twice', 'given_up', 'alarm', 'stopped', 'bounced'));
ALTER TABLE outbox DROP CONSTRAINT outbox_reason_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_reason_check
  CHECK (reason IN ('no_answer', 'server_away', 'server_refuses_us', 'try_later', 'unknown', 'expired',
    'address_refused', 'content_refused', 'bad_address', 'recipient_differs', 'cannot_open', 'release_ended',
    'no_such_mailbox', 'mailbox_full', 'refused_as_spam', 'not_delivered'));
ALTER TABLE outbox ADD CONSTRAINT outbox_bounce_follows_acceptance CHECK (state <> 'bounced' OR (accepted_by IS NOT NULL
  AND reason IS NOT NULL AND reason IN ('no_such_mailbox', 'mailbox_full', 'refused_as_spam', 'not_delivered')));
DROP INDEX outbox_trouble;
CREATE INDEX outbox_trouble ON outbox (settled_at) WHERE state IN ('given_up', 'alarm', 'bounced') AND seen_at IS NULL;

-- Each report that changed a letter, and each that a person must read: never its text, never the mail that came back.
-- `digest` is SHA-256 over the report, so that the same one is known again.
CREATE TABLE mail_reports (
  id uuid PRIMARY KEY,
  outbox_id uuid NOT NULL REFERENCES outbox,
  received_at timestamptz NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  outcome text NOT NULL CHECK (outcome IN ('bounced', 'unreadable')),
  status text CHECK (status ~ '^[45]\.[0-9]{1,3}\.[0-9]{1,3}$'),
  why text CHECK (why IN ('no_report', 'no_status', 'too_long', 'other_mail')),
  sender text NOT NULL CHECK (length(sender) <= 200),
  subject text NOT NULL CHECK (length(subject) <= 200),
  seen_at timestamptz, -- when the counter took note of one that it had to read
  UNIQUE (outbox_id, digest),
  CHECK ((outcome = 'bounced') = (status IS NOT NULL)),
  CHECK ((outcome = 'unreadable') = (why IS NOT NULL))
);
CREATE INDEX mail_reports_to_read ON mail_reports (received_at) WHERE outcome = 'unreadable' AND seen_at IS NULL;

-- How many of each kind came on which day: what has no letter of ours is counted and nothing more.
CREATE TABLE mail_report_counts (
  day date NOT NULL,
  outcome text NOT NULL,
  count bigint NOT NULL CHECK (count > 0),
  PRIMARY KEY (day, outcome)
);

GRANT SELECT, UPDATE (seen_at) ON mail_reports TO sportello_web;
GRANT SELECT (id, outbox_id, digest, received_at), INSERT, DELETE ON mail_reports TO sportello_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON mail_report_counts TO sportello_worker;
