// SPDX-License-Identifier: AGPL-3.0-or-later
//! Staff on administrators' pages: the list, one person, inviting, duties, acts, and what waits for a second administrator.

mod act;
mod changes;
mod duty;
mod invite;
mod list;
mod person;
mod refused;
mod views;

use super::page::Page;
use super::routes::Routes;
use crate::db::Breakage;
use crate::operators::staff::Office;

/// Where the list is; a person's page is below it.
const LIST: &str = "/administration/staff";

pub(super) fn routes(routes: &mut Routes) {
    list::routes(routes);
    invite::routes(routes);
    person::routes(routes);
    duty::routes(routes);
    act::routes(routes);
    changes::routes(routes);
}

impl Page {
    /// What changes of accounts work with.
    pub(super) fn staff_office(&self) -> Result<Office<'_>, Breakage> {
        Ok(Office {
            tools: self.app.tools(),
            mail_key: &self.app.mail_key,
            retry_for: self.policy_today()?.mail().retry_for,
            public_url: &self.app.settings.public_url,
        })
    }
}
