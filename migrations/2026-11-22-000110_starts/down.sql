-- SPDX-License-Identifier: AGPL-3.0-or-later
UPDATE outbox SET reason = 'unknown' WHERE reason = 'restored';
ALTER TABLE outbox DROP CONSTRAINT outbox_reason_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_reason_check
  CHECK (reason IN ('no_answer', 'server_away', 'server_refuses_us', 'try_later', 'unknown', 'expired',
    'address_refused', 'content_refused', 'bad_address', 'recipient_differs', 'cannot_open', 'release_ended',
    'no_such_mailbox', 'mailbox_full', 'refused_as_spam', 'not_delivered'));
REVOKE UPDATE (codes) ON authority.chips FROM sportello_authority;
DROP FUNCTION halt(text, bigint, timestamptz, timestamptz);
DROP FUNCTION raise_start(bigint);
DROP TABLE process_keys, starts;
