-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP FUNCTION resend_second_half(uuid, uuid, uuid, uuid, timestamptz, timestamptz);
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
GRANT EXECUTE ON FUNCTION resend_second_half(uuid, uuid, timestamptz, timestamptz) TO sportello_web;
DROP TABLE resends;
