-- SPDX-License-Identifier: AGPL-3.0-or-later
CREATE OR REPLACE FUNCTION delegation_evidence_that_counts(the_case uuid, the_delegation uuid, today date)
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
DROP TRIGGER releases_handed_over_of_ended_delegations ON releases;
DROP TRIGGER releases_of_ended_delegations ON releases;
DROP FUNCTION refuse_release_of_ended_delegation();
DROP TRIGGER cases_delegation_holds ON cases;
DROP FUNCTION check_delegation_holds();
DROP TRIGGER delegation_ends_alone ON delegation_ends;
DROP FUNCTION take_delegation_for_its_end();
DROP FUNCTION is_of_age(date, date);
DROP INDEX releases_handed_over_of_card;
DROP INDEX case_identifications_delegation;
ALTER TABLE delegation_ends DROP CONSTRAINT delegation_ends_words_fit;
