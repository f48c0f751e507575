-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The roles stay: other databases of the cluster may use them.
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
DROP SCHEMA authority CASCADE;
GRANT USAGE ON SCHEMA public TO PUBLIC;
