// SPDX-License-Identifier: AGPL-3.0-or-later
//! `/health/live`: the process answers. `/health/ready`: it can work: database there, every migration done.

use super::app::App;
use crate::db;
use actix_web::{HttpResponse, web};
use serde::Serialize;

/// What `/health/ready` answers as JSON, 200 or 503.
#[derive(Serialize)]
struct Ready {
    database: bool,
    migrations: bool,
    authority: bool,
    /// An older state of the database came back.
    read_only: bool,
}

pub(super) async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("live\n")
}

pub(super) async fn ready(app: web::Data<App>) -> HttpResponse {
    let migrations = match db::connection(&app.pool).await {
        Ok(mut conn) => db::is_migrated(&mut conn).await.ok(),
        Err(_) => None,
    };
    let ready = Ready {
        database: migrations.is_some(),
        migrations: migrations.unwrap_or(false),
        authority: app.authority.health().await.is_ok(),
        read_only: app.halted.is(),
    };
    // Without the authority the first five steps of a case still work, so a counter is not sent away for it.
    if ready.database && ready.migrations {
        HttpResponse::Ok().json(ready)
    } else {
        HttpResponse::ServiceUnavailable().json(ready)
    }
}
