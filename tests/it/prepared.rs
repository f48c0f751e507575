// SPDX-License-Identifier: AGPL-3.0-or-later
//! A connection keeps prepared what it does again and again, and what is sent one behind the other is done in that order.

use crate::support::database;
use chrono::Utc;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel_async::RunQueryDsl;
use futures_util::future::try_join;
use sportello::db::{self, Keep};
use sportello::ids::CounterId;
use sportello::outbox;
use sportello::schema::sessions;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

async fn prepared(conn: &mut db::Connection) -> i64 {
    let sql = "SELECT count(*) AS n FROM pg_prepared_statements \
               WHERE statement ~ '^UPDATE|outbox' AND statement NOT LIKE '%pg_prepared_statements%'";
    diesel::sql_query(sql).get_result::<Count>(conn).await.unwrap().n
}

#[tokio::test(flavor = "multi_thread")]
async fn updates_and_lists_are_prepared_once_for_a_connection() {
    let database = database().await;
    let mut conn = db::connection(&db::pool(&database.url(), 1).unwrap()).await.unwrap();
    assert_eq!(prepared(&mut conn).await, 0);
    for _ in 0..3 {
        let nobody = sessions::table.filter(sessions::wrong_codes.eq(-1));
        let touched =
            diesel::update(nobody).set(sessions::seen_at.eq(Utc::now())).kept().execute(&mut conn).await;
        assert_eq!(touched, Ok(0));
        assert!(outbox::troubles(&conn, CounterId::new(Utc::now())).await.unwrap().is_empty());
    }
    assert_eq!(prepared(&mut conn).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_one_behind_the_other_is_done_in_that_order() {
    let database = database().await;
    let mut conn = db::connection(&db::pool(&database.url(), 1).unwrap()).await.unwrap();
    diesel::sql_query("CREATE TEMPORARY SEQUENCE turn").execute(&mut conn).await.unwrap();
    for turn in 0..20 {
        // the first of the two is never prepared before, the second from the second turn on
        let fresh = diesel::sql_query(format!("SELECT nextval('turn') AS n /* {turn} */"));
        let known = diesel::sql_query("SELECT nextval('turn') AS n").kept();
        let (mut one, mut other) = (&*conn, &*conn);
        let first = fresh.get_result::<Count>(&mut one);
        let second = known.get_result::<Count>(&mut other);
        let (first, second) = try_join(first, second).await.unwrap();
        assert_eq!((first.n, second.n), (2 * turn + 1, 2 * turn + 2));
    }
}
