-- SPDX-License-Identifier: AGPL-3.0-or-later
CREATE TABLE counters (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{2}[0-9]{2}$'),
  name text NOT NULL,
  body text NOT NULL,
  municipality text NOT NULL,
  address text NOT NULL DEFAULT '',
  telephone text NOT NULL DEFAULT '',
  mail_domain text CHECK (mail_domain = lower(mail_domain)),
  opened_at timestamptz NOT NULL,
  closed_at timestamptz
);

CREATE TABLE operators (
  id uuid PRIMARY KEY,
  username text NOT NULL UNIQUE CHECK (username ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  name text NOT NULL,
  surname text NOT NULL,
  codice_fiscale text NOT NULL,
  base_code text NOT NULL, -- the codice fiscale with omocodia undone: the same person in any of its forms
  contact_address text NOT NULL,
  administrator boolean NOT NULL,
  password_hash text NOT NULL,
  totp_secret bytea NOT NULL, -- sealed with serve's own key
  added_at timestamptz NOT NULL,
  ended_at timestamptz,
  UNIQUE (id, administrator)
);
-- One living account per person: nobody is administrator here and operator there.
CREATE UNIQUE INDEX operators_one_account_per_person ON operators (base_code) WHERE ended_at IS NULL;

CREATE TABLE duties (
  operator_id uuid NOT NULL,
  administrator boolean NOT NULL DEFAULT false CHECK (NOT administrator),
  counter_id uuid NOT NULL REFERENCES counters,
  duty text NOT NULL CHECK (duty IN ('operator', 'supervisor')),
  since timestamptz NOT NULL,
  until timestamptz,
  PRIMARY KEY (operator_id, counter_id, duty),
  FOREIGN KEY (operator_id, administrator) REFERENCES operators (id, administrator)
);
CREATE INDEX duties_counter ON duties (counter_id);

-- A one-time code counts once, whatever it was used for.
CREATE TABLE totp_uses (
  operator_id uuid NOT NULL REFERENCES operators,
  time_step bigint NOT NULL,
  used_at timestamptz NOT NULL,
  PRIMARY KEY (operator_id, time_step)
);

CREATE TABLE sign_in_failures (
  account text NOT NULL, -- keyed digest of the username as typed: it may be a password in the wrong field
  address text NOT NULL, -- '' counts the account from everywhere
  kind text NOT NULL CHECK (kind IN ('password', 'totp')),
  wrong integer NOT NULL CHECK (wrong >= 0),
  last_at timestamptz NOT NULL,
  locked_until timestamptz,
  PRIMARY KEY (account, address, kind)
);

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  key_hash bytea NOT NULL UNIQUE CHECK (octet_length(key_hash) = 32),
  operator_id uuid NOT NULL REFERENCES operators,
  step text NOT NULL CHECK (step IN ('password', 'full')),
  counter_id uuid REFERENCES counters,
  former_token bytea CHECK (octet_length(former_token) = 32), -- digest of the form token that the browser had before
  address text NOT NULL,
  began_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  locked_at timestamptz,
  wrong_codes integer NOT NULL DEFAULT 0,
  ended_at timestamptz,
  CHECK (step = 'full' OR (counter_id IS NULL AND locked_at IS NULL))
);
CREATE INDEX sessions_operator ON sessions (operator_id, address);

CREATE TABLE parked_forms (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL REFERENCES operators,
  path text NOT NULL,
  sealed bytea NOT NULL,
  parked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX parked_forms_operator ON parked_forms (operator_id);

-- A re-authentication belongs to one act: who, with which one-time code, over which data.
CREATE TABLE reauthentications (
  id uuid PRIMARY KEY,
  operator_id uuid NOT NULL,
  time_step bigint NOT NULL,
  session_id uuid NOT NULL REFERENCES sessions,
  act text NOT NULL,
  case_id uuid,
  fingerprint bytea,
  at timestamptz NOT NULL,
  UNIQUE (operator_id, time_step),
  FOREIGN KEY (operator_id, time_step) REFERENCES totp_uses
);

GRANT SELECT ON counters, duties TO sportello_web, sportello_worker;
GRANT SELECT ON operators TO sportello_web;
GRANT SELECT (id, username, name, surname, contact_address, administrator, ended_at) ON operators TO sportello_worker;
GRANT SELECT, INSERT ON totp_uses, reauthentications TO sportello_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_failures, sessions, parked_forms TO sportello_web;
GRANT SELECT (id, operator_id, began_at, seen_at, ended_at), DELETE ON sessions TO sportello_worker;
GRANT SELECT (id, parked_at, expires_at), DELETE ON parked_forms TO sportello_worker;
GRANT SELECT, DELETE ON sign_in_failures, totp_uses TO sportello_worker;
