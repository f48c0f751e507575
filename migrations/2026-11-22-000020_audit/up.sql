-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The register. Rows are written by the processes, signed, and never changed: no role but the owner may update, delete
-- or truncate. No foreign keys to the things they speak of: a row is never lost because its subject is odd or gone.
CREATE TABLE audit_keys (
  id text PRIMARY KEY CHECK (length(id) BETWEEN 8 AND 64),
  process text NOT NULL CHECK (process IN ('web', 'worker', 'keeper')),
  public_key bytea NOT NULL UNIQUE CHECK (octet_length(public_key) = 32),
  since timestamptz NOT NULL
);

CREATE TABLE audit_rows (
  id uuid PRIMARY KEY,
  version smallint NOT NULL CHECK (version = 1),
  at timestamptz NOT NULL,
  nonce bytea NOT NULL CHECK (octet_length(nonce) = 16),
  act text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
  operator_id uuid,
  address text,
  counter_id uuid,
  holder_id uuid,
  case_id uuid,
  canonical bytea NOT NULL,
  key_id text NOT NULL REFERENCES audit_keys,
  signature bytea NOT NULL CHECK (octet_length(signature) = 64)
);
CREATE INDEX audit_rows_case ON audit_rows (case_id, at) WHERE case_id IS NOT NULL;
CREATE INDEX audit_rows_holder ON audit_rows (holder_id, at) WHERE holder_id IS NOT NULL;
CREATE INDEX audit_rows_operator ON audit_rows (operator_id, at) WHERE operator_id IS NOT NULL;

-- The personal values behind the digests of a row; retention may empty them, the row and its signature still stand.
CREATE TABLE audit_values (
  row_id uuid NOT NULL REFERENCES audit_rows,
  field text NOT NULL,
  value text NOT NULL,
  salt bytea NOT NULL CHECK (octet_length(salt) = 32),
  PRIMARY KEY (row_id, field)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_rows_append_only BEFORE UPDATE OR DELETE ON audit_rows
  FOR EACH ROW WHEN (current_user IN ('sportello_web', 'sportello_worker', 'sportello_authority'))
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_rows_no_truncate BEFORE TRUNCATE ON audit_rows
  FOR EACH STATEMENT WHEN (current_user IN ('sportello_web', 'sportello_worker', 'sportello_authority'))
  EXECUTE FUNCTION refuse_change();

GRANT SELECT ON audit_keys TO sportello_web, sportello_worker;
GRANT INSERT, SELECT ON audit_rows, audit_values TO sportello_web;
GRANT INSERT ON audit_rows, audit_values TO sportello_worker;
