// SPDX-License-Identifier: AGPL-3.0-or-later
//! Each process's database role tries what it must not do.

use crate::support::database;
use diesel_async::RunQueryDsl;
use sportello::db;

/// What a role must be refused, with the reason in product.md's words beside it.
const FORBIDDEN: [(&str, &[&str]); 4] = [
    (
        "sportello_web",
        &[
            // the register fills its queue by itself; numbers and signatures are the sequencer's
            "INSERT INTO register_queue SELECT * FROM register_queue",
            "DELETE FROM register_queue",
            "INSERT INTO register_leaves SELECT * FROM register_leaves",
            "INSERT INTO register_checkpoints SELECT * FROM register_checkpoints",
            // no outbox payloads, no waiting second halves
            "SELECT payload FROM outbox",
            "SELECT * FROM outbox",
            "UPDATE outbox SET payload = NULL",
            "UPDATE outbox SET recipient = 'thief@example.org'",
            "UPDATE outbox SET state = 'waiting'",
            "DELETE FROM outbox",
            "SELECT sealed FROM waiting_second_halves",
            "DELETE FROM waiting_second_halves",
            "COPY waiting_second_halves TO STDOUT",
            "SELECT withdraw_release(gen_random_uuid(), now())",
            "INSERT INTO mail_attempts SELECT * FROM mail_attempts",
            "INSERT INTO mail_reports SELECT * FROM mail_reports",
            "UPDATE mail_reports SET outcome = 'bounced'",
            "DELETE FROM mail_reports",
            // no process ends a halt
            "UPDATE starts SET halted_at = NULL, halted_why = NULL",
            "INSERT INTO starts SELECT * FROM starts",
            "DELETE FROM process_keys",
            "SELECT * FROM mail_report_counts",
            "INSERT INTO outbox (id, state) SELECT gen_random_uuid(), 'accepted'",
            "INSERT INTO outbox (id, sending) SELECT gen_random_uuid(), 1",
            "UPDATE outbox SET sending = 0",
            "UPDATE releases SET sheet_of = NULL",
            // only the keeper enables a counter
            "INSERT INTO counter_capabilities SELECT * FROM counter_capabilities",
            "UPDATE counter_capabilities SET until = now()",
            // no authority schema
            "SELECT * FROM authority.cards",
            "SELECT * FROM authority.orders",
            "SELECT * FROM authority.cip_questions",
            // people are made by the keeper
            "INSERT INTO operators SELECT * FROM operators",
            "UPDATE operators SET administrator = true",
            "INSERT INTO duties SELECT * FROM duties",
            // counters are written by their functions alone, for a living administrator
            "INSERT INTO counters SELECT * FROM counters",
            "UPDATE counters SET name = 'x', version = version + 1",
            "UPDATE counters SET closed_at = now()",
            "DELETE FROM counters",
            "INSERT INTO counter_hours SELECT * FROM counter_hours",
            "DELETE FROM counter_hours",
            "DELETE FROM counter_exceptions",
            "INSERT INTO counter_changes SELECT * FROM counter_changes",
            "UPDATE counter_changes SET at = now()",
            "DELETE FROM counter_changes",
            "UPDATE counter_imports SET content = ''",
            "SELECT may_keep_counters(NULL)",
            "SELECT write_counter(gen_random_uuid(), 0, '{}', NULL, now())",
            "SELECT close_counter(gen_random_uuid(), 1, NULL, now())",
            // what gives power is drawn by the database from what two administrators wrote
            "INSERT INTO operators (id, administrator) VALUES (gen_random_uuid(), true)",
            "INSERT INTO operators (id, ready_at) VALUES (gen_random_uuid(), now())",
            "UPDATE operators SET ready_at = now()",
            "UPDATE operators SET password_hash = ''",
            "UPDATE operators SET totp_secret = ''",
            "UPDATE operators SET base_code = ''",
            "DELETE FROM operators",
            "INSERT INTO duties (operator_id) VALUES (gen_random_uuid())",
            "UPDATE duties SET duty = 'supervisor'",
            "DELETE FROM duties",
            "UPDATE staff_changes SET duty = 'supervisor'",
            "DELETE FROM staff_changes",
            "UPDATE invitations SET token_hash = ''",
            "UPDATE invitations SET expires_at = now()",
            "UPDATE invitations SET totp_secret = ''",
            "DELETE FROM invitations",
            "UPDATE recovery_codes SET code_hash = ''",
            "UPDATE staff_events SET reason = ''",
            "DELETE FROM staff_events",
            // facts are not rewritten
            "UPDATE case_holder_data SET surname = 'x'",
            "UPDATE approval_requests SET causes = 'always'",
            "DELETE FROM approval_requests",
            "UPDATE approval_decisions SET decision = 'approved'",
            "DELETE FROM approval_decisions",
            "UPDATE case_contacts SET email = 'x'",
            "UPDATE case_contacts SET post = NULL",
            "UPDATE delegation_ends SET words = 'x'",
            "DELETE FROM delegation_ends",
            // what a visit took over, and what a code was given for
            "UPDATE sibling_cases SET minutes = 1000",
            "DELETE FROM sibling_cases",
            "UPDATE carried_facts SET names_the_holder = true",
            "DELETE FROM carried_facts",
            "UPDATE case_ownerships SET how = 'proven'",
            "UPDATE joint_releases SET at = now()",
            "UPDATE joint_release_cases SET fingerprint = ''",
            "DELETE FROM joint_release_cases",
            "DELETE FROM joint_release_refusals",
            "UPDATE releases SET joint_id = NULL",
            "UPDATE releases SET trusted = true",
            "UPDATE functional_checks SET result = 'pin_tried'",
            "DELETE FROM functional_checks",
            "DELETE FROM case_no_email",
            "INSERT INTO resends (outbox_id) SELECT gen_random_uuid()",
            "UPDATE resends SET proof = 'presence'",
            "UPDATE cip_checks SET asked_by = gen_random_uuid()",
            "DELETE FROM cip_checks",
            "UPDATE named_cards SET holder_id = gen_random_uuid()",
            "DELETE FROM named_cards",
            "DELETE FROM cases",
            "UPDATE case_forms SET fingerprint = ''",
            "UPDATE releases SET fingerprint = ''",
            "UPDATE releases SET recipient = 'thief@example.org'",
            "UPDATE sheets SET serial = '000000000000'",
            "DELETE FROM reauthentications",
            "DELETE FROM totp_uses",
            // a scan ends by its fact alone, and what is known of it stays
            "DELETE FROM scans",
            "UPDATE scans SET sha256 = ''",
            "UPDATE scans SET keep_days = 1",
            "DELETE FROM scan_keys",
            "UPDATE scan_keys SET scan_id = gen_random_uuid()",
            "DELETE FROM scan_views",
            "UPDATE scan_views SET at = now()",
            "DELETE FROM scan_deletions",
            "UPDATE scan_deletions SET why = 'retention'",
        ],
    ),
    (
        "sportello_worker",
        &[
            // the register fills its queue by itself; numbers and signatures are the sequencer's
            "INSERT INTO register_queue SELECT * FROM register_queue",
            "DELETE FROM register_queue",
            "INSERT INTO register_leaves SELECT * FROM register_leaves",
            "INSERT INTO register_checkpoints SELECT * FROM register_checkpoints",
            // no first halves, no waiting second halves
            "SELECT first_half FROM sheets",
            "SELECT * FROM sheets",
            "SELECT sealed FROM waiting_second_halves",
            "SELECT post_second_half(gen_random_uuid(), gen_random_uuid(), now(), now())",
            "UPDATE outbox SET recipient = 'thief@example.org'",
            "UPDATE outbox SET release_id = NULL",
            "UPDATE outbox SET kind = 'address_notice'",
            "UPDATE outbox SET seen_at = now()",
            "SELECT subject FROM mail_reports",
            "UPDATE starts SET halted_at = NULL, halted_why = NULL",
            "UPDATE mail_reports SET seen_at = now()",
            "SELECT erase_second_half(gen_random_uuid(), now())",
            "SELECT resend_second_half(gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), NULL, now(), now())",
            "SELECT second_half_is_being_sent(gen_random_uuid(), now())",
            "UPDATE cases SET service = 'new_release'",
            "SELECT digest FROM ownership_codes",
            "UPDATE releases SET ending = 'withdrawn'",
            "UPDATE releases SET trusted = true",
            "SELECT recipient FROM releases",
            "SELECT * FROM case_contacts",
            "SELECT * FROM functional_checks",
            "SELECT * FROM case_no_email",
            "SELECT * FROM approval_requests",
            "INSERT INTO approval_decisions SELECT * FROM approval_decisions",
            "SELECT * FROM cip_checks",
            "SELECT * FROM named_cards",
            "SELECT * FROM resends",
            "INSERT INTO outbox SELECT * FROM outbox",
            "SELECT password_hash FROM operators",
            "SELECT totp_secret FROM operators",
            "SELECT suspension_reason FROM operators",
            "SELECT * FROM invitations",
            "SELECT * FROM recovery_codes",
            "SELECT * FROM staff_changes",
            "SELECT * FROM staff_events",
            "SELECT key_hash FROM sessions",
            // of holder and delegate the names, for the mail, and nothing else
            "SELECT * FROM case_holder_data",
            "SELECT birth_date FROM case_holder_data",
            "SELECT * FROM case_delegates",
            "SELECT birth_place FROM case_delegates",
            "SELECT decree_court FROM delegation_titles",
            "SELECT words FROM delegation_titles",
            "SELECT * FROM delegation_evidence",
            "UPDATE case_delegates SET surname = 'x'",
            "SELECT * FROM audit_values",
            "UPDATE counters SET closed_at = now()",
            "SELECT write_counter(gen_random_uuid(), 0, '{}', NULL, now())",
            "SELECT close_counter(gen_random_uuid(), 1, NULL, now())",
            "SELECT * FROM counter_imports",
            // it deletes scans and opens none
            "SELECT sealed FROM scan_keys",
            "DELETE FROM scan_keys",
            "DELETE FROM scans",
            "INSERT INTO scans SELECT * FROM scans",
            "SELECT * FROM scan_views",
            "DELETE FROM scan_deletions",
            "SELECT * FROM authority.cards",
        ],
    ),
    (
        "sportello_authority",
        &[
            "SELECT * FROM public.cases",
            "SELECT * FROM public.outbox",
            "SELECT * FROM public.sheets",
            "SELECT * FROM public.waiting_second_halves",
            "SELECT * FROM public.operators",
            "SELECT * FROM public.scans",
            "SELECT * FROM public.scan_keys",
            "INSERT INTO public.audit_rows SELECT * FROM public.audit_rows",
            "SELECT public.post_second_half(gen_random_uuid(), gen_random_uuid(), now(), now())",
            "SELECT public.resend_second_half(gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), NULL, now(), now())",
            "UPDATE authority.orders SET at = now()",
            "DELETE FROM authority.orders",
            "TRUNCATE authority.orders",
            "DELETE FROM authority.cip_questions",
            "UPDATE authority.cip_questions SET positions = ''",
        ],
    ),
    (
        "sportello_sequencer",
        &[
            // queue, tree and checkpoints, and nothing of what rows say
            "SELECT canonical FROM audit_rows",
            "SELECT * FROM audit_rows",
            "SELECT * FROM audit_values",
            "SELECT * FROM audit_keys",
            "SELECT * FROM cases",
            "SELECT * FROM operators",
            "SELECT * FROM outbox",
            "SELECT * FROM starts",
            "SELECT * FROM authority.cards",
            "INSERT INTO audit_rows SELECT * FROM audit_rows",
            "INSERT INTO register_queue SELECT * FROM register_queue",
            "UPDATE register_queue SET leaf_hash = ''",
            "TRUNCATE register_queue",
            "UPDATE register_leaves SET index = 0",
            "DELETE FROM register_leaves",
            "UPDATE register_nodes SET hash = ''",
            "DELETE FROM register_nodes",
            "UPDATE register_checkpoints SET note = ''",
            "DELETE FROM register_checkpoints",
            "TRUNCATE register_checkpoints",
            "INSERT INTO register_keys SELECT * FROM register_keys",
            "SELECT raise_start(0)",
        ],
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn each_process_is_refused_what_is_not_its_business() {
    let database = database().await;
    for (role, statements) in FORBIDDEN {
        let pool = database.pool_of(role);
        let mut conn = db::connection(&pool).await.unwrap();
        for sql in statements.iter().chain(&EVERYBODY) {
            match diesel::sql_query(*sql).execute(&mut conn).await {
                Ok(rows) => panic!("{role} may: {sql} ({rows} rows)"),
                Err(error) => {
                    let said = error.to_string();
                    let refused = ["permission denied", "must be owner", "must be superuser", "append-only"];
                    assert!(refused.iter().any(|word| said.contains(word)), "{role}: {sql}: {said}");
                }
            }
        }
    }
}

/// What no process may.
const EVERYBODY: [&str; 6] = [
    "CREATE TABLE public.mine (x int)",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "ALTER TABLE public.outbox DISABLE TRIGGER ALL",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "CREATE ROLE mine SUPERUSER",
    "DROP TABLE public.audit_rows",
];
