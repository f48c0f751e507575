-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The role stays, as those of the first migration do.
DROP TRIGGER audit_rows_queue ON audit_rows;
DROP FUNCTION queue_audit_row();
DROP TABLE register_queue, register_leaves, register_nodes, register_checkpoints, register_keys;
DROP FUNCTION check_register_queue(), check_register_leaf(), check_register_node(), check_register_checkpoint();
DROP FUNCTION register_root(bigint);
REVOKE SELECT ON __diesel_schema_migrations FROM sportello_sequencer;
REVOKE USAGE ON SCHEMA public FROM sportello_sequencer;
