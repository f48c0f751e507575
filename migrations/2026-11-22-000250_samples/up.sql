-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Samples: after a month's end the worker draws releases to check by telephone and self-certifications to check with who keeps the
-- facts (DPR 445/2000 art. 71). A draw is a fact: one for each counter, kind and month, over the whole population of each
-- operator, and nobody adds, takes or draws again. A supervisor who had no hand in the case records what came out; a correction
-- is a new line.

CREATE TABLE sample_draws (
  id uuid PRIMARY KEY,
  counter_id uuid NOT NULL REFERENCES counters,
  kind text NOT NULL CHECK (kind IN ('telephone', 'self_certification')),
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  percent smallint NOT NULL CHECK (percent BETWEEN 1 AND 100), -- as the policy had it at the month's end
  population integer NOT NULL CHECK (population >= 0),
  size integer NOT NULL CHECK (size >= 0),
  drawn_at timestamptz NOT NULL,
  due_on date NOT NULL, -- the last day for the checks
  audit_row_id uuid NOT NULL UNIQUE REFERENCES audit_rows DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT sample_draws_once UNIQUE (counter_id, kind, month),
  CONSTRAINT sample_draws_after_the_month CHECK (drawn_at >= (month + interval '1 month') AT TIME ZONE 'Europe/Rome'),
  CHECK (due_on > month)
);

-- What an operator had in the month, and how much of it was drawn: the share rounded up, so at least one of any.
CREATE TABLE sample_shares (
  draw_id uuid NOT NULL REFERENCES sample_draws,
  operator_id uuid NOT NULL REFERENCES operators,
  population integer NOT NULL CHECK (population > 0),
  size integer NOT NULL CHECK (size BETWEEN 1 AND population),
  PRIMARY KEY (draw_id, operator_id)
);

CREATE TABLE samples (
  id uuid PRIMARY KEY,
  draw_id uuid NOT NULL,
  operator_id uuid NOT NULL,
  case_id uuid NOT NULL REFERENCES cases,
  release_id uuid UNIQUE REFERENCES releases,
  evidence_id uuid UNIQUE REFERENCES delegation_evidence,
  FOREIGN KEY (draw_id, operator_id) REFERENCES sample_shares,
  CONSTRAINT samples_of_one_thing CHECK ((release_id IS NULL) <> (evidence_id IS NULL))
);
CREATE INDEX samples_draw ON samples (draw_id, operator_id);
CREATE INDEX samples_case ON samples (case_id);

-- What a check brought. The newest line holds; `attempts` counts calls. A note names nobody: no address, no long number, no
-- codice fiscale.
CREATE TABLE sample_results (
  sample_id uuid NOT NULL REFERENCES samples,
  ordinal integer NOT NULL CHECK (ordinal > 0),
  outcome text NOT NULL CHECK (outcome IN ('confirmed', 'not_reached', 'unreachable', 'no_number', 'not_recognised',
    'awaiting_answer', 'irregular', 'false')),
  attempts smallint CHECK (attempts BETWEEN 1 AND 20),
  note text NOT NULL CHECK (length(note) <= 300),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  audit_row_id uuid NOT NULL UNIQUE REFERENCES audit_rows DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (sample_id, ordinal),
  CONSTRAINT sample_results_count_calls CHECK ((attempts IS NOT NULL) = (outcome IN ('not_reached', 'unreachable'))),
  CONSTRAINT sample_results_unreachable_after_three CHECK (outcome <> 'unreachable' OR attempts >= 3),
  CONSTRAINT sample_results_say_what_is_wrong
    CHECK (outcome NOT IN ('not_recognised', 'irregular', 'false') OR length(btrim(note)) > 0),
  CONSTRAINT sample_results_name_nobody CHECK (note !~ '@' AND note !~ '[0-9]([ ./-]?[0-9]){5}'
    AND note !~* '[a-z]{6} ?[0-9]{2} ?[a-z] ?[0-9]{2} ?[a-z] ?[0-9]{3} ?[a-z]')
);

CREATE INDEX releases_handed_over_at ON releases (handed_over_at) WHERE handed_over_at IS NOT NULL;
CREATE INDEX delegation_evidence_at ON delegation_evidence (at);

-- What a draw is over: releases handed over in the month, by who asked for them; self-certifications recorded in the month, by
-- who took them, but for those taken back within it. After the month's end neither changes.
CREATE FUNCTION sample_population(the_kind text, the_counter uuid, the_month date)
RETURNS TABLE (subject_id uuid, case_id uuid, operator_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH days AS (SELECT the_month::timestamp AT TIME ZONE 'Europe/Rome' AS first,
    (the_month + interval '1 month') AT TIME ZONE 'Europe/Rome' AS beyond)
  SELECT r.id, r.case_id, r.requested_by FROM days JOIN releases r ON r.handed_over_at >= first AND r.handed_over_at < beyond
    JOIN cases c ON c.id = r.case_id
  WHERE the_kind = 'telephone' AND c.counter_id = the_counter
  UNION ALL
  SELECT e.id, e.case_id, e.by FROM days JOIN delegation_evidence e ON e.at >= first AND e.at < beyond
    JOIN cases c ON c.id = e.case_id
    JOIN delegation_requirements q ON q.case_id = e.case_id
      AND (q.kind, q.evidence_group, q.item, q.way) = (e.kind, e.evidence_group, e.item, e.way)
  WHERE the_kind = 'self_certification' AND c.counter_id = the_counter AND q.self_certified
    AND NOT EXISTS (SELECT FROM delegation_evidence_ends x WHERE x.evidence_id = e.id AND x.at < beyond)
$$;

-- Which draws are to be made at a moment: of the months over for an hour, as far back as said, the oldest first.
CREATE FUNCTION samples_to_draw(at_moment timestamptz, months integer)
RETURNS TABLE (counter_id uuid, kind text, month date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH this AS (SELECT date_trunc('month', (at_moment - interval '1 hour') AT TIME ZONE 'Europe/Rome') AS month)
  SELECT c.id, k.kind, m.month::date
  FROM this CROSS JOIN LATERAL generate_series(this.month - months * interval '1 month', this.month - interval '1 month',
      interval '1 month') AS m (month)
    CROSS JOIN (VALUES ('telephone'), ('self_certification')) AS k (kind)
    JOIN counters c ON c.opened_at < (m.month + interval '1 month') AT TIME ZONE 'Europe/Rome'
      AND (c.closed_at IS NULL OR c.closed_at >= m.month AT TIME ZONE 'Europe/Rome')
  WHERE NOT EXISTS (SELECT FROM sample_draws d WHERE (d.counter_id, d.kind, d.month) = (c.id, k.kind, m.month::date))
  ORDER BY 3, c.code, 2 $$;

CREATE FUNCTION check_sample_share() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  drawn sample_draws%ROWTYPE;
BEGIN
  SELECT * INTO drawn FROM sample_draws WHERE id = NEW.draw_id;
  IF NEW.population <> (SELECT count(*) FROM sample_population(drawn.kind, drawn.counter_id, drawn.month) p
      WHERE p.operator_id = NEW.operator_id)
    OR NEW.size <> ceil(NEW.population * drawn.percent / 100.0)
    OR (SELECT sum(population) FROM sample_shares WHERE draw_id = NEW.draw_id) > drawn.population THEN
    RAISE EXCEPTION 'sample_shares_are_the_months: %', NEW.draw_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sample_shares_fit AFTER INSERT ON sample_shares FOR EACH ROW EXECUTE FUNCTION check_sample_share();

CREATE FUNCTION check_sample() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  drawn sample_draws%ROWTYPE;
BEGIN
  SELECT * INTO drawn FROM sample_draws WHERE id = NEW.draw_id;
  IF (drawn.kind = 'telephone') <> (NEW.release_id IS NOT NULL) OR NOT EXISTS (
      SELECT FROM sample_population(drawn.kind, drawn.counter_id, drawn.month) p
      WHERE (p.subject_id, p.case_id, p.operator_id) = (coalesce(NEW.release_id, NEW.evidence_id), NEW.case_id, NEW.operator_id))
    OR (SELECT count(*) FROM samples WHERE draw_id = NEW.draw_id AND operator_id = NEW.operator_id)
      > (SELECT size FROM sample_shares WHERE draw_id = NEW.draw_id AND operator_id = NEW.operator_id) THEN
    RAISE EXCEPTION 'samples_are_of_the_population: %', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER samples_fit AFTER INSERT ON samples FOR EACH ROW EXECUTE FUNCTION check_sample();

-- A draw is whole when it is committed: every operator of the month, every one of the drawn.
CREATE FUNCTION check_sample_draw() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.population <> (SELECT count(*) FROM sample_population(NEW.kind, NEW.counter_id, NEW.month))
    OR NEW.population <> (SELECT coalesce(sum(population), 0) FROM sample_shares WHERE draw_id = NEW.id)
    OR NEW.size <> (SELECT coalesce(sum(size), 0) FROM sample_shares WHERE draw_id = NEW.id)
    OR NEW.size <> (SELECT count(*) FROM samples WHERE draw_id = NEW.id) THEN
    RAISE EXCEPTION 'sample_draws_are_whole: %', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER sample_draws_whole AFTER INSERT ON sample_draws DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION check_sample_draw();

-- Whether somebody may check what was drawn: nobody who worked on the case, with any account and by any form of their codice
-- fiscale, and neither holder nor delegate.
CREATE FUNCTION may_check_sample(the_sample uuid, who uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH drawn AS (
    SELECT s.operator_id, c.* FROM samples s JOIN cases c ON c.id = s.case_id WHERE s.id = the_sample
  ), hands AS (
    SELECT operator_id AS id FROM drawn
    UNION SELECT opened_by FROM drawn
    UNION SELECT changed_by FROM drawn
    UNION SELECT closed_by FROM drawn WHERE closed_by IS NOT NULL
    UNION SELECT f.by FROM drawn JOIN case_holder_data f ON f.case_id = drawn.id
    UNION SELECT f.by FROM drawn JOIN case_card_checks f ON f.case_id = drawn.id
    UNION SELECT f.by FROM drawn JOIN case_identifications f ON f.case_id = drawn.id
    UNION SELECT f.by FROM drawn JOIN case_contacts f ON f.case_id = drawn.id
    UNION SELECT f.by FROM drawn JOIN delegations f ON f.id = drawn.delegation_id
    UNION SELECT f.by FROM drawn JOIN delegation_evidence f ON f.delegation_id = drawn.delegation_id
    UNION SELECT r.requested_by FROM drawn JOIN releases r ON r.case_id = drawn.id
    UNION SELECT unnest(ARRAY[t.served_by, t.handed_over_by, t.voided_by]) FROM drawn JOIN releases r ON r.case_id = drawn.id
      JOIN sheets t ON t.release_id = r.id
  ), codes AS (
    SELECT o.base_code FROM hands JOIN operators o ON o.id = hands.id
    UNION SELECT h.base_code FROM drawn JOIN holders h ON h.id = drawn.holder_id
    UNION SELECT h.base_code FROM drawn JOIN delegations d ON d.id = drawn.delegation_id JOIN holders h ON h.id = d.delegate_id
  )
  SELECT EXISTS (SELECT FROM drawn)
    AND NOT EXISTS (SELECT FROM operators o JOIN codes ON codes.base_code = o.base_code WHERE o.id = who) $$;

CREATE FUNCTION check_sample_result() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  drawn sample_draws%ROWTYPE;
BEGIN
  SELECT d.* INTO drawn FROM samples s JOIN sample_draws d ON d.id = s.draw_id WHERE s.id = NEW.sample_id;
  IF NEW.outcome <> 'confirmed' AND (drawn.kind = 'telephone')
      <> (NEW.outcome IN ('not_reached', 'unreachable', 'no_number', 'not_recognised')) THEN
    RAISE EXCEPTION 'sample_results_of_the_kind: %', NEW.outcome USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.ordinal <> 1 + (SELECT coalesce(max(ordinal), 0) FROM sample_results WHERE sample_id = NEW.sample_id) THEN
    RAISE EXCEPTION 'sample_results_follow_each_other: %', NEW.ordinal USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.attempts <> 1 + (SELECT coalesce(max(attempts), 0) FROM sample_results WHERE sample_id = NEW.sample_id) THEN
    RAISE EXCEPTION 'sample_results_count_each_call: %', NEW.attempts USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM duties d WHERE d.operator_id = NEW."by" AND d.counter_id = drawn.counter_id
      AND d.duty = 'supervisor' AND d.since <= NEW.at AND (d.until IS NULL OR d.until > NEW.at)) THEN
    RAISE EXCEPTION 'sample_results_by_a_supervisor_of_the_counter: %', NEW.sample_id USING ERRCODE = 'check_violation';
  END IF;
  IF NOT may_check_sample(NEW.sample_id, NEW."by") THEN
    RAISE EXCEPTION 'samples_maker_is_not_checker: %', NEW.sample_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sample_results_fit BEFORE INSERT ON sample_results FOR EACH ROW EXECUTE FUNCTION check_sample_result();

CREATE FUNCTION keep_sample() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what was drawn and what a check brought stays' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER sample_draws_stay BEFORE UPDATE OR DELETE ON sample_draws FOR EACH ROW EXECUTE FUNCTION keep_sample();
CREATE TRIGGER sample_shares_stay BEFORE UPDATE OR DELETE ON sample_shares FOR EACH ROW EXECUTE FUNCTION keep_sample();
CREATE TRIGGER samples_stay BEFORE UPDATE OR DELETE ON samples FOR EACH ROW EXECUTE FUNCTION keep_sample();
CREATE TRIGGER sample_results_stay BEFORE UPDATE OR DELETE ON sample_results FOR EACH ROW EXECUTE FUNCTION keep_sample();

GRANT EXECUTE ON FUNCTION sample_population(text, uuid, date), samples_to_draw(timestamptz, integer) TO sportello_worker;
GRANT SELECT, INSERT ON sample_draws, sample_shares, samples TO sportello_worker;
GRANT SELECT ON sample_draws, sample_shares, samples TO sportello_web;
GRANT SELECT, INSERT ON sample_results TO sportello_web;
GRANT EXECUTE ON FUNCTION may_check_sample(uuid, uuid) TO sportello_web;
