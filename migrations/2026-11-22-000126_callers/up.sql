-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A caller who was known by digits of the CIP serves for one act: a suspension, or a second half sent again.
ALTER TABLE cip_checks
  ADD used_at timestamptz,
  ADD used_for text CHECK (used_for IN ('suspend', 'resend'));
UPDATE cip_checks c SET used_at = a.asked_at, used_for = 'suspend' FROM card_acts a WHERE a.cip_check = c.reference;
ALTER TABLE cip_checks
  ADD CONSTRAINT cip_checks_used_for_something CHECK ((used_at IS NULL) = (used_for IS NULL)),
  ADD CONSTRAINT cip_checks_used_in_time CHECK (used_at IS NULL OR (outcome IS NOT DISTINCT FROM 'right'
    AND used_at >= answered_at AND used_at < answered_at + interval '15 minutes')),
  ADD CONSTRAINT cip_checks_use UNIQUE (reference, card_number, holder_id, asked_by, used_for);

-- Neither an answer nor its use is ever written over.
CREATE FUNCTION keep_cip_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.used_at IS NOT NULL OR (OLD.answered_at IS NOT NULL
      AND (NEW.answered_at, NEW.outcome) IS DISTINCT FROM (OLD.answered_at, OLD.outcome)) THEN
    RAISE EXCEPTION 'question % has its answer and served', OLD.reference USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cip_checks_kept BEFORE UPDATE ON cip_checks FOR EACH ROW EXECUTE FUNCTION keep_cip_check();

-- An act by telephone stands on an answer that the same operator got, and that served for it.
ALTER TABLE card_acts
  ADD cip_use text GENERATED ALWAYS AS (CASE WHEN cip_check IS NOT NULL THEN 'suspend' END) STORED,
  ADD CONSTRAINT card_acts_caller FOREIGN KEY (cip_check, card_number, holder_id, asked_by, cip_use)
    REFERENCES cip_checks (reference, card_number, holder_id, asked_by, used_for);

GRANT UPDATE (used_at, used_for) ON cip_checks TO sportello_web;
