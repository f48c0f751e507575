// SPDX-License-Identifier: AGPL-3.0-or-later
//! The letter with a second half, drawn from what was sealed and never kept but in the mail room's folder.

use super::Worker;
use super::acting;
use super::store::Claimed;
use crate::contacts::post::PostalAddress;
use crate::pdf;
use crate::seal::{self, CodePart, Wiped};
use crate::texts::Language;
use chrono::{DateTime, Utc};

/// Draws the letter.
pub(super) fn paper(
    worker: &Worker,
    letter: &Claimed,
    to: &PostalAddress,
    language: Language,
    codes: &[CodePart],
    now: DateTime<Utc>,
) -> Wiped {
    let halves: Vec<pdf::CodeHalf<'_>> = codes.iter().map(half).collect();
    let tries = worker.tries(letter.policy_version.as_deref(), now);
    let [addressee, street, town] = to.lines();
    let acting = acting::of(worker, letter, now);
    let kind = acting.as_ref().map(|acting| pdf::Said {
        it: acting.kind_in(Language::Italian),
        other: (language != Language::Italian).then(|| acting.kind_in(language)),
    });
    let persons = acting.as_ref().zip(kind.as_ref()).map(|(acting, kind)| pdf::Persons {
        holder: acting.holder,
        acting: pdf::Acting {
            name: acting.delegate,
            kind,
            title: None,
            power: if acting.assisted { pdf::Power::Assists } else { pdf::Power::Acts },
        },
    });
    pdf::sealed_letter(&pdf::SealedLetter {
        region: worker.policy.name(),
        office: letter.counter_name.as_deref().unwrap_or_default(),
        telephone: letter.counter_telephone.as_deref().unwrap_or_default(),
        address: [&addressee, &street, &town],
        release: letter.release_number.as_deref().unwrap_or_default(),
        persons,
        codes: &halves,
        // what counts no tries is not on the card
        tries: pdf::Tries { pin: tries.pin.unwrap_or(3), puk: tries.puk.unwrap_or(3) },
        duplicate: letter.duplicate,
        language,
        now,
    })
}

fn half(part: &CodePart) -> pdf::CodeHalf<'_> {
    let from = usize::from(part.offset());
    pdf::CodeHalf {
        kind: match part.kind {
            seal::CodeKind::Pin => pdf::CodeKind::Pin,
            seal::CodeKind::Puk => pdf::CodeKind::Puk,
            seal::CodeKind::Cip => pdf::CodeKind::Cip,
        },
        digits: part.digits().reveal(),
        positions: from..from + part.digits().len(),
        total: usize::from(part.total),
    }
}
