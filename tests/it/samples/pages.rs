// SPDX-License-Identifier: AGPL-3.0-or-later
//! Samples as a supervisor meets them.

use super::{midnight, month_of};
use crate::support::desk::desk;
use chrono::{Months, TimeDelta};
use diesel_async::SimpleAsyncConnection;
use sportello::operators::Role;
use sportello::policy::{PolicyBook, rome_date};
use sportello::samples;

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_finds_what_was_drawn_records_the_result_and_reads_what_comes_next() {
    let desk = desk().await;
    let house = &desk.house;
    desk.released().await;
    let mut owner = house.database.owner().await;
    let handed = "SET session_replication_role = replica; UPDATE releases SET sealed_at = requested_at, handed_over_at = now(); \
        UPDATE operators SET surname = 'D''Alò' WHERE username = 'anna'; SET session_replication_role = origin";
    owner.batch_execute(handed).await.unwrap();
    let after = midnight(month_of(rome_date(house.now())) + Months::new(1)) + TimeDelta::hours(2);
    let worker = house.database.pool_of("sportello_worker");
    samples::draw_due(&worker, &house.database.worker_key, PolicyBook::embedded(), after).await.unwrap();

    let mut sara = desk.supervised().await;
    sara.open("/").await.says("Controlli a campione");
    sara.open("/samples").await.says("D'Alò").says("AN01-");
    assert_eq!((sara.count("#open tbody tr"), sara.count("#done")), (1, 0), "{}", sara.text());
    let path = sara.attribute("#open a", "href");
    let holder = &desk.card("ready").holder.surname;
    sara.open(&path).await.says(holder.as_str());
    sara.press("Registra l’esito", &[]).await;
    assert_eq!((sara.status(), sara.count("#outcome-error")), (422, 1), "{}", sara.text());
    sara.press("Registra l’esito", &[("outcome", "not_recognised")]).await;
    assert_eq!((sara.status(), sara.count("#note-error")), (422, 1), "{}", sara.text());
    sara.press("Registra l’esito", &[("outcome", "not_recognised"), ("note", "cita 071 2345678")]).await;
    assert_eq!((sara.status(), sara.count("#note-error")), (422, 1), "{}", sara.text());
    sara.press("Registra l’esito", &[("outcome", "not_recognised"), ("note", "non c'era")]).await;
    assert_eq!(sara.status(), 200, "{}", sara.text());
    sara.says("art. 75 e 76").says("non c'era").says("L’esito è registrato.");
    sara.open("/samples").await;
    assert_eq!((sara.count("#open"), sara.count("#done tbody tr")), (0, 1), "{}", sara.text());
    assert_eq!(house.audited("sample.record", "done").await, 1);

    let other = house.hire("piera", Role::Supervisor, &["PU02"]).await;
    let mut piera = house.signed_in(&other).await;
    assert_eq!(piera.open(&path).await.status(), 404);
    assert_eq!(piera.open("/samples?month=2026-10-02").await.status(), 400);
    let nowhere = uuid::Uuid::nil();
    assert_eq!(piera.open(&format!("/samples?counter={nowhere}")).await.status(), 403);
    assert_eq!(piera.open("/samples").await.status(), 200);
}
