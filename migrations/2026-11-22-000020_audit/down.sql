-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TABLE audit_values, audit_rows, audit_keys;
DROP FUNCTION refuse_change();
