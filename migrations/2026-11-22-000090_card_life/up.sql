-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What happens to a card after its activation.

-- Questions about a card's CIP, by which the authority knows a caller: positions counted from 1, one byte each. Neither
-- the digits asked for nor those said are here; `answer_digest` is keyed and tells a repetition from a second try.
CREATE TABLE authority.cip_questions (
  reference uuid PRIMARY KEY,
  card_number text NOT NULL REFERENCES authority.chips,
  positions bytea NOT NULL CHECK (octet_length(positions) BETWEEN 2 AND 8),
  operator text NOT NULL,
  asked_at timestamptz NOT NULL,
  content_digest bytea NOT NULL CHECK (octet_length(content_digest) = 32),
  answered_at timestamptz,
  outcome text CHECK (outcome IN ('right', 'wrong')),
  answer_digest bytea CHECK (octet_length(answer_digest) = 32),
  CHECK ((answered_at IS NULL) = (outcome IS NULL) AND (answered_at IS NULL) = (answer_digest IS NULL))
);
CREATE INDEX cip_questions_card ON authority.cip_questions (card_number, asked_at);

-- An answer is given once: a wrong one is not wiped out by asking again.
CREATE FUNCTION authority.keep_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an answered question is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER cip_questions_answered_once BEFORE UPDATE ON authority.cip_questions
  FOR EACH ROW WHEN (OLD.answered_at IS NOT NULL) EXECUTE FUNCTION authority.keep_answer();

GRANT SELECT, INSERT ON authority.cip_questions TO sportello_authority;
GRANT UPDATE (answered_at, outcome, answer_digest) ON authority.cip_questions TO sportello_authority;

-- A caller who was asked for digits of the CIP: which positions, and whether the authority called the digits right. The
-- digits stand nowhere.
CREATE TABLE cip_checks (
  reference uuid PRIMARY KEY,
  card_number text NOT NULL CHECK (card_number ~ '^[0-9]{20}$'),
  holder_id uuid NOT NULL REFERENCES holders,
  counter_id uuid NOT NULL REFERENCES counters,
  positions bytea NOT NULL,
  length integer NOT NULL CHECK (length > 0),
  asked_at timestamptz NOT NULL,
  asked_by uuid NOT NULL REFERENCES operators,
  answered_at timestamptz,
  outcome text CHECK (outcome IN ('right', 'wrong', 'locked')),
  CHECK ((answered_at IS NULL) = (outcome IS NULL)),
  UNIQUE (reference, card_number, holder_id, outcome)
);

-- What was done to a card after its activation: asked of the authority like an activation (recorded, called, answered,
-- asked again under the same reference). `card_acts_allowed` restates the table of src/lifecycle/transition.rs.
CREATE TABLE card_acts (
  reference uuid PRIMARY KEY,
  card_number text NOT NULL CHECK (card_number ~ '^[0-9]{20}$'),
  holder_id uuid NOT NULL REFERENCES holders,
  counter_id uuid NOT NULL REFERENCES counters,
  act text NOT NULL,
  reason text NOT NULL,
  way text NOT NULL,
  proof text CHECK (proof IN ('police_report', 'self_certification')),
  proof_reference text CHECK (length(btrim(proof_reference)) > 0),
  document_kind text,
  document_number text,
  document_issuer text,
  document_issued date,
  document_expires date,
  cip_check uuid UNIQUE,
  cip_outcome text GENERATED ALWAYS AS (CASE WHEN cip_check IS NOT NULL THEN 'right' END) STORED,
  newer_card text CHECK (newer_card <> card_number),
  reauthentication_id uuid UNIQUE REFERENCES reauthentications,
  audit_row_id uuid NOT NULL UNIQUE REFERENCES audit_rows DEFERRABLE INITIALLY DEFERRED,
  asked_at timestamptz NOT NULL,
  asked_by uuid REFERENCES operators, -- none where a newer card or time did it
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at timestamptz NOT NULL,
  trouble text,
  answered_at timestamptz,
  answer text CHECK (answer IN ('done', 'refused')),
  refusal text,
  changed_at timestamptz, -- since when, as the authority says
  FOREIGN KEY (cip_check, card_number, holder_id, cip_outcome)
    REFERENCES cip_checks (reference, card_number, holder_id, outcome),
  CONSTRAINT card_acts_allowed CHECK (CASE act
    WHEN 'suspend' THEN way IN ('in_person', 'telephone')
      AND reason IN ('theft', 'loss', 'compromised_codes', 'holder_request')
    WHEN 'reactivate' THEN way = 'in_person' AND reason IN ('found', 'nothing_compromised')
    WHEN 'revoke' THEN way = 'in_person' AND reason IN ('theft', 'loss', 'compromised_codes', 'malfunction', 'wrong_data',
      'puk_blocked', 'holder_request')
    WHEN 'replace' THEN way = 'newer_card' AND reason = 'superseded'
    WHEN 'expire' THEN way = 'time' AND reason = 'expired'
    ELSE false END),
  CONSTRAINT card_acts_person_was_seen CHECK ((way = 'in_person') = (document_kind IS NOT NULL)
    AND (document_kind IS NULL) = (document_number IS NULL) AND (document_kind IS NULL) = (document_issuer IS NULL)
    AND (document_kind IS NULL) = (document_issued IS NULL)),
  CONSTRAINT card_acts_caller_is_known CHECK ((way = 'telephone') = (cip_check IS NOT NULL)),
  CONSTRAINT card_acts_proof CHECK ((proof IS NULL) = (proof_reference IS NULL)
    AND (proof IS NOT NULL) = (act = 'revoke' AND reason IN ('theft', 'loss'))),
  CONSTRAINT card_acts_reauthenticated CHECK ((act IN ('reactivate', 'revoke')) = (reauthentication_id IS NOT NULL)),
  CONSTRAINT card_acts_somebody_asked CHECK ((way IN ('in_person', 'telephone')) = (asked_by IS NOT NULL)),
  CONSTRAINT card_acts_newer_card CHECK ((act = 'replace') = (newer_card IS NOT NULL)),
  CHECK ((answered_at IS NULL) = (answer IS NULL)),
  CHECK ((answer IS NOT DISTINCT FROM 'refused') = (refusal IS NOT NULL)),
  CHECK ((answer IS NOT DISTINCT FROM 'done') = (changed_at IS NOT NULL))
);
CREATE UNIQUE INDEX card_acts_one_open ON card_acts (card_number) WHERE answered_at IS NULL;
CREATE UNIQUE INDEX card_acts_one_end ON card_acts (card_number)
  WHERE act IN ('revoke', 'replace', 'expire') AND answer = 'done';
CREATE INDEX card_acts_card ON card_acts (card_number, asked_at);
CREATE INDEX card_acts_due ON card_acts (next_attempt_at) WHERE answered_at IS NULL;
CREATE INDEX activations_recorded ON activations (recorded_at);
CREATE INDEX case_card_checks_expires ON case_card_checks (expires);

-- Nothing comes after the end.
CREATE FUNCTION card_acts_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM card_acts a WHERE a.card_number = NEW.card_number AND a.act IN ('revoke', 'replace', 'expire')
    AND a.answer = 'done';
  IF FOUND THEN
    RAISE EXCEPTION 'the card of act % has come to its end', NEW.reference USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER card_acts_in_order BEFORE INSERT ON card_acts FOR EACH ROW EXECUTE FUNCTION card_acts_in_order();

-- A release is held from the moment in which a suspension or an end of its card is asked for: nothing is handed over and
-- nothing is mailed. `stopped_by_act` is what ended it, where the card came to its end.
ALTER TABLE releases ADD held_at timestamptz, ADD stopped_by_act uuid REFERENCES card_acts;
ALTER TABLE outbox ADD held_at timestamptz;

-- One card's acts and releases are decided one after the other.
CREATE FUNCTION lock_card_life(the_card text) RETURNS void LANGUAGE sql AS
  $$ SELECT pg_advisory_xact_lock(hashtextextended('card life ' || the_card, 0)) $$;

-- Whether nothing of the card may leave the house: it is suspended, or something that ends or suspends it is asked for.
CREATE FUNCTION is_card_held(the_card text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM card_acts WHERE card_number = the_card AND answered_at IS NULL AND act <> 'reactivate')
    OR COALESCE((SELECT act = 'suspend' FROM card_acts WHERE card_number = the_card AND answer = 'done'
      AND act IN ('suspend', 'reactivate') ORDER BY asked_at DESC LIMIT 1), false)
$$;

-- Holds what lives of a card, or lets it go again, as `is_card_held` says. A letter that waited is not given up for the time
-- in which it could not be sent.
CREATE FUNCTION settle_card_hold(the_card text, now timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF is_card_held(the_card) THEN
    UPDATE releases SET held_at = now WHERE card_number = the_card AND ended_at IS NULL AND held_at IS NULL;
    UPDATE outbox o SET held_at = now FROM releases r WHERE r.id = o.release_id AND r.card_number = the_card
      AND o.state = 'waiting' AND o.held_at IS NULL;
  ELSE
    UPDATE releases SET held_at = NULL WHERE card_number = the_card AND held_at IS NOT NULL;
    UPDATE outbox o SET held_at = NULL, give_up_at = o.give_up_at + (now - o.held_at) FROM releases r
      WHERE r.id = o.release_id AND r.card_number = the_card AND o.held_at IS NOT NULL;
  END IF;
END $$;

-- The card has come to its end: halves go wherever they stand, letters are stopped, what lived of its releases ends.
CREATE FUNCTION end_card(the_act uuid, now timestamptz)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  act card_acts%ROWTYPE;
  r record;
BEGIN
  SELECT * INTO STRICT act FROM card_acts WHERE reference = the_act;
  IF act.answered_at IS NULL THEN
    RAISE EXCEPTION 'act % has no answer', the_act USING ERRCODE = 'check_violation';
  END IF;
  FOR r IN SELECT id FROM releases WHERE card_number = act.card_number ORDER BY id FOR UPDATE LOOP
    UPDATE sheets SET first_half = NULL, withdrawn_at = CASE WHEN voided_at IS NULL THEN now END
      WHERE release_id = r.id AND first_half IS NOT NULL;
    PERFORM erase_second_half(r.id, now);
  END LOOP;
  UPDATE releases SET ended_at = now, ending = 'stopped', ended_by = act.asked_by, stopped_by_act = the_act
    WHERE card_number = act.card_number AND ended_at IS NULL;
END $$;

-- What is born of a held card is held.
CREATE FUNCTION releases_born_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_card_life(NEW.card_number);
  IF is_card_held(NEW.card_number) THEN
    NEW.held_at := NEW.requested_at;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER releases_born_held BEFORE INSERT ON releases FOR EACH ROW EXECUTE FUNCTION releases_born_held();
CREATE FUNCTION outbox_born_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT r.held_at INTO NEW.held_at FROM releases r WHERE r.id = NEW.release_id;
  RETURN NEW;
END $$;
CREATE TRIGGER outbox_born_held BEFORE INSERT ON outbox FOR EACH ROW WHEN (NEW.release_id IS NOT NULL)
  EXECUTE FUNCTION outbox_born_held();

-- Cards of this service whose last day has passed and whose end is not written yet: for the worker, which sees no card.
CREATE FUNCTION cards_to_expire(today date, most integer)
RETURNS TABLE (card_number text, holder_id uuid, counter_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT ON (a.card_number) a.card_number, c.holder_id, c.counter_id
  FROM activations a
  JOIN cases c ON c.id = a.case_id
  JOIN case_card_checks k ON k.card_number = a.card_number AND k.expires < today
  WHERE NOT EXISTS (SELECT FROM case_card_checks l WHERE l.card_number = a.card_number AND l.at > k.at
      AND l.expires >= today)
    AND NOT EXISTS (SELECT FROM card_acts x WHERE x.card_number = a.card_number
      AND (x.answered_at IS NULL OR (x.act IN ('revoke', 'replace', 'expire') AND x.answer = 'done')))
  ORDER BY a.card_number LIMIT most
$$;
CREATE FUNCTION expire_card(the_act uuid, the_card text, the_holder uuid, the_counter uuid, the_audit_row uuid,
  now timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM lock_card_life(the_card);
  PERFORM 1 FROM card_acts x WHERE x.card_number = the_card
    AND (x.answered_at IS NULL OR (x.act IN ('revoke', 'replace', 'expire') AND x.answer = 'done'));
  IF FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO card_acts (reference, card_number, holder_id, counter_id, act, reason, way, audit_row_id, asked_at,
    next_attempt_at, answered_at, answer, changed_at)
  VALUES (the_act, the_card, the_holder, the_counter, 'expire', 'expired', 'time', the_audit_row, now, now, now, 'done', now);
  PERFORM end_card(the_act, now);
  RETURN true;
END $$;

GRANT SELECT, INSERT ON card_acts, cip_checks TO sportello_web;
GRANT UPDATE (attempts, next_attempt_at, trouble, answered_at, answer, refusal, changed_at) ON card_acts TO sportello_web;
GRANT UPDATE (answered_at, outcome) ON cip_checks TO sportello_web;
GRANT EXECUTE ON FUNCTION lock_card_life(text), is_card_held(text), settle_card_hold(text, timestamptz),
  end_card(uuid, timestamptz) TO sportello_web;
GRANT SELECT (held_at) ON outbox TO sportello_web;
GRANT EXECUTE ON FUNCTION cards_to_expire(date, integer), expire_card(uuid, text, uuid, uuid, uuid, timestamptz)
  TO sportello_worker;
