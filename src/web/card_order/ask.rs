// SPDX-License-Identifier: AGPL-3.0-or-later
//! An order on its way to the authority, and the page for one that is not taken.

use crate::ids::Reference;
use crate::lifecycle::{self, Ask, NotAsked};
use crate::web::app::App;
use crate::web::error::PageError;
use actix_web::web::Data;
use std::time::Duration;

/// How long the page of the act itself waits for the authority before it shows how things stand.
const PATIENCE: Duration = Duration::from_secs(3);

/// The page for an order that is refused for what it is about, not for what was typed.
pub(in crate::web) fn refused(error: NotAsked, back: &str) -> PageError {
    match error {
        NotAsked::OwnCard => PageError::refused("refused-own-data", "/"),
        NotAsked::NotAllowed(_) => PageError::refused("card-life-not-allowed", back),
        NotAsked::NoCertificate => PageError::refused("card-life-no-certificate", back),
        NotAsked::StillAsked => PageError::refused("card-life-still-asked", back),
        NotAsked::NoProof => PageError::refused("card-life-proof-needed", back),
        NotAsked::CallerUnknown => PageError::refused("card-life-caller-unknown", back),
        NotAsked::Unfit(_) | NotAsked::Code(_) => PageError::Unreadable,
        NotAsked::Broken(breakage) => breakage.into(),
    }
}

/// Carries an order on in a task of its own, so that a browser that hangs up does not end it halfway; waits a little for it,
/// and no longer: the next page looks again by itself.
pub(in crate::web) async fn carried(app: &Data<App>, ask: Ask) -> Reference {
    let (app, reference) = (Data::clone(app), ask.reference);
    let carried = tokio::spawn(async move {
        if let Err(error) = lifecycle::carry_on(&app.desk(), &ask).await {
            tracing::warn!(%error, "an answer of the authority could not be recorded yet");
        }
    });
    let _in_time = tokio::time::timeout(PATIENCE, carried).await;
    reference
}
