// SPDX-License-Identifier: AGPL-3.0-or-later
//! Is this document in force, and do its dates make sense?

use chrono::{Datelike, NaiveDate};

use super::{DocumentError, DocumentHint, DocumentKind, IdentityDocument, Shown, text};

impl IdentityDocument {
    /// Judges a document on a day. It is in force on the day of its expiry and no longer; a kind whose time is over is
    /// refused whatever it bears. All faults are named at once, in the order of the form.
    ///
    /// # Errors
    /// Each fault; never an empty list.
    pub fn judge(
        kind: &DocumentKind,
        shown: &Shown<'_>,
        today: NaiveDate,
    ) -> Result<(Self, Vec<DocumentHint>), Vec<DocumentError>> {
        let mut errors = Vec::new();
        let number = text::number(shown.number).map_err(|error| errors.push(error));
        let issuer = text::issuer(shown.issuer).map_err(|error| errors.push(error));
        let issued = issued(kind, shown, today).map_err(|error| errors.push(error));
        if kind.expires && shown.expires.is_none() {
            errors.push(DocumentError::ExpiryMissing);
        }
        if let (Some(issued), Some(expires)) = (shown.issued, shown.expires)
            && expires <= issued
        {
            errors.push(DocumentError::ExpiresBeforeIssue);
        }
        // Who showed it need not hear both that it expired and that its dates are in disorder.
        if !errors.contains(&DocumentError::ExpiresBeforeIssue)
            && let Err(error) = in_force(kind, shown.expires, today)
        {
            errors.push(error);
        }
        match (number, issuer, issued) {
            (Ok(number), Ok(issuer), Ok(issued)) if errors.is_empty() => {
                let kind_code = kind.code.clone();
                let document = Self { kind: kind_code, number, issuer, issued, expires: shown.expires };
                let hints = document.hints(kind, shown.birth_date);
                Ok((document, hints))
            }
            _ => Err(errors),
        }
    }

    /// Whether it is still in force on a later day, for a case that is resumed.
    ///
    /// # Errors
    /// [`KindNoLongerValid`](DocumentError::KindNoLongerValid) or [`Expired`](DocumentError::Expired).
    pub fn in_force_on(&self, kind: &DocumentKind, day: NaiveDate) -> Result<(), DocumentError> {
        in_force(kind, self.expires, day)
    }

    fn hints(&self, kind: &DocumentKind, birth_date: Option<NaiveDate>) -> Vec<DocumentHint> {
        let unusual_number = !kind.number_patterns.is_empty()
            && !kind.number_patterns.iter().any(|pattern| pattern.fits(&self.number));
        let by_birthday = kind.birthday_rule_from.is_some_and(|from| from <= self.issued);
        let not_on_birthday = by_birthday
            && birth_date.zip(self.expires).is_some_and(|(birth, expires)| !is_birthday(birth, expires));
        // The birthday after the term may lie almost a year later.
        let years = kind.longest_years.map(|years| years + u32::from(by_birthday));
        let too_long = years.zip(self.expires).is_some_and(|(years, expires)| {
            self.issued.checked_add_months(chrono::Months::new(12 * years)).is_some_and(|last| expires > last)
        });
        [
            (DocumentHint::UnusualNumber, unusual_number),
            (DocumentHint::NotOnBirthday, not_on_birthday),
            (DocumentHint::UnusuallyLong, too_long),
        ]
        .into_iter()
        .filter_map(|(hint, there)| there.then_some(hint))
        .collect()
    }
}

fn in_force(kind: &DocumentKind, expires: Option<NaiveDate>, day: NaiveDate) -> Result<(), DocumentError> {
    if let Some(last_valid_day) = kind.last_valid_day.filter(|_| !kind.counts_on(day)) {
        return Err(DocumentError::KindNoLongerValid { last_valid_day });
    }
    match expires {
        Some(on) if on < day => Err(DocumentError::Expired { on }),
        _ => Ok(()),
    }
}

fn issued(kind: &DocumentKind, shown: &Shown<'_>, today: NaiveDate) -> Result<NaiveDate, DocumentError> {
    let issued = shown.issued.ok_or(DocumentError::IssuedMissing)?;
    if issued > today {
        return Err(DocumentError::IssuedInFuture);
    }
    if shown.birth_date.is_some_and(|birth| issued < birth) {
        return Err(DocumentError::IssuedBeforeBirth);
    }
    match kind.first_issue_day {
        Some(first_issue_day) if issued < first_issue_day => {
            Err(DocumentError::IssuedBeforeKind { first_issue_day })
        }
        _ => Ok(issued),
    }
}

/// Who is born on 29 February has a birthday on the 28th or on 1 March of a common year: offices print either.
fn is_birthday(birth: NaiveDate, day: NaiveDate) -> bool {
    let date = (day.month(), day.day());
    let leap_day = (birth.month(), birth.day()) == (2, 29) && !day.leap_year();
    date == (birth.month(), birth.day()) || leap_day && matches!(date, (2, 28) | (3, 1))
}
