// SPDX-License-Identifier: AGPL-3.0-or-later
//! Patterns as a supervisor meets them.

use crate::support::desk::desk;
use diesel_async::SimpleAsyncConnection;
use sportello::operators::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_supervisor_finds_a_same_surname_notes_it_and_it_steps_back() {
    let desk = desk().await;
    let house = &desk.house;
    desk.released().await;
    let holder = desk.card("ready").holder.surname.as_str().replace('\'', "''");
    let mut owner = house.database.owner().await;
    owner
        .batch_execute(&format!("UPDATE operators SET surname = upper('{holder}') WHERE username = 'anna'"))
        .await
        .unwrap();
    let mut sara = desk.supervised().await;
    sara.open("/").await.says("Situazioni da guardare");
    let today = sportello::policy::rome_date(house.now());
    let days = format!("from={}&to={today}", today.pred_opt().unwrap());
    sara.open(&format!("/patterns?{days}")).await.says("Stesso cognome dell’operatore");
    assert_eq!(sara.count("#patterns tbody tr"), 8);
    let path = format!("/patterns/same-surnames?{days}");
    sara.open(&path).await.says("Cognome uguale").says("AN01-");
    assert!(!sara.text().contains("ready@example.org"), "no address on the page");
    sara.press("Segna come vista 1", &[]).await;
    assert_eq!((sara.status(), sara.count("#note-error")), (422, 1), "{}", sara.text());
    sara.press("Segna come vista 1", &[("note", "sono omonimi, l'ho chiesto")]).await;
    sara.says("Segnata come vista.").says("sono omonimi, l'ho chiesto");
    assert_eq!(sara.count("form input[name=note]"), 0);
    for odd in ["/patterns/nothing", "/patterns/far-above?page=0", "/patterns/far-above?from=x"] {
        let status = sara.open(odd).await.status();
        assert!((400..=404).contains(&status), "{odd}: {status}");
    }
    sara.open("/patterns?from=2026-03-02&to=2026-03-01").await;
    assert_eq!((sara.status(), sara.count("#to-error")), (422, 1));
    let nowhere = uuid::Uuid::nil();
    assert_eq!(sara.open(&format!("/patterns?counter={nowhere}")).await.status(), 403);
    let other = house.hire("piera", Role::Supervisor, &["PU02"]).await;
    let mut piera = house.signed_in(&other).await;
    piera.open(&path).await.says("non c’è niente da guardare");
}
