// SPDX-License-Identifier: AGPL-3.0-or-later
//! Dividing the codes of a card into what the counter prints and what is mailed.

use zeroize::Zeroizing;

use crate::authority::contract::CodeSplit;
use crate::seal::{CodePart, Digits, WholeCodes};

/// The codes asked for, each divided as at the card's first release, where it had one: an old sheet must still fit.
pub(super) fn first_splits(asked: &[CodeSplit], first: Option<&[CodeSplit]>) -> Vec<CodeSplit> {
    let known = |kind| first.unwrap_or_default().iter().find(|split| split.kind == kind);
    asked.iter().map(|split| *known(split.kind).unwrap_or(split)).collect()
}

/// First and second half of each code in `split`. None if one is asked for twice, is not there, has another length,
/// or would leave a half empty.
pub(super) fn halves(whole: &WholeCodes, split: &[CodeSplit]) -> Option<(Vec<CodePart>, Vec<CodePart>)> {
    let twice = (1..split.len()).any(|at| split[..at].iter().any(|before| before.kind == split[at].kind));
    if split.is_empty() || twice {
        return None;
    }
    let divide = |split: &CodeSplit| {
        let code = whole.codes.iter().find(|code| code.kind == split.kind)?;
        if code.total != split.length || split.first == 0 {
            return None;
        }
        let (first, second) = code.digits().reveal().split_at_checked(split.first.into())?;
        Some((part(split, 0, first)?, part(split, split.first, second)?))
    };
    split.iter().map(divide).collect::<Option<Vec<_>>>().map(|pairs| pairs.into_iter().unzip())
}

fn part(split: &CodeSplit, from: u8, digits: &str) -> Option<CodePart> {
    CodePart::new(split.kind, split.length, from, Digits::new(Zeroizing::new(digits.to_owned()))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::CodeKind::{Cip, Pin, Puk};

    fn whole() -> WholeCodes {
        let code = |kind, text: &str| {
            let digits = Digits::new(Zeroizing::new(text.to_owned())).unwrap();
            CodePart::new(kind, u8::try_from(text.len()).unwrap(), 0, digits).unwrap()
        };
        WholeCodes { codes: vec![code(Pin, "12904"), code(Puk, "83017725")] }
    }

    fn split(kind: crate::seal::CodeKind, length: u8, first: u8) -> CodeSplit {
        CodeSplit { kind, length, first }
    }

    #[test]
    fn halves_put_together_are_the_code_and_say_where_they_stand() {
        let (first, second) = halves(&whole(), &[split(Puk, 8, 4), split(Pin, 5, 2)]).unwrap();
        assert_eq!((first[0].kind, first[1].kind), (Puk, Pin), "in the order asked for");
        assert_eq!(*first[1].reveal_masked(), "12•••");
        assert_eq!(*second[1].reveal_masked(), "••904");
        assert_eq!((second[0].positions(), second[0].total), (5..=8, 8));
    }

    #[test]
    fn a_split_that_does_not_fit_is_no_split() {
        for unfit in [
            vec![],
            vec![split(Pin, 6, 2)],
            vec![split(Pin, 5, 0)],
            vec![split(Pin, 5, 5)],
            vec![split(Pin, 5, 9)],
            vec![split(Cip, 8, 4)],
            vec![split(Pin, 5, 2), split(Pin, 5, 3)],
        ] {
            assert!(halves(&whole(), &unfit).is_none(), "{unfit:?}");
        }
    }

    #[test]
    fn a_later_release_keeps_the_first_split() {
        let first = [split(Pin, 5, 2)];
        let asked = [split(Pin, 5, 3), split(Puk, 8, 4)];
        assert_eq!(first_splits(&asked, Some(&first)), [split(Pin, 5, 2), split(Puk, 8, 4)]);
        assert_eq!(first_splits(&asked, None), asked);
    }
}
