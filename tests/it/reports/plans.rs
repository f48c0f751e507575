// SPDX-License-Identifier: AGPL-3.0-or-later
//! On tables with five years in them no report of a month reads a whole table.

use crate::support::database;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};

/// Rows of 20,000 visits over five years at one counter, written past the rules: only their number and their times count.
const FIVE_YEARS: &str = "
SET session_replication_role = replica;
INSERT INTO counters (id, code, name, body, municipality, opened_at)
  VALUES ('00000000-0000-0000-0000-00000000000c', 'AN01', 'Ancona', 'Comune', 'Ancona', now());
CREATE TEMP TABLE visits AS SELECT n, md5('case' || n)::uuid AS id, md5('release' || n)::uuid AS release,
  md5('some' || n % 9)::uuid AS operator, timestamptz '2021-11-22' + n * interval '2190 minutes' / 10 * 6 AS at
  FROM generate_series(1, 20000) n;
INSERT INTO cases (id, protocol, counter_id, service, holder_id, policy_version, opened_at, opened_by, changed_at, changed_by,
    closed_at, closed_by, closure)
  SELECT id, 'P' || n, '00000000-0000-0000-0000-00000000000c', 'activation', id, '1', at, operator, at, operator, at, operator,
  'done' FROM visits;
INSERT INTO releases (id, number, case_id, card_number, form_id, fingerprint, reauthentication_id, audit_row_id, recipient, language,
    requested_at, requested_by, withdraw_after, ended_at, ending, refusal, duplicate)
  SELECT release, 'N' || n, id, lpad(n::text, 20, '0'), id, sha256('x'), release, release, 'x', 'it', at, operator, at, at,
  'refused', 'x', n % 50 = 0 FROM visits;
INSERT INTO authority_requests (reference, release_id, case_id, card_number, kind, asked_at, asked_by, next_attempt_at, answered_at,
    answer, refusal)
  SELECT release, release, id, lpad(n::text, 20, '0'), 'activate', at, operator, at, at, 'refused', 'x' FROM visits;
INSERT INTO activations (id, reference, case_id, card_number, mode, certificate_serial, activated_at, recorded_at, audit_row_id)
  SELECT id, release, id, lpad(n::text, 20, '0'), 'direct', 'x', at, at, id FROM visits;
INSERT INTO delegations (id, case_id, holder_id, kind, policy_version, at, by)
  SELECT id, id, id, 'emancipated_minor', '1', at, operator FROM visits;
INSERT INTO case_refusals (id, case_id, rule, at, by) SELECT id, id, 'minor', at, operator FROM visits;
INSERT INTO case_overrides (id, case_id, case_version, warning, reason, at, by)
  SELECT id, id, 1, 'surname', 'x', at, operator FROM visits;
INSERT INTO case_no_email (id, case_id, outcome, at, by) SELECT id, id, 'closed', at, operator FROM visits;
INSERT INTO outbox (id, kind, lane, case_id, release_id, recipient, posted_at, state, next_attempt_at, give_up_at, settled_at, accepted_by)
  SELECT release, 'second_half', 1, id, release, 'x', at, 'accepted', at, at, at, 'x' FROM visits;
INSERT INTO sheets (serial, release_id, ordinal, made_at, reauthentication_id, served_at, served_by, served_from, voided_at, voided_by,
    void_reason, paper_destroyed)
  SELECT lpad(n::text, 12, '0'), release, 1, at, id, at, operator, 'x', at, operator, 'x', true FROM visits;
SET session_replication_role = origin;
ANALYZE;
";

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text, column_name = "QUERY PLAN")]
    plan: String,
}

#[tokio::test(flavor = "multi_thread")]
async fn no_report_of_a_month_reads_a_whole_table_of_five_years() {
    let database = database().await;
    let mut owner = database.owner().await;
    owner.batch_execute(FIVE_YEARS).await.unwrap();
    let views = [
        "activations",
        "releases",
        "duplicates",
        "refusals",
        "mails",
        "voided_sheets",
        "no_email",
        "overrides",
    ];
    for view in views {
        let question = format!(
            "EXPLAIN SELECT (at AT TIME ZONE 'Europe/Rome')::date, operator_id, kind, outcome, count(*) FROM reports.{view} \
             WHERE counter_id = '00000000-0000-0000-0000-00000000000c' AND at >= '2024-05-01' AND at < '2024-06-01' \
             GROUP BY 1, 2, 3, 4"
        );
        let lines: Vec<Line> = diesel::sql_query(question).load(&mut owner).await.unwrap();
        let plan: Vec<&str> = lines.iter().map(|line| line.plan.as_str()).collect();
        let whole = plan.iter().find(|line| line.contains("Seq Scan on"));
        assert!(whole.is_none(), "{view}:\n{}", plan.join("\n"));
        assert!(plan.iter().any(|line| line.contains("Index")), "{view}:\n{}", plan.join("\n"));
    }
}
