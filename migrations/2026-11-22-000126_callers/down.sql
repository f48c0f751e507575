-- SPDX-License-Identifier: AGPL-3.0-or-later
ALTER TABLE card_acts DROP CONSTRAINT card_acts_caller, DROP cip_use;
DROP TRIGGER cip_checks_kept ON cip_checks;
DROP FUNCTION keep_cip_check();
REVOKE UPDATE (used_at, used_for) ON cip_checks FROM sportello_web;
ALTER TABLE cip_checks DROP CONSTRAINT cip_checks_use, DROP used_at, DROP used_for;
