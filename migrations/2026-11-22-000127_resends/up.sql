-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A second half sent again: on whose word. With each letter that has a `sending`, written by `resend_second_half` alone.
CREATE TABLE resends (
  outbox_id uuid PRIMARY KEY REFERENCES outbox,
  release_id uuid NOT NULL,
  case_id uuid NOT NULL,
  card_number text NOT NULL,
  holder_id uuid NOT NULL REFERENCES holders,
  proof text NOT NULL CHECK (proof IN ('presence', 'cip')),
  cip_check uuid UNIQUE,
  cip_use text GENERATED ALWAYS AS (CASE WHEN cip_check IS NOT NULL THEN 'resend' END) STORED,
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  FOREIGN KEY (release_id, case_id, card_number) REFERENCES releases (id, case_id, card_number),
  CONSTRAINT resends_caller FOREIGN KEY (cip_check, card_number, holder_id, by, cip_use)
    REFERENCES cip_checks (reference, card_number, holder_id, asked_by, used_for),
  CONSTRAINT resends_caller_is_known CHECK ((proof = 'cip') = (cip_check IS NOT NULL))
);

DROP FUNCTION resend_second_half(uuid, uuid, timestamptz, timestamptz);

-- Posts the second half of a release once more, to the address inside its seal: the payload moves from the newest letter,
-- which has come to its end, to a new one with the end of the same window. The web process calls it without being able to
-- read either. `the_check` is the question by which the holder was known; none where they stood at the counter.
CREATE FUNCTION resend_second_half(the_outbox_id uuid, the_release_id uuid, the_operator uuid, the_check uuid,
  now timestamptz, give_up_at timestamptz)
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
  INSERT INTO resends (outbox_id, release_id, case_id, card_number, holder_id, proof, cip_check, at, by)
  SELECT the_outbox_id, r.id, r.case_id, r.card_number, c.holder_id,
    CASE WHEN the_check IS NULL THEN 'presence' ELSE 'cip' END, the_check, now, the_operator
  FROM releases r JOIN cases c ON c.id = r.case_id WHERE r.id = the_release_id;
  RETURN last.sending + 1;
END $$;

GRANT SELECT ON resends TO sportello_web;
GRANT EXECUTE ON FUNCTION resend_second_half(uuid, uuid, uuid, uuid, timestamptz, timestamptz) TO sportello_web;
