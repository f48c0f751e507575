-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Scans of documents. The bytes lie encrypted in the evidence folder under the scan's id; here stands what they are, who brought
-- them in, who looked at them and how they ended. A scan that was deleted keeps its row, its digest and its looks.
CREATE TABLE scans (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  ordinal integer NOT NULL CHECK (ordinal BETWEEN 1 AND 1000),
  -- what it shows, as the policy names the item
  item text NOT NULL CHECK (item ~ '^[a-z][a-z0-9_]{0,63}$'),
  media text NOT NULL CHECK (media IN ('pdf', 'jpeg', 'png')),
  bytes bigint NOT NULL CHECK (bytes > 0),
  pages integer NOT NULL CHECK (pages > 0),
  width integer CHECK (width > 0),
  height integer CHECK (height > 0),
  -- of the bytes as they are kept, before their encryption
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
  -- class and length of its keeping from the end of its case, as the policy had them when it came in
  retention text NOT NULL CHECK (retention ~ '^[a-z][a-z0-9_]{0,63}$'),
  keep_days integer NOT NULL CHECK (keep_days > 0),
  uploaded_at timestamptz NOT NULL,
  uploaded_by uuid NOT NULL REFERENCES operators,
  UNIQUE (case_id, ordinal),
  UNIQUE (id, case_id),
  CHECK ((media = 'pdf') = (width IS NULL)),
  CHECK ((width IS NULL) = (height IS NULL)),
  CHECK (media = 'pdf' OR pages = 1)
);

-- The file's own key, sealed to the web process: a newer key of the ring seals this again and leaves the file as it is. It goes
-- in the moment in which the scan is deleted, and nowhere else.
CREATE TABLE scan_keys (
  scan_id uuid PRIMARY KEY REFERENCES scans,
  sealed bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 64 AND 256)
);

CREATE TABLE scan_views (
  id uuid PRIMARY KEY,
  scan_id uuid NOT NULL REFERENCES scans,
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators
);
CREATE INDEX scan_views_scan ON scan_views (scan_id, at);

CREATE TABLE scan_deletions (
  scan_id uuid PRIMARY KEY REFERENCES scans,
  why text NOT NULL CHECK (why IN ('removed', 'retention')),
  at timestamptz NOT NULL,
  by uuid REFERENCES operators,
  CHECK ((why = 'removed') = (by IS NOT NULL))
);

-- A scan comes to an open case, and an operator takes one back only until the request is signed.
CREATE FUNCTION scan_fits_case() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of_case cases;
BEGIN
  SELECT c.* INTO of_case FROM cases c WHERE c.id = NEW.case_id;
  IF of_case.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a closed case takes no scan' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scans_fit_case BEFORE INSERT ON scans FOR EACH ROW EXECUTE FUNCTION scan_fits_case();

CREATE FUNCTION scan_may_go() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER scan_deletions_may BEFORE INSERT ON scan_deletions FOR EACH ROW EXECUTE FUNCTION scan_may_go();

-- The key goes with the fact, by the owner's right: no process can take one without leaving the other.
CREATE FUNCTION forget_scan_key() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM scan_keys WHERE scan_id = NEW.scan_id;
  RETURN NULL;
END $$;
CREATE TRIGGER scan_deletions_forget AFTER INSERT ON scan_deletions FOR EACH ROW EXECUTE FUNCTION forget_scan_key();

-- Only the key's sealing may change, and only for a scan that is there.
CREATE FUNCTION scan_key_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.scan_id IS DISTINCT FROM coalesce(OLD.scan_id, NEW.scan_id)
    OR EXISTS (SELECT FROM scan_deletions d WHERE d.scan_id = NEW.scan_id) THEN
    RAISE EXCEPTION 'a deleted scan has no key' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER scan_keys_fit BEFORE INSERT OR UPDATE ON scan_keys FOR EACH ROW EXECUTE FUNCTION scan_key_fits();

GRANT SELECT, INSERT ON scans, scan_keys, scan_views, scan_deletions TO sportello_web;
GRANT UPDATE (sealed) ON scan_keys TO sportello_web;
GRANT SELECT ON scans TO sportello_worker;
GRANT SELECT, INSERT ON scan_deletions TO sportello_worker;
