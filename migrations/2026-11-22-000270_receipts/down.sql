-- SPDX-License-Identifier: AGPL-3.0-or-later
REVOKE SELECT ON register_leaves, register_nodes, register_keys, register_checkpoints FROM sportello_web;
DROP INDEX audit_rows_receipts;
