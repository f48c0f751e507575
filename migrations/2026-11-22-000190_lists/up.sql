-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What the pages ask for most is found by its index, however many cases there are by then.

-- Every step of a case changes `changed_at`: without it in an index those updates touch none. The few open cases of a
-- counter are sorted when they are read.
DROP INDEX cases_open_at_counter;
CREATE INDEX cases_open_at_counter ON cases (counter_id) WHERE closed_at IS NULL;
ALTER TABLE cases SET (fillfactor = 70);

-- The counter's day.
CREATE INDEX cases_done_at_counter ON cases (counter_id, closed_at) WHERE closure = 'done';

-- Whether an address is a member of staff's, or a letter box another holder's: a place, whoever's name is on the envelope.
CREATE INDEX operators_address ON operators (lower(contact_address)) WHERE ended_at IS NULL;
CREATE INDEX case_contacts_place ON case_contacts (lower(substr(post, strpos(post, '|')))) WHERE post IS NOT NULL;

-- What was done to a holder's cards.
CREATE INDEX card_acts_holder ON card_acts (holder_id, asked_at);
