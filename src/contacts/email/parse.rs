// SPDX-License-Identifier: AGPL-3.0-or-later
//! Reading an address.

use super::EmailError;

const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;
const LONGEST_LABEL: usize = 63;

/// The address with its domain in lower case, and where its `@` stands.
pub(super) fn address(text: &str) -> Result<(String, usize), EmailError> {
    // Not `trim`: a line break at the end is as suspect as one inside.
    let text = text.trim_matches([' ', '\t', '\u{a0}']);
    if text.is_empty() {
        return Err(EmailError::Empty);
    }
    if text.len() > 4 * LONGEST || text.chars().count() > LONGEST {
        return Err(EmailError::TooLong);
    }
    for c in text.chars() {
        match c {
            c if c.is_control() => return Err(EmailError::Control),
            c if c.is_whitespace() => return Err(EmailError::Blank),
            '<' | '>' | '"' | ',' | ';' | '(' | ')' | '[' | ']' | '\\' => {
                return Err(EmailError::MoreThanAddress);
            }
            _ => {}
        }
    }
    let (local, domain) =
        text.split_once('@').filter(|(_, domain)| !domain.contains('@')).ok_or(EmailError::At)?;
    check_local(local)?;
    check_domain(domain)?;
    Ok((format!("{local}@{}", domain.to_ascii_lowercase()), local.len()))
}

fn check_local(local: &str) -> Result<(), EmailError> {
    let atom = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    if local.is_empty() || !local.bytes().all(|b| b == b'.' || atom(b)) {
        return Err(EmailError::Local);
    }
    if local.len() > LONGEST_LOCAL {
        return Err(EmailError::TooLong);
    }
    if local.split('.').any(str::is_empty) {
        return Err(EmailError::Dot);
    }
    Ok(())
}

fn check_domain(domain: &str) -> Result<(), EmailError> {
    if !domain.is_ascii() {
        return Err(EmailError::InternationalDomain);
    }
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= LONGEST_LABEL
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    let top_is_name = top.len() >= 2 && top.bytes().any(|b| b.is_ascii_alphabetic());
    if domain.contains('.') && top_is_name && domain.split('.').all(label) {
        Ok(())
    } else {
        Err(EmailError::Domain)
    }
}
