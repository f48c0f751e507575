-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Counters as administrators keep them: hours, exceptions, services, and every change with what was before and after.

ALTER TABLE counters
  ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  ADD COLUMN services text[] NOT NULL
    DEFAULT ARRAY['activation', 'new_release', 'corrected_address', 'suspension', 'reactivation', 'revocation', 'replacement']
    CHECK (services <@ ARRAY['activation', 'new_release', 'corrected_address', 'suspension', 'reactivation', 'revocation', 'replacement']),
  ADD CONSTRAINT counters_close_after_they_open CHECK (closed_at >= opened_at),
  ADD CONSTRAINT counters_have_a_name CHECK (btrim(name) <> '' AND length(name) <= 80),
  ADD CONSTRAINT counters_have_a_body CHECK (btrim(body) <> '' AND length(body) <= 80),
  ADD CONSTRAINT counters_have_a_municipality CHECK (btrim(municipality) <> '' AND length(municipality) <= 60),
  ADD CONSTRAINT counters_are_reached_in_short CHECK (length(address) <= 120 AND length(telephone) <= 30);

-- Minutes since midnight in Europe/Rome; 1440 is the day's end. Weekdays from Monday, 1, to Sunday, 7.
CREATE TABLE counter_hours (
  counter_id uuid NOT NULL REFERENCES counters,
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens smallint NOT NULL CHECK (opens >= 0),
  closes smallint NOT NULL CHECK (closes > opens AND closes <= 1440),
  PRIMARY KEY (counter_id, weekday, opens)
);

-- A day with hours of its own; one line from 0 to 0 is a day closed.
CREATE TABLE counter_exceptions (
  counter_id uuid NOT NULL REFERENCES counters,
  day date NOT NULL,
  opens smallint NOT NULL CHECK (opens >= 0),
  closes smallint NOT NULL CHECK (closes <= 1440),
  PRIMARY KEY (counter_id, day, opens),
  CHECK (closes > opens OR (opens = 0 AND closes = 0))
);

-- What was done to a counter, by whom (none: the keeper, by command line), and what it was before and after.
CREATE TABLE counter_changes (
  counter_id uuid NOT NULL REFERENCES counters,
  version integer NOT NULL,
  act text NOT NULL CHECK (act IN ('open', 'change', 'close')),
  operator_id uuid,
  administrator boolean NOT NULL DEFAULT true CHECK (administrator),
  at timestamptz NOT NULL,
  before jsonb,
  after jsonb NOT NULL,
  PRIMARY KEY (counter_id, version),
  FOREIGN KEY (operator_id, administrator) REFERENCES operators (id, administrator),
  CHECK ((act = 'open') = (before IS NULL))
);

-- A file of counters that was looked through and waits for its administrator's yes. No personal data.
CREATE TABLE counter_imports (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL REFERENCES operators,
  content text NOT NULL CHECK (octet_length(content) <= 1048576),
  at timestamptz NOT NULL
);
CREATE INDEX counter_imports_operator ON counter_imports (operator_id);

CREATE FUNCTION keep_counter_hours() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- one writer of a counter's hours at a time: two lines that overlap cannot pass each other
  PERFORM 1 FROM counters WHERE id = NEW.counter_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM counter_hours h WHERE h.counter_id = NEW.counter_id AND h.weekday = NEW.weekday
      AND h.opens <> NEW.opens AND h.opens < NEW.closes AND NEW.opens < h.closes) THEN
    RAISE EXCEPTION 'hours of a day overlap' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER counter_hours_do_not_overlap AFTER INSERT OR UPDATE ON counter_hours
  FOR EACH ROW EXECUTE FUNCTION keep_counter_hours();

CREATE FUNCTION keep_counter_exceptions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM counters WHERE id = NEW.counter_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM counter_exceptions e WHERE e.counter_id = NEW.counter_id AND e.day = NEW.day
      AND e.opens <> NEW.opens
      AND (e.closes = 0 OR NEW.closes = 0 OR (e.opens < NEW.closes AND NEW.opens < e.closes))) THEN
    RAISE EXCEPTION 'hours of a day overlap' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER counter_exceptions_do_not_overlap AFTER INSERT OR UPDATE ON counter_exceptions
  FOR EACH ROW EXECUTE FUNCTION keep_counter_exceptions();

CREATE FUNCTION refuse_counter_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was done to a counter stays as it was told' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER counter_changes_stay BEFORE UPDATE OR DELETE ON counter_changes
  FOR EACH ROW EXECUTE FUNCTION refuse_counter_change();

-- What keeps a counter from closing: open cases, sheets printed and not handed over, duties that last.
CREATE FUNCTION counter_ends(counter uuid, now timestamptz, OUT open_cases bigint, OUT sheets_out bigint, OUT duties_left bigint)
LANGUAGE sql STABLE AS $$
  SELECT
    (SELECT count(*) FROM cases c WHERE c.counter_id = counter AND c.closed_at IS NULL),
    (SELECT count(*) FROM sheets s JOIN releases r ON r.id = s.release_id JOIN cases c ON c.id = r.case_id
      WHERE c.counter_id = counter AND r.ended_at IS NULL AND r.handed_over_at IS NULL
        AND s.served_at IS NOT NULL AND s.voided_at IS NULL AND s.withdrawn_at IS NULL),
    (SELECT count(*) FROM duties d WHERE d.counter_id = counter AND (d.until IS NULL OR d.until > now))
$$;

CREATE FUNCTION keep_counter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ends record;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a counter is closed, never deleted' USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.id, NEW.code, NEW.opened_at) IS DISTINCT FROM (OLD.id, OLD.code, OLD.opened_at) THEN
    RAISE EXCEPTION 'the code of a counter never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a closed counter stays as it was' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'each change of a counter has its number' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.closed_at IS NOT NULL THEN
    SELECT * INTO ends FROM counter_ends(NEW.id, NEW.closed_at);
    IF ends.open_cases + ends.sheets_out + ends.duties_left > 0 THEN
      RAISE EXCEPTION 'work is left at the counter' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER counters_stay BEFORE UPDATE OR DELETE ON counters FOR EACH ROW EXECUTE FUNCTION keep_counter();

-- Nothing begins at a closed counter. The foreign key's check comes first (triggers go by name, capitals before small letters)
-- and waits for a closing that has locked the row; so what is read here is what the closing left.
CREATE FUNCTION refuse_closed_counter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT closed_at FROM counters WHERE id = NEW.counter_id) IS NOT NULL THEN
    RAISE EXCEPTION 'the counter is closed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER cases_open_at_open_counters AFTER INSERT ON cases
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_counter();
CREATE TRIGGER duties_begin_at_open_counters AFTER INSERT ON duties
  FOR EACH ROW EXECUTE FUNCTION refuse_closed_counter();

-- A counter as one value, in the words of src/counters/facts.rs.
CREATE FUNCTION counter_facts(counter uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('code', c.code, 'name', c.name, 'body', c.body, 'municipality', c.municipality,
    'address', c.address, 'telephone', c.telephone, 'mail_domain', coalesce(c.mail_domain, ''),
    'hours', (SELECT coalesce(jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opens', h.opens, 'closes', h.closes)
      ORDER BY h.weekday, h.opens), '[]') FROM counter_hours h WHERE h.counter_id = c.id),
    'exceptions', (SELECT coalesce(jsonb_agg(jsonb_build_object('day', e.day, 'opens', e.opens, 'closes', e.closes)
      ORDER BY e.day, e.opens), '[]') FROM counter_exceptions e WHERE e.counter_id = c.id),
    'capabilities', (SELECT coalesce(jsonb_agg(a.capability ORDER BY a.capability COLLATE "C"), '[]') FROM counter_capabilities a
      WHERE a.counter_id = c.id AND a.until IS NULL),
    'services', (SELECT coalesce(jsonb_agg(s.service ORDER BY array_position(ARRAY['activation', 'new_release',
      'corrected_address', 'suspension', 'reactivation', 'revocation', 'replacement'], s.service)), '[]')
      FROM unnest(c.services) AS s(service)))
  FROM counters c WHERE c.id = counter
$$;

-- Who may act: a living administrator whom the web process names, or, unnamed, who owns the database.
CREATE FUNCTION may_keep_counters(administrator uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN administrator IS NULL THEN pg_has_role(session_user, current_user, 'MEMBER')
    ELSE EXISTS (SELECT 1 FROM operators o WHERE o.id = may_keep_counters.administrator AND o.administrator AND o.ended_at IS NULL) END
$$;

-- The one way in: opens a counter (expected 0) or writes it anew, if it is still as its writer saw it.
CREATE FUNCTION write_counter(counter uuid, expected integer, facts jsonb, administrator uuid, now timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  was counters%ROWTYPE;
  was_facts jsonb;
  told text[] := ARRAY(SELECT jsonb_array_elements_text(facts -> 'services'));
BEGIN
  IF NOT may_keep_counters(administrator) THEN
    RAISE EXCEPTION 'permission denied: counters are kept by administrators' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF expected = 0 THEN
    INSERT INTO counters (id, code, name, body, municipality, address, telephone, mail_domain, services, opened_at)
      VALUES (counter, facts ->> 'code', facts ->> 'name', facts ->> 'body', facts ->> 'municipality',
        facts ->> 'address', facts ->> 'telephone', nullif(facts ->> 'mail_domain', ''), told, now)
      ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN 'taken'; END IF;
  ELSE
    SELECT * INTO was FROM counters WHERE id = counter FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF was.closed_at IS NOT NULL THEN RETURN 'closed'; END IF;
    IF was.version <> expected OR was.code <> facts ->> 'code' THEN RETURN 'changed'; END IF;
    was_facts := counter_facts(counter);
    IF was_facts = facts THEN RETURN 'same'; END IF;
    UPDATE counters SET version = version + 1, name = facts ->> 'name', body = facts ->> 'body',
      municipality = facts ->> 'municipality', address = facts ->> 'address', telephone = facts ->> 'telephone',
      mail_domain = nullif(facts ->> 'mail_domain', ''), services = told
      WHERE id = counter;
    DELETE FROM counter_hours WHERE counter_id = counter;
    DELETE FROM counter_exceptions WHERE counter_id = counter;
  END IF;
  INSERT INTO counter_hours SELECT counter, h.weekday, h.opens, h.closes
    FROM jsonb_to_recordset(facts -> 'hours') AS h(weekday smallint, opens smallint, closes smallint);
  INSERT INTO counter_exceptions SELECT counter, e.day, e.opens, e.closes
    FROM jsonb_to_recordset(facts -> 'exceptions') AS e(day date, opens smallint, closes smallint);
  UPDATE counter_capabilities a SET until = greatest(now, a.since) WHERE a.counter_id = counter AND a.until IS NULL
    AND NOT facts -> 'capabilities' ? a.capability;
  INSERT INTO counter_capabilities (counter_id, capability, since)
    SELECT counter, w.word, now FROM jsonb_array_elements_text(facts -> 'capabilities') AS w(word)
    WHERE NOT EXISTS (SELECT 1 FROM counter_capabilities a
      WHERE a.counter_id = counter AND a.capability = w.word AND a.until IS NULL);
  INSERT INTO counter_changes (counter_id, version, act, operator_id, at, before, after)
    VALUES (counter, expected + 1, CASE WHEN expected = 0 THEN 'open' ELSE 'change' END, administrator, now, was_facts,
      counter_facts(counter));
  RETURN 'done';
END $$;

-- Closes a counter for ever, unless work is left there. The lock waits for cases that are being opened.
CREATE FUNCTION close_counter(counter uuid, expected integer, administrator uuid, now timestamptz,
  OUT outcome text, OUT open_cases bigint, OUT sheets_out bigint, OUT duties_left bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE was counters%ROWTYPE;
BEGIN
  IF NOT may_keep_counters(administrator) THEN
    RAISE EXCEPTION 'permission denied: counters are kept by administrators' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO was FROM counters WHERE id = counter FOR UPDATE;
  SELECT e.open_cases, e.sheets_out, e.duties_left INTO open_cases, sheets_out, duties_left FROM counter_ends(counter, now) e;
  outcome := CASE WHEN was.id IS NULL THEN 'unknown' WHEN was.closed_at IS NOT NULL THEN 'closed'
    WHEN was.version <> expected THEN 'changed' WHEN open_cases + sheets_out + duties_left > 0 THEN 'work_left' ELSE 'done' END;
  IF outcome <> 'done' THEN RETURN; END IF;
  UPDATE counters SET closed_at = greatest(now, opened_at), version = version + 1 WHERE id = counter;
  INSERT INTO counter_changes (counter_id, version, act, operator_id, at, before, after)
    VALUES (counter, expected + 1, 'close', administrator, now, counter_facts(counter), counter_facts(counter));
END $$;

-- What the counters were when this began: the history begins with them.
INSERT INTO counter_changes (counter_id, version, act, at, after)
  SELECT id, 1, 'open', opened_at, counter_facts(id) FROM counters;

GRANT SELECT ON counter_hours, counter_exceptions, counter_changes TO sportello_web;
GRANT SELECT, INSERT, DELETE ON counter_imports TO sportello_web;
GRANT EXECUTE ON FUNCTION counter_facts(uuid), counter_ends(uuid, timestamptz),
  write_counter(uuid, integer, jsonb, uuid, timestamptz), close_counter(uuid, integer, uuid, timestamptz) TO sportello_web;
