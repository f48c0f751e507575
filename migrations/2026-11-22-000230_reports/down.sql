-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The role stays: other databases of the cluster may use it.
DROP INDEX case_overrides_at, sheets_voided_at, outbox_second_halves_at, case_refusals_at, releases_at,
  authority_requests_activations_at;
DROP SCHEMA reports CASCADE;
DO $$ BEGIN EXECUTE format('REVOKE CONNECT ON DATABASE %I FROM sportello_reports', current_database()); END $$;
