-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TRIGGER releases_approved ON releases;
DROP FUNCTION check_release_is_approved();
DROP TABLE approval_decisions, approval_requests;
DROP FUNCTION check_approval_decision();
DROP FUNCTION check_approval_request();
DROP FUNCTION keep_approval();
DROP FUNCTION may_approve_request(uuid, uuid);
DROP FUNCTION approval_causes(uuid);
DROP FUNCTION facts_to_approve(uuid);
DROP FUNCTION living_evidence(uuid);
DROP FUNCTION ticked_warnings(uuid);
ALTER TABLE delegation_requirements DROP COLUMN self_certified;
ALTER TABLE delegation_rules DROP COLUMN in_words_under, DROP COLUMN approval;
