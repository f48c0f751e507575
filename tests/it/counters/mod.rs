// SPDX-License-Identifier: AGPL-3.0-or-later
//! Counters as administrators keep them and everybody sees them.

mod importing;
mod invariants;
mod keeping;
mod public;
mod races;

use crate::support::{Browser, House, Person};
use sportello::counters::{self, Draft, Facts, Kept};
use sportello::operators::{Administrator, Role};
use std::sync::Arc;

/// An administrator at a browser.
async fn administrator(house: &House, name: &str) -> (Person, Browser) {
    let person = house.hire(name, Role::Administrator, &[]).await;
    let browser = house.signed_in(&person).await;
    (person, browser)
}

/// What a session of theirs permits.
async fn permission(house: &House, browser: &Browser) -> Administrator {
    let session = house.session(browser).await.expect("somebody is signed in");
    Administrator::of(&Arc::new(session)).expect("an administrator")
}

async fn kept(house: &House, code: &str) -> Kept {
    let mut owner = house.database.owner().await;
    counters::by_code(&mut owner, &code.parse().unwrap()).await.unwrap().expect("the counter is there")
}

/// The facts with something typed anew.
fn with(facts: &Facts, cells: &[(counters::Column, &str)]) -> Facts {
    let mut draft = Draft::of(facts);
    for (column, text) in cells {
        draft.set(*column, *text);
    }
    draft.judge().unwrap()
}
