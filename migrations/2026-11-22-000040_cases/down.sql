-- SPDX-License-Identifier: AGPL-3.0-or-later
ALTER TABLE cases DROP COLUMN holder_data_id, DROP COLUMN card_check_id, DROP COLUMN identification_id,
  DROP COLUMN contact_id, DROP COLUMN signed_form_id;
DROP TABLE look_ups, case_refusals, case_ownerships, case_forms, ownership_codes, case_overrides, case_contacts, case_identifications, case_card_checks,
  case_holder_data, cases, protocol_numbers, holders;
