-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Holders without an e-mail address: a trusted person's mailbox, a sealed letter, or home with a slip. And the functional
-- check before the citizen leaves.

-- One way to reach the citizen: a mailbox, perhaps a trusted person's, or a letter box (`post:` and five parts).
ALTER TABLE case_contacts
  ALTER COLUMN email DROP NOT NULL,
  ADD COLUMN post text,
  ADD COLUMN trusted_surname text,
  ADD COLUMN trusted_name text,
  ADD COLUMN trusted_relation text,
  ADD CONSTRAINT case_contacts_post CHECK (post ~ '^post:[^|]+[|][^|]+[|][0-9]{5}[|][^|]+[|][A-Z]{2}$'),
  ADD CONSTRAINT case_contacts_one_way CHECK ((email IS NULL) <> (post IS NULL)),
  ADD CONSTRAINT case_contacts_trusted_is_named CHECK ((trusted_surname IS NULL) = (trusted_name IS NULL)
    AND (trusted_relation IS NULL OR trusted_name IS NOT NULL) AND (trusted_name IS NULL OR email IS NOT NULL));

-- Whether the second half goes to a trusted person: the mail says that it is for the holder.
ALTER TABLE releases
  ADD COLUMN trusted boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT releases_trusted_has_a_mailbox CHECK (NOT trusted OR recipient NOT LIKE 'post:%');

-- Which way on was taken; the latest of a case counts.
CREATE TABLE case_no_email (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES cases,
  outcome text NOT NULL CHECK (outcome IN ('trusted', 'letter', 'left_open', 'closed', 'own_address')),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators
);
CREATE INDEX case_no_email_case ON case_no_email (case_id, id);
CREATE INDEX case_no_email_at ON case_no_email (at);

-- What was checked with the codes in the citizen's hands. Rows are added and never changed; none holds a code.
CREATE TABLE functional_checks (
  release_id uuid NOT NULL REFERENCES releases,
  ordinal integer NOT NULL CHECK (ordinal > 0),
  result text NOT NULL CHECK (result IN ('card_read', 'pin_tried', 'not_checked')),
  reason text CHECK (length(btrim(reason)) > 0 AND reason !~ '[0-9][ .-]*[0-9][ .-]*[0-9][ .-]*[0-9]'),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  PRIMARY KEY (release_id, ordinal),
  CHECK ((result = 'not_checked') = (reason IS NOT NULL))
);

GRANT SELECT, INSERT ON case_no_email, functional_checks TO sportello_web;
GRANT SELECT (trusted) ON releases TO sportello_worker;
