-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What papers, mails and signatures of a delegation need, and what was left of its rules.

-- The mail with a second half names holder, delegate and kind: the worker reads the names and nothing else of the persons.
GRANT SELECT (id, delegate_id, kind) ON delegations TO sportello_worker;
GRANT SELECT (id, power, address_in_words) ON delegation_titles TO sportello_worker;
GRANT SELECT (id, surname, name) ON case_holder_data TO sportello_worker;
GRANT SELECT (identification_id, surname, name) ON case_delegates TO sportello_worker;

-- The evidence of a delegation that was not taken back and shows, on a day, what the rules of a case want of its item, piece by
-- piece. What is only ever seen, as the card, or is an identity document that was seen, counts in the case in which it was seen;
-- a scan as long as nobody took it back.
CREATE FUNCTION delegation_pieces_that_count(the_case uuid, the_delegation uuid, today date)
RETURNS TABLE (evidence_group text, self_certified boolean) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH living AS (
    SELECT e.*, q.holder_signs, q.delegate_signs, q.document_of, q.dated, q.self_certified, r.over_months
    FROM delegation_evidence e
    JOIN delegation_requirements q ON q.case_id = the_case
      AND (q.kind, q.evidence_group, q.item, q.way) = (e.kind, e.evidence_group, e.item, e.way)
    JOIN delegation_rules r ON r.case_id = the_case AND r.kind = e.kind
    WHERE e.delegation_id = the_delegation
      AND (e.case_id = the_case OR e.way <> 'seen' OR (q.document_of IS NULL AND EXISTS (
        SELECT FROM delegation_requirements k WHERE k.case_id = the_case
          AND (k.kind, k.evidence_group, k.item) = (e.kind, e.evidence_group, e.item) AND k.way <> 'seen')))
      AND NOT EXISTS (SELECT FROM delegation_evidence_ends x WHERE x.evidence_id = e.id)
  ), typed AS (
    SELECT document_of FROM living WHERE document_number IS NOT NULL AND coalesce(expires >= today, true)
    UNION
    SELECT CASE kind WHEN 'emancipated_minor' THEN 'holder' ELSE 'delegate' END FROM delegations WHERE id = the_delegation
  )
  SELECT e.evidence_group, e.self_certified FROM living e
  WHERE (e.holder_signed OR NOT e.holder_signs) AND (e.delegate_signed OR NOT e.delegate_signs)
    AND coalesce(e.expires >= today, true)
    AND (e.document_of IS NULL OR e.document_of IN (SELECT t.document_of FROM typed t))
    AND (NOT e.dated OR (e.from_on <= today AND coalesce(e.to_on >= today, true)
      AND coalesce(e.to_on > e.from_on + make_interval(months => coalesce(e.over_months, 0)), true)))
    AND (e.way <> 'scanned' OR EXISTS (SELECT FROM delegation_evidence_scans s WHERE s.evidence_id = e.id
      AND NOT EXISTS (SELECT FROM scan_deletions x WHERE x.scan_id = s.scan_id AND x.why = 'removed'))) $$;
CREATE OR REPLACE FUNCTION delegation_evidence_that_counts(the_case uuid, the_delegation uuid, today date)
RETURNS TABLE (evidence_group text) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p.evidence_group FROM delegation_pieces_that_count(the_case, the_delegation, today) p $$;

-- As before; but a group rests on a self-certification where no other piece of it counts on the day: a paper that lacks
-- something, or has run out, is no reason to leave the supervisor out.
CREATE FUNCTION approval_causes(the_case uuid, today date) RETURNS text[]
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
      SELECT FROM delegation_pieces_that_count(c.id, d.id, today) p
      WHERE EXISTS (SELECT FROM delegation_requirements q WHERE q.case_id = c.id AND q.kind = d.kind
          AND q.evidence_group = p.evidence_group AND coalesce(q.power = coalesce(t.power, r.only_power), true))
        AND NOT EXISTS (SELECT FROM delegation_requirements o WHERE o.case_id = c.id AND o.kind = d.kind
          AND o.evidence_group = p.evidence_group AND o.by_identification)
      GROUP BY p.evidence_group HAVING bool_and(p.self_certified))
    WHEN 'omocodia' THEN EXISTS (SELECT FROM ticked_warnings(c.id) k
        WHERE k.warning IN ('delegate_same_base_code', 'delegate_same_person'))
      OR EXISTS (SELECT FROM holders h JOIN holders a ON a.base_code = h.base_code
        WHERE h.id = d.holder_id AND a.id = d.delegate_id)
    ELSE true END $$;

CREATE OR REPLACE FUNCTION check_approval_request() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM cases WHERE id = NEW.case_id AND closed_at IS NULL AND delegation_complete FOR NO KEY UPDATE;
  IF NOT FOUND OR NEW.facts IS DISTINCT FROM facts_to_approve(NEW.case_id)
    OR NOT approval_causes(NEW.case_id, (NEW.at AT TIME ZONE 'Europe/Rome')::date) <@ string_to_array(NEW.causes, ' ') THEN
    RAISE EXCEPTION 'an approval is asked for over what case % says, and for every cause', NEW.case_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION check_release_is_approved() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  wanted text[];
BEGIN
  IF NOT EXISTS (SELECT FROM cases c WHERE c.id = NEW.case_id AND c.delegation_id IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  wanted := approval_causes(NEW.case_id, (NEW.requested_at AT TIME ZONE 'Europe/Rome')::date);
  IF wanted <> '{}' AND NOT EXISTS (
    SELECT FROM approval_requests a JOIN approval_decisions d ON d.request_id = a.id
    WHERE a.case_id = NEW.case_id AND d.decision = 'approved' AND a.fingerprint = NEW.fingerprint
      AND a.facts = facts_to_approve(NEW.case_id) AND wanted <@ string_to_array(a.causes, ' ')) THEN
    RAISE EXCEPTION 'releases_are_approved: %', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
DROP FUNCTION approval_causes(uuid);

-- A minor is never in person: somebody acts for them, or they are emancipated.
CREATE FUNCTION check_in_person_is_of_age() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM case_holder_data p WHERE p.id = NEW.holder_data_id
    AND NOT is_of_age(p.birth_date, (NEW.changed_at AT TIME ZONE 'Europe/Rome')::date)) THEN
    RAISE EXCEPTION 'cases_no_minor_in_person: %', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_no_minor_in_person BEFORE UPDATE OF holder_data_id, identification_id, delegation_id, signed_form_id ON cases
  FOR EACH ROW WHEN (NEW.identification_id IS NOT NULL AND NEW.delegation_id IS NULL
    AND (OLD.holder_data_id, OLD.identification_id, OLD.delegation_id, OLD.signed_form_id)
      IS DISTINCT FROM (NEW.holder_data_id, NEW.identification_id, NEW.delegation_id, NEW.signed_form_id))
  EXECUTE FUNCTION check_in_person_is_of_age();

-- Powers under which the delegate may come back for codes: because the rules say so, or because the holder is there too.
ALTER TABLE delegation_rules ADD COLUMN back_under text NOT NULL DEFAULT 'acts assists alone' CHECK (back_under ~ '^[a-z_ ]*$');
ALTER TABLE delegation_rules ALTER COLUMN back_under DROP DEFAULT;

-- How a request form is signed. By the holder or who acts for them; or not at all, because the public officer takes the declaration
-- of a holder who is there and does not know how to sign or cannot (DPR 445/2000 art. 4 c. 1); or by a relative, for a holder with
-- a temporary impediment of health (c. 2). The cause is one of these words: nothing here takes a diagnosis.
ALTER TABLE case_forms
  ADD COLUMN signing text NOT NULL DEFAULT 'hand' CHECK (signing IN ('hand', 'officer', 'relative')),
  ADD COLUMN cause text,
  ADD CONSTRAINT case_forms_cause CHECK (CASE signing WHEN 'hand' THEN cause IS NULL
    WHEN 'officer' THEN cause IS NOT NULL AND cause IN ('does_not_know', 'cannot')
    ELSE cause IS NOT NULL AND cause = 'impediment' END),
  ADD CONSTRAINT case_forms_signing UNIQUE (id, case_id, signing);

-- The relative who declares, with the document by which the officer ascertained who it is.
CREATE TABLE form_declarants (
  form_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  signing text NOT NULL GENERATED ALWAYS AS ('relative') STORED,
  declarant_id uuid NOT NULL REFERENCES holders,
  surname text NOT NULL,
  name text NOT NULL,
  birth_date date NOT NULL,
  relation text NOT NULL CHECK (relation IN ('spouse', 'child', 'relative_to_third_degree')),
  document_kind text NOT NULL,
  document_number text NOT NULL,
  issuer text NOT NULL,
  issued date NOT NULL,
  expires date,
  seen_on date NOT NULL,
  CONSTRAINT form_declarants_of_a_relatives_form FOREIGN KEY (form_id, case_id, signing)
    REFERENCES case_forms (id, case_id, signing) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT form_declarants_are_of_age CHECK (is_of_age(birth_date, seen_on)),
  CONSTRAINT form_declarants_document_in_force CHECK (issued <= seen_on AND coalesce(expires > issued AND expires >= seen_on, true))
);

-- In place of a signature: of a holder who is there and signs; by a relative of a holder in person alone, by somebody who is neither
-- the holder nor the operator, and never without the relative.
CREATE FUNCTION check_form_in_place_of_a_signature() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM cases c
    LEFT JOIN delegations d ON d.id = c.delegation_id
    LEFT JOIN delegation_rules r ON r.case_id = c.id AND r.kind = d.kind
    LEFT JOIN delegation_titles t ON t.id = c.delegation_title_id
    WHERE c.id = NEW.case_id AND c.identification_id IS NOT NULL AND (c.delegation_id IS NULL
      OR (NEW.signing = 'officer' AND coalesce(t.power, r.only_power) IN ('assists', 'alone')))) THEN
    RAISE EXCEPTION 'nothing stands in place of the signature in case %', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_forms_in_place_of_a_signature BEFORE INSERT ON case_forms FOR EACH ROW
  WHEN (NEW.signing <> 'hand') EXECUTE FUNCTION check_form_in_place_of_a_signature();
CREATE FUNCTION check_form_has_its_declarant() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM form_declarants f
    JOIN holders p ON p.id = f.declarant_id
    JOIN cases c ON c.id = f.case_id
    JOIN holders h ON h.id = c.holder_id
    JOIN operators o ON o.id = NEW.printed_by
    WHERE f.form_id = NEW.id AND p.base_code NOT IN (h.base_code, o.base_code)) THEN
    RAISE EXCEPTION 'no relative declares in form %', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER case_forms_declared AFTER INSERT ON case_forms DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.signing = 'relative') EXECUTE FUNCTION check_form_has_its_declarant();

-- Codes anew are signed for by a delegate only where the delegate may come back; and who took a declaration in place of a signature,
-- as its public officer, is not the relative who made it.
CREATE FUNCTION check_who_signs_again() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.service <> 'activation' AND EXISTS (SELECT FROM delegations d
    JOIN delegation_rules r ON r.case_id = NEW.id AND r.kind = d.kind
    LEFT JOIN delegation_titles t ON t.id = NEW.delegation_title_id
    WHERE d.id = NEW.delegation_id AND d.delegate_id IS NOT NULL
      AND NOT coalesce(t.power, r.only_power) = ANY (string_to_array(r.back_under, ' '))) THEN
    RAISE EXCEPTION 'cases_who_may_come_back: %', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM form_declarants f JOIN holders p ON p.id = f.declarant_id JOIN operators o ON o.base_code = p.base_code
    WHERE f.form_id = NEW.signed_form_id AND o.id = NEW.changed_by) THEN
    RAISE EXCEPTION 'the public officer of case % is the relative who declares', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_who_signs_again BEFORE UPDATE OF signed_form_id ON cases FOR EACH ROW
  WHEN (NEW.signed_form_id IS NOT NULL AND NEW.signed_form_id IS DISTINCT FROM OLD.signed_form_id)
  EXECUTE FUNCTION check_who_signs_again();

GRANT SELECT, INSERT ON form_declarants TO sportello_web;
GRANT EXECUTE ON FUNCTION is_of_age(date, date), delegation_pieces_that_count(uuid, uuid, date), approval_causes(uuid, date)
  TO sportello_web;
