-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TRIGGER releases_code_fits ON releases;
DROP FUNCTION check_code_of_release();
DROP INDEX releases_one_per_code;
ALTER TABLE releases DROP COLUMN joint_id, ADD UNIQUE (reauthentication_id);
DROP TABLE joint_release_refusals, joint_release_cases, joint_releases;
DROP FUNCTION check_joint_release_list();
DROP FUNCTION check_joint_release_case();
DROP TRIGGER case_ownerships_of_this_visit ON case_ownerships;
DROP FUNCTION check_carried_ownership();
ALTER TABLE case_ownerships
  DROP COLUMN carried_from,
  DROP CONSTRAINT IF EXISTS case_ownerships_proven_by_a_code,
  ADD CONSTRAINT case_ownerships_check CHECK ((how = 'proven') = (code_id IS NOT NULL));
DROP TABLE carried_facts;
DROP FUNCTION check_carried_fact();
ALTER TABLE delegation_requirements DROP COLUMN names_several;
DROP TABLE sibling_cases;
DROP FUNCTION check_sibling_case();
DROP FUNCTION same_visit(uuid, uuid, uuid, uuid, integer, timestamptz);
