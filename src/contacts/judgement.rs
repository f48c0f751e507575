// SPDX-License-Identifier: AGPL-3.0-or-later
//! Whether an address is fit to receive half of the codes.

use super::email::EmailAddress;
use super::post::PostalAddress;
use super::recipient::Recipient;
use crate::policy::{ContactRules, PecRule};

/// Why an address is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailRefusal {
    /// It belongs to the staff, who would hold both halves.
    #[error("the address belongs to the staff")]
    Staff,
    /// It is certified mail, which the policy refuses.
    #[error("the address is certified mail")]
    Pec,
    /// It is a letter box, and the policy has no sealed letters.
    #[error("the policy allows no letter")]
    Letter,
    /// It is an address of who acts for the holder, and the signed delegation does not say so in words.
    #[error("the address is the delegate's")]
    OfDelegate,
}

/// What an operator ticks away with a reason, and again at the release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EmailWarning {
    /// Certified mail: many mailboxes refuse ordinary mail, or are read by others.
    Pec,
    /// The counter's own mail domain.
    CounterDomain,
    /// Another holder's codes went there.
    UsedForAnotherHolder,
    /// The holder's earlier address was another.
    UnlikeEarlier,
}

impl EmailWarning {
    /// Every warning there is, in the order of the form.
    pub const ALL: [Self; 4] =
        [Self::Pec, Self::CounterDomain, Self::UsedForAnotherHolder, Self::UnlikeEarlier];

    /// Stable name, for rows and texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pec => "pec",
            Self::CounterDomain => "counter_domain",
            Self::UsedForAnotherHolder => "used_for_another_holder",
            Self::UnlikeEarlier => "unlike_earlier",
        }
    }

    /// The warning of a [`key`](Self::key).
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|warning| warning.key() == key)
    }
}

/// What is known elsewhere about the address.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// Mail domain of the counter, if it has one.
    pub counter_domain: Option<&'a str>,
    /// Whether another holder's case or release named it.
    pub used_for_another_holder: bool,
    /// Where the latest release went.
    pub earlier: Option<&'a Recipient>,
}

/// Judges where a second half is to go: refused, or taken with these warnings.
///
/// # Errors
/// The rule that refuses it.
pub fn judge_recipient(
    to: &Recipient,
    rules: &ContactRules,
    known: Known<'_>,
) -> Result<Vec<EmailWarning>, EmailRefusal> {
    match to {
        Recipient::Email(email) => judge(email, rules, known),
        Recipient::Post(post) => judge_post(post, rules, known),
    }
}

fn judge_post(
    post: &PostalAddress,
    rules: &ContactRules,
    known: Known<'_>,
) -> Result<Vec<EmailWarning>, EmailRefusal> {
    if !rules.sealed_letter {
        return Err(EmailRefusal::Letter);
    }
    let unlike_earlier = known.earlier.is_some_and(|earlier| earlier.key() != post.key());
    let found = [
        (EmailWarning::UsedForAnotherHolder, known.used_for_another_holder),
        (EmailWarning::UnlikeEarlier, unlike_earlier),
    ];
    Ok(found.into_iter().filter_map(|(warning, there)| there.then_some(warning)).collect())
}

/// Judges an address: refused, or taken with these warnings.
///
/// # Errors
/// The rule that refuses it.
pub fn judge(
    address: &EmailAddress,
    rules: &ContactRules,
    known: Known<'_>,
) -> Result<Vec<EmailWarning>, EmailRefusal> {
    if rules.is_staff_domain(address.domain()) {
        return Err(EmailRefusal::Staff);
    }
    let pec = address.is_pec(rules);
    if pec && rules.pec == PecRule::Refuse {
        return Err(EmailRefusal::Pec);
    }
    let at_counter = known
        .counter_domain
        .is_some_and(|domain| crate::policy::domain_within(address.domain(), &[domain.to_ascii_lowercase()]));
    let unlike_earlier = known.earlier.is_some_and(|earlier| earlier.key() != address.key());
    let found = [
        (EmailWarning::Pec, pec && rules.pec == PecRule::Warn),
        (EmailWarning::CounterDomain, at_counter),
        (EmailWarning::UsedForAnotherHolder, known.used_for_another_holder),
        (EmailWarning::UnlikeEarlier, unlike_earlier),
    ];
    Ok(found.into_iter().filter_map(|(warning, there)| there.then_some(warning)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyBook;

    fn rules(pec: PecRule) -> ContactRules {
        let mut rules = PolicyBook::embedded().versions()[0].contact().clone();
        rules.pec = pec;
        rules
    }

    fn judged(text: &str, pec: PecRule, known: Known<'_>) -> Result<Vec<EmailWarning>, EmailRefusal> {
        judge(&text.parse().unwrap(), &rules(pec), known)
    }

    #[test]
    fn an_address_of_the_staff_is_refused() {
        for text in ["m@regione.marche.it", "m@SANITA.marche.it", "m@ufficio.regione.marche.it"] {
            assert_eq!(judged(text, PecRule::Warn, Known::default()), Err(EmailRefusal::Staff), "{text}");
        }
        assert_eq!(judged("m@xregione.marche.it", PecRule::Warn, Known::default()), Ok(vec![]));
    }

    #[test]
    fn certified_mail_gets_what_the_policy_says() {
        let pec = |rule| judged("m@pec.it", rule, Known::default());
        assert_eq!(pec(PecRule::Accept), Ok(vec![]));
        assert_eq!(pec(PecRule::Warn), Ok(vec![EmailWarning::Pec]));
        assert_eq!(pec(PecRule::Refuse), Err(EmailRefusal::Pec));
    }

    #[test]
    fn what_is_known_elsewhere_makes_warnings() {
        let earlier: Recipient = "Mario@gmail.com".parse().unwrap();
        let known = Known {
            counter_domain: Some("Comune.Ancona.it"),
            used_for_another_holder: true,
            earlier: Some(&earlier),
        };
        let found = judged("m@mail.comune.ancona.it", PecRule::Warn, known).unwrap();
        assert_eq!(found, EmailWarning::ALL[1..]);
        let same = Known { earlier: Some(&earlier), ..Known::default() };
        assert_eq!(judged("mario@gmail.com", PecRule::Warn, same), Ok(vec![]));
    }

    #[test]
    fn a_letter_is_for_the_policy_to_allow_and_another_place_is_a_warning() {
        let to: Recipient = "post:Ada Bianchi|Via Roma 1|60121|Ancona|AN".parse().unwrap();
        let same: Recipient = "post:ADA BIANCHI|VIA ROMA 1|60121|ANCONA|AN".parse().unwrap();
        let mail: Recipient = "ada@gmail.com".parse().unwrap();
        let mut rules = rules(PecRule::Warn);
        assert_eq!(judge_recipient(&to, &rules, Known::default()), Err(EmailRefusal::Letter));
        rules.sealed_letter = true;
        let judged = |earlier| judge_recipient(&to, &rules, Known { earlier, ..Known::default() });
        assert_eq!(judged(None), Ok(vec![]));
        assert_eq!(judged(Some(&same)), Ok(vec![]));
        assert_eq!(judged(Some(&mail)), Ok(vec![EmailWarning::UnlikeEarlier]));
        let known = Known { used_for_another_holder: true, ..Known::default() };
        assert_eq!(judge_recipient(&to, &rules, known), Ok(vec![EmailWarning::UsedForAnotherHolder]));
    }

    #[test]
    fn every_warning_is_found_again_by_its_name() {
        for warning in EmailWarning::ALL {
            assert_eq!(EmailWarning::from_key(warning.key()), Some(warning));
        }
    }
}
