-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Messages owed. The payload is sealed to the mail key, recipient inside; the recipient beside it is for the counter's
-- eyes, and a difference between the two stops the message.
CREATE TABLE outbox (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('second_half', 'ownership_code', 'address_notice', 'account_notice')),
  lane smallint NOT NULL CHECK (lane IN (0, 1)), -- 0: somebody waits at the counter for it
  case_id uuid REFERENCES cases,
  release_id uuid REFERENCES releases,
  recipient text NOT NULL,
  payload bytea,
  posted_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'accepted', 'perhaps_twice', 'given_up', 'alarm', 'stopped')),
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  give_up_at timestamptz NOT NULL,
  leased_until timestamptz,
  settled_at timestamptz,
  accepted_by text,
  reason text CHECK (reason IN ('no_answer', 'server_away', 'server_refuses_us', 'try_later', 'unknown', 'expired',
    'address_refused', 'content_refused', 'bad_address', 'recipient_differs', 'cannot_open', 'release_ended')),
  erase_at timestamptz,
  seen_at timestamptz, -- when the counter took note of a trouble
  CHECK ((state = 'waiting') = (settled_at IS NULL)),
  CHECK (state <> 'waiting' OR payload IS NOT NULL),
  CHECK (state NOT IN ('accepted', 'perhaps_twice') OR accepted_by IS NOT NULL),
  CHECK (state NOT IN ('given_up', 'alarm', 'stopped') OR reason IS NOT NULL),
  CHECK (kind <> 'ownership_code' OR (lane = 0 AND case_id IS NOT NULL)),
  CHECK ((kind = 'second_half') = (release_id IS NOT NULL))
);
CREATE INDEX outbox_due ON outbox (lane, next_attempt_at) WHERE state = 'waiting';
CREATE INDEX outbox_case ON outbox (case_id);
CREATE INDEX outbox_to_erase ON outbox (erase_at) WHERE payload IS NOT NULL AND erase_at IS NOT NULL;
CREATE INDEX outbox_trouble ON outbox (settled_at) WHERE state IN ('given_up', 'alarm') AND seen_at IS NULL;
CREATE UNIQUE INDEX outbox_one_living_second_half ON outbox (release_id)
  WHERE kind = 'second_half' AND state = 'waiting';

-- Each try to send, written before the connection is opened: a try without an end may have been taken by the server.
CREATE TABLE mail_attempts (
  outbox_id uuid NOT NULL REFERENCES outbox,
  attempt integer NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  outcome text CHECK (outcome IN ('accepted', 'temporary', 'permanent', 'unknown')),
  reply text,
  PRIMARY KEY (outbox_id, attempt),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
);

CREATE TABLE timed_jobs (
  name text PRIMARY KEY,
  leased_until timestamptz,
  began_at timestamptz,
  ended_at timestamptz,
  result text
);

-- Moves a release's second half from the waiting room to the outbox. The web process calls it in the transaction of the
-- hand-over without ever being able to read either place.
CREATE FUNCTION post_second_half(the_outbox_id uuid, the_release_id uuid, now timestamptz, give_up_at timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  the_sealed bytea;
BEGIN
  PERFORM 1 FROM releases r WHERE r.id = the_release_id AND r.handed_over_at IS NOT NULL AND r.ended_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'release % is not handed over', the_release_id USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM waiting_second_halves w WHERE w.release_id = the_release_id RETURNING w.sealed INTO the_sealed;
  IF the_sealed IS NULL THEN
    RAISE EXCEPTION 'no second half waits for release %', the_release_id USING ERRCODE = 'no_data_found';
  END IF;
  INSERT INTO outbox (id, kind, lane, case_id, release_id, recipient, payload, posted_at, next_attempt_at, give_up_at)
  SELECT the_outbox_id, 'second_half', 1, r.case_id, r.id, r.recipient, the_sealed, now, now, give_up_at
  FROM releases r WHERE r.id = the_release_id;
END $$;

-- Erases a release's second half wherever it stands, and stops its letter.
CREATE FUNCTION erase_second_half(the_release_id uuid, now timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM waiting_second_halves WHERE release_id = the_release_id;
  UPDATE outbox SET payload = NULL, state = 'stopped', settled_at = now, reason = 'release_ended', leased_until = NULL
    WHERE release_id = the_release_id AND state = 'waiting';
  UPDATE outbox SET payload = NULL WHERE release_id = the_release_id AND payload IS NOT NULL;
END $$;

-- Withdraws a release that was not handed over in time: both halves go, the certificate stays active. The worker calls it
-- without being able to see a sheet. Answers whether there was something to withdraw.
CREATE FUNCTION withdraw_release(the_release_id uuid, now timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM releases r WHERE r.id = the_release_id AND r.sealed_at IS NOT NULL AND r.handed_over_at IS NULL
    AND r.ended_at IS NULL AND r.withdraw_after <= now FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  -- a voided sheet whose paper is missing holds the half until a supervisor has decided
  UPDATE sheets SET first_half = NULL, withdrawn_at = CASE WHEN voided_at IS NULL THEN now END
    WHERE release_id = the_release_id AND first_half IS NOT NULL;
  PERFORM erase_second_half(the_release_id, now);
  UPDATE releases SET ended_at = now, ending = 'withdrawn' WHERE id = the_release_id;
  RETURN true;
END $$;

GRANT EXECUTE ON FUNCTION post_second_half(uuid, uuid, timestamptz, timestamptz) TO sportello_web;
GRANT EXECUTE ON FUNCTION erase_second_half(uuid, timestamptz) TO sportello_web;
GRANT EXECUTE ON FUNCTION withdraw_release(uuid, timestamptz) TO sportello_worker;
GRANT INSERT (id, kind, lane, case_id, release_id, recipient, payload, posted_at, next_attempt_at, give_up_at) ON outbox TO sportello_web;
GRANT SELECT (id, kind, lane, case_id, release_id, recipient, posted_at, state, attempts, next_attempt_at, give_up_at,
  settled_at, accepted_by, reason, erase_at, seen_at) ON outbox TO sportello_web;
GRANT UPDATE (seen_at) ON outbox TO sportello_web;
GRANT SELECT ON mail_attempts, timed_jobs TO sportello_web;
GRANT SELECT ON outbox TO sportello_worker;
GRANT UPDATE (payload, state, attempts, next_attempt_at, leased_until, settled_at, accepted_by, reason, erase_at) ON outbox TO sportello_worker;
GRANT SELECT, INSERT, UPDATE ON mail_attempts, timed_jobs TO sportello_worker;
-- What the timed jobs tidy: sessions and one-time codes that no re-authentication stands on, digests of old codes.
GRANT SELECT (session_id, operator_id, time_step) ON reauthentications TO sportello_worker;
GRANT SELECT (id, expires_at, salt), UPDATE (salt, digest) ON ownership_codes TO sportello_worker;
