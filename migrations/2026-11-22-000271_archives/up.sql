-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Rows past their retention leave into archive files. What the tree knows of them stays: leaves, nodes, checkpoints. A row goes only
-- when the file that holds it was written, read again and found to be under a signed root, which a row of the register says.
CREATE TABLE audit_archives (
  number bigint PRIMARY KEY CHECK (number >= 0),
  first bigint NOT NULL CHECK (first >= 0),
  size bigint NOT NULL CHECK (size > first),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  file text NOT NULL CHECK (file ~ '^[a-z0-9.-]{1,100}$'),
  sha256 bytea NOT NULL UNIQUE CHECK (octet_length(sha256) = 32),
  before timestamptz NOT NULL,
  row_id uuid NOT NULL UNIQUE
);

CREATE FUNCTION check_audit_archive() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last audit_archives;
BEGIN
  SELECT a.* INTO last FROM audit_archives a ORDER BY a.number DESC LIMIT 1;
  IF NEW.number <> coalesce(last.number, -1) + 1 OR NEW.first <> coalesce(last.size, 0) THEN
    RAISE EXCEPTION 'archives follow each other without gaps' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM register_checkpoints c WHERE c.size = NEW.size AND c.root = NEW.root)
    OR NEW.root <> register_root(NEW.size) THEN
    RAISE EXCEPTION 'an archive ends where a checkpoint was signed' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM register_leaves l JOIN audit_rows r ON r.id = l.row_id
    WHERE l.index >= NEW.first AND l.index < NEW.size AND r.at >= NEW.before) THEN
    RAISE EXCEPTION 'a row is too young for an archive' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM audit_rows r WHERE r.id = NEW.row_id AND r.act = 'register.archive' AND r.outcome = 'done'
    AND convert_from(r.canonical, 'UTF8')::jsonb -> 'plain' ->> 'sha256' = encode(NEW.sha256, 'hex')) THEN
    RAISE EXCEPTION 'no row of the register names this file' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_archives_check BEFORE INSERT ON audit_archives
  FOR EACH ROW EXECUTE FUNCTION check_audit_archive();
CREATE TRIGGER audit_archives_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_archives
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The owner, too, removes nothing that no archive holds.
CREATE FUNCTION check_row_is_archived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM register_leaves l WHERE l.row_id = OLD.id
    AND l.index < (SELECT max(a.size) FROM audit_archives a)) THEN
    RAISE EXCEPTION 'a row leaves the register into an archive alone' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER audit_rows_leave_archived BEFORE DELETE ON audit_rows
  FOR EACH ROW EXECUTE FUNCTION check_row_is_archived();

-- The archived rows that are still here, of these numbers. A row that a fact rests on stays as long as the fact does.
CREATE FUNCTION removable_rows(lower bigint, upper bigint) RETURNS SETOF uuid LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
  SELECT r.id FROM register_leaves l JOIN audit_rows r ON r.id = l.row_id
    WHERE l.index >= lower AND l.index < least(upper, (SELECT max(a.size) FROM audit_archives a))
    AND NOT EXISTS (SELECT FROM releases f WHERE f.audit_row_id = r.id)
    AND NOT EXISTS (SELECT FROM activations f WHERE f.audit_row_id = r.id)
    AND NOT EXISTS (SELECT FROM card_acts f WHERE f.audit_row_id = r.id);
$$;

-- Removes them; answers how many. For the owner alone: nobody else is granted it.
CREATE FUNCTION remove_archived_rows(lower bigint, upper bigint) RETURNS bigint LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  gone uuid[] := ARRAY(SELECT removable_rows(lower, upper));
BEGIN
  DELETE FROM audit_values WHERE row_id = ANY (gone);
  DELETE FROM audit_rows WHERE id = ANY (gone);
  RETURN cardinality(gone);
END $$;
REVOKE EXECUTE ON FUNCTION removable_rows(bigint, bigint), remove_archived_rows(bigint, bigint) FROM PUBLIC;
