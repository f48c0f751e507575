-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP FUNCTION remove_archived_rows(bigint, bigint), removable_rows(bigint, bigint);
DROP TRIGGER audit_rows_leave_archived ON audit_rows;
DROP FUNCTION check_row_is_archived();
DROP TABLE audit_archives;
DROP FUNCTION check_audit_archive();
