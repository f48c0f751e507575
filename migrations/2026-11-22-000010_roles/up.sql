-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Every process signs in with a role of its own. Roles belong to the cluster, not to the database: they are made once,
-- without a password; whoever runs the cluster gives them one. The owner role is the one that runs the migrations.
DO $$
DECLARE r text;
BEGIN
  FOREACH r IN ARRAY ARRAY['sportello_web', 'sportello_worker', 'sportello_authority'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT', r);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- another database of the same cluster was migrated in this very moment
      END;
    END IF;
  END LOOP;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO sportello_web, sportello_worker, sportello_authority', current_database());
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO sportello_web, sportello_worker;

-- A process tells by its health check whether the database is as new as the binary.
GRANT SELECT ON __diesel_schema_migrations TO sportello_web, sportello_worker, sportello_authority;

CREATE SCHEMA authority;
REVOKE ALL ON SCHEMA authority FROM PUBLIC;
GRANT USAGE ON SCHEMA authority TO sportello_authority;

-- No process may make a function that others then call: what is not granted here is refused.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
