// SPDX-License-Identifier: AGPL-3.0-or-later
//! "Did you mean …?" for addresses at well-known providers.

use super::EmailAddress;
use crate::policy::ContactRules;

/// The address that was probably meant: its domain is one slip (two in long ones) from a provider of the rules, or has
/// a provider's name under another ending. None for the providers themselves and for anything further away.
pub fn typo_hint(address: &EmailAddress, rules: &ContactRules) -> Option<String> {
    let domain = address.domain();
    let known = &rules.mailbox_domains;
    let is_known = known.iter().any(|provider| provider == domain);
    if is_known || rules.is_pec_domain(domain) || rules.is_staff_domain(domain) {
        return None;
    }
    // `gmail.it` is one letter from `email.it` too, so the same name under another ending goes first.
    let same_name = known.iter().find(|provider| name(provider) == name(domain));
    let near = || {
        let counted = known.iter().map(|provider| (slips(domain, provider), provider));
        let close = counted.filter(|(slips, provider)| *slips <= if provider.len() >= 9 { 2 } else { 1 });
        close.min_by_key(|(slips, _)| *slips).map(|(_, provider)| provider)
    };
    same_name.or_else(near).map(|provider| format!("{}@{provider}", address.local()))
}

fn name(domain: &str) -> &str {
    domain.split_once('.').map_or(domain, |(name, _)| name)
}

/// Slips of a typist between two ASCII words: a letter too much, missing, wrong, or two neighbours swapped (optimal
/// string alignment distance).
fn slips(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    // Cost is the product of the lengths; far apart they cannot be near anyway.
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let mut least = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::slips;

    #[test]
    fn a_slip_is_one_letter_or_two_swapped() {
        for (a, b, count) in [
            ("gmail.com", "gmail.com", 0),
            ("gmial.com", "gmail.com", 1),
            ("gmai.com", "gmail.com", 1),
            ("ggmail.com", "gmail.com", 1),
            ("gnail.com", "gmail.com", 1),
            ("gmial.con", "gmail.com", 2),
            ("liebro.it", "libero.it", 1),
            ("abc", "xyz", 3),
            ("a", "abcd", usize::MAX),
        ] {
            assert_eq!(slips(a, b), count, "{a} {b}");
        }
    }
}
