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
    AND (e.way <> 'scanned' OR EXISTS (SELECT FROM delegation_evidence_scans s WHERE s.evidence_id = e.id)) $$;
DROP TRIGGER scan_taken_back ON scan_deletions;
DROP FUNCTION check_what_a_scan_leaves();
CREATE OR REPLACE FUNCTION scan_may_go() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found record;
BEGIN
  SELECT s.keep_days, c.closed_at, c.signed_form_id INTO found
    FROM scans s JOIN cases c ON c.id = s.case_id WHERE s.id = NEW.scan_id;
  IF NEW.why = 'removed' AND (found.closed_at IS NOT NULL OR found.signed_form_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a scan of a signed or closed case is not removed' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.why = 'retention' AND (found.closed_at + found.keep_days * interval '1 day' <= NEW.at) IS NOT TRUE THEN
    RAISE EXCEPTION 'a scan is kept until its day' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER delegation_evidence_scans_fit ON delegation_evidence_scans;
DROP FUNCTION check_scan_of_evidence();
DROP INDEX delegation_evidence_scans_scan;
ALTER TABLE delegation_evidence_scans
  DROP CONSTRAINT delegation_evidence_scans_of_this_case_and_item,
  DROP CONSTRAINT delegation_evidence_scans_of_evidence,
  ADD CONSTRAINT delegation_evidence_scans_evidence_id_fkey FOREIGN KEY (evidence_id) REFERENCES delegation_evidence,
  DROP COLUMN item,
  DROP COLUMN case_id;
ALTER TABLE delegation_evidence DROP CONSTRAINT delegation_evidence_of_case_and_item;
ALTER TABLE scans ADD CONSTRAINT scans_id_case_id_key UNIQUE (id, case_id);
ALTER TABLE scans DROP CONSTRAINT scans_of_case_and_item;
