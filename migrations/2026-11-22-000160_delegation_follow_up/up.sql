-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What becomes of a delegation after its first case: used again while it holds, ended once for all, nothing given out on it.
ALTER TABLE delegation_ends ADD CONSTRAINT delegation_ends_words_fit CHECK (length(words) <= 200);
CREATE INDEX case_identifications_delegation ON case_identifications (delegation_id, at) WHERE delegation_id IS NOT NULL;
CREATE INDEX releases_handed_over_of_card ON releases (card_number, handed_over_at) WHERE handed_over_at IS NOT NULL;

-- By year, month and day: who is born on 29 February is of age on 1 March of a common year.
CREATE FUNCTION is_of_age(born date, today date) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT (date_part('year', born) + 18, date_part('month', born), date_part('day', born))
    <= (date_part('year', today), date_part('month', today), date_part('day', today)) $$;

-- Who ends a delegation waits for those who are pointing a case at it, and they for them: neither overlooks the other.
CREATE FUNCTION take_delegation_for_its_end() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM delegations d WHERE d.id = NEW.delegation_id FOR UPDATE;
  RETURN NEW;
END $$;
CREATE TRIGGER delegation_ends_alone BEFORE INSERT ON delegation_ends
  FOR EACH ROW EXECUTE FUNCTION take_delegation_for_its_end();

-- No case is pointed at a delegation that has ended, and none is signed for on it; one that was made in an earlier case is
-- used again only while its decree and its impediment last, and never after the day on which a minor becomes of age.
CREATE FUNCTION check_delegation_holds() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  the delegations%ROWTYPE;
  born date;
  today date := (NEW.changed_at AT TIME ZONE 'Europe/Rome')::date;
BEGIN
  SELECT * INTO the FROM delegations d WHERE d.id = NEW.delegation_id FOR KEY SHARE;
  IF EXISTS (SELECT FROM delegation_ends x WHERE x.delegation_id = the.id) THEN
    RAISE EXCEPTION 'delegation % has ended', the.id USING ERRCODE = 'check_violation';
  END IF;
  IF the.case_id = NEW.id THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM delegation_titles t WHERE t.id = NEW.delegation_title_id AND t.decree_ends_on < today) THEN
    RAISE EXCEPTION 'the decree of delegation % is over', the.id USING ERRCODE = 'check_violation';
  END IF;
  IF (SELECT max(coalesce(e.to_on, 'infinity')) < today FROM delegation_evidence e
      WHERE e.delegation_id = the.id AND e.from_on IS NOT NULL
        AND NOT EXISTS (SELECT FROM delegation_evidence_ends x WHERE x.evidence_id = e.id)) THEN
    RAISE EXCEPTION 'the impediment of delegation % is over', the.id USING ERRCODE = 'check_violation';
  END IF;
  SELECT p.birth_date INTO born FROM case_holder_data p WHERE p.id = NEW.holder_data_id;
  IF is_of_age(born, today) AND NOT is_of_age(born, (the.at AT TIME ZONE 'Europe/Rome')::date) THEN
    RAISE EXCEPTION 'the holder of delegation % has become of age', the.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cases_delegation_holds BEFORE UPDATE OF delegation_id, signed_form_id ON cases FOR EACH ROW
  WHEN (NEW.delegation_id IS NOT NULL AND (NEW.delegation_id IS DISTINCT FROM OLD.delegation_id
    OR (NEW.signed_form_id IS NOT NULL AND NEW.signed_form_id IS DISTINCT FROM OLD.signed_form_id)))
  EXECUTE FUNCTION check_delegation_holds();

-- Nothing is asked for, printed or handed over on a delegation that has ended.
CREATE FUNCTION refuse_release_of_ended_delegation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM cases c JOIN delegation_ends x ON x.delegation_id = c.delegation_id WHERE c.id = NEW.case_id) THEN
    RAISE EXCEPTION 'the delegation of case % has ended', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER releases_of_ended_delegations BEFORE INSERT ON releases
  FOR EACH ROW EXECUTE FUNCTION refuse_release_of_ended_delegation();
CREATE TRIGGER releases_handed_over_of_ended_delegations BEFORE UPDATE OF handed_over_at ON releases FOR EACH ROW
  WHEN (OLD.handed_over_at IS NULL AND NEW.handed_over_at IS NOT NULL)
  EXECUTE FUNCTION refuse_release_of_ended_delegation();

-- As before; and what is only ever seen, as the card, or is an identity document that was seen, counts in the case in which
-- it was seen and in no other.
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
