-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The embedded card authority: what a regional one would keep in a house of its own. No process but `authority` reads it.

-- The certification authority that signed everything here; another key folder does not fit this database.
CREATE TABLE authority.issuer (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  key_id text NOT NULL,
  certificate bytea NOT NULL,
  since timestamptz NOT NULL
);

CREATE TABLE authority.cards (
  card_number text PRIMARY KEY CHECK (card_number ~ '^[0-9]{20}$'),
  has_chip boolean NOT NULL,
  chip_serial text UNIQUE CHECK (chip_serial ~ '^[0-9]{16}$'),
  codice_fiscale text NOT NULL CHECK (codice_fiscale ~ '^([A-Z0-9]{16}|[0-9]{11})$'),
  surname text NOT NULL CHECK (surname <> ''),
  name text NOT NULL CHECK (name <> ''),
  sex text NOT NULL CHECK (sex IN ('F', 'M')),
  birth_date date NOT NULL,
  birth_place text NOT NULL CHECK (birth_place ~ '^[A-Z][0-9]{3}$'),
  issued date NOT NULL CHECK (issued >= birth_date),
  expires date NOT NULL CHECK (expires >= issued),
  imported_at timestamptz NOT NULL,
  CHECK (has_chip = (chip_serial IS NOT NULL))
);

-- What stands on the chip. The codes are sealed to the authority's key; `first_split` is how they were divided at the
-- card's first release: a later release divides them in the same way, so that an old sheet still fits.
CREATE TABLE authority.chips (
  card_number text PRIMARY KEY REFERENCES authority.cards,
  certificate bytea NOT NULL,
  codes bytea NOT NULL,
  first_split jsonb
);

-- State of each certificate; `part` is the part of the revocation list that it belongs to, for life.
CREATE TABLE authority.certificates (
  card_number text PRIMARY KEY REFERENCES authority.chips,
  serial bytea NOT NULL UNIQUE CHECK (octet_length(serial) = 16),
  part integer NOT NULL CHECK (part > 0),
  not_after timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('on_hold', 'active', 'suspended', 'revoked')),
  since timestamptz NOT NULL,
  reason smallint CHECK (reason IN (1, 3, 4, 5, 6)),
  CHECK ((state = 'active') = (reason IS NULL)),
  CHECK ((state IN ('on_hold', 'suspended')) = (reason IS NOT DISTINCT FROM 6))
) WITH (fillfactor = 80);
CREATE INDEX certificates_part ON authority.certificates (part);

-- Every act on a certificate, under the reference that its asker drew.
CREATE TABLE authority.acts (
  reference uuid PRIMARY KEY,
  card_number text NOT NULL REFERENCES authority.certificates,
  act text NOT NULL CHECK (act IN ('activate', 'suspend', 'reactivate', 'revoke')),
  detail text NOT NULL,
  operator text NOT NULL,
  at timestamptz NOT NULL,
  content_digest bytea NOT NULL CHECK (octet_length(content_digest) = 32)
);
CREATE INDEX acts_card ON authority.acts (card_number);
-- A certificate is activated once; afterwards it is only suspended, reactivated, revoked.
CREATE UNIQUE INDEX acts_one_activation ON authority.acts (card_number) WHERE act = 'activate';

-- The authority's own list of who ordered codes: what `serve` could be made to do by an intruder is seen here.
CREATE TABLE authority.orders (
  reference uuid PRIMARY KEY,
  release_id uuid NOT NULL,
  operator text NOT NULL,
  at timestamptz NOT NULL,
  card_digest bytea NOT NULL CHECK (octet_length(card_digest) = 32),
  content_digest bytea NOT NULL CHECK (octet_length(content_digest) = 32)
);
CREATE INDEX orders_operator ON authority.orders (operator, at);

-- Revocation list: the parts as signed last, and a row for every event that is not in its list yet. A row goes in with
-- the event's transaction and out with the signing's, so that a crash in between loses nothing.
CREATE TABLE authority.crls (
  part integer PRIMARY KEY,
  number bigint NOT NULL CHECK (number > 0),
  der bytea NOT NULL,
  this_update timestamptz NOT NULL,
  next_update timestamptz NOT NULL CHECK (next_update > this_update)
);
ALTER TABLE authority.crls ALTER COLUMN der SET STORAGE EXTERNAL;
CREATE TABLE authority.crl_due (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  part integer NOT NULL
);

CREATE FUNCTION authority.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER acts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON authority.acts
  FOR EACH STATEMENT WHEN (current_user = 'sportello_authority') EXECUTE FUNCTION authority.refuse_change();
CREATE TRIGGER orders_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON authority.orders
  FOR EACH STATEMENT WHEN (current_user = 'sportello_authority') EXECUTE FUNCTION authority.refuse_change();

GRANT SELECT, INSERT ON authority.issuer, authority.cards, authority.chips, authority.certificates, authority.acts,
  authority.orders, authority.crls, authority.crl_due TO sportello_authority;
-- The row of a card is locked (FOR NO KEY UPDATE) while something is decided about it, which asks for this right.
GRANT UPDATE (imported_at) ON authority.cards TO sportello_authority;
GRANT UPDATE (first_split) ON authority.chips TO sportello_authority;
GRANT UPDATE (state, since, reason) ON authority.certificates TO sportello_authority;
GRANT UPDATE (number, der, this_update, next_update) ON authority.crls TO sportello_authority;
GRANT DELETE ON authority.crl_due TO sportello_authority;
