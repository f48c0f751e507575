// SPDX-License-Identifier: AGPL-3.0-or-later
//! The one table of what may become of a card, for which reasons and on whose word. The database restates it in
//! `card_acts_allowed`; the authority has the last word.

use super::act::{CardAct, Reason, Way};
use crate::authority::contract::CertificateState::{self, Active, Expired, OnHold, Revoked, Suspended};

/// A row of the table.
#[derive(Debug)]
pub struct Transition {
    /// What is done.
    pub act: CardAct,
    /// From which states.
    pub from: &'static [CertificateState],
    /// Into which state.
    pub to: CertificateState,
    /// For which reasons.
    pub reasons: &'static [Reason],
    /// On whose word.
    pub ways: &'static [Way],
}

/// The table.
pub const TABLE: &[Transition] = &[
    Transition {
        act: CardAct::Suspend,
        from: &[Active],
        to: Suspended,
        reasons: &[Reason::Loss, Reason::Theft, Reason::CompromisedCodes, Reason::HolderRequest],
        ways: &[Way::InPerson, Way::Telephone],
    },
    Transition {
        act: CardAct::Reactivate,
        from: &[Suspended],
        to: Active,
        reasons: &[Reason::Found, Reason::NothingCompromised],
        ways: &[Way::InPerson],
    },
    Transition {
        act: CardAct::Revoke,
        from: &[OnHold, Active, Suspended],
        to: Revoked,
        reasons: &[
            Reason::Loss,
            Reason::Theft,
            Reason::CompromisedCodes,
            Reason::Malfunction,
            Reason::WrongData,
            Reason::PukBlocked,
            Reason::HolderRequest,
        ],
        ways: &[Way::InPerson],
    },
    Transition {
        act: CardAct::Replace,
        from: &[OnHold, Active, Suspended],
        to: Revoked,
        reasons: &[Reason::Superseded],
        ways: &[Way::NewerCard],
    },
    Transition {
        act: CardAct::Expire,
        from: &[OnHold, Active, Suspended],
        to: Expired,
        reasons: &[Reason::Expired],
        ways: &[Way::Time],
    },
];

/// The row of an act.
///
/// # Panics
/// Never: each act has a row, as a test shows.
#[must_use]
pub fn of(act: CardAct) -> &'static Transition {
    TABLE.iter().find(|row| row.act == act).expect("each act has its row")
}

/// What a person can have done to a card in this state, on this word.
pub fn offered(state: CertificateState, way: Way) -> impl Iterator<Item = &'static Transition> {
    TABLE.iter().filter(move |row| row.from.contains(&state) && row.ways.contains(&way))
}

impl Transition {
    /// Whether it is allowed from a state, for a reason, on a word.
    #[must_use]
    pub fn allows(&self, state: CertificateState, reason: Reason, way: Way) -> bool {
        self.from.contains(&state) && self.reasons.contains(&reason) && self.ways.contains(&way)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATES: [CertificateState; 5] = [OnHold, Active, Suspended, Revoked, Expired];

    #[test]
    fn each_act_has_one_row() {
        for act in CardAct::ALL {
            assert_eq!(TABLE.iter().filter(|row| row.act == *act).count(), 1, "{act:?}");
            assert_eq!(of(*act).act, *act);
        }
    }

    #[test]
    fn nothing_comes_back_from_the_end() {
        for row in TABLE {
            assert!(!row.from.contains(&Revoked) && !row.from.contains(&Expired), "{row:?}");
        }
    }

    #[test]
    fn a_blocked_puk_leads_to_revocation_and_to_nothing_else() {
        for row in TABLE.iter().filter(|row| row.reasons.contains(&Reason::PukBlocked)) {
            assert_eq!((row.act, row.ways), (CardAct::Revoke, &[Way::InPerson][..]));
        }
    }

    #[test]
    fn by_telephone_a_card_is_suspended_and_nothing_else() {
        for state in STATES {
            let acts: Vec<_> = offered(state, Way::Telephone).map(|row| row.act).collect();
            let wanted: &[CardAct] = if state == Active { &[CardAct::Suspend] } else { &[] };
            assert_eq!(acts, wanted, "{state:?}");
        }
    }

    #[test]
    fn the_database_restates_the_table() {
        let sql =
            include_str!("../../migrations/2026-11-22-000090_card_life/up.sql").replace(['\n', ' '], "");
        for row in TABLE {
            let list = |words: Vec<&str>| {
                let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
                if words.len() == 1 { format!("={}", words[0]) } else { format!("IN({})", words.join(",")) }
            };
            let clause = sql.split(&format!("WHEN'{}'THEN", row.act.key())).nth(1).unwrap();
            let clause = clause.split("WHEN").next().unwrap();
            for word in row.reasons.iter().map(|reason| reason.key()) {
                assert!(clause.contains(&format!("'{word}'")), "{clause} lacks {word}");
            }
            let reasons = clause.split("reason").nth(1).unwrap().split("ELSE").next().unwrap();
            assert_eq!(reasons.matches('\'').count(), 2 * row.reasons.len(), "{reasons}");
            let ways = list(row.ways.iter().map(|way| way.key()).collect());
            assert!(clause.starts_with(&format!("way{ways}")), "{clause} does not say {ways}");
        }
    }
}
