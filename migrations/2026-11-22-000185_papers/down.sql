-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TRIGGER cases_who_signs_again ON cases;
DROP FUNCTION check_who_signs_again();
DROP TRIGGER case_forms_declared ON case_forms;
DROP FUNCTION check_form_has_its_declarant();
DROP TRIGGER case_forms_in_place_of_a_signature ON case_forms;
DROP FUNCTION check_form_in_place_of_a_signature();
DROP TABLE form_declarants;
ALTER TABLE case_forms DROP COLUMN cause, DROP COLUMN signing;
ALTER TABLE delegation_rules DROP COLUMN back_under;
DROP TRIGGER cases_no_minor_in_person ON cases;
DROP FUNCTION check_in_person_is_of_age();
REVOKE EXECUTE ON FUNCTION is_of_age(date, date) FROM sportello_web;

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
CREATE OR REPLACE FUNCTION check_approval_request() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM cases WHERE id = NEW.case_id AND closed_at IS NULL AND delegation_complete FOR NO KEY UPDATE;
  IF NOT FOUND OR NEW.facts IS DISTINCT FROM facts_to_approve(NEW.case_id)
    OR NOT approval_causes(NEW.case_id) <@ string_to_array(NEW.causes, ' ') THEN
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
  wanted := approval_causes(NEW.case_id);
  IF wanted <> '{}' AND NOT EXISTS (
    SELECT FROM approval_requests a JOIN approval_decisions d ON d.request_id = a.id
    WHERE a.case_id = NEW.case_id AND d.decision = 'approved' AND a.fingerprint = NEW.fingerprint
      AND a.facts = facts_to_approve(NEW.case_id) AND wanted <@ string_to_array(a.causes, ' ')) THEN
    RAISE EXCEPTION 'releases_are_approved: %', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
GRANT EXECUTE ON FUNCTION approval_causes(uuid) TO sportello_web;
DROP FUNCTION approval_causes(uuid, date);
CREATE OR REPLACE FUNCTION delegation_evidence_that_counts(the_case uuid, the_delegation uuid, today date)
RETURNS TABLE (evidence_group text) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH living AS (
    SELECT e.*, q.holder_signs, q.delegate_signs, q.document_of, q.dated, r.over_months
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
  SELECT e.evidence_group FROM living e
  WHERE (e.holder_signed OR NOT e.holder_signs) AND (e.delegate_signed OR NOT e.delegate_signs)
    AND coalesce(e.expires >= today, true)
    AND (e.document_of IS NULL OR e.document_of IN (SELECT t.document_of FROM typed t))
    AND (NOT e.dated OR (e.from_on <= today AND coalesce(e.to_on >= today, true)
      AND coalesce(e.to_on > e.from_on + make_interval(months => coalesce(e.over_months, 0)), true)))
    AND (e.way <> 'scanned' OR EXISTS (SELECT FROM delegation_evidence_scans s WHERE s.evidence_id = e.id
      AND NOT EXISTS (SELECT FROM scan_deletions x WHERE x.scan_id = s.scan_id AND x.why = 'removed'))) $$;
DROP FUNCTION delegation_pieces_that_count(uuid, uuid, date);

REVOKE SELECT (identification_id, surname, name) ON case_delegates FROM sportello_worker;
REVOKE SELECT (id, surname, name) ON case_holder_data FROM sportello_worker;
REVOKE SELECT (id, power, address_in_words) ON delegation_titles FROM sportello_worker;
REVOKE SELECT (id, delegate_id, kind) ON delegations FROM sportello_worker;
