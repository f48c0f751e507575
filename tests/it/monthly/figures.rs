// SPDX-License-Identifier: AGPL-3.0-or-later
//! The figures of a month: those of the pages, by the days of Italy.

use super::*;
use sportello::operators::Role;
use sportello::policy::SupervisionRules;
use sportello::samples::{self, Which};
use sportello::{closing, db, patterns};

#[tokio::test(flavor = "multi_thread")]
async fn the_mail_says_what_the_pages_say_and_names_nobody() {
    let office = Office::open().await;
    let day = &office.day;
    day.worker("anna", Role::Operator, "AN01").await;
    let sara = day.worker("sara", Role::Supervisor, "AN01").await;
    office.long_ago().await;
    // five with one address, which is a pattern; others of the months beside it and of another counter
    let ours = [
        "2026-12-06T01:00Z",
        "2026-12-06T01:01Z",
        "2026-12-06T01:02Z",
        "2026-12-06T01:03Z",
        "2026-12-30T09:00Z",
    ];
    office.visits("AN01", &ours).await;
    office.visits("AN01", &["2026-11-30T09:00Z", "2027-01-01T09:00Z"]).await;
    office.visits("PU02", &["2026-12-10T09:00Z"]).await;
    let mails = office.work_at("2027-01-01T03:00:00Z").await;
    assert_eq!(mails.len(), 1);
    let (mail, text) = (&mails[0], mails[0].text());
    assert_eq!(mail.recipients, "sara@comune.prova.example");
    assert!(text.contains("12/2026"), "{text}");
    assert!(
        text.contains("https://sportello.example/reports/releases?from=2026-12-01&to=2026-12-31"),
        "{text}"
    );

    let period = period("2026-12-01", "2026-12-31");
    let filter = Filter::of(period);
    for (label, report) in [
        ("Rilasci dei codici", Report::Releases),
        ("Rifiuti", Report::Refusals),
        ("Fogli annullati", Report::VoidedSheets),
        ("Titolari senza e-mail", Report::NoEmail),
    ] {
        let total = office.total(&sara, report, &filter).await;
        assert_eq!((count(&text, label), total), (5, 5), "{label}");
    }
    let given_up = filter.clone().with_outcome("given_up").unwrap();
    assert_eq!(count(&text, "E-mail con problemi"), office.total(&sara, Report::Mails, &given_up).await);
    assert_eq!((count(&text, "E-mail con problemi"), count(&text, "Pratiche aperte nel mese")), (5, 5));

    let policy = day.book.on("2027-01-01".parse().unwrap()).unwrap();
    let rules: &SupervisionRules = policy.supervision();
    let found = patterns::overview(&office.desk(), &sara.supervisor(), rules, period).await.unwrap();
    let to_look: i64 = found.iter().map(|count| count.to_look).sum();
    assert_eq!(to_look, 1, "one address for five holders: {found:?}");
    assert_eq!(count(&text, "Situazioni ancora da guardare"), to_look);
    assert_eq!(count(&text, "Situazioni segnalate"), to_look);

    let desk = samples::Desk {
        pool: &day.pool,
        audit_key: &day.audit_key,
        now: "2027-01-01T03:00:00Z".parse().unwrap(),
    };
    let overview = samples::overview(&desk, &sara.supervisor(), Which::default()).await.unwrap();
    assert!(!overview.open.is_empty(), "the draw comes first");
    assert_eq!(
        count(&text, "Controlli a campione ancora da fare"),
        i64::try_from(overview.open.len()).unwrap()
    );

    let mut conn = db::connection(&day.pool).await.unwrap();
    let counter = sara.supervisor().counter_id();
    let standing = closing::standing(&mut conn, counter, desk.now).await.unwrap();
    // the page lists today last
    let days = i64::try_from(standing.days.len()).unwrap() - 1;
    assert!(days >= 1, "{:?}", standing.days);
    assert_eq!(count(&text, "Giornate non chiuse"), days);

    for secret in PLANTED.into_iter().chain(["anna", "Rossi", "ANNA", "SARA"]) {
        let body = &mail.mail[mail.mail.find("\r\n\r\n").or(mail.mail.find("\n\n")).unwrap()..];
        assert!(!text.contains(secret) && !body.contains(secret), "{secret}: {}", mail.mail);
    }
    assert_eq!(day.audited("report.mail", "done").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_ends_at_midnight_in_italy_also_at_new_year_and_where_clocks_change() {
    let office = Office::open().await;
    office.day.worker("anna", Role::Operator, "AN01").await;
    office.day.worker("sara", Role::Supervisor, "AN01").await;
    office.long_ago().await;
    // (last moment before, first moment, last moment, first moment after): winter, and summer begins or ends within
    let months = [
        (
            "12/2026",
            "2026-11-30T22:59:59Z 2026-11-30T23:00:00Z 2026-12-31T22:59:59Z 2026-12-31T23:00:00Z",
            "2027-01-01T03:00:00Z",
        ),
        (
            "03/2027",
            "2027-02-28T22:59:59Z 2027-02-28T23:00:00Z 2027-03-31T21:59:59Z 2027-03-31T22:00:00Z",
            "2027-04-01T03:00:00Z",
        ),
        (
            "10/2027",
            "2027-09-30T21:59:59Z 2027-09-30T22:00:00Z 2027-10-31T22:59:59Z 2027-10-31T23:00:00Z",
            "2027-11-01T03:00:00Z",
        ),
    ];
    for (name, moments, now) in months {
        let before = office.sink.taken().len();
        let moments: Vec<&str> = moments.split(' ').collect();
        office.visits("AN01", &moments).await;
        let mails = office.work_at(now).await;
        assert_eq!(mails.len(), before + 1, "{name}");
        let text = mails.last().unwrap().text();
        assert!(text.contains(name), "{text}");
        assert_eq!(count(&text, "Pratiche aperte nel mese"), 2, "{name}");
        assert_eq!(count(&text, "Rilasci dei codici"), 2, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_without_anything_is_told_too() {
    let office = Office::open().await;
    office.day.worker("sara", Role::Supervisor, "AN01").await;
    office.long_ago().await;
    let mails = office.work_at("2027-01-01T03:00:00Z").await;
    assert_eq!(mails.len(), 1);
    let text = mails[0].text();
    let counts: Vec<&str> = text.lines().filter(|line| line.starts_with("    ")).collect();
    assert_eq!(counts.len(), 10, "{text}");
    assert!(counts.iter().all(|line| line.ends_with(": 0")), "{text}");
}
