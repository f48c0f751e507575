-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP FUNCTION closing_checkpoint(uuid), close_day(uuid, uuid, date, uuid, uuid, jsonb, timestamptz), closing_digest(uuid),
  carried_over_still_open(uuid, timestamptz), closing_standing(uuid, timestamptz);
DROP TABLE closing_seals, closing_ends, closing_acts, closings;
DROP FUNCTION refuse_sealed_closing(), check_closing_sealed(), take_down_acts(), check_closing(), days_to_close(uuid, timestamptz),
  counter_open_ends(uuid, timestamptz), counter_acts(uuid, timestamptz, timestamptz), rome_midnight(date), rome_day(timestamptz);
DROP INDEX register_checkpoints_size, card_acts_done_at_counter, cases_ended_otherwise_at_counter;
