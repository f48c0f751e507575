-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Refused as long as an activation was made for somebody by a delegate, or a sheet was given to one.
ALTER TABLE sheets DROP CONSTRAINT sheets_taken_by;
ALTER TABLE activations DROP CONSTRAINT activations_mode_check;
ALTER TABLE activations ADD CONSTRAINT activations_mode_check CHECK (mode IN ('direct'));
DROP TRIGGER cases_delegation ON cases;
DROP FUNCTION check_delegation_of_case();
ALTER TABLE cases
  DROP COLUMN delegation_id,
  DROP COLUMN delegation_title_id,
  DROP COLUMN delegation_complete;
ALTER TABLE case_identifications DROP COLUMN delegation_id;
DROP TABLE case_delegates, delegation_evidence_ends, delegation_evidence_scans, delegation_evidence, delegation_requirements,
  delegation_rules, delegation_titles, delegation_ends, delegations;
DROP FUNCTION check_what_is_left();
DROP FUNCTION delegation_is_complete(uuid, uuid, uuid, date);
DROP FUNCTION delegation_evidence_that_counts(uuid, uuid, date);
ALTER TABLE cases DROP CONSTRAINT cases_id_holder_id_key;
