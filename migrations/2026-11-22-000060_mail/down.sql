-- SPDX-License-Identifier: AGPL-3.0-or-later
REVOKE ALL ON reauthentications, ownership_codes FROM sportello_worker;
DROP FUNCTION withdraw_release(uuid, timestamptz);
DROP FUNCTION erase_second_half(uuid, timestamptz);
DROP FUNCTION post_second_half(uuid, uuid, timestamptz, timestamptz);
DROP TABLE timed_jobs, mail_attempts, outbox;
