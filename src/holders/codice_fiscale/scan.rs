// SPDX-License-Identifier: AGPL-3.0-or-later
//! What typing, pasting and scanning put around a code.

use super::CodiceFiscaleError;

/// Trims, and refuses what must not stand inside.
pub(super) fn tidy(text: &str) -> Result<&str, CodiceFiscaleError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(CodiceFiscaleError::Empty);
    }
    match text.chars().position(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '–' | '.' | '/')) {
        Some(at) => Err(CodiceFiscaleError::InnerSeparator { position: at + 1 }),
        None => Ok(text),
    }
}

/// Takes off Code 39 framing: `*` on both sides, which a scanner set to an American keyboard types as `(` where the
/// computer has an Italian one. Of track 1 (`%`, sixteen characters, then the name) only the code is kept.
pub(super) fn unframe(text: &str) -> &str {
    let text = text.trim();
    for frame in ['*', '('] {
        if let Some(inner) = text.strip_prefix(frame).and_then(|rest| rest.strip_suffix(frame)) {
            return inner.trim();
        }
    }
    text.strip_prefix('%').map_or(text, |track| track.get(..16).unwrap_or(track))
}
