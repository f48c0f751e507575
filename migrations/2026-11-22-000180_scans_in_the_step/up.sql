-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Scans in the step of a delegation: a piece of evidence stands on scans of its own case and its own item, and on nothing that
-- an operator took back.
ALTER TABLE scans ADD CONSTRAINT scans_of_case_and_item UNIQUE (id, case_id, item);
ALTER TABLE scans DROP CONSTRAINT scans_id_case_id_key;
ALTER TABLE delegation_evidence ADD CONSTRAINT delegation_evidence_of_case_and_item UNIQUE (id, case_id, item);

ALTER TABLE delegation_evidence_scans ADD COLUMN case_id uuid, ADD COLUMN item text;
UPDATE delegation_evidence_scans s SET case_id = e.case_id, item = e.item FROM delegation_evidence e WHERE e.id = s.evidence_id;
ALTER TABLE delegation_evidence_scans
  ALTER COLUMN case_id SET NOT NULL,
  ALTER COLUMN item SET NOT NULL,
  DROP CONSTRAINT delegation_evidence_scans_evidence_id_fkey,
  ADD CONSTRAINT delegation_evidence_scans_of_evidence FOREIGN KEY (evidence_id, case_id, item)
    REFERENCES delegation_evidence (id, case_id, item),
  ADD CONSTRAINT delegation_evidence_scans_of_this_case_and_item FOREIGN KEY (scan_id, case_id, item)
    REFERENCES scans (id, case_id, item);
CREATE INDEX delegation_evidence_scans_scan ON delegation_evidence_scans (scan_id);

-- Only what was taken in by a scan has scans, and none that is gone already.
CREATE FUNCTION check_scan_of_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM delegation_evidence e WHERE e.id = NEW.evidence_id AND e.way = 'scanned') THEN
    RAISE EXCEPTION 'evidence % was not taken in by a scan', NEW.evidence_id USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM scan_deletions d WHERE d.scan_id = NEW.scan_id) THEN
    RAISE EXCEPTION 'scan % is gone', NEW.scan_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delegation_evidence_scans_fit BEFORE INSERT ON delegation_evidence_scans
  FOR EACH ROW EXECUTE FUNCTION check_scan_of_evidence();

-- As before; and who takes a scan back waits for whoever is signing the request of its case, and they for them.
CREATE OR REPLACE FUNCTION scan_may_go() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found record;
BEGIN
  IF NEW.why = 'removed' THEN
    PERFORM FROM cases c JOIN scans s ON s.case_id = c.id WHERE s.id = NEW.scan_id FOR NO KEY UPDATE OF c;
  END IF;
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

-- Who takes a scan back leaves no open case that still calls itself complete.
CREATE FUNCTION check_what_a_scan_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM delegation_evidence_scans s
    JOIN delegation_evidence e ON e.id = s.evidence_id
    JOIN cases c ON c.delegation_id = e.delegation_id
    WHERE s.scan_id = NEW.scan_id AND c.closed_at IS NULL AND c.delegation_complete
      AND NOT delegation_is_complete(c.id, c.delegation_id, c.delegation_title_id, (NEW.at AT TIME ZONE 'Europe/Rome')::date)) THEN
    RAISE EXCEPTION 'an open case is no longer complete' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER scan_taken_back AFTER INSERT ON scan_deletions DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.why = 'removed') EXECUTE FUNCTION check_what_a_scan_leaves();

-- As before; and what was taken in by a scan counts as long as a scan of it was not taken back. Where the keeping of a scan
-- ended, it had been there, and the piece stands.
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
