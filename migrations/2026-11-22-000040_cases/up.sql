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
  CHECK (closure NOT IN ('abandoned', 'closed_elsewhere') OR closure_reason IS NOT NULL)
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
  birth_place_code text NOT NULL,
  birth_place_name text NOT NULL,
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (case_id, case_version)
);
CREATE INDEX case_holder_data_name ON case_holder_data (lower(surname), lower(name));

-- What the authority said of the card, and how the number came in.
CREATE TABLE case_card_checks (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  case_version integer NOT NULL,
  card_number text NOT NULL CHECK (card_number ~ '^[0-9]{20}$'),
  entered_by text NOT NULL CHECK (entered_by IN ('scanner', 'keyboard')),
  expires date NOT NULL,
  former_card text NOT NULL CHECK (former_card IN ('none', 'withdrawn', 'not_brought')),
  outcome text NOT NULL,
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (case_id, case_version)
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
  expires date NOT NULL CHECK (expires >= issued),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (case_id, case_version)
);

CREATE TABLE case_contacts (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  case_version integer NOT NULL,
  email text NOT NULL,
  phone text,
  language text NOT NULL CHECK (language IN ('it', 'en', 'de', 'fr', 'sl')),
  ownership text NOT NULL CHECK (ownership IN ('proven', 'skipped')),
  ownership_reason text,
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (case_id, case_version),
  CHECK ((ownership = 'skipped') = (ownership_reason IS NOT NULL))
);
CREATE INDEX case_contacts_email ON case_contacts (email);

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

CREATE TABLE ownership_codes (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  ordinal integer NOT NULL CHECK (ordinal BETWEEN 1 AND 3),
  email text NOT NULL,
  salt bytea NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  sent_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
  proven_at timestamptz,
  UNIQUE (case_id, ordinal)
);

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
  CHECK ((signed_at IS NULL) = (signed_by IS NULL))
);
CREATE INDEX case_forms_case ON case_forms (case_id);

ALTER TABLE cases
  ADD FOREIGN KEY (holder_data_id) REFERENCES case_holder_data,
  ADD FOREIGN KEY (card_check_id) REFERENCES case_card_checks,
  ADD FOREIGN KEY (identification_id) REFERENCES case_identifications,
  ADD FOREIGN KEY (contact_id) REFERENCES case_contacts,
  ADD FOREIGN KEY (signed_form_id) REFERENCES case_forms;

GRANT SELECT, INSERT ON holders, case_holder_data, case_card_checks, case_identifications, case_contacts, case_overrides
  TO sportello_web;
GRANT SELECT, INSERT, UPDATE ON protocol_numbers TO sportello_web;
GRANT SELECT, INSERT ON cases, ownership_codes, case_forms TO sportello_web;
GRANT UPDATE (version, changed_at, changed_by, holder_data_id, card_check_id, identification_id, contact_id,
  signed_form_id, closed_at, closed_by, closure, closure_reason) ON cases TO sportello_web;
GRANT UPDATE (tries, proven_at) ON ownership_codes TO sportello_web;
GRANT UPDATE (signed_at, signed_by) ON case_forms TO sportello_web;
GRANT SELECT ON cases, holders TO sportello_worker;
