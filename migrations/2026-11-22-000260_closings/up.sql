-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Closing the day of a counter: once for each counter and date in Rome, with what was done and what was left open, as facts.
-- Each thing done stands in one closing and no other: what is written down while a day is closed, with a time before the closing's,
-- goes into the next one. Nothing falls between two closings, and a register that is printed again says the same.

CREATE TABLE closings (
  id uuid PRIMARY KEY,
  counter_id uuid NOT NULL REFERENCES counters,
  day date NOT NULL,
  covers_from timestamptz NOT NULL,  -- the end of the closing before; of the first one, the day's midnight
  covers_until timestamptz NOT NULL, -- the moment of closing, or the day's end where that had passed; not included
  closed_at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  reauthentication_id uuid NOT NULL UNIQUE REFERENCES reauthentications,
  CONSTRAINT closings_once_a_day UNIQUE (counter_id, day),
  CONSTRAINT closings_cover_some_time CHECK (covers_from < covers_until AND covers_until <= closed_at)
);

-- What was done in the time that a closing covers: no citizen's data, the number of the case stands for it. `subject` is the id of
-- the fact, or drawn from the serial of a sheet. Copied, because a reprint must not depend on what becomes of a case, a sheet or an account.
CREATE TABLE closing_acts (
  kind text NOT NULL CHECK (kind IN ('opened', 'closed', 'released', 'handed_over', 'release_ended', 'voided', 'decided', 'suspend',
    'reactivate', 'revoke', 'replace', 'override', 'approval')),
  subject uuid NOT NULL,
  closing_id uuid NOT NULL REFERENCES closings,
  at timestamptz NOT NULL,
  protocol text,  -- of the case; none for an act on a card
  number text,    -- of the release, or the last four digits of the card
  serial text,    -- of the sheet
  operator text,  -- who did it, by the name to sign in with; none where the authority or time did
  detail text,
  PRIMARY KEY (kind, subject)
);
CREATE INDEX closing_acts_closing ON closing_acts (closing_id);

-- What was open at the closing and is carried over, each with a reason.
CREATE TABLE closing_ends (
  closing_id uuid NOT NULL REFERENCES closings,
  kind text NOT NULL CHECK (kind IN ('sheet', 'decision', 'approval', 'mail', 'reply', 'case')),
  subject uuid NOT NULL,
  protocol text NOT NULL,
  since timestamptz NOT NULL,
  detail text,
  reason text NOT NULL CHECK (reason IN ('returns', 'answer', 'trouble', 'time', 'other')),
  words text CHECK (length(btrim(words)) BETWEEN 1 AND 300),
  PRIMARY KEY (closing_id, kind, subject),
  CONSTRAINT closing_ends_other_in_words CHECK (reason <> 'other' OR words IS NOT NULL)
);

-- The row of the register that tells of a closing, with the sum over its facts inside.
CREATE TABLE closing_seals (
  closing_id uuid PRIMARY KEY REFERENCES closings,
  audit_row_id uuid NOT NULL UNIQUE REFERENCES audit_rows DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX cases_ended_otherwise_at_counter ON cases (counter_id, closed_at) WHERE closure <> 'done';
CREATE INDEX card_acts_done_at_counter ON card_acts (counter_id, answered_at) WHERE answer = 'done';
CREATE INDEX register_checkpoints_size ON register_checkpoints (size, number);

-- Days are Rome's, whatever the session's time zone: 23, 24 or 25 hours long.
CREATE FUNCTION rome_day(at timestamptz) RETURNS date LANGUAGE sql STABLE AS
  $$ SELECT (at AT TIME ZONE 'Europe/Rome')::date $$;
CREATE FUNCTION rome_midnight(the_day date) RETURNS timestamptz LANGUAGE sql STABLE AS
  $$ SELECT the_day::timestamp AT TIME ZONE 'Europe/Rome' $$;

-- What was done at a counter from a moment on and before another. A case in which anything was done is open, or was closed later
-- than that: so the open ones and those closed since are all that must be read. A card that expires is nobody's act.
CREATE FUNCTION counter_acts(the_counter uuid, since timestamptz, until timestamptz)
RETURNS TABLE (kind text, subject uuid, at timestamptz, protocol text, number text, serial text, operator_id uuid, detail text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH touched AS (
    SELECT c.* FROM cases c WHERE c.counter_id = the_counter AND c.closed_at IS NULL
    UNION ALL
    SELECT c.* FROM cases c WHERE c.counter_id = the_counter AND c.closure = 'done' AND c.closed_at >= since
    UNION ALL
    SELECT c.* FROM cases c WHERE c.counter_id = the_counter AND c.closure <> 'done' AND c.closed_at >= since
  ), given AS (
    SELECT r.*, c.protocol FROM touched c JOIN releases r ON r.case_id = c.id
  ), found AS (
    SELECT 'opened', c.id, c.opened_at, c.protocol, NULL, NULL, c.opened_by, c.service FROM touched c
    UNION ALL
    SELECT 'closed', c.id, c.closed_at, c.protocol, NULL, NULL, c.closed_by, c.closure FROM touched c
    UNION ALL
    SELECT 'released', g.id, g.requested_at, g.protocol, g.number,
      (SELECT s.serial FROM sheets s WHERE s.release_id = coalesce(g.sheet_of, g.id) ORDER BY s.ordinal DESC LIMIT 1), g.requested_by, NULL
      FROM given g
    UNION ALL
    SELECT 'handed_over', g.id, g.handed_over_at, g.protocol, g.number, s.serial, s.handed_over_by, NULL
      FROM given g LEFT JOIN sheets s ON s.release_id = g.id AND s.handed_over_at IS NOT NULL
    UNION ALL
    SELECT 'release_ended', g.id, g.ended_at, g.protocol, g.number, NULL, g.ended_by, g.ending FROM given g
    UNION ALL
    SELECT 'voided', md5('voided ' || s.serial)::uuid, s.voided_at, g.protocol, g.number, s.serial, s.voided_by,
      CASE WHEN s.paper_destroyed THEN 'paper_destroyed' ELSE 'paper_missing' END
      FROM given g JOIN sheets s ON s.release_id = g.id
    UNION ALL
    SELECT 'decided', md5('decided ' || s.serial)::uuid, s.decided_at, g.protocol, g.number, s.serial, s.decided_by, s.decision
      FROM given g JOIN sheets s ON s.release_id = g.id
    UNION ALL
    SELECT a.act, a.reference, a.answered_at, NULL, right(a.card_number, 4), NULL, a.asked_by, a.reason
      FROM card_acts a WHERE a.counter_id = the_counter AND a.answer = 'done' AND a.act <> 'expire' AND a.answered_at >= since
    UNION ALL
    SELECT 'override', o.id, o.at, c.protocol, NULL, NULL, o.by, o.warning FROM touched c JOIN case_overrides o ON o.case_id = c.id
    UNION ALL
    SELECT 'approval', d.request_id, d.at, c.protocol, NULL, NULL, d.by, d.decision
      FROM touched c JOIN approval_requests q ON q.case_id = c.id JOIN approval_decisions d ON d.request_id = q.id
  )
  SELECT * FROM found AS f (kind, subject, at, protocol, number, serial, operator_id, detail)
  WHERE f.at >= since AND f.at < until $$;

-- What is open at a counter: one line for each thing, a case itself where nothing more exact is said of it.
CREATE FUNCTION counter_open_ends(the_counter uuid, now timestamptz)
RETURNS TABLE (kind text, subject uuid, case_id uuid, protocol text, since timestamptz, detail text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH open_cases AS (
    SELECT c.id, c.protocol, c.opened_at FROM cases c WHERE c.counter_id = the_counter AND c.closed_at IS NULL
  ), exact AS (
    SELECT CASE WHEN s.voided_at IS NULL THEN 'sheet' ELSE 'decision' END AS kind, r.id AS subject, c.id AS case_id, c.protocol,
      coalesce(s.voided_at, s.served_at) AS since, s.serial AS detail
    FROM open_cases c JOIN releases r ON r.case_id = c.id AND r.ended_at IS NULL
    JOIN sheets s ON s.release_id = r.id
    WHERE (r.handed_over_at IS NULL AND s.served_at IS NOT NULL AND s.voided_at IS NULL AND s.withdrawn_at IS NULL)
      OR (s.paper_destroyed = false AND s.decided_at IS NULL)
    UNION ALL
    SELECT 'approval', q.id, c.id, c.protocol, q.at, NULL
    FROM open_cases c JOIN approval_requests q ON q.case_id = c.id
    WHERE NOT EXISTS (SELECT FROM approval_decisions d WHERE d.request_id = q.id) AND q.facts = facts_to_approve(c.id)
  )
  SELECT * FROM exact
  UNION ALL
  SELECT 'mail', o.id, c.id, c.protocol, coalesce(o.settled_at, o.posted_at), o.state
    FROM outbox o JOIN cases c ON c.id = o.case_id AND c.counter_id = the_counter
    WHERE o.state IN ('given_up', 'alarm', 'bounced') AND o.seen_at IS NULL
  UNION ALL
  SELECT 'mail', o.id, c.id, c.protocol, o.posted_at, 'deferred'
    FROM outbox o JOIN cases c ON c.id = o.case_id AND c.counter_id = the_counter
    WHERE o.state = 'waiting' AND o.attempts > 0 AND o.held_at IS NULL AND o.posted_at < now - interval '1 hour'
  UNION ALL
  SELECT 'reply', m.id, c.id, c.protocol, m.received_at, m.why
    FROM mail_reports m JOIN outbox o ON o.id = m.outbox_id JOIN cases c ON c.id = o.case_id AND c.counter_id = the_counter
    WHERE m.outcome = 'unreadable' AND m.seen_at IS NULL
  UNION ALL
  SELECT 'case', c.id, c.id, c.protocol, c.opened_at, NULL
    FROM open_cases c WHERE NOT EXISTS (SELECT FROM exact x WHERE x.case_id = c.id) $$;

-- The days that wait for their closing, in order, today last. A day on which nothing was done needs none: the next closing covers
-- it. Before the first closing of a counter, seven days back and no more.
CREATE FUNCTION days_to_close(the_counter uuid, now timestamptz) RETURNS SETOF date
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH latest AS (
    SELECT k.day, k.covers_until FROM closings k WHERE k.counter_id = the_counter ORDER BY k.day DESC LIMIT 1
  ), span AS (
    SELECT coalesce((SELECT greatest(covers_until, rome_midnight(day + 1)) FROM latest), rome_midnight(rome_day(now) - 7)) AS since
  )
  SELECT d FROM (
    SELECT DISTINCT rome_day(a.at) AS d FROM span, counter_acts(the_counter, span.since, now) a
    UNION
    SELECT rome_day(now) WHERE NOT EXISTS (SELECT FROM latest WHERE day >= rome_day(now))
  ) AS days (d) ORDER BY d $$;

-- Since when a counter's days are not closed, as far as cases were opened, and how much its latest closing carried over: for a
-- case that is about to be opened, each by one look into an index.
CREATE FUNCTION closing_standing(the_counter uuid, now timestamptz, OUT unclosed_since date, OUT carried_over bigint)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH latest AS (
    SELECT k.id, k.day, k.covers_until FROM closings k WHERE k.counter_id = the_counter ORDER BY k.day DESC LIMIT 1
  )
  SELECT (SELECT rome_day(min(c.opened_at)) FROM cases c WHERE c.counter_id = the_counter AND c.opened_at >=
      coalesce((SELECT greatest(covers_until, rome_midnight(day + 1)) FROM latest), rome_midnight(rome_day(now) - 7))),
    (SELECT count(*) FROM closing_ends e WHERE e.closing_id = (SELECT id FROM latest)) $$;

-- How much of what the latest closing carried over is still open.
CREATE FUNCTION carried_over_still_open(the_counter uuid, now timestamptz) RETURNS bigint
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM counter_open_ends(the_counter, now) o
  JOIN closing_ends e ON e.kind = o.kind AND e.subject = o.subject AND e.closing_id =
    (SELECT k.id FROM closings k WHERE k.counter_id = the_counter ORDER BY k.day DESC LIMIT 1) $$;

-- SHA-256 over the facts of a closing, for its row in the register.
CREATE FUNCTION closing_digest(the_closing uuid) RETURNS bytea LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT sha256(convert_to(
    (SELECT jsonb_build_array(k.counter_id, k.day, extract(epoch FROM k.covers_from) * 1000000,
      extract(epoch FROM k.covers_until) * 1000000, extract(epoch FROM k.closed_at) * 1000000, k.by) FROM closings k WHERE k.id = the_closing)::text
    || coalesce((SELECT string_agg(jsonb_build_array(a.kind, a.subject, extract(epoch FROM a.at) * 1000000, a.protocol, a.number,
      a.serial, a.operator, a.detail)::text, E'\n' ORDER BY a.kind COLLATE "C", a.subject) FROM closing_acts a
      WHERE a.closing_id = the_closing), '')
    || coalesce((SELECT string_agg(jsonb_build_array(e.kind, e.subject, e.protocol, extract(epoch FROM e.since) * 1000000, e.detail,
      e.reason, e.words)::text, E'\n' ORDER BY e.kind COLLATE "C", e.subject) FROM closing_ends e
      WHERE e.closing_id = the_closing), ''), 'UTF8')) $$;

-- Who closes, what, and in which order; the time that is covered is worked out here and nowhere else.
CREATE FUNCTION check_closing() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE latest closings%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('closing ' || NEW.counter_id, 0));
  SELECT * INTO latest FROM closings k WHERE k.counter_id = NEW.counter_id ORDER BY k.day DESC LIMIT 1;
  IF NEW.day > rome_day(NEW.closed_at) OR NEW.day < latest.day
    OR NEW.day > (SELECT min(d) FROM days_to_close(NEW.counter_id, NEW.closed_at) d) THEN
    RAISE EXCEPTION 'closings_in_order: days are closed one after the other' USING ERRCODE = 'check_violation';
  END IF;
  NEW.covers_from := coalesce(latest.covers_until, rome_midnight(NEW.day));
  NEW.covers_until := least(NEW.closed_at, rome_midnight(NEW.day + 1));
  IF NOT EXISTS (SELECT FROM duties d WHERE d.operator_id = NEW."by" AND d.counter_id = NEW.counter_id AND d.duty = 'supervisor'
    AND d.since <= NEW.closed_at AND (d.until IS NULL OR d.until > NEW.closed_at)) THEN
    RAISE EXCEPTION 'closings_by_a_supervisor_of_the_counter' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM reauthentications r WHERE r.id = NEW.reauthentication_id AND r.operator_id = NEW."by"
    AND r.act = 'day.close') THEN
    RAISE EXCEPTION 'closings_with_a_code_of_their_own' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER closings_fit BEFORE INSERT ON closings FOR EACH ROW EXECUTE FUNCTION check_closing();

-- What was done is taken down by the database itself: nobody who closes can leave something out or add to it. The hour before is
-- looked through again, for what was being written while the day before was closed.
CREATE FUNCTION take_down_acts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO closing_acts (kind, subject, closing_id, at, protocol, number, serial, operator, detail)
  SELECT a.kind, a.subject, NEW.id, a.at, a.protocol, a.number, a.serial, o.username, a.detail
  FROM counter_acts(NEW.counter_id, NEW.covers_from - CASE WHEN EXISTS (SELECT FROM closings k WHERE k.counter_id = NEW.counter_id
    AND k.day < NEW.day) THEN interval '1 hour' ELSE interval '0' END, NEW.covers_until) a
  LEFT JOIN operators o ON o.id = a.operator_id
  WHERE NOT EXISTS (SELECT FROM closing_acts x WHERE x.kind = a.kind AND x.subject = a.subject);
  RETURN NULL;
END $$;
CREATE TRIGGER closings_take_down AFTER INSERT ON closings FOR EACH ROW EXECUTE FUNCTION take_down_acts();

CREATE FUNCTION check_closing_sealed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM closing_seals s WHERE s.closing_id = NEW.id) THEN
    RAISE EXCEPTION 'closings_are_in_the_register: closing % has no row there', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER closings_sealed AFTER INSERT ON closings DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_closing_sealed();

-- A sealed closing takes no fact more, whoever writes.
CREATE FUNCTION refuse_sealed_closing() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM closing_seals s WHERE s.closing_id = NEW.closing_id) THEN
    RAISE EXCEPTION 'closing % is sealed', NEW.closing_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER closing_acts_before_the_seal BEFORE INSERT ON closing_acts FOR EACH ROW EXECUTE FUNCTION refuse_sealed_closing();
CREATE TRIGGER closing_ends_before_the_seal BEFORE INSERT ON closing_ends FOR EACH ROW EXECUTE FUNCTION refuse_sealed_closing();

CREATE TRIGGER closings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON closings
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closing_acts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON closing_acts
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closing_ends_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON closing_ends
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closing_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON closing_seals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The one way in. What is open is read once: what has no reason among `reasons` (kind, subject, reason, words) is told, and nothing
-- is closed; the caller takes its transaction back then.
CREATE FUNCTION close_day(closing uuid, the_counter uuid, the_day date, who uuid, reauthentication uuid, reasons jsonb, now timestamptz)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE open_now jsonb;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('closing ' || the_counter, 0));
  IF EXISTS (SELECT FROM closings k WHERE k.counter_id = the_counter AND k.day = the_day) THEN RETURN 'closed'; END IF;
  SELECT coalesce(jsonb_agg(jsonb_build_object('kind', o.kind, 'subject', o.subject, 'protocol', o.protocol, 'since', o.since,
    'detail', o.detail, 'reason', r.reason, 'words', nullif(btrim(r.words), ''))), '[]') INTO open_now
  FROM counter_open_ends(the_counter, now) o
  LEFT JOIN jsonb_to_recordset(reasons) AS r(kind text, subject uuid, reason text, words text)
    ON r.kind = o.kind AND r.subject = o.subject
  WHERE o.since < rome_midnight(the_day + 1);
  IF EXISTS (SELECT FROM jsonb_array_elements(open_now) e WHERE e ->> 'reason' IS NULL) THEN RETURN 'open'; END IF;
  INSERT INTO closings (id, counter_id, day, covers_from, covers_until, closed_at, by, reauthentication_id)
    VALUES (closing, the_counter, the_day, now, now, now, who, reauthentication);
  INSERT INTO closing_ends (closing_id, kind, subject, protocol, since, detail, reason, words)
    SELECT closing, e.* FROM jsonb_to_recordset(open_now)
      AS e(kind text, subject uuid, protocol text, since timestamptz, detail text, reason text, words text);
  RETURN 'done';
END $$;

-- The first checkpoint over the row of a closing: of the tree no more than this is to be seen from the pages.
CREATE FUNCTION closing_checkpoint(the_closing uuid)
RETURNS TABLE (row_index bigint, number bigint, size bigint, root bytea, at timestamptz, note text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.index, k.number, k.size, k.root, k.at, k.note
  FROM closing_seals s JOIN register_leaves l ON l.row_id = s.audit_row_id
  CROSS JOIN LATERAL (SELECT * FROM register_checkpoints c WHERE c.size > l.index ORDER BY c.size, c.number LIMIT 1) k
  WHERE s.closing_id = the_closing $$;

GRANT SELECT ON closings, closing_acts, closing_ends, closing_seals TO sportello_web;
GRANT INSERT ON closing_seals TO sportello_web;
GRANT EXECUTE ON FUNCTION rome_day(timestamptz), rome_midnight(date), counter_acts(uuid, timestamptz, timestamptz),
  counter_open_ends(uuid, timestamptz), days_to_close(uuid, timestamptz), closing_standing(uuid, timestamptz),
  carried_over_still_open(uuid, timestamptz), closing_digest(uuid), closing_checkpoint(uuid),
  close_day(uuid, uuid, date, uuid, uuid, jsonb, timestamptz) TO sportello_web;
