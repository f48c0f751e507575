-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What a counter may handle beside the ordinary work; the policy names capabilities in its rules. Dated: what a case was
-- decided under can be told years later.
CREATE TABLE counter_capabilities (
  counter_id uuid NOT NULL REFERENCES counters,
  capability text NOT NULL CHECK (capability ~ '^[a-z][a-z_]{0,39}$'),
  since timestamptz NOT NULL,
  until timestamptz,
  PRIMARY KEY (counter_id, capability, since),
  CHECK (until >= since)
);
CREATE UNIQUE INDEX counter_capabilities_one_in_force ON counter_capabilities (counter_id, capability) WHERE until IS NULL;

-- What was in force stays told: only an end is added, once.
CREATE FUNCTION keep_counter_capability() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.until IS NOT NULL
    OR (NEW.counter_id, NEW.capability, NEW.since) IS DISTINCT FROM (OLD.counter_id, OLD.capability, OLD.since) THEN
    RAISE EXCEPTION 'what a counter was able to do stays as it was told' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER counter_capabilities_stay BEFORE UPDATE OR DELETE ON counter_capabilities
  FOR EACH ROW EXECUTE FUNCTION keep_counter_capability();

GRANT SELECT ON counter_capabilities TO sportello_web;
