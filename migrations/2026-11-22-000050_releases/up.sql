-- SPDX-License-Identifier: AGPL-3.0-or-later
-- One giving of the codes in two halves. The fingerprint is the one that was signed. `audit_row_id` is deferred, so that
-- fact and row may be written in either order; a release without its row in the register cannot be committed.
CREATE TABLE releases (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  case_id uuid NOT NULL REFERENCES cases,
  card_number text NOT NULL CHECK (card_number ~ '^[0-9]{20}$'),
  form_id uuid NOT NULL REFERENCES case_forms,
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  reauthentication_id uuid NOT NULL UNIQUE REFERENCES reauthentications,
  audit_row_id uuid NOT NULL UNIQUE REFERENCES audit_rows DEFERRABLE INITIALLY DEFERRED,
  recipient text NOT NULL,
  language text NOT NULL,
  requested_at timestamptz NOT NULL,
  requested_by uuid NOT NULL REFERENCES operators,
  sealed_at timestamptz,
  handed_over_at timestamptz,
  withdraw_after timestamptz NOT NULL,
  ended_at timestamptz,
  ended_by uuid REFERENCES operators, -- none where the authority said no or time ran out
  ending text CHECK (ending IN ('refused', 'withdrawn', 'stopped', 'superseded')),
  refusal text,
  UNIQUE (id, case_id, card_number),
  CHECK ((ended_at IS NULL) = (ending IS NULL)),
  CHECK ((ending IS NOT DISTINCT FROM 'refused') = (refusal IS NOT NULL)),
  CHECK (handed_over_at IS NULL OR sealed_at IS NOT NULL),
  CHECK (handed_over_at IS NULL OR ending IS DISTINCT FROM 'withdrawn')
);
CREATE UNIQUE INDEX releases_one_live_per_card ON releases (card_number) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX releases_one_live_per_case ON releases (case_id) WHERE ended_at IS NULL;
CREATE INDEX releases_case ON releases (case_id, requested_at);
CREATE INDEX releases_to_withdraw ON releases (withdraw_after) WHERE ended_at IS NULL AND handed_over_at IS NULL;

-- What was asked of the authority for a release: recorded before the call, answered after it, asked again under the same
-- reference until the answer is known. `next_attempt_at` is the lease: whoever asks moves it on first.
CREATE TABLE authority_requests (
  reference uuid PRIMARY KEY,
  release_id uuid NOT NULL,
  case_id uuid NOT NULL,
  card_number text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('activate', 'codes')),
  asked_at timestamptz NOT NULL,
  asked_by uuid NOT NULL REFERENCES operators,
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  next_attempt_at timestamptz NOT NULL,
  trouble text, -- why the latest attempt brought no answer
  answered_at timestamptz,
  answer text CHECK (answer IN ('done', 'refused')),
  refusal text,
  UNIQUE (release_id, kind),
  UNIQUE (reference, card_number),
  FOREIGN KEY (release_id, case_id, card_number) REFERENCES releases (id, case_id, card_number),
  CHECK ((answered_at IS NULL) = (answer IS NULL)),
  CHECK ((answer IS NOT DISTINCT FROM 'refused') = (refusal IS NOT NULL))
);
CREATE UNIQUE INDEX authority_requests_one_open ON authority_requests (case_id) WHERE answered_at IS NULL;
CREATE UNIQUE INDEX authority_requests_one_activation ON authority_requests (card_number)
  WHERE kind = 'activate' AND answer IS DISTINCT FROM 'refused';
CREATE INDEX authority_requests_due ON authority_requests (next_attempt_at) WHERE answered_at IS NULL;
CREATE INDEX authority_requests_case ON authority_requests (case_id);

CREATE TABLE activations (
  id uuid PRIMARY KEY,
  reference uuid NOT NULL UNIQUE,
  case_id uuid NOT NULL UNIQUE REFERENCES cases,
  card_number text NOT NULL UNIQUE,
  mode text NOT NULL CHECK (mode IN ('direct')),
  certificate_serial text NOT NULL,
  activated_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  audit_row_id uuid NOT NULL UNIQUE REFERENCES audit_rows DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (reference, card_number) REFERENCES authority_requests (reference, card_number)
);

-- A sheet: ready → served → handed over | voided. The first half stands in one sheet of a release alone, sealed to the
-- sheet key: in the living one, or in a voided one whose paper is missing, until a supervisor has decided.
-- `reauthentication_id` is the one that allows the serving: before it, the one that also covers it; after it, the one used.
CREATE TABLE sheets (
  serial text PRIMARY KEY CHECK (serial ~ '^[0-9A-Z]{12}$'),
  release_id uuid NOT NULL REFERENCES releases,
  ordinal integer NOT NULL CHECK (ordinal > 0),
  first_half bytea,
  made_at timestamptz NOT NULL,
  reauthentication_id uuid REFERENCES reauthentications,
  served_at timestamptz,
  served_by uuid REFERENCES operators,
  served_from text,
  handed_over_at timestamptz,
  handed_over_by uuid REFERENCES operators,
  handed_over_to text,
  voided_at timestamptz,
  voided_by uuid REFERENCES operators,
  void_reason text CHECK (length(btrim(void_reason)) > 0),
  paper_destroyed boolean,
  decided_at timestamptz,
  decided_by uuid REFERENCES operators,
  decision text CHECK (decision IN ('anew', 'end')),
  withdrawn_at timestamptz,
  UNIQUE (release_id, ordinal),
  CHECK ((served_at IS NULL) = (served_by IS NULL) AND (served_at IS NULL) = (served_from IS NULL)),
  CHECK (served_at IS NULL OR reauthentication_id IS NOT NULL),
  CHECK (handed_over_at IS NULL OR served_at IS NOT NULL),
  CHECK ((handed_over_at IS NULL) = (handed_over_by IS NULL) AND (handed_over_at IS NULL) = (handed_over_to IS NULL)),
  CHECK (voided_at IS NULL OR served_at IS NOT NULL),
  CHECK ((voided_at IS NULL) = (void_reason IS NULL) AND (voided_at IS NULL) = (paper_destroyed IS NULL)
    AND (voided_at IS NULL) = (voided_by IS NULL)),
  CHECK (handed_over_at IS NULL OR (voided_at IS NULL AND withdrawn_at IS NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (decision IS NULL)),
  CHECK (decided_at IS NULL OR paper_destroyed IS NOT DISTINCT FROM false),
  CONSTRAINT sheets_maker_is_not_checker CHECK (decided_by <> voided_by),
  CONSTRAINT sheets_half_is_erased CHECK (first_half IS NULL OR (handed_over_at IS NULL AND withdrawn_at IS NULL
    AND (voided_at IS NULL OR (NOT paper_destroyed AND decided_at IS NULL)))),
  CONSTRAINT sheets_living_has_its_half CHECK (first_half IS NOT NULL OR handed_over_at IS NOT NULL
    OR voided_at IS NOT NULL OR withdrawn_at IS NOT NULL)
);
CREATE UNIQUE INDEX sheets_one_live_per_release ON sheets (release_id) WHERE voided_at IS NULL AND withdrawn_at IS NULL;
CREATE UNIQUE INDEX sheets_one_half_per_release ON sheets (release_id) WHERE first_half IS NOT NULL;

-- Second halves that wait for the hand-over, sealed to the mail key with their recipient inside. The web process may put
-- one in; nobody reads one here: `post_second_half` moves it to the outbox.
CREATE TABLE waiting_second_halves (
  release_id uuid PRIMARY KEY REFERENCES releases,
  sealed bytea NOT NULL,
  sealed_at timestamptz NOT NULL
);

GRANT SELECT, INSERT ON authority_requests, activations, releases, sheets TO sportello_web;
GRANT UPDATE (attempts, next_attempt_at, trouble, answered_at, answer, refusal) ON authority_requests TO sportello_web;
GRANT UPDATE (sealed_at, handed_over_at, ended_at, ended_by, ending, refusal) ON releases TO sportello_web;
GRANT UPDATE (first_half, reauthentication_id, served_at, served_by, served_from, handed_over_at, handed_over_by,
  handed_over_to, voided_at, voided_by, void_reason, paper_destroyed, decided_at, decided_by, decision, withdrawn_at)
  ON sheets TO sportello_web;
GRANT INSERT ON waiting_second_halves TO sportello_web;
GRANT SELECT (release_id, sealed_at) ON waiting_second_halves TO sportello_web;
GRANT SELECT (id, number, case_id, sealed_at, handed_over_at, withdraw_after, ended_at, ending) ON releases TO sportello_worker;
