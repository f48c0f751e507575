-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The register that proves itself: each row waits in a queue, gets a number without gaps and is a leaf of a Merkle tree (RFC 6962),
-- whose root is signed again and again. The process that numbers and signs sees hashes alone.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sportello_sequencer') THEN
    BEGIN
      CREATE ROLE sportello_sequencer LOGIN NOINHERIT;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- another database of the same cluster was migrated in this very moment
    END;
  END IF;
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO sportello_sequencer', current_database());
END $$;
GRANT USAGE ON SCHEMA public TO sportello_sequencer;
GRANT SELECT ON __diesel_schema_migrations TO sportello_sequencer;

-- Rows without a number yet. No foreign key: what is said here of a row outlasts the row.
CREATE TABLE register_queue (
  row_id uuid PRIMARY KEY,
  leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32)
);

-- Numbers from 0 without gaps, in the order in which rows were found committed.
CREATE TABLE register_leaves (
  index bigint PRIMARY KEY CHECK (index >= 0),
  row_id uuid NOT NULL UNIQUE,
  leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32)
);

-- Full subtrees: the one of number `index` among those of 2^level leaves.
CREATE TABLE register_nodes (
  level smallint NOT NULL CHECK (level BETWEEN 1 AND 62),
  index bigint NOT NULL CHECK (index >= 0),
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  PRIMARY KEY (level, index)
);

-- Public halves of the keys that sign checkpoints. They sign no rows, and the keys of rows sign no checkpoint.
CREATE TABLE register_keys (
  id text PRIMARY KEY CHECK (id ~ '^checkpoint-[0-9a-f]{16}$'),
  public_key bytea NOT NULL UNIQUE CHECK (octet_length(public_key) = 32),
  since timestamptz NOT NULL
);

-- What was signed, in the order of signing.
CREATE TABLE register_checkpoints (
  number bigint PRIMARY KEY CHECK (number >= 0),
  size bigint NOT NULL CHECK (size > 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  at timestamptz NOT NULL,
  day_end date UNIQUE,
  key_id text NOT NULL REFERENCES register_keys,
  note text NOT NULL,
  CHECK (split_part(note, E'\n', 2) = size::text AND decode(split_part(note, E'\n', 3), 'base64') = root)
);

-- In the transaction of the row itself, without a lock or a sequence that others wait for. The process that writes the row can
-- neither leave this out nor write anything else here.
CREATE FUNCTION queue_audit_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO register_queue (row_id, leaf_hash)
    VALUES (NEW.id, sha256('\x00'::bytea || NEW.canonical || NEW.signature));
  RETURN NULL;
END $$;
CREATE TRIGGER audit_rows_queue AFTER INSERT ON audit_rows FOR EACH ROW EXECUTE FUNCTION queue_audit_row();
INSERT INTO register_queue (row_id, leaf_hash)
  SELECT id, sha256('\x00'::bytea || canonical || signature) FROM audit_rows;

-- The root over the first leaves, put together from full subtrees: the smallest lie on the right.
CREATE FUNCTION register_root(leaves bigint) RETURNS bytea LANGUAGE plpgsql STABLE AS $$
DECLARE
  whole bigint := leaves;
  height smallint := 0;
  part bytea;
  root bytea;
BEGIN
  WHILE whole > 0 LOOP
    IF whole & 1 = 1 THEN
      IF height = 0 THEN
        SELECT l.leaf_hash INTO STRICT part FROM public.register_leaves l WHERE l.index = whole - 1;
      ELSE
        SELECT n.hash INTO STRICT part FROM public.register_nodes n WHERE n.level = height AND n.index = whole - 1;
      END IF;
      root := CASE WHEN root IS NULL THEN part ELSE sha256('\x01'::bytea || part || root) END;
    END IF;
    whole := whole >> 1;
    height := height + 1;
  END LOOP;
  RETURN root;
END $$;

CREATE FUNCTION check_register_leaf() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.index <> coalesce((SELECT max(l.index) FROM register_leaves l), -1) + 1 THEN
    RAISE EXCEPTION 'numbers have no gaps' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM register_queue q WHERE q.row_id = NEW.row_id AND q.leaf_hash = NEW.leaf_hash) THEN
    RAISE EXCEPTION 'only a row that waits gets a number' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER register_leaves_check BEFORE INSERT ON register_leaves
  FOR EACH ROW EXECUTE FUNCTION check_register_leaf();

CREATE FUNCTION check_register_node() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lower bytea;
  upper bytea;
BEGIN
  IF NEW.level = 1 THEN
    SELECT l.leaf_hash INTO lower FROM register_leaves l WHERE l.index = 2 * NEW.index;
    SELECT l.leaf_hash INTO upper FROM register_leaves l WHERE l.index = 2 * NEW.index + 1;
  ELSE
    SELECT n.hash INTO lower FROM register_nodes n WHERE n.level = NEW.level - 1 AND n.index = 2 * NEW.index;
    SELECT n.hash INTO upper FROM register_nodes n WHERE n.level = NEW.level - 1 AND n.index = 2 * NEW.index + 1;
  END IF;
  IF NEW.hash IS DISTINCT FROM sha256('\x01'::bytea || lower || upper) THEN
    RAISE EXCEPTION 'the hash is not that of its two halves' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER register_nodes_check BEFORE INSERT ON register_nodes
  FOR EACH ROW EXECUTE FUNCTION check_register_node();

CREATE FUNCTION check_register_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  newest register_checkpoints;
BEGIN
  SELECT c.* INTO newest FROM register_checkpoints c ORDER BY c.number DESC LIMIT 1;
  IF NEW.number <> coalesce(newest.number, -1) + 1 THEN
    RAISE EXCEPTION 'numbers have no gaps' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.size < newest.size OR NEW.at <= newest.at THEN
    RAISE EXCEPTION 'neither the tree nor the time goes back' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.size > coalesce((SELECT max(l.index) FROM register_leaves l), -1) + 1 OR NEW.root <> register_root(NEW.size) THEN
    RAISE EXCEPTION 'the root is not that of the tree' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER register_checkpoints_check BEFORE INSERT ON register_checkpoints
  FOR EACH ROW EXECUTE FUNCTION check_register_checkpoint();

-- Nothing is changed or removed, not even by the owner, as long as these triggers stand; the queue alone empties, into the tree.
CREATE FUNCTION check_register_queue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM register_leaves l WHERE l.row_id = OLD.row_id AND l.leaf_hash = OLD.leaf_hash) THEN
    RAISE EXCEPTION 'register_queue is append-only for rows without a number' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER register_queue_emptied BEFORE DELETE ON register_queue
  FOR EACH ROW EXECUTE FUNCTION check_register_queue();
CREATE TRIGGER register_queue_append_only BEFORE UPDATE OR TRUNCATE ON register_queue
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_leaves_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_leaves
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_nodes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_nodes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_keys_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_keys
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER register_checkpoints_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT EXECUTE ON FUNCTION register_root(bigint) TO sportello_sequencer;
GRANT SELECT, DELETE ON register_queue TO sportello_sequencer;
GRANT SELECT, INSERT ON register_leaves, register_nodes, register_checkpoints TO sportello_sequencer;
GRANT SELECT ON register_keys TO sportello_sequencer;
