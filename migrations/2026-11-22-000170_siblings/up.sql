-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Another person, same delegate: the cases that a delegate has opened for several holders in one visit, before one operator. What was
-- seen in the first is taken over by the others as facts of their own that name where they come from; up to five are released
-- by one re-authentication that lists them.

-- The visit is named by its first case, which has no row here. `minutes`: for so long after the identification, by the policy.
-- No foreign key to the session: sessions are tidied away, the row stays.
CREATE TABLE sibling_cases (
  case_id uuid PRIMARY KEY REFERENCES cases,
  first_id uuid NOT NULL REFERENCES cases,
  delegate_id uuid NOT NULL REFERENCES holders,
  session_id uuid NOT NULL,
  minutes integer NOT NULL CHECK (minutes > 0),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (case_id, first_id),
  CONSTRAINT sibling_cases_of_another CHECK (case_id <> first_id)
);
CREATE INDEX sibling_cases_first ON sibling_cases (first_id);

-- Whether the delegate was identified in a case by this very operator, in the session that they still work in, on the same day
-- in Rome and not longer ago than so many minutes; and the delegation has not ended since.
CREATE FUNCTION same_visit(the_first uuid, the_delegate uuid, who uuid, the_session uuid, minutes integer, moment timestamptz)
RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM cases c
    JOIN case_identifications i ON i.id = c.identification_id
    JOIN delegations d ON d.id = c.delegation_id
    JOIN sessions s ON s.id = the_session
    WHERE c.id = the_first AND (c.closed_at IS NULL OR c.closure = 'done')
      AND d.delegate_id = the_delegate AND NOT EXISTS (SELECT FROM delegation_ends x WHERE x.delegation_id = d.id)
      AND i.by = who AND s.operator_id = who AND s.ended_at IS NULL AND s.began_at <= i.at
      AND moment BETWEEN i.at AND i.at + make_interval(mins => minutes)
      AND (i.at AT TIME ZONE 'Europe/Rome')::date = (moment AT TIME ZONE 'Europe/Rome')::date) $$;

-- One visit has one first case, one delegate, one operator and one counter.
CREATE FUNCTION check_sibling_case() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM cases WHERE id IN (NEW.first_id, NEW.case_id) ORDER BY id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM sibling_cases s WHERE s.case_id = NEW.first_id OR s.first_id = NEW.case_id) THEN
    RAISE EXCEPTION 'a visit has one first case' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM sibling_cases s WHERE s.first_id = NEW.first_id
    AND (s.by, s.delegate_id) IS DISTINCT FROM (NEW."by", NEW.delegate_id)) THEN
    RAISE EXCEPTION 'a visit has one delegate and one operator' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM cases c JOIN cases f ON f.id = NEW.first_id WHERE c.id = NEW.case_id AND c.closed_at IS NULL
    AND c.counter_id = f.counter_id AND c.holder_id NOT IN (f.holder_id, NEW.delegate_id)) THEN
    RAISE EXCEPTION 'a visit is of one counter and of several holders' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT same_visit(NEW.first_id, NEW.delegate_id, NEW."by", NEW.session_id, NEW.minutes, NEW.at) THEN
    RAISE EXCEPTION 'case % is not of the same visit', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sibling_cases_fit BEFORE INSERT ON sibling_cases FOR EACH ROW EXECUTE FUNCTION check_sibling_case();

-- Whether an item names every holder whom the same delegate acts for: never what is one holder's own, as a certificate of health.
ALTER TABLE delegation_requirements ADD COLUMN names_several boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT delegation_requirements_of_one_holder
    CHECK (NOT names_several OR NOT (dated OR holder_signs OR document_of IS NOT NULL));
ALTER TABLE delegation_requirements ALTER COLUMN names_several DROP DEFAULT;

-- A fact of a sibling case and the fact of the first case that it was taken over from. A piece of evidence is taken over only
-- where the operator has seen that it names this holder too.
CREATE TABLE carried_facts (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  first_id uuid NOT NULL,
  identification_id uuid UNIQUE,
  from_identification_id uuid,
  contact_id uuid UNIQUE,
  from_contact_id uuid,
  evidence_id uuid UNIQUE REFERENCES delegation_evidence,
  from_evidence_id uuid REFERENCES delegation_evidence,
  names_the_holder boolean,
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  FOREIGN KEY (case_id, first_id) REFERENCES sibling_cases (case_id, first_id),
  FOREIGN KEY (identification_id, case_id) REFERENCES case_identifications (id, case_id),
  FOREIGN KEY (from_identification_id, first_id) REFERENCES case_identifications (id, case_id),
  FOREIGN KEY (contact_id, case_id) REFERENCES case_contacts (id, case_id),
  FOREIGN KEY (from_contact_id, first_id) REFERENCES case_contacts (id, case_id),
  CHECK (num_nonnulls(identification_id, contact_id, evidence_id) = 1),
  CHECK ((identification_id IS NULL) = (from_identification_id IS NULL)),
  CHECK ((contact_id IS NULL) = (from_contact_id IS NULL)),
  CHECK ((evidence_id IS NULL) = (from_evidence_id IS NULL)),
  CONSTRAINT carried_facts_name_the_holder CHECK (evidence_id IS NULL OR names_the_holder IS TRUE)
);
CREATE INDEX carried_facts_case ON carried_facts (case_id);

-- What is taken over says the same as where it comes from, was recorded by the same operator on the same day within the visit, and
-- is in force there still.
CREATE FUNCTION check_carried_fact() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  link sibling_cases%ROWTYPE;
  made timestamptz;
BEGIN
  SELECT * INTO link FROM sibling_cases s WHERE s.case_id = NEW.case_id;
  IF NEW."by" <> link."by" OR NOT same_visit(link.first_id, link.delegate_id, NEW."by", link.session_id, link.minutes, NEW.at) THEN
    RAISE EXCEPTION 'the visit of case % is over', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.identification_id IS NOT NULL THEN
    SELECT o.at INTO made FROM case_identifications i
    JOIN case_delegates p ON p.identification_id = i.id
    JOIN delegations d ON d.id = i.delegation_id AND d.delegate_id = link.delegate_id
    JOIN case_identifications o ON o.id = NEW.from_identification_id
    JOIN case_delegates q ON q.identification_id = o.id
    JOIN delegations e ON e.id = o.delegation_id AND e.delegate_id = link.delegate_id AND e.kind = d.kind
    JOIN cases f ON f.id = link.first_id AND f.identification_id = o.id
    WHERE i.id = NEW.identification_id AND i.by = NEW."by" AND o.by = NEW."by"
      AND (i.document_kind, i.document_number, i.issuer, i.issued, i.expires)
        IS NOT DISTINCT FROM (o.document_kind, o.document_number, o.issuer, o.issued, o.expires)
      AND (p.surname, p.name, p.sex, p.birth_date, p.birth_place) = (q.surname, q.name, q.sex, q.birth_date, q.birth_place);
  ELSIF NEW.contact_id IS NOT NULL THEN
    SELECT o.at INTO made FROM case_contacts t JOIN case_contacts o ON o.id = NEW.from_contact_id
    JOIN cases f ON f.id = link.first_id AND f.contact_id = o.id
    WHERE t.id = NEW.contact_id AND t.by = NEW."by" AND o.by = NEW."by" AND t.trusted_surname IS NULL AND o.trusted_surname IS NULL
      AND (t.email, t.post, t.phone, t.language) IS NOT DISTINCT FROM (o.email, o.post, o.phone, o.language);
  ELSE
    SELECT o.at INTO made FROM delegation_evidence e JOIN delegation_evidence o ON o.id = NEW.from_evidence_id
    JOIN cases c ON c.id = NEW.case_id AND c.delegation_id = e.delegation_id
    JOIN cases f ON f.id = link.first_id AND f.delegation_id = o.delegation_id
    JOIN delegation_requirements q ON (q.case_id, q.kind, q.evidence_group, q.item, q.way)
      = (e.case_id, e.kind, e.evidence_group, e.item, e.way) AND q.names_several
    WHERE e.id = NEW.evidence_id AND e.case_id = NEW.case_id AND o.case_id = link.first_id AND e.by = NEW."by" AND o.by = NEW."by"
      AND (e.kind, e.item, e.delegate_signed) = (o.kind, o.item, o.delegate_signed)
      AND (e.way = o.way OR (e.way, o.way) = ('seen', 'scanned')) -- a scan is one case's; the paper is in the operator's hands
      AND NOT EXISTS (SELECT FROM delegation_evidence_ends x WHERE x.evidence_id = o.id);
  END IF;
  IF made IS NULL OR NEW.at NOT BETWEEN made AND made + make_interval(mins => link.minutes)
    OR (made AT TIME ZONE 'Europe/Rome')::date <> (NEW.at AT TIME ZONE 'Europe/Rome')::date THEN
    RAISE EXCEPTION 'case % takes over what was not seen like that in this visit', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER carried_facts_fit BEFORE INSERT ON carried_facts FOR EACH ROW EXECUTE FUNCTION check_carried_fact();

-- Whoever proved to read an address in this visit has proved it for the delegate's other cases of the visit: the same address in
-- the same letters. A reason why nobody was asked goes on with it.
ALTER TABLE case_ownerships
  DROP CONSTRAINT case_ownerships_check,
  ADD COLUMN carried_from uuid,
  ADD CONSTRAINT case_ownerships_proven_by_a_code CHECK ((how = 'proven') = (num_nonnulls(code_id, carried_from) = 1 AND reason IS NULL)),
  ADD CONSTRAINT case_ownerships_carried FOREIGN KEY (carried_from, email, how) REFERENCES case_ownerships (case_id, email, how),
  ADD CONSTRAINT case_ownerships_of_the_first FOREIGN KEY (case_id, carried_from) REFERENCES sibling_cases (case_id, first_id);
CREATE FUNCTION check_carried_ownership() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM sibling_cases s
    JOIN case_ownerships o ON (o.case_id, o.email, o.how) = (s.first_id, NEW.email, NEW.how) AND o.carried_from IS NULL
    WHERE s.case_id = NEW.case_id AND s.by = NEW."by" AND o.by = NEW."by" AND o.reason IS NOT DISTINCT FROM NEW.reason
      AND same_visit(s.first_id, s.delegate_id, NEW."by", s.session_id, s.minutes, NEW.at)
      AND NEW.at BETWEEN o.at AND o.at + make_interval(mins => s.minutes)
      AND (o.at AT TIME ZONE 'Europe/Rome')::date = (NEW.at AT TIME ZONE 'Europe/Rome')::date) THEN
    RAISE EXCEPTION 'nothing was proved in this visit for case %', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_ownerships_of_this_visit BEFORE INSERT ON case_ownerships FOR EACH ROW
  WHEN (NEW.carried_from IS NOT NULL) EXECUTE FUNCTION check_carried_ownership();

-- One re-authentication for up to five releases, kept with exactly the cases and the fingerprints that were shown: its own
-- fingerprint is the sum over them.
CREATE TABLE joint_releases (
  id uuid PRIMARY KEY REFERENCES reauthentications,
  first_id uuid NOT NULL REFERENCES cases,
  delegate_id uuid NOT NULL REFERENCES holders,
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators
);
CREATE TABLE joint_release_cases (
  joint_id uuid NOT NULL REFERENCES joint_releases,
  ordinal integer NOT NULL CONSTRAINT joint_releases_of_five_at_most CHECK (ordinal BETWEEN 1 AND 5),
  case_id uuid NOT NULL REFERENCES cases,
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  PRIMARY KEY (joint_id, ordinal),
  UNIQUE (joint_id, case_id),
  UNIQUE (joint_id, case_id, fingerprint)
);
CREATE INDEX joint_release_cases_case ON joint_release_cases (case_id);

-- Why a case of the list was not released; the others went on.
CREATE TABLE joint_release_refusals (
  joint_id uuid NOT NULL,
  case_id uuid NOT NULL,
  rule text NOT NULL CHECK (rule ~ '^[a-z_]{2,40}$'),
  at timestamptz NOT NULL,
  PRIMARY KEY (joint_id, case_id),
  FOREIGN KEY (joint_id, case_id) REFERENCES joint_release_cases (joint_id, case_id)
);

-- The list is of one visit: one delegate, one counter, the operator of the visit, who gave the code.
CREATE FUNCTION check_joint_release_case() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM joint_releases j
    JOIN reauthentications r ON r.id = j.id AND r.operator_id = j.by AND r.act = 'release.request_joint' AND r.case_id = j.first_id
    JOIN cases f ON f.id = j.first_id
    JOIN cases c ON c.id = NEW.case_id AND c.counter_id = f.counter_id
    WHERE j.id = NEW.joint_id
      AND EXISTS (SELECT FROM sibling_cases s WHERE s.first_id = j.first_id AND s.delegate_id = j.delegate_id AND s.by = j.by
        AND (s.case_id = c.id OR c.id = j.first_id))) THEN
    RAISE EXCEPTION 'case % is not of the visit', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER joint_release_cases_fit BEFORE INSERT ON joint_release_cases
  FOR EACH ROW EXECUTE FUNCTION check_joint_release_case();

-- At the end of the transaction, and of any later one that would add a case: the code was given for this very list.
CREATE FUNCTION check_joint_release_list() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT r.fingerprint FROM reauthentications r WHERE r.id = NEW.joint_id) IS DISTINCT FROM
    (SELECT sha256(convert_to(string_agg(format('%s %s', l.case_id, encode(l.fingerprint, 'hex')), E'\n'
       ORDER BY l.case_id::text COLLATE "C"), 'UTF8')) FROM joint_release_cases l WHERE l.joint_id = NEW.joint_id) THEN
    RAISE EXCEPTION 'the code was given for another list' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER joint_release_lists_fit AFTER INSERT ON joint_release_cases
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_joint_release_list();

-- A code is for one release, or for those of its list: each of them once, with the fingerprint of the list, for the delegate of
-- the visit, by whoever gave the code, while it is fresh.
ALTER TABLE releases
  DROP CONSTRAINT releases_reauthentication_id_key,
  ADD COLUMN joint_id uuid,
  ADD CONSTRAINT releases_joint_is_its_code CHECK (joint_id IS NULL OR joint_id = reauthentication_id),
  ADD CONSTRAINT releases_of_the_list FOREIGN KEY (joint_id, case_id, fingerprint)
    REFERENCES joint_release_cases (joint_id, case_id, fingerprint),
  ADD CONSTRAINT releases_once_of_the_list UNIQUE (joint_id, case_id);
CREATE UNIQUE INDEX releases_one_per_code ON releases (reauthentication_id) WHERE joint_id IS NULL;
CREATE FUNCTION check_code_of_release() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.joint_id IS NULL THEN
    IF EXISTS (SELECT FROM joint_releases j WHERE j.id = NEW.reauthentication_id) THEN
      RAISE EXCEPTION 'the code of release % is that of a list', NEW.number USING ERRCODE = 'check_violation';
    END IF;
  ELSIF NOT EXISTS (SELECT FROM joint_releases j
    JOIN cases c ON c.id = NEW.case_id
    JOIN delegations d ON d.id = c.delegation_id AND d.delegate_id = j.delegate_id
    WHERE j.id = NEW.joint_id AND j.by = NEW.requested_by AND NEW.requested_at BETWEEN j.at AND j.at + interval '5 minutes') THEN
    RAISE EXCEPTION 'the code of release % is another operator''s, for another delegate, or stale', NEW.number
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER releases_code_fits BEFORE INSERT ON releases FOR EACH ROW EXECUTE FUNCTION check_code_of_release();

GRANT SELECT, INSERT ON sibling_cases, carried_facts, joint_releases, joint_release_cases, joint_release_refusals TO sportello_web;
GRANT EXECUTE ON FUNCTION same_visit(uuid, uuid, uuid, uuid, integer, timestamptz) TO sportello_web;
