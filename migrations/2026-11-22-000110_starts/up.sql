-- SPDX-License-Identifier: AGPL-3.0-or-later
-- How old the database's state is. The number only grows: each start of `serve` and `work`, and every minute of their work,
-- raises it (to the seconds since 1970 at least) and writes it into a file beside the keys. A database that knows a smaller
-- number than such a file was put back to an older state. While it is halted, pages are read-only and no mail is sent.
CREATE TABLE starts (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  number bigint NOT NULL DEFAULT 0 CHECK (number >= 0),
  halted_at timestamptz,
  halted_why text CHECK (halted_why IN ('restored', 'older_database', 'older_keys')),
  resumed_at timestamptz,
  CHECK ((halted_at IS NULL) = (halted_why IS NULL))
);
INSERT INTO starts DEFAULT VALUES;

-- The newest sealing key that a process has started with: a key folder that lacks it is older than the database.
CREATE TABLE process_keys (
  role text PRIMARY KEY CHECK (role IN ('sheet', 'mail')),
  key_id text NOT NULL,
  made timestamptz NOT NULL
);

CREATE FUNCTION raise_start(at_least bigint)
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE starts SET number = greatest(number + 1, at_least) RETURNING number
$$;

-- No process ends what it or another began: that is `sportello resume`, as the owner.
-- What was found before a resume halts nothing after it: a process that compared while the resume ran waits here for its end.
CREATE FUNCTION halt(why text, seen bigint, now timestamptz, after_resume timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE starts SET halted_at = coalesce(halted_at, now), halted_why = coalesce(halted_why, why),
    number = greatest(number, seen)
  WHERE resumed_at IS NOT DISTINCT FROM after_resume
$$;

GRANT EXECUTE ON FUNCTION raise_start(bigint), halt(text, bigint, timestamptz, timestamptz) TO sportello_web, sportello_worker;
GRANT SELECT ON starts TO sportello_web, sportello_worker;
GRANT SELECT, INSERT, UPDATE ON process_keys TO sportello_web, sportello_worker;
-- The authority seals its stored codes again to a newer key.
GRANT UPDATE (codes) ON authority.chips TO sportello_authority;

-- A letter that was unsent when an older state came back is sent by nobody until a person has looked at it.
ALTER TABLE outbox DROP CONSTRAINT outbox_reason_check;
ALTER TABLE outbox ADD CONSTRAINT outbox_reason_check
  CHECK (reason IN ('no_answer', 'server_away', 'server_refuses_us', 'try_later', 'unknown', 'expired',
    'address_refused', 'content_refused', 'bad_address', 'recipient_differs', 'cannot_open', 'release_ended',
    'no_such_mailbox', 'mailbox_full', 'refused_as_spam', 'not_delivered', 'restored'));
