// SPDX-License-Identifier: AGPL-3.0-or-later
//! Counters of a demonstration and the people who work there.

use super::accounts::{self, Account};
use super::database;
use super::error::DemoError;
use super::place::Place;
use crate::audit::AuditKey;
use crate::counters;
use crate::keys;
use crate::operators::{self, Hasher, NewAccount, Role, Rules};
use crate::seal::SecretBox;
use chrono::{DateTime, Utc};

const STEP: &str = "making counters and accounts";

/// Counters of the five AST of Marche: true municipalities, invented street numbers, telephone numbers that cannot be.
const COUNTERS: &[u8] = include_bytes!("counters.csv");

/// Username, name, surname, codice fiscale.
type Name = [&'static str; 4];

/// Invented people, their roles and the counters where.
const STAFF: [(Name, Role, &[&str]); 4] = [
    (["laura.bianchi", "Laura", "Bianchi", "BNCLRA85E52A271O"], Role::Operator, &["AN01"]),
    (["marco.conti", "Marco", "Conti", "CNTMRC74S03G479H"], Role::Supervisor, &["AN01", "AN02"]),
    (["paola.gatti", "Paola", "Gatti", "GTTPLA79B58E783X"], Role::Administrator, &[]),
    // what one administrator asks for a second one confirms
    (["sergio.neri", "Sergio", "Neri", "NRESRG77C11E388Q"], Role::Administrator, &[]),
];

/// Opens the counters, adds the accounts and writes them to `accounts.json`.
pub(super) async fn make(place: &Place, now: DateTime<Utc>) -> Result<(), DemoError> {
    let keeper = place.keys("keeper");
    let audit_key = AuditKey::load(&keeper).map_err(DemoError::step(STEP))?;
    let secrets = SecretBox::load(&keeper, keys::WEB).map_err(DemoError::step(STEP))?;
    let hasher = Hasher::new(&Rules::default()).map_err(DemoError::step(STEP))?;
    let mut owner = database::owner(place).await?;
    counters::import::take_as_keeper(&mut owner, &audit_key, COUNTERS, now)
        .await
        .map_err(DemoError::step(STEP))?;
    let mut made = Vec::new();
    for ([username, name, surname, code], role, counters) in STAFF {
        let account = NewAccount {
            username: username.to_owned(),
            name: name.to_owned(),
            surname: surname.to_owned(),
            codice_fiscale: code.to_owned(),
            base_code: code.to_owned(),
            contact_address: format!("{username}@sportelli.example"),
            role,
            counters: counters.iter().map(|code| (*code).to_owned()).collect(),
        };
        let added = operators::add(&mut owner, &hasher, &secrets, &audit_key, &account, now)
            .await
            .map_err(DemoError::step(STEP))?;
        made.push(Account {
            role: role.word().to_owned(),
            username: username.to_owned(),
            password: added.password.reveal().to_owned(),
            totp_secret: added.totp_secret.reveal().to_string(),
        });
    }
    accounts::write(place, &made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::holders::codice_fiscale::CodiceFiscale;

    #[test]
    fn the_staffs_codes_are_codes_without_omocodia() {
        for ([_, _, _, code], _, _) in STAFF {
            let parsed: CodiceFiscale = code.parse().unwrap();
            assert_eq!(parsed.base_code().as_str(), code);
        }
    }
}
