-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What comes after a visit: codes released anew for a card that is active, a corrected address, a letter sent again.
ALTER TABLE cases DROP CONSTRAINT cases_service_check;
ALTER TABLE cases ADD CONSTRAINT cases_service_check
  CHECK (service IN ('activation', 'new_release', 'corrected_address'));
-- Two open cases that both give codes to one holder would take the release out of each other's hands.
CREATE UNIQUE INDEX cases_one_giving_codes_per_holder ON cases (holder_id)
  WHERE closed_at IS NULL AND service IN ('activation', 'new_release', 'corrected_address');

-- A case whose card turns out to be active, or not to be, goes on as the other service; no other turn, and none after its end.
CREATE FUNCTION turn_service() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL OR NOT ((OLD.service = 'activation' AND NEW.service = 'new_release')
    OR (OLD.service = 'new_release' AND NEW.service = 'activation')) THEN
    RAISE EXCEPTION 'a case of % does not become one of %', OLD.service, NEW.service USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_turn BEFORE UPDATE OF service ON cases
  FOR EACH ROW WHEN (OLD.service IS DISTINCT FROM NEW.service) EXECUTE FUNCTION turn_service();
GRANT UPDATE (service) ON cases TO sportello_web;

-- `sheet_of`: the release whose sheet the citizen still has, where no new one is printed. `duplicate`: an older sheet with the
-- same digits may be about, and the mail says what to do.
ALTER TABLE releases
  ADD COLUMN sheet_of uuid REFERENCES releases,
  ADD COLUMN duplicate boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT releases_sheet_of_another CHECK (sheet_of <> id),
  ADD CONSTRAINT releases_superseded_were_given CHECK (ending IS DISTINCT FROM 'superseded' OR handed_over_at IS NOT NULL);
GRANT UPDATE (duplicate) ON releases TO sportello_web;
GRANT SELECT (sheet_of, duplicate) ON releases TO sportello_worker;

-- The first half of a release whose sheet is an old one is dropped unseen: there is no row to keep it in.
CREATE FUNCTION refuse_second_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM releases WHERE id = NEW.release_id AND sheet_of IS NOT NULL) THEN
    RAISE EXCEPTION 'release % has an old sheet', NEW.release_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sheets_none_beside_an_old_one BEFORE INSERT ON sheets
  FOR EACH ROW EXECUTE FUNCTION refuse_second_sheet();

-- `sending`: 0 for the letter that the hand-over posts, then one more for each time it is sent again, three times at most.
ALTER TABLE outbox
  ADD COLUMN sending smallint NOT NULL DEFAULT 0,
  ADD CONSTRAINT outbox_sent_again_three_times CHECK (sending BETWEEN 0 AND 3 AND (sending = 0 OR kind = 'second_half'));
CREATE UNIQUE INDEX outbox_one_of_each_sending ON outbox (release_id, sending) WHERE kind = 'second_half';
GRANT SELECT (sending) ON outbox TO sportello_web;

-- Whether a worker has the second half of a release in hand at this moment: it may be on its way to the server. The rows are
-- taken until the end of the transaction, so that no worker begins meanwhile.
CREATE FUNCTION second_half_is_being_sent(the_release_id uuid, now timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  being_sent boolean := false;
  letter record;
BEGIN
  FOR letter IN SELECT o.state, o.leased_until FROM outbox o WHERE o.release_id = the_release_id ORDER BY o.id FOR UPDATE LOOP
    being_sent := being_sent OR (letter.state = 'waiting' AND coalesce(letter.leased_until > now, false));
  END LOOP;
  RETURN being_sent;
END $$;

-- Posts the second half of a release once more, to the address inside its seal: the payload moves from the newest letter,
-- which has come to its end, to a new one with the end of the same window. The web process calls it without being able to
-- read either.
CREATE FUNCTION resend_second_half(the_outbox_id uuid, the_release_id uuid, now timestamptz, give_up_at timestamptz)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last outbox%ROWTYPE;
BEGIN
  PERFORM 1 FROM releases r WHERE r.id = the_release_id AND r.handed_over_at IS NOT NULL AND r.ended_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'release % is not in the citizen''s hands', the_release_id USING ERRCODE = 'check_violation';
  END IF;
  SELECT * INTO last FROM outbox o WHERE o.release_id = the_release_id ORDER BY o.sending DESC LIMIT 1 FOR UPDATE;
  IF last.state IN ('waiting', 'alarm', 'stopped') OR last.payload IS NULL OR last.erase_at IS NULL OR last.erase_at <= now THEN
    RAISE EXCEPTION 'the second half of release % cannot be sent again', the_release_id USING ERRCODE = 'check_violation';
  END IF;
  UPDATE outbox SET payload = NULL, seen_at = coalesce(seen_at, now) WHERE id = last.id;
  INSERT INTO outbox (id, kind, lane, case_id, release_id, recipient, payload, posted_at, next_attempt_at, give_up_at,
    erase_at, sending)
  VALUES (the_outbox_id, 'second_half', 1, last.case_id, the_release_id, last.recipient, last.payload, now, now,
    least(give_up_at, last.erase_at), last.erase_at, last.sending + 1);
  RETURN last.sending + 1;
END $$;

GRANT EXECUTE ON FUNCTION second_half_is_being_sent(uuid, timestamptz) TO sportello_web;
GRANT EXECUTE ON FUNCTION resend_second_half(uuid, uuid, timestamptz, timestamptz) TO sportello_web;
