-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Lists of facts that supervisors take away as files. They are asked for on a page, made by the worker in the background from one
-- snapshot, kept in pieces for some hours and fetched by the one who asked. A file holds protocol numbers and names of operators,
-- which this database holds in clear already, and nothing of a citizen: it is not sealed, and it lies nowhere else.

CREATE TABLE report_exports (
  id uuid PRIMARY KEY,
  counter_id uuid NOT NULL REFERENCES counters,
  asked_by uuid NOT NULL REFERENCES operators,
  asked_at timestamptz NOT NULL,
  report text NOT NULL CHECK (report ~ '^[a-z0-9-]{2,40}$'),
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  operator_id uuid,
  kind text CHECK (kind ~ '^[a-z_]{2,60}$'),
  outcome text CHECK (outcome ~ '^[a-z_]{2,60}$'),
  format text NOT NULL CHECK (format IN ('csv', 'xlsx', 'pdf')),
  language text NOT NULL CHECK (language IN ('it', 'en')),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'ready', 'failed', 'expired')),
  holder uuid, -- the attempt that is at it
  leased_until timestamptz, -- silent for longer, that attempt is dead
  begun integer NOT NULL DEFAULT 0 CHECK (begun >= 0),
  rows_done bigint NOT NULL DEFAULT 0 CHECK (rows_done >= 0),
  rows_all bigint CHECK (rows_all >= 0), -- none before they are counted
  bytes bigint CHECK (bytes >= 0),
  made_at timestamptz,
  expires_at timestamptz CHECK (expires_at > made_at),
  failure text CHECK (failure IN ('too_long', 'no_room', 'broken')),
  CHECK ((state = 'running') = (holder IS NOT NULL) AND (state = 'running') = (leased_until IS NOT NULL)),
  CHECK ((state = 'failed') = (failure IS NOT NULL)),
  CHECK ((state IN ('ready', 'expired')) = (made_at IS NOT NULL)
    AND (made_at IS NULL) = (expires_at IS NULL) AND (made_at IS NULL) = (bytes IS NULL)),
  CHECK (made_at IS NULL OR rows_done IS NOT DISTINCT FROM rows_all)
);
CREATE INDEX report_exports_asked ON report_exports (asked_by, counter_id, asked_at);
CREATE INDEX report_exports_to_make ON report_exports (asked_at) WHERE state IN ('waiting', 'running');
CREATE INDEX report_exports_to_expire ON report_exports (expires_at) WHERE state = 'ready';

CREATE TABLE report_export_pieces (
  export_id uuid NOT NULL REFERENCES report_exports,
  ordinal integer NOT NULL CHECK (ordinal >= 0),
  bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 16777216),
  PRIMARY KEY (export_id, ordinal)
);
-- a workbook is packed already, and packing commas here would cost more than it saves for a day
ALTER TABLE report_export_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Whoever supervises the counter asks, for three files at once at most.
CREATE FUNCTION check_export_asked() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> 'waiting' OR NOT EXISTS (SELECT FROM duties d WHERE d.operator_id = NEW.asked_by
    AND d.counter_id = NEW.counter_id AND d.duty = 'supervisor' AND d.since <= NEW.asked_at
    AND (d.until IS NULL OR d.until > NEW.asked_at)) THEN
    RAISE EXCEPTION 'report_exports_are_asked_by_a_supervisor: %', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  PERFORM pg_advisory_xact_lock(7263, hashtext(NEW.asked_by::text));
  IF (SELECT count(*) FROM report_exports e WHERE e.asked_by = NEW.asked_by AND e.state IN ('waiting', 'running')) >= 3 THEN
    RAISE EXCEPTION 'report_exports_three_at_a_time: %', NEW.asked_by
      USING ERRCODE = 'check_violation', CONSTRAINT = 'report_exports_three_at_a_time';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_exports_asked BEFORE INSERT ON report_exports FOR EACH ROW EXECUTE FUNCTION check_export_asked();

-- What was asked stays. A file goes from waiting to running, from there to ready or failed, and from ready to expired; one that is
-- running may be begun anew. What is ready has all its pieces, what is expired none.
-- The owner looks, because the worker may not read what it has written.
CREATE FUNCTION check_export_made() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.counter_id, NEW.asked_by, NEW.asked_at, NEW.report, NEW.first_day, NEW.last_day, NEW.operator_id, NEW.kind,
      NEW.outcome, NEW.format, NEW.language) IS DISTINCT FROM
     (OLD.id, OLD.counter_id, OLD.asked_by, OLD.asked_at, OLD.report, OLD.first_day, OLD.last_day, OLD.operator_id, OLD.kind,
      OLD.outcome, OLD.format, OLD.language)
    OR NOT (OLD.state, NEW.state) IN (('waiting', 'running'), ('running', 'running'), ('running', 'ready'), ('running', 'failed'),
      ('ready', 'expired')) THEN
    RAISE EXCEPTION 'report_exports_go_forward: % from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state = 'ready' AND NEW.bytes IS DISTINCT FROM
    (SELECT coalesce(sum(octet_length(p.bytes)), 0) FROM report_export_pieces p WHERE p.export_id = NEW.id)
    OR NEW.state = 'expired' AND EXISTS (SELECT FROM report_export_pieces p WHERE p.export_id = NEW.id) THEN
    RAISE EXCEPTION 'report_exports_are_whole_or_gone: %', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER report_exports_made BEFORE UPDATE ON report_exports FOR EACH ROW EXECUTE FUNCTION check_export_made();

CREATE FUNCTION keep_exports() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'what was asked for stays, and a piece is never changed: %', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER report_exports_stay BEFORE DELETE ON report_exports FOR EACH ROW EXECUTE FUNCTION keep_exports();
CREATE TRIGGER report_export_pieces_stay BEFORE UPDATE ON report_export_pieces FOR EACH ROW EXECUTE FUNCTION keep_exports();

GRANT SELECT, INSERT ON report_exports TO sportello_web;
GRANT SELECT ON report_export_pieces TO sportello_web;
GRANT SELECT ON report_exports TO sportello_worker;
GRANT UPDATE (state, holder, leased_until, begun, rows_done, rows_all, bytes, made_at, expires_at, failure) ON report_exports
  TO sportello_worker;
GRANT SELECT (export_id, ordinal), INSERT, DELETE ON report_export_pieces TO sportello_worker;
-- What stands on top of a paper is public: name, address and telephone of the counter.
GRANT EXECUTE ON FUNCTION counter_facts(uuid) TO sportello_worker;
GRANT SELECT ON counter_hours, counter_exceptions, counter_capabilities TO sportello_worker;
