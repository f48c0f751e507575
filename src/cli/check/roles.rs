// SPDX-License-Identifier: AGPL-3.0-or-later
//! Whether each process's database role is there and can do no more than it should.

use super::Report;
use crate::db::{Breakage, Connection};
use diesel::QueryableByName;
use diesel::sql_types::{Array, Bool, Text};
use diesel_async::RunQueryDsl;

#[derive(QueryableByName)]
struct Role {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    mighty: bool,
    #[diesel(sql_type = Bool)]
    signs_in: bool,
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    yes: bool,
}

/// The roles of the running processes.
const ROLES: [&str; 5] =
    ["sportello_web", "sportello_worker", "sportello_authority", "sportello_sequencer", "sportello_reports"];

/// What a role must not be able to do, as a question to PostgreSQL.
const FORBIDDEN: [(&str, &str, &str); 13] = [
    (
        "sportello_web",
        "read a mail's payload",
        "has_column_privilege('sportello_web', 'outbox', 'payload', 'SELECT')",
    ),
    (
        "sportello_web",
        "read a waiting second half",
        "has_column_privilege('sportello_web', 'waiting_second_halves', 'sealed', 'SELECT')",
    ),
    (
        "sportello_web",
        "enter the authority's schema",
        "has_schema_privilege('sportello_web', 'authority', 'USAGE')",
    ),
    (
        "sportello_web",
        "change the register",
        "has_table_privilege('sportello_web', 'audit_rows', 'UPDATE, DELETE, TRUNCATE')",
    ),
    ("sportello_worker", "read a sheet", "has_any_column_privilege('sportello_worker', 'sheets', 'SELECT')"),
    (
        "sportello_worker",
        "read a waiting second half",
        "has_any_column_privilege('sportello_worker', 'waiting_second_halves', 'SELECT')",
    ),
    (
        "sportello_worker",
        "enter the authority's schema",
        "has_schema_privilege('sportello_worker', 'authority', 'USAGE')",
    ),
    (
        "sportello_worker",
        "change the register",
        "has_table_privilege('sportello_worker', 'audit_rows', 'UPDATE, DELETE, TRUNCATE')",
    ),
    (
        "sportello_authority",
        "enter the schema of the cases",
        "has_schema_privilege('sportello_authority', 'public', 'USAGE')",
    ),
    (
        "sportello_sequencer",
        "read the register's rows",
        "has_any_column_privilege('sportello_sequencer', 'audit_rows', 'SELECT')",
    ),
    (
        "sportello_sequencer",
        "change what is numbered and signed",
        "has_table_privilege('sportello_sequencer', 'register_leaves', 'UPDATE, DELETE, TRUNCATE') \
         OR has_table_privilege('sportello_sequencer', 'register_checkpoints', 'UPDATE, DELETE, TRUNCATE')",
    ),
    (
        "sportello_web",
        "write into the queue of the register",
        "has_table_privilege('sportello_web', 'register_queue', 'INSERT, UPDATE, DELETE, TRUNCATE')",
    ),
    (
        "sportello_reports",
        "enter the schema of the cases",
        "has_schema_privilege('sportello_reports', 'public', 'USAGE')",
    ),
];

/// Looks at the roles, as the owner.
pub(super) async fn check(conn: &mut Connection, report: &mut Report) -> Result<(), Breakage> {
    let found: Vec<Role> = diesel::sql_query(
        "SELECT rolname::text AS name, rolcanlogin AS signs_in, \
         rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication \
         OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid) AS mighty \
         FROM pg_roles r WHERE rolname = ANY($1)",
    )
    .bind::<Array<Text>, _>(&ROLES[..])
    .load(conn)
    .await?;
    for name in ROLES {
        match found.iter().find(|role| role.name == name) {
            None => report.wrong("roles", format!("{name} is missing"), "run `sportello migrate`"),
            Some(role) if role.mighty => report.wrong(
                "roles",
                format!("{name} is more than a plain role"),
                format!("ALTER ROLE {name} NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS NOREPLICATION, and REVOKE its memberships"),
            ),
            Some(role) if !role.signs_in => {
                report.wrong("roles", format!("{name} cannot sign in"), format!("ALTER ROLE {name} LOGIN PASSWORD …"));
            }
            Some(_) => report.fine("roles", format!("{name} is a plain role")),
        }
    }
    if found.len() == ROLES.len() { forbidden(conn, report).await } else { Ok(()) }
}

async fn forbidden(conn: &mut Connection, report: &mut Report) -> Result<(), Breakage> {
    let mut held = 0;
    for (role, deed, question) in FORBIDDEN {
        let answer: Answer = diesel::sql_query(format!("SELECT {question} AS yes")).get_result(conn).await?;
        if answer.yes {
            report.wrong("roles", format!("{role} can {deed}"), "REVOKE what was granted by hand");
        } else {
            held += 1;
        }
    }
    if held == FORBIDDEN.len() {
        report.fine("roles", format!("{held} forbidden acts are refused"));
    }
    Ok(())
}
