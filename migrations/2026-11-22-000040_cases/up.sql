-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A case and what was recorded in it. Each step saved is a fact with who and when; the case points at the facts in
-- force, earlier ones stay. `version` counts the saves: a step posted over an older version is refused.
CREATE TABLE holders (
  id uuid PRIMARY KEY,
  codice_fiscale text NOT NULL UNIQUE,
  base_code text NOT NULL,
  first_seen_at timestamptz NOT NULL
);
CREATE INDEX holders_base_code ON holders (base_code);

CREATE TABLE protocol_numbers (
  counter_id uuid NOT NULL REFERENCES counters,
  year integer NOT NULL,
  last integer NOT NULL CHECK (last > 0),
  PRIMARY KEY (counter_id, year)
);

CREATE TABLE cases (
  id uuid PRIMARY KEY,
  protocol text NOT NULL UNIQUE,
  counter_id uuid NOT NULL REFERENCES counters,
  service text NOT NULL CHECK (service IN ('activation')),
  holder_id uuid NOT NULL REFERENCES holders,
  policy_version text NOT NULL,
  opened_at timestamptz NOT NULL,
  opened_by uuid NOT NULL REFERENCES operators,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  changed_at timestamptz NOT NULL,
  changed_by uuid NOT NULL REFERENCES operators,
  holder_data_id uuid,
  card_check_id uuid,
  identification_id uuid,
  contact_id uuid,
  signed_form_id uuid,
  closed_at timestamptz,
  closed_by uuid REFERENCES operators,
  closure text CHECK (closure IN ('done', 'abandoned', 'closed_elsewhere', 'refused')),
  closure_reason text,
  CHECK ((closed_at IS NULL) = (closure IS NULL)),
  CHECK ((closed_at IS NULL) = (closed_by IS NULL)),
  CHECK (closure IS NULL OR closure = 'done' OR (closure_reason IS NOT NULL AND length(btrim(closure_reason)) > 0))
);
CREATE UNIQUE INDEX cases_one_open_per_holder ON cases (holder_id, service) WHERE closed_at IS NULL;
CREATE INDEX cases_holder ON cases (holder_id, opened_at);
CREATE INDEX cases_open_at_counter ON cases (counter_id, changed_at) WHERE closed_at IS NULL;
CREATE INDEX cases_opened_at_counter ON cases (counter_id, opened_at);

CREATE TABLE case_holder_data (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  case_version integer NOT NULL,
  surname text NOT NULL,
  name text NOT NULL,
  sex text NOT NULL CHECK (sex IN ('F', 'M')),
  birth_date date NOT NULL,
  birth_place text NOT NULL CHECK (birth_place ~ '^[A-Z][0-9]{3}$'),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (case_id, case_version),
  UNIQUE (id, case_id)
);
CREATE INDEX case_holder_data_name ON case_holder_data (lower(surname), lower(name));

-- The card as shown at the counter, how its number came in, and what the authority said of it; `away` where it could not
-- be asked, and the question is put again.
CREATE TABLE case_card_checks (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  case_version integer NOT NULL,
  card_number text NOT NULL CHECK (card_number ~ '^[0-9]{20}$'),
  entered_by text NOT NULL CHECK (entered_by IN ('scanner', 'keyboard')),
  expires date NOT NULL,
  former_card text NOT NULL CHECK (former_card IN ('none', 'withdrawn', 'not_brought')),
  outcome text NOT NULL CHECK (outcome ~ '^[a-z_]{2,40}$'),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (case_id, case_version),
  UNIQUE (id, case_id)
);
CREATE INDEX case_card_checks_number ON case_card_checks (card_number);

CREATE TABLE case_identifications (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  case_version integer NOT NULL,
  document_kind text NOT NULL,
  document_number text NOT NULL,
  issuer text NOT NULL,
  issued date NOT NULL,
  expires date CHECK (expires > issued),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (case_id, case_version),
  UNIQUE (id, case_id)
);

CREATE TABLE case_contacts (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  case_version integer NOT NULL,
  email text NOT NULL,
  phone text,
  language text NOT NULL CHECK (language IN ('it', 'en', 'de', 'fr', 'sl')),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (case_id, case_version),
  UNIQUE (id, case_id)
);
CREATE INDEX case_contacts_email ON case_contacts (lower(email));

-- A warning that the operator ticked away, with the reason.
CREATE TABLE case_overrides (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  case_version integer NOT NULL,
  warning text NOT NULL,
  reason text NOT NULL CHECK (length(btrim(reason)) > 0),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (case_id, case_version, warning)
);

-- A short code sent to an address to prove, there and then, that the citizen reads it: a salted digest, never the code.
CREATE TABLE ownership_codes (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  ordinal integer NOT NULL CHECK (ordinal BETWEEN 1 AND 3),
  email text NOT NULL,
  salt bytea NOT NULL CHECK (octet_length(salt) = 32),
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  sent_at timestamptz NOT NULL,
  sent_by uuid NOT NULL REFERENCES operators,
  expires_at timestamptz NOT NULL CHECK (expires_at > sent_at),
  tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
  UNIQUE (case_id, ordinal)
);

-- Whether somebody proved to read an address, or why nobody was asked to. It belongs to the address, so that a corrected
-- telephone number does not ask for a new code and a corrected address does.
CREATE TABLE case_ownerships (
  case_id uuid NOT NULL REFERENCES cases,
  email text NOT NULL,
  how text NOT NULL CHECK (how IN ('proven', 'skipped')),
  code_id uuid UNIQUE REFERENCES ownership_codes,
  reason text CHECK (length(btrim(reason)) > 0),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  PRIMARY KEY (case_id, email, how),
  CHECK ((how = 'proven') = (code_id IS NOT NULL)),
  CHECK ((how = 'skipped') = (reason IS NOT NULL))
);

-- A rule that said no in a case, so that the refusal slip can be printed and read again.
CREATE TABLE case_refusals (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  rule text NOT NULL CHECK (rule ~ '^[a-z_]{2,40}$'),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (id, case_id)
);
CREATE INDEX case_refusals_case ON case_refusals (case_id, at);

-- A look-up, with its reason. It opens a holder's page to the one who looked, for a while; `sought` keeps the code only
-- where nobody is known by it, so that a case can be opened without typing it again.
CREATE TABLE look_ups (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL REFERENCES operators,
  counter_id uuid NOT NULL REFERENCES counters,
  reason text NOT NULL CHECK (reason IN ('case', 'telephone', 'present')),
  holder_id uuid REFERENCES holders,
  sought text,
  at timestamptz NOT NULL,
  CHECK ((holder_id IS NULL) = (sought IS NOT NULL))
);
CREATE INDEX look_ups_holder ON look_ups (operator_id, holder_id, at);

-- The request form: printed over a fingerprint, then signed.
CREATE TABLE case_forms (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  case_version integer NOT NULL,
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  printed_at timestamptz NOT NULL,
  printed_by uuid NOT NULL REFERENCES operators,
  signed_at timestamptz,
  signed_by uuid REFERENCES operators,
  UNIQUE (id, case_id),
  CHECK ((signed_at IS NULL) = (signed_by IS NULL))
);
CREATE INDEX case_forms_case ON case_forms (case_id, printed_at);

-- A case points at facts of its own only.
ALTER TABLE cases
  ADD FOREIGN KEY (holder_data_id, id) REFERENCES case_holder_data (id, case_id),
  ADD FOREIGN KEY (card_check_id, id) REFERENCES case_card_checks (id, case_id),
  ADD FOREIGN KEY (identification_id, id) REFERENCES case_identifications (id, case_id),
  ADD FOREIGN KEY (contact_id, id) REFERENCES case_contacts (id, case_id),
  ADD FOREIGN KEY (signed_form_id, id) REFERENCES case_forms (id, case_id);

GRANT SELECT, INSERT ON holders, case_holder_data, case_card_checks, case_identifications, case_contacts, case_overrides,
  case_ownerships, case_refusals, look_ups TO sportello_web;
GRANT SELECT, INSERT, UPDATE ON protocol_numbers TO sportello_web;
GRANT SELECT, INSERT ON cases, ownership_codes, case_forms TO sportello_web;
GRANT UPDATE (version, changed_at, changed_by, holder_data_id, card_check_id, identification_id, contact_id,
  signed_form_id, closed_at, closed_by, closure, closure_reason) ON cases TO sportello_web;
GRANT UPDATE (tries) ON ownership_codes TO sportello_web;
GRANT UPDATE (signed_at, signed_by) ON case_forms TO sportello_web;
GRANT SELECT ON cases, holders TO sportello_worker;
GRANT SELECT, DELETE ON look_ups TO sportello_worker;
