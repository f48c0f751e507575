// SPDX-License-Identifier: AGPL-3.0-or-later

use crate::support::database;
use sportello::db;

#[tokio::test(flavor = "multi_thread")]
async fn every_migration_goes_down_and_up_again() {
    let database = database().await;
    let down = db::revert(&database.url()).await.unwrap();
    assert!(down >= 6, "{down} migrations were taken back");
    assert_eq!(db::migrate(&database.url()).await.unwrap(), down);
    assert_eq!(db::migrate(&database.url()).await.unwrap(), 0, "nothing is done twice");
}
