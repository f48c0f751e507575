-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Nothing of a held card leaves the house: its sheet is not printed either.
CREATE FUNCTION refuse_held_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM releases r WHERE r.id = NEW.release_id AND r.held_at IS NOT NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'the card of sheet % is held', NEW.serial USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sheets_of_held_cards BEFORE UPDATE OF served_at ON sheets
  FOR EACH ROW WHEN (OLD.served_at IS NULL AND NEW.served_at IS NOT NULL) EXECUTE FUNCTION refuse_held_sheet();
