-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Acting for somebody else. A delegation says who acts for whom and as what; title and evidence are facts of it that stay.
-- The rules that a case was decided under are kept beside it, so that the database itself can tell what is missing.

-- `case_id`: the case in which it was made; a later case of the same holder may point at it while it holds.
CREATE TABLE delegations (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  holder_id uuid NOT NULL,
  delegate_id uuid REFERENCES holders, -- none for an emancipated minor, who acts alone
  kind text NOT NULL CHECK (kind IN ('parent', 'guardian', 'curator', 'support_administrator', 'fiduciary',
    'health_impediment', 'emancipated_minor')),
  policy_version text NOT NULL,
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (id, holder_id),
  UNIQUE (id, kind),
  CONSTRAINT delegations_delegate_is_not_the_holder CHECK (delegate_id <> holder_id),
  CHECK ((delegate_id IS NULL) = (kind = 'emancipated_minor'))
);
CREATE INDEX delegations_delegate ON delegations (delegate_id, at);
CREATE INDEX delegations_holder ON delegations (holder_id, at);

CREATE TABLE delegation_ends (
  delegation_id uuid PRIMARY KEY REFERENCES delegations,
  reason text NOT NULL CHECK (reason IN ('ended', 'withdrawn')),
  words text NOT NULL CHECK (length(btrim(words)) > 0),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators
);

-- The title: what the power is, told in words or by a decree, and what the signed delegation says of the address.
CREATE TABLE delegation_titles (
  id uuid PRIMARY KEY,
  delegation_id uuid NOT NULL REFERENCES delegations,
  power text NOT NULL CHECK (power IN ('acts', 'assists', 'alone')),
  words text CHECK (length(btrim(words)) > 0),
  decree_court text CHECK (length(btrim(decree_court)) > 0),
  decree_number text CHECK (length(btrim(decree_number)) > 0),
  decree_on date,
  decree_ends_on date CHECK (decree_ends_on > decree_on),
  relation text CHECK (relation IN ('spouse', 'child', 'parent', 'relative_to_third_degree')),
  holder_present boolean NOT NULL,
  address_in_words boolean NOT NULL, -- the delegation says in words that the address is the delegate's
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (id, delegation_id),
  CHECK (num_nonnulls(decree_court, decree_number, decree_on) IN (0, 3)),
  CHECK (decree_ends_on IS NULL OR decree_on IS NOT NULL)
);
CREATE INDEX delegation_titles_delegation ON delegation_titles (delegation_id, at);

-- The rules of a kind that a case is decided under, as far as the database restates them.
CREATE TABLE delegation_rules (
  case_id uuid NOT NULL REFERENCES cases,
  kind text NOT NULL,
  title text NOT NULL CHECK (title IN ('none', 'words', 'decree')),
  related boolean NOT NULL,
  only_power text CHECK (only_power IN ('acts', 'assists', 'alone')),
  acts_in_presence boolean NOT NULL,
  assists_in_presence boolean NOT NULL,
  over_months integer CHECK (over_months > 0),
  PRIMARY KEY (case_id, kind)
);
CREATE TABLE delegation_requirements (
  case_id uuid NOT NULL,
  kind text NOT NULL,
  evidence_group text NOT NULL CHECK (evidence_group ~ '^[a-z_]{2,40}$'),
  item text NOT NULL CHECK (item ~ '^[a-z_]{2,40}$'),
  way text NOT NULL CHECK (way IN ('seen', 'paper_kept', 'scanned')),
  power text CHECK (power IN ('acts', 'assists', 'alone')), -- asked for under this power only
  by_identification boolean NOT NULL, -- the document that the person was identified with; nothing is recorded again
  holder_signs boolean NOT NULL,
  delegate_signs boolean NOT NULL,
  document_of text CHECK (document_of IN ('holder', 'delegate')),
  dated boolean NOT NULL,
  PRIMARY KEY (case_id, kind, evidence_group, item, way),
  FOREIGN KEY (case_id, kind) REFERENCES delegation_rules
);

-- What was shown or handed in, in a way that the rules admit. Nobody edits it; it is taken back by a fact.
CREATE TABLE delegation_evidence (
  id uuid PRIMARY KEY,
  delegation_id uuid NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL,
  evidence_group text NOT NULL,
  item text NOT NULL,
  way text NOT NULL,
  holder_signed boolean NOT NULL,
  delegate_signed boolean NOT NULL,
  document_kind text,
  document_number text,
  issuer text,
  issued date,
  expires date CHECK (expires > issued),
  from_on date,
  to_on date CHECK (to_on > from_on),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  FOREIGN KEY (delegation_id, kind) REFERENCES delegations (id, kind),
  CONSTRAINT delegation_evidence_is_admitted FOREIGN KEY (case_id, kind, evidence_group, item, way)
    REFERENCES delegation_requirements,
  CHECK (num_nonnulls(document_kind, document_number, issuer, issued) IN (0, 4)),
  CHECK (expires IS NULL OR issued IS NOT NULL),
  CHECK (to_on IS NULL OR from_on IS NOT NULL)
);
CREATE INDEX delegation_evidence_delegation ON delegation_evidence (delegation_id, at);
CREATE TABLE delegation_evidence_scans (
  evidence_id uuid NOT NULL REFERENCES delegation_evidence,
  scan_id uuid NOT NULL,
  PRIMARY KEY (evidence_id, scan_id)
);
CREATE TABLE delegation_evidence_ends (
  evidence_id uuid PRIMARY KEY REFERENCES delegation_evidence,
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators
);

-- The person who was identified, where it is a delegate.
ALTER TABLE case_identifications ADD COLUMN delegation_id uuid REFERENCES delegations;
CREATE TABLE case_delegates (
  identification_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  surname text NOT NULL,
  name text NOT NULL,
  sex text NOT NULL CHECK (sex IN ('F', 'M')),
  birth_date date NOT NULL,
  birth_place text NOT NULL CHECK (birth_place ~ '^[A-Z][0-9]{3}$'),
  seen_on date NOT NULL,
  FOREIGN KEY (identification_id, case_id) REFERENCES case_identifications (id, case_id),
  -- by year, month and day: who is born on 29 February is of age on 1 March of a common year
  CONSTRAINT case_delegates_are_of_age CHECK (
    (date_part('year', birth_date) + 18, date_part('month', birth_date), date_part('day', birth_date))
    <= (date_part('year', seen_on), date_part('month', seen_on), date_part('day', seen_on)))
);

ALTER TABLE cases ADD UNIQUE (id, holder_id);
ALTER TABLE delegations ADD FOREIGN KEY (case_id, holder_id) REFERENCES cases (id, holder_id);
ALTER TABLE cases
  ADD COLUMN delegation_id uuid,
  ADD COLUMN delegation_title_id uuid,
  ADD COLUMN delegation_complete boolean NOT NULL DEFAULT false,
  ADD FOREIGN KEY (delegation_id, holder_id) REFERENCES delegations (id, holder_id),
  ADD FOREIGN KEY (delegation_title_id, delegation_id) REFERENCES delegation_titles (id, delegation_id),
  ADD CONSTRAINT cases_title_of_a_delegation CHECK (delegation_title_id IS NULL OR delegation_id IS NOT NULL),
  ADD CONSTRAINT cases_complete_delegation CHECK (NOT delegation_complete OR delegation_id IS NOT NULL),
  ADD CONSTRAINT cases_signed_with_all_evidence
    CHECK (signed_form_id IS NULL OR delegation_id IS NULL OR delegation_complete);

-- The evidence of a delegation that was not taken back and shows, on a day, what the rules of a case want of its item; the
-- document of a person is typed once, and not at all of the one who was identified.
CREATE FUNCTION delegation_evidence_that_counts(the_case uuid, the_delegation uuid, today date)
RETURNS TABLE (evidence_group text) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH living AS (
    SELECT e.*, q.holder_signs, q.delegate_signs, q.document_of, q.dated, r.over_months
    FROM delegation_evidence e
    JOIN delegation_requirements q ON q.case_id = the_case
      AND (q.kind, q.evidence_group, q.item, q.way) = (e.kind, e.evidence_group, e.item, e.way)
    JOIN delegation_rules r ON r.case_id = the_case AND r.kind = e.kind
    WHERE e.delegation_id = the_delegation
      AND NOT EXISTS (SELECT FROM delegation_evidence_ends x WHERE x.evidence_id = e.id)
  ), typed AS (
    SELECT document_of FROM living WHERE document_number IS NOT NULL AND coalesce(expires >= today, true)
    UNION
    SELECT CASE kind WHEN 'emancipated_minor' THEN 'holder' ELSE 'delegate' END FROM delegations WHERE id = the_delegation
  )
  SELECT e.evidence_group FROM living e
  WHERE (e.holder_signed OR NOT e.holder_signs) AND (e.delegate_signed OR NOT e.delegate_signs)
    AND coalesce(e.expires >= today, true)
    AND (e.document_of IS NULL OR e.document_of IN (SELECT t.document_of FROM typed t))
    AND (NOT e.dated OR (e.from_on <= today AND coalesce(e.to_on >= today, true)
      AND coalesce(e.to_on > e.from_on + make_interval(months => coalesce(e.over_months, 0)), true)))
    AND (e.way <> 'scanned' OR EXISTS (SELECT FROM delegation_evidence_scans s WHERE s.evidence_id = e.id)) $$;

-- Whether title and evidence of a delegation are all that the rules of a case want, on a day.
CREATE FUNCTION delegation_is_complete(the_case uuid, the_delegation uuid, the_title uuid, today date)
RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM delegations d
    JOIN delegation_rules r ON r.case_id = the_case AND r.kind = d.kind
    LEFT JOIN delegation_titles t ON t.id = the_title AND t.delegation_id = d.id
    WHERE d.id = the_delegation
      AND NOT EXISTS (SELECT FROM delegation_ends x WHERE x.delegation_id = d.id)
      AND (r.title <> 'words' OR t.words IS NOT NULL)
      AND (r.title <> 'decree' OR (t.decree_on IS NOT NULL AND coalesce(t.decree_ends_on >= today, true)))
      AND (NOT r.related OR t.relation IS NOT NULL)
      AND coalesce(t.power, r.only_power) IS NOT NULL
      AND (coalesce(t.holder_present, false) OR NOT CASE coalesce(t.power, r.only_power)
        WHEN 'acts' THEN r.acts_in_presence WHEN 'assists' THEN r.assists_in_presence ELSE false END)
      AND EXISTS (SELECT FROM delegation_requirements q WHERE q.case_id = the_case AND q.kind = d.kind)
      AND NOT EXISTS (
        SELECT q.evidence_group FROM delegation_requirements q
        WHERE q.case_id = the_case AND q.kind = d.kind
          AND coalesce(q.power = coalesce(t.power, r.only_power), true)
          AND q.evidence_group NOT IN (
            SELECT c.evidence_group FROM delegation_evidence_that_counts(the_case, d.id, today) c)
        GROUP BY q.evidence_group HAVING NOT bool_or(q.by_identification))) $$;

-- Nobody works on a case in which they are the delegate; the case and its identification name the same delegation; and what
-- is called complete is complete.
CREATE FUNCTION check_delegation_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  identified uuid;
BEGIN
  SELECT i.delegation_id INTO identified FROM case_identifications i WHERE i.id = NEW.identification_id;
  IF identified IS DISTINCT FROM NEW.delegation_id THEN
    RAISE EXCEPTION 'case % was not identified for its delegation', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.delegation_id IS NULL THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM delegations d WHERE d.id = NEW.delegation_id AND d.delegate_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM case_delegates p WHERE p.identification_id = NEW.identification_id)) THEN
    RAISE EXCEPTION 'the delegate of case % was not identified', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM delegations d JOIN holders h ON h.id = d.delegate_id JOIN operators o ON o.base_code = h.base_code
    WHERE d.id = NEW.delegation_id AND o.id = NEW.changed_by) THEN
    RAISE EXCEPTION 'the operator is the delegate of case %', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.delegation_complete AND (NOT OLD.delegation_complete OR NEW.delegation_id IS DISTINCT FROM OLD.delegation_id
      OR NEW.delegation_title_id IS DISTINCT FROM OLD.delegation_title_id
      OR (NEW.signed_form_id IS NOT NULL AND NEW.signed_form_id IS DISTINCT FROM OLD.signed_form_id))
    AND NOT delegation_is_complete(NEW.id, NEW.delegation_id, NEW.delegation_title_id,
      (NEW.changed_at AT TIME ZONE 'Europe/Rome')::date) THEN
    RAISE EXCEPTION 'the delegation of case % is not complete', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_delegation BEFORE UPDATE ON cases FOR EACH ROW
  WHEN (NEW.delegation_id IS NOT NULL OR OLD.delegation_id IS NOT NULL
    OR NEW.identification_id IS DISTINCT FROM OLD.identification_id)
  EXECUTE FUNCTION check_delegation_of_case();

-- Who takes evidence back, or ends a delegation, leaves no open case that still calls itself complete.
CREATE FUNCTION check_what_is_left() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ended uuid;
BEGIN
  IF TG_TABLE_NAME = 'delegation_ends' THEN
    ended := NEW.delegation_id;
  ELSE
    SELECT e.delegation_id INTO ended FROM delegation_evidence e WHERE e.id = NEW.evidence_id;
  END IF;
  IF EXISTS (SELECT FROM cases c WHERE c.delegation_id = ended AND c.closed_at IS NULL AND c.delegation_complete
    AND NOT delegation_is_complete(c.id, ended, c.delegation_title_id, (NEW.at AT TIME ZONE 'Europe/Rome')::date)) THEN
    RAISE EXCEPTION 'an open case is no longer complete' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER evidence_taken_back AFTER INSERT ON delegation_evidence_ends
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_what_is_left();
CREATE CONSTRAINT TRIGGER delegation_ended AFTER INSERT ON delegation_ends
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_what_is_left();
CREATE INDEX cases_delegation ON cases (delegation_id) WHERE delegation_id IS NOT NULL;

-- The mode of an activation is the kind of delegation; of a holder in person it is direct.
ALTER TABLE activations DROP CONSTRAINT activations_mode_check;
ALTER TABLE activations ADD CONSTRAINT activations_mode_check CHECK (mode IN ('direct', 'parent', 'guardian', 'curator',
  'support_administrator', 'fiduciary', 'health_impediment', 'emancipated_minor'));
ALTER TABLE sheets ADD CONSTRAINT sheets_taken_by CHECK (handed_over_to IN ('holder', 'delegate'));

GRANT SELECT, INSERT ON delegations, delegation_ends, delegation_titles, delegation_rules, delegation_requirements,
  delegation_evidence, delegation_evidence_scans, delegation_evidence_ends, case_delegates TO sportello_web;
GRANT EXECUTE ON FUNCTION delegation_is_complete(uuid, uuid, uuid, date),
  delegation_evidence_that_counts(uuid, uuid, date) TO sportello_web;
GRANT UPDATE (delegation_id, delegation_title_id, delegation_complete) ON cases TO sportello_web;
