-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A supervisor's yes before the release, where the rules of a delegation want it. Asking and deciding are facts; both stay.

-- What the database itself has to know of the rules that a case is decided under. Lists are words with blanks between them.
ALTER TABLE delegation_rules
  ADD COLUMN approval text NOT NULL DEFAULT '' CHECK (approval ~ '^[a-z_ ]*$'), -- the causes for which a supervisor approves
  ADD COLUMN in_words_under text NOT NULL DEFAULT '' CHECK (in_words_under ~ '^[a-z_ ]*$'); -- powers under which the
  -- address is the delegate's only where the signed delegation says so in words
ALTER TABLE delegation_requirements ADD COLUMN self_certified boolean NOT NULL DEFAULT false;
ALTER TABLE delegation_rules ALTER COLUMN approval DROP DEFAULT, ALTER COLUMN in_words_under DROP DEFAULT;
ALTER TABLE delegation_requirements ALTER COLUMN self_certified DROP DEFAULT;

-- `fingerprint` is what the citizen signs for; `facts` stands for the very rows that were in force, evidence and ticked
-- warnings included: a case that was changed and changed back is not the one that was looked at.
CREATE TABLE approval_requests (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  facts bytea NOT NULL CHECK (octet_length(facts) = 32),
  causes text NOT NULL CHECK (causes ~ '^[a-z_]+( [a-z_]+)*$'),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  CONSTRAINT approval_requests_one_over_the_same_facts UNIQUE (case_id, facts, causes)
);
CREATE INDEX approval_requests_case ON approval_requests (case_id, at);

CREATE TABLE approval_decisions (
  request_id uuid PRIMARY KEY REFERENCES approval_requests,
  decision text NOT NULL CHECK (decision IN ('approved', 'rejected')),
  reason text NOT NULL CHECK (length(btrim(reason)) > 0),
  reauthentication_id uuid NOT NULL UNIQUE REFERENCES reauthentications,
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators
);

-- The warnings that were ticked away for the facts in force of a case.
CREATE FUNCTION ticked_warnings(the_case uuid) RETURNS TABLE (id uuid, warning text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT o.id, o.warning FROM cases c
  LEFT JOIN case_holder_data p ON p.id = c.holder_data_id
  LEFT JOIN case_card_checks k ON k.id = c.card_check_id
  LEFT JOIN case_identifications i ON i.id = c.identification_id
  LEFT JOIN case_contacts t ON t.id = c.contact_id
  JOIN case_overrides o ON o.case_id = c.id
    AND o.case_version IN (p.case_version, k.case_version, i.case_version, t.case_version)
  WHERE c.id = the_case $$;

-- The evidence of a case's delegation that was not taken back.
CREATE FUNCTION living_evidence(the_case uuid) RETURNS SETOF delegation_evidence
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT e.* FROM cases c JOIN delegation_evidence e ON e.delegation_id = c.delegation_id
  WHERE c.id = the_case AND NOT EXISTS (SELECT FROM delegation_evidence_ends x WHERE x.evidence_id = e.id) $$;

-- Which rows a supervisor looks at: another fact, piece of evidence or ticked warning is another sum.
CREATE FUNCTION facts_to_approve(the_case uuid) RETURNS bytea
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT sha256(convert_to(format('%s %s %s %s %s %s %s|%s|%s', c.service, c.holder_data_id, c.card_check_id,
    c.identification_id, c.delegation_id, c.delegation_title_id, c.contact_id,
    (SELECT string_agg(e.id::text, ' ' ORDER BY e.id) FROM living_evidence(c.id) e),
    (SELECT string_agg(w.id::text, ' ' ORDER BY w.id) FROM ticked_warnings(c.id) w)), 'UTF8'))
  FROM cases c WHERE c.id = the_case $$;

-- The causes for which the rules of a case want an approval, as far as they apply to the facts in force: none for a holder in
-- person. A cause that nobody taught the database always applies.
CREATE FUNCTION approval_causes(the_case uuid) RETURNS text[]
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(w.cause ORDER BY w.cause), '{}')
  FROM cases c
  JOIN delegations d ON d.id = c.delegation_id
  JOIN delegation_rules r ON r.case_id = c.id AND r.kind = d.kind
  LEFT JOIN delegation_titles t ON t.id = c.delegation_title_id
  CROSS JOIN LATERAL unnest(string_to_array(r.approval, ' ')) AS w (cause)
  WHERE c.id = the_case AND CASE w.cause
    WHEN 'always' THEN true
    WHEN 'mismatch_overridden' THEN EXISTS (SELECT FROM ticked_warnings(c.id) k WHERE k.warning
      ~ '^(card_.+|(delegate_)?(surname|name|sex|birth_date|birth_place|birth_place_unknown|birth_place_not_on_date))$')
    WHEN 'delegate_address' THEN coalesce(t.address_in_words, false)
      AND coalesce(t.power, r.only_power) = ANY (string_to_array(r.in_words_under, ' '))
    WHEN 'self_certified' THEN EXISTS (
      SELECT FROM living_evidence(c.id) e
      JOIN delegation_requirements q ON q.case_id = c.id
        AND (q.kind, q.evidence_group, q.item, q.way) = (d.kind, e.evidence_group, e.item, e.way)
      WHERE coalesce(q.power = coalesce(t.power, r.only_power), true)
        AND NOT EXISTS (SELECT FROM delegation_requirements o WHERE o.case_id = c.id AND o.kind = d.kind
          AND o.evidence_group = e.evidence_group AND o.by_identification)
      GROUP BY e.evidence_group HAVING bool_and(q.self_certified))
    WHEN 'omocodia' THEN EXISTS (SELECT FROM ticked_warnings(c.id) k
        WHERE k.warning IN ('delegate_same_base_code', 'delegate_same_person'))
      OR EXISTS (SELECT FROM holders h JOIN holders a ON a.base_code = h.base_code
        WHERE h.id = d.holder_id AND a.id = d.delegate_id)
    ELSE true END $$;

-- Whether somebody had a hand in what is to be approved: by any of their accounts, and by their codice fiscale in any form. Who
-- asked, who made a fact that is in force, the holder and the delegate do not approve.
CREATE FUNCTION may_approve_request(the_request uuid, who uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH asked AS (
    SELECT a.by AS asker, c.* FROM approval_requests a JOIN cases c ON c.id = a.case_id WHERE a.id = the_request
  ), makers AS (
    SELECT asker AS id FROM asked
    UNION SELECT changed_by FROM asked
    UNION SELECT f.by FROM asked JOIN case_holder_data f ON f.id = holder_data_id
    UNION SELECT f.by FROM asked JOIN case_card_checks f ON f.id = card_check_id
    UNION SELECT f.by FROM asked JOIN case_identifications f ON f.id = identification_id
    UNION SELECT f.by FROM asked JOIN case_contacts f ON f.id = contact_id
    UNION SELECT f.by FROM asked JOIN delegations f ON f.id = delegation_id
    UNION SELECT f.by FROM asked JOIN delegation_titles f ON f.id = delegation_title_id
    UNION SELECT e.by FROM asked CROSS JOIN LATERAL living_evidence(asked.id) e
  ), codes AS (
    SELECT o.base_code FROM makers m JOIN operators o ON o.id = m.id
    UNION SELECT h.base_code FROM asked JOIN holders h ON h.id = asked.holder_id
    UNION SELECT h.base_code FROM asked JOIN delegations d ON d.id = asked.delegation_id JOIN holders h ON h.id = d.delegate_id
  )
  SELECT EXISTS (SELECT FROM asked) AND who NOT IN (SELECT id FROM makers)
    AND (SELECT o.base_code FROM operators o WHERE o.id = who) NOT IN (SELECT base_code FROM codes) $$;

CREATE FUNCTION check_approval_request() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM cases WHERE id = NEW.case_id AND closed_at IS NULL AND delegation_complete FOR NO KEY UPDATE;
  IF NOT FOUND OR NEW.facts IS DISTINCT FROM facts_to_approve(NEW.case_id)
    OR NOT approval_causes(NEW.case_id) <@ string_to_array(NEW.causes, ' ') THEN
    RAISE EXCEPTION 'an approval is asked for over what case % says, and for every cause', NEW.case_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_requests_fit BEFORE INSERT ON approval_requests
  FOR EACH ROW EXECUTE FUNCTION check_approval_request();

-- The row of the case is taken first: a change at the same moment comes before the decision, which is refused then, or after
-- it, and cancels it.
CREATE FUNCTION check_approval_decision() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  asked approval_requests%ROWTYPE;
  counter uuid;
BEGIN
  SELECT * INTO asked FROM approval_requests WHERE id = NEW.request_id;
  SELECT counter_id INTO counter FROM cases WHERE id = asked.case_id AND closed_at IS NULL FOR NO KEY UPDATE;
  IF counter IS NULL OR asked.facts IS DISTINCT FROM facts_to_approve(asked.case_id) THEN
    RAISE EXCEPTION 'case % says something else by now', asked.case_id USING ERRCODE = 'check_violation';
  END IF;
  IF NOT coalesce(may_approve_request(asked.id, NEW."by"), false) THEN
    RAISE EXCEPTION 'approvals_maker_is_not_checker: %', asked.id USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM duties d WHERE d.operator_id = NEW."by" AND d.counter_id = counter AND d.duty = 'supervisor'
    AND d.since <= NEW.at AND (d.until IS NULL OR d.until > NEW.at)) THEN
    RAISE EXCEPTION 'approvals_by_a_supervisor_of_the_counter: %', asked.id USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM reauthentications r WHERE r.id = NEW.reauthentication_id AND r.operator_id = NEW."by"
    AND r.act = 'approval.decide' AND r.case_id = asked.case_id AND r.fingerprint = asked.fingerprint) THEN
    RAISE EXCEPTION 'approvals_with_a_code_of_their_own: %', asked.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_decisions_fit BEFORE INSERT ON approval_decisions
  FOR EACH ROW EXECUTE FUNCTION check_approval_decision();

-- What was decided stays as it was decided, whoever writes.
CREATE FUNCTION keep_approval() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what was asked and decided stays' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER approval_requests_stay BEFORE UPDATE OR DELETE ON approval_requests
  FOR EACH ROW EXECUTE FUNCTION keep_approval();
CREATE TRIGGER approval_decisions_stay BEFORE UPDATE OR DELETE ON approval_decisions
  FOR EACH ROW EXECUTE FUNCTION keep_approval();

-- No release without the approval that the rules want, over exactly the facts in force.
CREATE FUNCTION check_release_is_approved() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  wanted text[];
BEGIN
  IF NOT EXISTS (SELECT FROM cases c WHERE c.id = NEW.case_id AND c.delegation_id IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  wanted := approval_causes(NEW.case_id);
  IF wanted <> '{}' AND NOT EXISTS (
    SELECT FROM approval_requests a JOIN approval_decisions d ON d.request_id = a.id
    WHERE a.case_id = NEW.case_id AND d.decision = 'approved' AND a.fingerprint = NEW.fingerprint
      AND a.facts = facts_to_approve(NEW.case_id) AND wanted <@ string_to_array(a.causes, ' ')) THEN
    RAISE EXCEPTION 'releases_are_approved: %', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER releases_approved BEFORE INSERT ON releases
  FOR EACH ROW EXECUTE FUNCTION check_release_is_approved();

GRANT SELECT, INSERT ON approval_requests, approval_decisions TO sportello_web;
GRANT EXECUTE ON FUNCTION ticked_warnings(uuid), living_evidence(uuid), facts_to_approve(uuid), approval_causes(uuid),
  may_approve_request(uuid, uuid) TO sportello_web;
