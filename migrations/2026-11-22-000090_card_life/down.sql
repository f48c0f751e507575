-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP FUNCTION expire_card(uuid, text, uuid, uuid, uuid, timestamptz), cards_to_expire(date, integer);
DROP TRIGGER outbox_born_held ON outbox;
DROP TRIGGER releases_born_held ON releases;
DROP FUNCTION outbox_born_held(), releases_born_held(), end_card(uuid, timestamptz),
  settle_card_hold(text, timestamptz), is_card_held(text), lock_card_life(text);
ALTER TABLE outbox DROP held_at;
ALTER TABLE releases DROP stopped_by_act, DROP held_at;
DROP INDEX case_card_checks_expires, activations_recorded;
DROP TABLE card_acts, cip_checks;
DROP FUNCTION card_acts_in_order();
DROP TABLE authority.cip_questions;
DROP FUNCTION authority.keep_answer();
