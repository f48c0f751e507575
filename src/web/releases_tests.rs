// SPDX-License-Identifier: AGPL-3.0-or-later
use super::super::release_views::refusal_words;
use super::*;
use crate::activation::{Kind, Trouble};
use crate::authority::contract::Refusal;
use crate::ids::ReleaseId;
use crate::releases::{Ending, Name};
use crate::texts;
use crate::web::templates::tests::rendered;
use chrono::Utc;

fn release(state: State) -> Release {
    let now = Utc::now();
    Release {
        id: ReleaseId::new(now),
        number: "AN01-2026-000001-R1".to_owned(),
        card_number: "80380001100000000014".to_owned(),
        recipient: "maria@example.it".to_owned(),
        language: "it".to_owned(),
        requested_at: now,
        requested_by: Name { name: "Anna".to_owned(), surname: "D'Alò".to_owned() },
        active_since: Some(now),
        withdraw_after: now,
        held: false,
        state,
    }
}

fn form(ended: Option<EndedView>, signed: bool) -> ReleasePage {
    let signed = signed.then(|| Signed {
        holder: "Niccolò D'Alò".to_owned(),
        card: "8038 0001 1000 0000 0014".to_owned(),
        recipient: "maria@example.it".to_owned(),
        fingerprint: "7K2M-9XQ4-0ABC-DEFG".to_owned(),
        delegate: "Anna Rossi".to_owned(),
    });
    ReleasePage {
        case: Head::sample(Step::Release),
        ended,
        signed,
        not_by_now: vec!["Tessera: manca".to_owned()],
        alarms: Vec::new(),
        approval: None,
        active: false,
        old_sheet: "31/01/2026 10:32".to_owned(),
        old_sheet_options: old_sheet_options(Language::Italian),
        old_sheet_chosen: "yes".to_owned(),
        former: Some(FormerView {
            number: "AN01-2026-000001-R1".to_owned(),
            handed_over: "31/01/2026 10:32".to_owned(),
            letter: "release-former-accepted".to_owned(),
            server: "mx.example.it".to_owned(),
            at: "31/01/2026 10:33".to_owned(),
        }),
        warnings: EmailWarning::ALL.map(|warning| choice(Language::Italian, warning)).into(),
        chosen: vec!["pec".to_owned()],
        wait: 20,
    }
}

#[test]
fn the_form_renders_with_every_warning_and_every_end_of_an_earlier_release() {
    let page = rendered("release/show.html", &form(None, true));
    assert!(page.contains("value=\"pec\" checked") && page.contains("name=\"totp\""), "{page}");
    for how in [Ending::Refused("expired".to_owned()), Ending::Withdrawn, Ending::Stopped, Ending::Superseded]
    {
        let ended = EndedView::of(&release(State::Ended { at: Utc::now(), how }));
        let page = rendered("release/show.html", &form(ended, false));
        assert!(!page.contains("name=\"totp\""), "{page}");
    }
}

#[test]
fn every_refusal_of_the_authority_has_its_words_and_its_slip() {
    for refusal in [
        Refusal::Unknown,
        Refusal::NoChip,
        Refusal::Expired,
        Refusal::OtherRegion,
        Refusal::AlreadyActive,
        Refusal::Suspended,
        Refusal::Revoked,
        Refusal::AnotherHolder,
        Refusal::NotActive,
        Refusal::NotSuspended,
        Refusal::ReferenceReused,
        Refusal::CapReached,
        Refusal::SplitUnfit,
        Refusal::Invalid,
    ] {
        for language in [Language::Italian, Language::English] {
            for part in ["what", "why", "tell", "way-on"] {
                let key = format!("refusal-{}-{part}", refusal_words(&refusal.to_string()));
                assert!(!texts::text(language, &key).starts_with('['), "{key}");
            }
        }
    }
}

#[test]
fn every_trouble_has_its_words_while_the_page_waits() {
    for kind in [Kind::Activate, Kind::Codes] {
        for trouble in [Trouble::Unreachable, Trouble::Unanswered, Trouble::Senseless, Trouble::CapReached] {
            let trouble = Some(trouble.key().to_owned());
            let asked = release(State::Asked { kind, since: Utc::now(), attempts: 2, trouble });
            let context = AskedPage {
                case: Head::sample(Step::Release),
                active: kind == Kind::Codes,
                waiting: WaitingView::of(&asked),
            };
            let page = rendered("release/asked.html", &context);
            assert!(page.contains("data-again"), "{page}");
        }
    }
}

#[test]
fn the_piece_that_looks_again_stops_when_the_answer_is_there() {
    assert!(!rendered("release/state.html", &AskedPiece { waiting: None }).contains("data-again"));
}
