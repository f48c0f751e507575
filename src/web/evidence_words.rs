// SPDX-License-Identifier: AGPL-3.0-or-later
//! Evidence in words: what there is, what is missing, what is wrong with which field.

use super::dates;
use super::evidence::PieceView;
use super::form::FieldErrors;
use super::identity_document;
use crate::delegations::{Evidence, EvidenceError, GroupState, Lacking, Missing};
use crate::policy::EvidenceGroup;
use crate::texts::{self, Language};

/// How a group stands: satisfied by what, or missing.
pub(super) fn of_group(language: Language, state: &GroupState<'_>) -> String {
    let key = match (state.satisfied, state.lacking) {
        (true, _) if state.by_identification => "delegation-by-identification",
        (true, _) => "delegation-satisfied",
        (false, None) => "delegation-missing",
        (false, Some(lacking)) => return lacks(language, lacking),
    };
    texts::text(language, key)
}

/// What will do for a group of which nothing is there: `Stato di famiglia, oppure …`; empty where there is no choice.
pub(super) fn choice(language: Language, state: &GroupState<'_>) -> String {
    if state.satisfied || state.lacking.is_some() || state.group.any_of.len() < 2 {
        return String::new();
    }
    let names = state.group.any_of.iter().map(|item| texts::text(language, &item.text_key()));
    names.collect::<Vec<_>>().join(&texts::text(language, "delegation-or"))
}

/// A piece, as `Stato di famiglia: visto e restituito`.
pub(super) fn of_piece(language: Language, group: &EvidenceGroup, piece: &Evidence) -> PieceView {
    let item = group.item(&piece.item).map(|item| texts::text(language, &item.text_key()));
    let way = texts::text(language, &piece.way.text_key("evidence-way"));
    let mut what = format!("{}: {way}", item.unwrap_or_default());
    if let Some(document) = &piece.document {
        what = format!("{what}, {}", document.number());
    }
    if let Some(from) = piece.from_on {
        let to = piece.to_on.map_or_else(|| "…".to_owned(), dates::show);
        what = format!("{what}, {}–{to}", dates::show(from));
    }
    let at = dates::show_time(piece.at);
    match &piece.earlier {
        None => PieceView { id: piece.id, what, at, earlier: false, scans: Vec::new() },
        Some((surname, name)) => {
            let by = [("at", at.into()), ("by", format!("{surname} {name}").into())];
            let at = texts::text_with(language, "delegation-seen-by", &by);
            PieceView { id: piece.id, what, at, earlier: true, scans: Vec::new() }
        }
    }
}

const fn key(lacking: Lacking) -> &'static str {
    use crate::policy::Signatory;
    match lacking {
        Lacking::Way => "delegation-lacks-way",
        Lacking::Signature(Signatory::Holder) => "delegation-lacks-holder-signature",
        Lacking::Signature(Signatory::Delegate) => "delegation-lacks-delegate-signature",
        Lacking::Document => "delegation-lacks-document",
        Lacking::DocumentExpired { .. } => "document-expired",
        Lacking::ImpedimentDates => "delegation-lacks-dates",
        Lacking::ImpedimentNotBegun { .. } => "delegation-impediment-not-begun",
        Lacking::ImpedimentTooShort { .. } => "delegation-impediment-too-short",
        Lacking::ImpedimentOver { .. } => "delegation-impediment-over",
        Lacking::Scan => "delegation-lacks-scan",
        Lacking::SeenEarlier => "delegation-lacks-seen-again",
    }
}

fn argument(lacking: Lacking) -> Option<(&'static str, String)> {
    match lacking {
        Lacking::DocumentExpired { on: day }
        | Lacking::ImpedimentOver { on: day }
        | Lacking::ImpedimentNotBegun { from: day } => Some(("day", dates::show(day))),
        Lacking::ImpedimentTooShort { months } => Some(("months", months.to_string())),
        Lacking::Way
        | Lacking::Signature(_)
        | Lacking::Document
        | Lacking::ImpedimentDates
        | Lacking::Scan
        | Lacking::SeenEarlier => None,
    }
}

fn lacks(language: Language, lacking: Lacking) -> String {
    let arguments: Vec<_> = argument(lacking).map(|(name, value)| (name, value.into())).into_iter().collect();
    texts::text_with(language, key(lacking), &arguments)
}

/// What is missing of a delegation, in words.
pub(super) fn missing(language: Language, missing: &Missing) -> String {
    let key = match missing {
        Missing::Ended => "delegation-ended",
        Missing::HolderAge => "delegation-holder-age",
        Missing::Power => "delegation-power-needed",
        Missing::Words => "delegation-words-needed",
        Missing::Decree => "delegation-decree-needed",
        Missing::DecreeEnded { on } => {
            let day = [("day", dates::show(*on).into())];
            return texts::text_with(language, "delegation-decree-ended", &day);
        }
        Missing::Relation => "delegation-relation-needed",
        Missing::HolderPresent => "delegation-holder-absent",
        Missing::Evidence { group, lacking } => {
            let group = texts::text(language, &format!("evidence-group-{}", group.replace('_', "-")));
            let lacks =
                lacking.map_or_else(|| texts::text(language, "delegation-missing"), |it| lacks(language, it));
            return format!("{group}: {lacks}");
        }
    };
    texts::text(language, key)
}

/// What is wrong with a piece that was not taken in.
pub(super) fn complain(error: EvidenceError, errors: &mut FieldErrors) {
    let lacking = match error {
        EvidenceError::Item | EvidenceError::Way => return errors.add("piece", "delegation-piece-needed"),
        EvidenceError::DocumentKind => return errors.add("kind", "document-kind-needed"),
        EvidenceError::Document(error) => return identity_document::complain(error, errors),
        EvidenceError::Lacks(lacking) => lacking,
    };
    let field = match lacking {
        Lacking::Way | Lacking::SeenEarlier => "piece",
        Lacking::Scan => "files",
        Lacking::Signature(_) => "signed",
        Lacking::Document | Lacking::DocumentExpired { .. } => "kind",
        Lacking::ImpedimentDates | Lacking::ImpedimentNotBegun { .. } => "from_on",
        Lacking::ImpedimentTooShort { .. } | Lacking::ImpedimentOver { .. } => "to_on",
    };
    let arguments = argument(lacking).map(|(name, value)| (name.to_owned(), value)).into_iter().collect();
    errors.add_with(field, key(lacking), arguments);
}
