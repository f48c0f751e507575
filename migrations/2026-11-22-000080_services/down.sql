-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP FUNCTION resend_second_half(uuid, uuid, timestamptz, timestamptz);
DROP FUNCTION second_half_is_being_sent(uuid, timestamptz);
ALTER TABLE outbox DROP COLUMN sending;
DROP TRIGGER sheets_none_beside_an_old_one ON sheets;
DROP FUNCTION refuse_second_sheet();
ALTER TABLE releases DROP COLUMN sheet_of, DROP COLUMN duplicate, DROP CONSTRAINT releases_superseded_were_given;
REVOKE UPDATE (service) ON cases FROM sportello_web;
DROP TRIGGER cases_turn ON cases;
DROP FUNCTION turn_service();
DROP INDEX cases_one_giving_codes_per_holder;
ALTER TABLE cases DROP CONSTRAINT cases_service_check;
ALTER TABLE cases ADD CONSTRAINT cases_service_check CHECK (service IN ('activation'));
