// SPDX-License-Identifier: AGPL-3.0-or-later
//! To whom a month goes, and that it goes once.

use super::*;
use sportello::monthly::{self, Sender};
use sportello::operators::Role;

const AFTER: &str = "2027-01-01T03:00:00Z";

#[tokio::test(flavor = "multi_thread")]
async fn a_month_is_told_once_however_often_and_by_however_many_workers() {
    let office = Office::open().await;
    let day = &office.day;
    for name in ["sara", "sofia", "silvia"] {
        day.worker(name, Role::Supervisor, "AN01").await;
    }
    office.long_ago().await;
    let pool = day.database.pool_of("sportello_worker");
    let sender = Sender {
        pool: &pool,
        reports: &office.reports,
        audit_key: &day.database.worker_key,
        mail_key: &office.room.mail_key,
        policies: day.book,
        public_url: "https://sportello.example",
    };
    let now: DateTime<Utc> = AFTER.parse().unwrap();
    let early = now - chrono::TimeDelta::hours(2);
    assert_eq!(monthly::send_due(&sender, early).await.unwrap(), 3, "of the month before");
    let (one, other) = tokio::join!(monthly::send_due(&sender, now), monthly::send_due(&sender, now));
    assert_eq!(one.unwrap() + other.unwrap(), 3);
    assert_eq!(monthly::send_due(&sender, now).await.unwrap(), 0);
    // and through the job, days later
    assert_eq!(office.work_at("2027-01-20T03:00:00Z").await.len(), 6);
    assert_eq!(office.work_at("2027-01-20T05:00:00Z").await.len(), 6);
    assert_eq!(day.audited("report.mail", "done").await, 6);
    assert_eq!(day.count("monthly_reports WHERE month = '2026-12-01'").await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stopped_halfway_goes_on_where_it_stood() {
    let office = Office::open().await;
    let day = &office.day;
    for name in ["sara", "sofia"] {
        day.worker(name, Role::Supervisor, "AN01").await;
    }
    office.long_ago().await;
    // the second letter cannot be written: the first stands, of the second nothing does
    office
        .sql(
            "CREATE FUNCTION break_second() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
               IF (SELECT count(*) FROM monthly_reports) > 1 THEN RAISE EXCEPTION 'the disk is full'; END IF; RETURN NULL; END $$;
             CREATE TRIGGER break_second AFTER INSERT ON monthly_reports FOR EACH ROW EXECUTE FUNCTION break_second()",
        )
        .await;
    assert_eq!(office.work_at(AFTER).await.len(), 1);
    let all =
        "monthly_reports m JOIN outbox o ON o.id = m.outbox_id JOIN audit_rows a ON a.id = m.audit_row_id";
    assert_eq!(day.count(all).await, 1);
    assert_eq!(
        (day.count("outbox WHERE kind = 'monthly_report'").await, day.audited("report.mail", "done").await),
        (1, 1)
    );
    office.sql("DROP TRIGGER break_second ON monthly_reports").await;
    assert_eq!(office.work_at("2027-01-01T04:30:00Z").await.len(), 2);
    assert_eq!(day.count(all).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_of_two_counters_has_both_in_one_mail() {
    let office = Office::open().await;
    office.day.worker("anna", Role::Operator, "AN01").await;
    office.day.worker("sara", Role::Supervisor, "AN01").await;
    let second = "INSERT INTO duties (operator_id, administrator, counter_id, duty, since) SELECT d.operator_id, false, c.id, \
        'supervisor', d.since FROM duties d JOIN operators o ON o.id = d.operator_id, counters c \
        WHERE o.username = 'sara' AND c.code = 'PU02'";
    office.sql(second).await;
    office.long_ago().await;
    office.visits("AN01", &["2026-12-10T09:00Z", "2026-12-10T10:00Z"]).await;
    office.visits("PU02", &["2026-12-10T09:00Z"]).await;
    let mails = office.work_at(AFTER).await;
    assert_eq!(mails.len(), 1);
    let text = mails[0].text();
    let (first, second) = (text.find("AN01 ").unwrap(), text.find("PU02 ").unwrap());
    assert!(first < second, "{text}");
    let label = "Pratiche aperte nel mese";
    assert_eq!((count(&text[first..second], label), count(&text[second..], label)), (2, 1), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_supervised_then_and_still_does_is_told() {
    let office = Office::open().await;
    let day = &office.day;
    day.worker("anna", Role::Operator, "AN01").await;
    for name in ["sara", "suspended", "ended", "unready", "former", "recent", "nowhere"] {
        day.worker(name, Role::Supervisor, "AN01").await;
    }
    office.long_ago().await;
    let duty = "operator_id = (SELECT id FROM operators WHERE username =";
    office
        .sql(&format!(
            "UPDATE operators SET suspended_at = now(), suspension_reason = 'x' WHERE username = 'suspended';
             UPDATE operators SET ended_at = now() WHERE username = 'ended';
             UPDATE operators SET ready_at = NULL WHERE username = 'unready';
             UPDATE operators SET contact_address = '' WHERE username = 'nowhere';
             UPDATE duties SET until = '2026-12-31T12:00Z' WHERE {duty} 'former');
             UPDATE duties SET since = '2027-01-01T00:00+01:00' WHERE {duty} 'recent')"
        ))
        .await;
    let mails = office.work_at(AFTER).await;
    let to: Vec<_> = mails.iter().map(|mail| mail.recipients.as_str()).collect();
    assert_eq!(to, ["sara@comune.prova.example"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_does_not_know_where_the_pages_are_sends_none() {
    let office = Office::open().await;
    office.day.worker("sara", Role::Supervisor, "AN01").await;
    office.long_ago().await;
    let config = WorkConfig { public_url: None, ..office.config() };
    let worker = config.open().await.unwrap();
    let now = AFTER.parse().unwrap();
    work::run_jobs(&worker, now).await.unwrap();
    work::drain(&worker, now).await.unwrap();
    assert!(office.sink.taken().is_empty());
    assert_eq!(office.work_at("2027-01-01T05:00:00Z").await.len(), 1, "one that knows sends it later");
}
