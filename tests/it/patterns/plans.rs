// SPDX-License-Identifier: AGPL-3.0-or-later
//! On tables with five years in them no pattern of a month reads a whole table; and the role of reports asks nothing else.

use crate::support::database;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use sportello::db;
use sportello::patterns::Pattern;

/// 20,000 visits over five years at one counter, written past the rules.
const FIVE_YEARS: &str = "
SET session_replication_role = replica;
INSERT INTO counters (id, code, name, body, municipality, opened_at)
  VALUES ('00000000-0000-0000-0000-00000000000c', 'AN01', 'Ancona', 'Comune', 'Ancona', now());
INSERT INTO counter_hours SELECT '00000000-0000-0000-0000-00000000000c', day, 480, 780 FROM generate_series(1, 6) day;
CREATE TEMP TABLE visits AS SELECT n, md5('case' || n)::uuid AS id, md5('some' || n % 9)::uuid AS operator,
  timestamptz '2021-11-22' + n * interval '2190 minutes' / 10 * 6 AS at FROM generate_series(1, 20000) n;
INSERT INTO holders (id, codice_fiscale, base_code, first_seen_at) SELECT id, n::text, n::text, at FROM visits;
INSERT INTO cases (id, protocol, counter_id, service, holder_id, policy_version, opened_at, opened_by, changed_at, changed_by,
    closed_at, closed_by, closure, closure_reason, contact_id, holder_data_id, delegation_id)
  SELECT id, 'P' || n, '00000000-0000-0000-0000-00000000000c', 'activation', id, '1', at, operator, at, operator, at, operator,
  CASE WHEN n % 20 = 0 THEN 'abandoned' ELSE 'done' END, 'x', id, id, id FROM visits;
INSERT INTO case_contacts (id, case_id, case_version, email, language, at, by)
  SELECT id, id, 1, n || '@posta.example', 'it', at, operator FROM visits;
INSERT INTO case_holder_data (id, case_id, case_version, surname, name, sex, birth_date, birth_place, at, by)
  SELECT id, id, 1, 'Rossi', 'Maria', 'F', '1980-01-01', 'A271', at, operator FROM visits;
INSERT INTO delegations (id, case_id, holder_id, delegate_id, kind, policy_version, at, by)
  SELECT id, id, id, md5('case' || (n + 1))::uuid, 'parent', '1', at, operator FROM visits;
INSERT INTO case_ownerships (case_id, email, how, reason, at, by) SELECT id, 'x', 'skipped', 'x', at, operator FROM visits;
INSERT INTO releases (id, number, case_id, card_number, form_id, fingerprint, reauthentication_id, audit_row_id, recipient, language,
    requested_at, requested_by, withdraw_after, sealed_at, handed_over_at)
  SELECT id, 'N' || n, id, lpad(n::text, 20, '0'), id, sha256('x'), id, id, 'x', 'it', at, operator, at, at, at FROM visits;
INSERT INTO sheets (serial, release_id, ordinal, made_at, reauthentication_id, served_at, served_by, served_from, handed_over_at,
    handed_over_by, handed_over_to)
  SELECT lpad(n::text, 12, '0'), id, 1, at, id, at, operator, 'x', at, operator, 'holder' FROM visits;
SET session_replication_role = origin;
ANALYZE;
";

#[derive(diesel::QueryableByName)]
struct Table {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn no_pattern_of_a_month_reads_a_whole_table_of_five_years() {
    let database = database().await;
    let mut owner = database.owner().await;
    owner.batch_execute(FIVE_YEARS).await.unwrap();
    for pattern in Pattern::ALL {
        let (month, read) = (
            format!(
                "BEGIN; SELECT count(*) FROM reports.{}('00000000-0000-0000-0000-00000000000c', '2024-05-01', '2024-06-01', 3, 20)",
                pattern.key()
            ),
            "SELECT relname::text AS name FROM pg_stat_xact_user_tables WHERE seq_scan > 0 AND relname IN ('cases', \
             'releases', 'sheets', 'case_contacts', 'case_holder_data', 'holders', 'delegations', 'case_ownerships')",
        );
        owner.batch_execute(&month).await.unwrap();
        let whole: Vec<Table> = diesel::sql_query(read).load(&mut owner).await.unwrap();
        let whole: Vec<_> = whole.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(whole, [""; 0], "{pattern:?} reads these as a whole");
        owner.batch_execute("COMMIT").await.unwrap();
    }
    // the question does find a whole reading
    owner
        .batch_execute("BEGIN; SELECT count(*) FROM (SELECT email FROM case_contacts OFFSET 0) x")
        .await
        .unwrap();
    let read = "SELECT relname::text AS name FROM pg_stat_xact_user_tables WHERE seq_scan > 0 AND relname = 'case_contacts'";
    assert_eq!(diesel::sql_query(read).load::<Table>(&mut owner).await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_role_of_reports_asks_for_patterns_and_sees_no_address_and_no_name() {
    let database = database().await;
    let pool = database.pool_of("sportello_reports");
    let mut conn = db::connection(&pool).await.unwrap();
    for pattern in Pattern::ALL {
        let question =
            format!("SELECT * FROM reports.{}(gen_random_uuid(), now(), now(), 1, 1)", pattern.key());
        conn.batch_execute(&question).await.unwrap();
    }
    conn.batch_execute("SELECT * FROM reports.pattern_looks").await.unwrap();
    for deed in [
        "SELECT email FROM public.case_contacts",
        "SELECT surname FROM public.case_holder_data",
        "SELECT base_code FROM public.holders",
        "SELECT * FROM public.pattern_looks",
        "INSERT INTO public.pattern_looks SELECT * FROM public.pattern_looks",
        "SELECT reports.plain_name('x')",
        "SELECT * FROM public.sample_results",
    ] {
        let said = conn.batch_execute(deed).await.err().map(|error| error.to_string()).unwrap_or_default();
        assert!(said.contains("permission denied"), "{deed}: {said}");
    }
    let web = database.pool_of("sportello_web");
    let mut conn = db::connection(&web).await.unwrap();
    let said =
        conn.batch_execute("SELECT * FROM reports.far_above(gen_random_uuid(), now(), now(), 1, 1)").await;
    assert!(said.unwrap_err().to_string().contains("permission denied"));
}
