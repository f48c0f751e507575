-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Staff, looked after by administrators on pages. The web process cannot give a role, an administrator's powers or a second
-- factor: it writes what was asked, confirmed and accepted, and triggers with the owner's rights draw the consequence.

ALTER TABLE operators
  ALTER COLUMN administrator SET DEFAULT false,
  ADD COLUMN ready_at timestamptz, -- since when the person has set password and second factor; without it nobody signs in
  ADD COLUMN suspended_at timestamptz,
  ADD COLUMN suspension_reason text CHECK (length(btrim(suspension_reason)) > 0),
  ADD CONSTRAINT operators_suspended_with_a_reason CHECK ((suspended_at IS NULL) = (suspension_reason IS NULL));
UPDATE operators SET ready_at = added_at;

-- A duty may begin later, end on a day, and be given again.
ALTER TABLE duties
  ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
  DROP CONSTRAINT duties_pkey,
  ADD PRIMARY KEY (id),
  ADD CONSTRAINT duties_end_after_they_begin CHECK (until >= since);
CREATE UNIQUE INDEX duties_open_once ON duties (operator_id, counter_id, duty) WHERE until IS NULL;
CREATE INDEX duties_operator ON duties (operator_id);

-- What an administrator asked for and a second one confirms: a duty, an administrator's powers, a new second factor.
CREATE TABLE staff_changes (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL REFERENCES operators,
  kind text NOT NULL CHECK (kind IN ('duty', 'administrator', 'second_factor')),
  counter_id uuid REFERENCES counters,
  duty text CHECK (duty IN ('operator', 'supervisor')),
  since timestamptz,
  until timestamptz,
  in_place_of uuid REFERENCES duties, -- the duty that ends when this one is given: the person moves
  reason text NOT NULL CHECK (length(btrim(reason)) > 0),
  asked_at timestamptz NOT NULL,
  asked_by uuid NOT NULL REFERENCES operators,
  asked_with uuid NOT NULL UNIQUE REFERENCES reauthentications,
  decision text CHECK (decision IN ('confirmed', 'rejected')),
  decided_at timestamptz,
  decided_by uuid REFERENCES operators,
  decided_with uuid UNIQUE REFERENCES reauthentications,
  CHECK ((kind = 'duty') = (counter_id IS NOT NULL) AND (kind = 'duty') = (duty IS NOT NULL)
    AND (kind = 'duty') = (since IS NOT NULL)),
  CHECK (kind = 'duty' OR (until IS NULL AND in_place_of IS NULL)),
  CHECK (until > since),
  CHECK ((decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by IS NULL)
    AND (decision IS NULL) = (decided_with IS NULL)),
  CONSTRAINT staff_changes_of_somebody_else CHECK (operator_id <> asked_by AND operator_id <> decided_by),
  CONSTRAINT staff_changes_by_two CHECK (decision <> 'confirmed' OR asked_by <> decided_by)
);
CREATE UNIQUE INDEX staff_changes_asked_once ON staff_changes
  (operator_id, kind, coalesce(counter_id, operator_id), coalesce(duty, '')) WHERE decision IS NULL;

-- One-time links. Of the token the hash; the secret that the person scans is sealed, and both are gone once the link was used.
CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL REFERENCES operators,
  purpose text NOT NULL CHECK (purpose IN ('account', 'second_factor')),
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
  totp_secret bytea,
  password_hash text,
  proven_at timestamptz, -- when the password was set, or given where it stays
  tries integer NOT NULL DEFAULT 0, -- passwords given
  made_at timestamptz NOT NULL,
  made_by uuid NOT NULL REFERENCES operators,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  ended_at timestamptz,
  CONSTRAINT invitations_72_hours CHECK (expires_at > made_at AND expires_at <= made_at + interval '72 hours'),
  CHECK (used_at IS NULL OR (ended_at IS NULL AND proven_at IS NOT NULL AND used_at < expires_at)),
  CHECK ((totp_secret IS NULL) = (used_at IS NOT NULL OR ended_at IS NOT NULL)),
  CHECK (password_hash IS NULL OR (purpose = 'account' AND proven_at IS NOT NULL AND totp_secret IS NOT NULL))
);
CREATE UNIQUE INDEX invitations_one_at_a_time ON invitations (operator_id) WHERE used_at IS NULL AND ended_at IS NULL;

CREATE TABLE recovery_codes (
  operator_id uuid NOT NULL REFERENCES operators,
  ordinal smallint NOT NULL CHECK (ordinal BETWEEN 1 AND 10),
  code_hash text NOT NULL CHECK (code_hash LIKE '$argon2id$%'),
  made_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (operator_id, ordinal)
);

-- What became of an account, for the person's page: the register has the same, signed.
CREATE TABLE staff_events (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL REFERENCES operators,
  act text NOT NULL CHECK (act ~ '^[a-z_]+$'),
  before text NOT NULL,
  after text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  CONSTRAINT staff_events_of_somebody_else
    CHECK (operator_id <> "by" OR act IN ('accepted', 'second_factor_set', 'recovery_code_used'))
);
CREATE INDEX staff_events_operator ON staff_events (operator_id, at);

-- Whether an account administers at this moment.
CREATE FUNCTION administers(who uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM operators o WHERE o.id = who AND o.administrator AND o.ready_at IS NOT NULL
    AND o.suspended_at IS NULL AND o.ended_at IS NULL) $$;

-- The last administrator stays, and what has ended stays ended. One such change at a time: two administrators who remove each
-- other in the same moment are one after the other.
CREATE FUNCTION check_operator() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at THEN
    RAISE EXCEPTION 'operators_stay_ended: %', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.administrator AND OLD.ready_at IS NOT NULL AND OLD.suspended_at IS NULL AND OLD.ended_at IS NULL
    AND NOT (NEW.administrator AND NEW.ready_at IS NOT NULL AND NEW.suspended_at IS NULL AND NEW.ended_at IS NULL) THEN
    PERFORM pg_advisory_xact_lock(7262);
    IF NOT EXISTS (SELECT FROM operators o WHERE o.id <> OLD.id AND administers(o.id)) THEN
      RAISE EXCEPTION 'operators_keep_one_administrator: %', OLD.id USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER operators_fit BEFORE UPDATE ON operators FOR EACH ROW EXECUTE FUNCTION check_operator();

CREATE FUNCTION keep_staff() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'staff and what was done to their accounts stays: %', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER operators_stay BEFORE DELETE ON operators FOR EACH ROW EXECUTE FUNCTION keep_staff();
CREATE TRIGGER duties_stay BEFORE DELETE ON duties FOR EACH ROW EXECUTE FUNCTION keep_staff();
CREATE TRIGGER staff_changes_stay BEFORE DELETE ON staff_changes FOR EACH ROW EXECUTE FUNCTION keep_staff();
CREATE TRIGGER invitations_stay BEFORE DELETE ON invitations FOR EACH ROW EXECUTE FUNCTION keep_staff();
CREATE TRIGGER staff_events_stay BEFORE UPDATE OR DELETE ON staff_events FOR EACH ROW EXECUTE FUNCTION keep_staff();

-- The same duty at the same counter is not held twice at once.
CREATE FUNCTION check_duty() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM operators WHERE id = NEW.operator_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM duties d WHERE d.operator_id = NEW.operator_id AND d.counter_id = NEW.counter_id
    AND d.duty = NEW.duty AND d.id <> NEW.id AND (d.until IS NOT NULL OR NEW.until IS NOT NULL)
    AND d.since < coalesce(NEW.until, 'infinity') AND coalesce(d.until, 'infinity') > NEW.since) THEN
    RAISE EXCEPTION 'duties_one_at_a_time: %', NEW.operator_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER duties_fit BEFORE INSERT ON duties FOR EACH ROW EXECUTE FUNCTION check_duty();

-- A duty only ever ends earlier.
CREATE FUNCTION check_duty_end() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.operator_id, NEW.counter_id, NEW.duty, NEW.since) IS DISTINCT FROM
     (OLD.id, OLD.operator_id, OLD.counter_id, OLD.duty, OLD.since)
    OR coalesce(NEW.until, 'infinity') > coalesce(OLD.until, 'infinity') THEN
    RAISE EXCEPTION 'duties_end_and_nothing_else: %', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER duties_only_end BEFORE UPDATE ON duties FOR EACH ROW EXECUTE FUNCTION check_duty_end();

-- Asked by one administrator, decided by another: other accounts and other people, each with a one-time code of their own.
CREATE FUNCTION check_staff_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  subject text := (SELECT base_code FROM operators WHERE id = NEW.operator_id);
  asker text := (SELECT base_code FROM operators WHERE id = NEW.asked_by);
  decider text := (SELECT base_code FROM operators WHERE id = NEW.decided_by);
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.decision IS NOT NULL OR NOT administers(NEW.asked_by) OR subject = asker OR NOT EXISTS (
      SELECT FROM reauthentications r WHERE r.id = NEW.asked_with AND r.operator_id = NEW.asked_by AND r.act = 'staff.ask') THEN
      RAISE EXCEPTION 'staff_changes_are_asked_by_an_administrator: %', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.decision IS NOT NULL OR NEW.decision IS NULL
    OR (NEW.id, NEW.operator_id, NEW.kind, NEW.counter_id, NEW.duty, NEW.since, NEW.until, NEW.in_place_of, NEW.reason,
      NEW.asked_at, NEW.asked_by, NEW.asked_with) IS DISTINCT FROM
      (OLD.id, OLD.operator_id, OLD.kind, OLD.counter_id, OLD.duty, OLD.since, OLD.until, OLD.in_place_of, OLD.reason,
      OLD.asked_at, OLD.asked_by, OLD.asked_with) THEN
    RAISE EXCEPTION 'staff_changes_are_decided_once: %', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NOT administers(NEW.decided_by) OR subject = decider OR NEW.decided_with = NEW.asked_with
    OR (NEW.decision = 'confirmed' AND asker = decider) OR NOT EXISTS (
      SELECT FROM reauthentications r WHERE r.id = NEW.decided_with AND r.operator_id = NEW.decided_by
        AND r.act = 'staff.decide' AND r.fingerprint = uuid_send(NEW.id)) THEN
    RAISE EXCEPTION 'staff_changes_are_decided_by_a_second_administrator: %', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER staff_changes_fit BEFORE INSERT OR UPDATE ON staff_changes
  FOR EACH ROW EXECUTE FUNCTION check_staff_change();

-- What a confirmed change does. The person signs in anew, with what they may do from now on.
CREATE FUNCTION draw_staff_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM operators WHERE id = NEW.operator_id AND ended_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the account % has ended', NEW.operator_id USING ERRCODE = 'check_violation';
  END IF;
  CASE NEW.kind
  WHEN 'duty' THEN
    UPDATE duties SET until = greatest(since, NEW.decided_at) WHERE id = NEW.in_place_of AND operator_id = NEW.operator_id
      AND (until IS NULL OR until > NEW.decided_at);
    INSERT INTO duties (id, operator_id, counter_id, duty, since, until) VALUES
      (NEW.id, NEW.operator_id, NEW.counter_id, NEW.duty, greatest(NEW.since, NEW.decided_at), NEW.until);
  WHEN 'administrator' THEN
    UPDATE operators SET administrator = true WHERE id = NEW.operator_id;
  ELSE
    UPDATE operators SET ready_at = NULL WHERE id = NEW.operator_id;
    DELETE FROM recovery_codes WHERE operator_id = NEW.operator_id;
  END CASE;
  UPDATE sessions SET ended_at = NEW.decided_at WHERE operator_id = NEW.operator_id AND ended_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER staff_changes_drawn AFTER UPDATE ON staff_changes FOR EACH ROW WHEN (NEW.decision = 'confirmed')
  EXECUTE FUNCTION draw_staff_change();

-- A link is used once. What the person set in using it becomes the account's, and the link keeps nothing of it.
CREATE FUNCTION check_invitation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.used_at IS NOT NULL OR OLD.ended_at IS NOT NULL
    OR (NEW.id, NEW.operator_id, NEW.purpose, NEW.token_hash, NEW.made_at, NEW.made_by, NEW.expires_at) IS DISTINCT FROM
      (OLD.id, OLD.operator_id, OLD.purpose, OLD.token_hash, OLD.made_at, OLD.made_by, OLD.expires_at) THEN
    RAISE EXCEPTION 'invitations_are_used_once: %', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.used_at IS NOT NULL THEN
    UPDATE operators SET password_hash = CASE NEW.purpose WHEN 'account' THEN NEW.password_hash ELSE password_hash END,
      totp_secret = NEW.totp_secret, ready_at = NEW.used_at
      WHERE id = NEW.operator_id AND ready_at IS NULL AND suspended_at IS NULL AND ended_at IS NULL;
    IF NOT FOUND OR (NEW.purpose = 'account' AND NEW.password_hash IS NULL) THEN
      RAISE EXCEPTION 'invitations_for_an_account_that_waits: %', OLD.id USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.used_at IS NOT NULL OR NEW.ended_at IS NOT NULL THEN
    NEW.totp_secret := NULL;
    NEW.password_hash := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invitations_fit BEFORE UPDATE ON invitations FOR EACH ROW EXECUTE FUNCTION check_invitation();

CREATE FUNCTION check_recovery_code() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.used_at IS NOT NULL THEN
    RAISE EXCEPTION 'recovery_codes_are_used_once: %', OLD.operator_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recovery_codes_fit BEFORE UPDATE ON recovery_codes FOR EACH ROW EXECUTE FUNCTION check_recovery_code();

ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check, ADD CONSTRAINT outbox_kind_check
  CHECK (kind IN ('second_half', 'ownership_code', 'address_notice', 'account_notice', 'invitation'));

-- Made without a role, without a second factor of the person's own, and never an administrator.
GRANT INSERT (id, username, name, surname, codice_fiscale, base_code, contact_address, password_hash, totp_secret, added_at)
  ON operators TO sportello_web;
GRANT UPDATE (suspended_at, suspension_reason, ended_at) ON operators TO sportello_web;
GRANT UPDATE (until) ON duties TO sportello_web;
GRANT SELECT, INSERT ON staff_changes, invitations, recovery_codes, staff_events TO sportello_web;
GRANT UPDATE (decision, decided_at, decided_by, decided_with) ON staff_changes TO sportello_web;
GRANT UPDATE (password_hash, proven_at, tries, used_at, ended_at) ON invitations TO sportello_web;
GRANT EXECUTE ON FUNCTION administers(uuid) TO sportello_web;
GRANT UPDATE (used_at), DELETE ON recovery_codes TO sportello_web;
