// SPDX-License-Identifier: AGPL-3.0-or-later
//! `sportello operator` and `sportello counter`: who works here, and where. Each is in the register.

use super::people::{AccountRole, Counter, CounterFacts, Enabling, Operator, Person};
use super::{Failure, say, start};
use crate::audit::AuditKey;
use crate::config::{Environment, Keeper, Process};
use crate::counters::{self, NewCounter};
use crate::db::{Breakage, Connection};
use crate::keys;
use crate::operators::{self, Hasher, NewAccount, Role, Rules};
use crate::seal::SecretBox;
use chrono::Utc;
use diesel_async::AsyncConnection;

/// What the keeper's commands work with.
pub(super) struct Tools {
    pub(super) conn: Connection,
    pub(super) audit_key: AuditKey,
    secrets: SecretBox,
    hasher: Hasher,
}

async fn tools() -> Result<Tools, Failure> {
    let config = Keeper::from_env(&Environment::of(Process::Migrate))?;
    let folder = config.keys.path();
    let argon2_memory = config.passwords.memory_kib;
    let rules = Rules { argon2_memory, argon2_passes: config.passwords.rounds, ..Rules::default() };
    let conn = Connection::establish(config.database.reveal()).await.map_err(Breakage::new);
    Ok(Tools {
        conn: conn.map_err(|error| Failure::failed(format!("the database does not answer: {error}.")))?,
        audit_key: AuditKey::load(folder).map_err(Failure::failed)?,
        secrets: SecretBox::load(folder, keys::WEB).map_err(Failure::failed)?,
        hasher: Hasher::new(&rules).map_err(Failure::failed)?,
    })
}

pub(super) fn operator(command: Operator) -> Result<(), Failure> {
    start::runtime()?.block_on(async {
        let mut tools = tools().await?;
        match command {
            Operator::Add(person) => add(&mut tools, person).await,
            Operator::ResetPassword { username } => {
                let Tools { conn, audit_key, hasher, .. } = &mut tools;
                let password =
                    operators::reset_password(conn, hasher, audit_key, &username, Utc::now()).await;
                let password = password.map_err(|error| Failure::failed(format!("{error}.")))?;
                say(&format!("password: {}", password.reveal()));
                Ok(())
            }
            Operator::ResetTotp { username } => {
                let Tools { conn, audit_key, secrets, .. } = &mut tools;
                let secret = operators::reset_totp(conn, secrets, audit_key, &username, Utc::now()).await;
                let secret = secret.map_err(|error| Failure::failed(format!("{error}.")))?;
                say(&format!("one-time codes: {}\n{}", *secret.reveal(), *secret.address(&username)));
                Ok(())
            }
        }
    })
}

async fn add(tools: &mut Tools, person: Person) -> Result<(), Failure> {
    let account = NewAccount {
        codice_fiscale: person.codice_fiscale.as_str().to_owned(),
        base_code: person.codice_fiscale.base_code().as_str().to_owned(),
        contact_address: person.contact_address.to_string(),
        role: person.role.into(),
        username: person.username,
        name: person.name,
        surname: person.surname,
        counters: person.counters.iter().map(ToString::to_string).collect(),
    };
    let Tools { conn, audit_key, secrets, hasher } = tools;
    let made = operators::add(conn, hasher, secrets, audit_key, &account, Utc::now()).await;
    let made = made.map_err(|error| Failure::failed(format!("{error}.")))?;
    say("Hand these over in person; they are not shown again.");
    say(&format!("username: {}\npassword: {}", account.username, made.password.reveal()));
    say(&format!("one-time codes: {}", *made.totp_secret.reveal()));
    say(&made.totp_secret.address(&account.username));
    Ok(())
}

pub(super) fn counter(command: Counter) -> Result<(), Failure> {
    match command {
        Counter::Add(facts) => add_counter(facts),
        Counter::Enable(Enabling { code, capability }) => with_tools(async |tools| {
            counters::enable(&mut tools.conn, &tools.audit_key, &code, &capability, Utc::now())
                .await
                .map_err(|error| Failure::failed(format!("{error}.")))?;
            say(&format!("The counter {code} has the capability {capability} from now on."));
            Ok(())
        }),
        Counter::Disable(Enabling { code, capability }) => with_tools(async |tools| {
            counters::disable(&mut tools.conn, &tools.audit_key, &code, &capability, Utc::now())
                .await
                .map_err(|error| Failure::failed(format!("{error}.")))?;
            say(&format!("The counter {code} does not have the capability {capability} any more."));
            Ok(())
        }),
        Counter::Import { file, preview } => super::counter_import::run(&file, preview),
    }
}

fn add_counter(facts: CounterFacts) -> Result<(), Failure> {
    let CounterFacts { code, name, body, municipality, address, telephone, mail_domain } = facts;
    let mail_domain = mail_domain.map(|domain| domain.to_lowercase());
    let counter = NewCounter { code, name, body, municipality, address, telephone, mail_domain };
    with_tools(async |tools| {
        counters::add(&mut tools.conn, &tools.audit_key, &counter, Utc::now())
            .await
            .map_err(|error| Failure::failed(format!("{error}.")))?;
        say(&format!("The counter {} is open.", counter.code));
        Ok(())
    })
}

pub(super) fn with_tools(act: impl AsyncFnOnce(&mut Tools) -> Result<(), Failure>) -> Result<(), Failure> {
    start::runtime()?.block_on(async { act(&mut tools().await?).await })
}

impl From<AccountRole> for Role {
    fn from(role: AccountRole) -> Self {
        match role {
            AccountRole::Operator => Self::Operator,
            AccountRole::Supervisor => Self::Supervisor,
            AccountRole::Administrator => Self::Administrator,
        }
    }
}
