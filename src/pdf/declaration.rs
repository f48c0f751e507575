// SPDX-License-Identifier: AGPL-3.0-or-later
//! *Dichiarazione sostitutiva* (DPR 445/2000 art. 46 and 47): what somebody declares who has no deed to show. It tells
//! what a false declaration costs (art. 75 and 76) and is signed before the operator or comes with a copy of a document
//! (art. 38).

use super::{
    blocks::Field,
    dates::day,
    delegation_form::{notice, period},
    finish::{About, Leaves, document},
    flow::Flow,
    frame::{Frame, title},
    hand::fitted,
    views::{Declaration, Declared, Power},
};

/// Draws the declaration on one leaf. It may be blank, to be taken home.
pub fn declaration(paper: &Declaration<'_>) -> Vec<u8> {
    let frame = Frame::new(&paper.counter, paper.protocol.unwrap_or_default(), paper.language);
    let mut flow = fitted(2, |scale| content(paper, &frame, scale));
    let footer = flow.say("deed-declaration-footer");
    frame.dress(&mut flow.pages, &footer);
    let title = title(&format!("deed-title-{}", paper.declared.key()));
    let about = About { title, now: paper.now, leaves: Leaves::BothSides };
    std::mem::take(&mut *document(flow.pages, &about))
}

impl Declared<'_> {
    /// The word for it in the keys of texts.
    const fn key(&self) -> &'static str {
        match self {
            Self::Parenthood => "parenthood",
            Self::Guardian(_) => "guardian",
            Self::Curator(_) => "curator",
            Self::SupportAdministrator(..) => "support-administrator",
            Self::Fiduciary(_) => "fiduciary",
            Self::Impediment(..) => "impediment",
            Self::Emancipation => "emancipation",
        }
    }

    /// Whether the holder declares it of themselves.
    const fn of_oneself(&self) -> bool {
        matches!(self, Self::Impediment(..) | Self::Emancipation)
    }
}

fn content(paper: &Declaration<'_>, frame: &Frame, scale: f32) -> Flow {
    let mut flow = Flow::new(paper.language, frame.bottom());
    flow.scale = scale;
    let key = paper.declared.key();
    flow.title(&flow.say(&format!("deed-title-{key}")));
    flow.prose(&flow.say("deed-law"), flow.body());
    flow.gap(4.0);
    let own = paper.declared.of_oneself();
    flow.section(&flow.say(if own { "deed-declarant-holder" } else { "deed-declarant" }), 60.0);
    flow.person(&paper.declarant);
    if !own {
        flow.section(&flow.say("form-holder"), 60.0);
        flow.person(&paper.holder);
    }
    flow.section(&flow.say("deed-declares"), 60.0);
    flow.prose(&flow.say("deed-aware"), flow.body());
    flow.gap(5.0);
    flow.item("•", &flow.say(&format!("deed-declares-{key}")), flow.body());
    flow.gap(2.0);
    particulars(&mut flow, &paper.declared);
    flow.gap(6.0);
    flow.callout(&flow.say("deed-liability"), &flow.say("deed-liability-text"));
    signing(&mut flow);
    notice(&mut flow, &paper.notice);
    flow
}

/// What belongs to each declaration: the decree, the title in words, the days.
fn particulars(flow: &mut Flow, declared: &Declared<'_>) {
    match declared {
        Declared::Parenthood => flow.item("•", &flow.say("deed-declares-not-emancipated"), flow.body()),
        Declared::Guardian(decree) | Declared::Curator(decree) => flow.decree(decree),
        Declared::SupportAdministrator(decree, power) => {
            flow.decree(decree);
            flow.prose(&flow.say("deed-power"), flow.body());
            flow.gap(3.0);
            flow.tick(*power == Some(Power::Acts), &flow.say("deed-power-acts"));
            flow.tick(*power == Some(Power::Assists), &flow.say("deed-power-assists"));
        }
        Declared::Fiduciary(words) => {
            flow.fields(&[Field::filled(flow.say("deed-title-in-words"), *words)]);
            if words.is_none() {
                flow.lines_to_write(2);
            }
        }
        Declared::Impediment(from, to) => period(flow, from.map(day).as_deref(), to.map(day).as_deref()),
        Declared::Emancipation => flow.fields(&[
            Field::filled(flow.say("deed-marriage-place"), None).wide(1.6),
            Field::filled(flow.say("deed-marriage-date"), None),
        ]),
    }
}

/// Before whom, or with what copy; and the signatures.
fn signing(flow: &mut Flow) {
    flow.section(&flow.say("deed-signing"), 130.0 * flow.scale);
    flow.tick(false, &flow.say("deed-signing-here"));
    flow.tick(false, &flow.say("deed-signing-copy"));
    flow.signatures(
        &["form-place-date", "deed-signature-declarant", "form-signature-operator"].map(|key| flow.say(key)),
    );
}
