-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP INDEX card_acts_holder;
DROP INDEX case_contacts_place;
DROP INDEX operators_address;
DROP INDEX cases_done_at_counter;
ALTER TABLE cases RESET (fillfactor);
DROP INDEX cases_open_at_counter;
CREATE INDEX cases_open_at_counter ON cases (counter_id, changed_at) WHERE closed_at IS NULL;
