// SPDX-License-Identifier: AGPL-3.0-or-later
//! The letter with the second halves, for a window envelope, on one side of one A4 leaf.
//!
//! The leaf is folded twice, at its thirds: the upper third, with the address, is what the window shows; all digits stand in
//! the middle third, which lies inside. The mail room puts it into the envelope unread.

use super::{
    blocks::heading,
    canvas::{MARGIN, MEASURE, Pen, Shade},
    code_rows::{self, Rows},
    code_sheet::{FOLDS, folds},
    dates::today,
    finish::{About, Leaves, document},
    flow::{FLOOR, Flow, LABEL},
    fonts::Face,
    frame::title,
    lettering::{clean, wrap},
    said::Said,
    views::{CodeHalf, Persons, Tries},
};
use crate::texts::{self, Language};
use chrono::{DateTime, Utc};
use zeroize::Zeroizing;

/// The letter with the second halves, for a window envelope.
#[derive(Clone)]
pub struct SealedLetter<'a> {
    /// The region that writes.
    pub region: &'a str,
    /// The counter that gave the sheet.
    pub office: &'a str,
    /// Its telephone, or nothing.
    pub telephone: &'a str,
    /// Addressee, street, town.
    pub address: [&'a str; 3],
    /// Number of the release, as on the sheet.
    pub release: &'a str,
    /// Holder and delegate, where somebody acted for the holder or assisted them.
    pub persons: Option<Persons<'a>>,
    /// The second halves.
    pub codes: &'a [CodeHalf<'a>],
    /// Wrong tries allowed.
    pub tries: Tries,
    /// Whether an older sheet with the same digits may be about.
    pub duplicate: bool,
    /// Language beside Italian.
    pub language: Language,
    /// When it is drawn.
    pub now: DateTime<Utc>,
}

/// Where the window begins, and how wide it is: right-hand windows of Italian C5/6 envelopes lie 20 mm from the right edge.
const WINDOW: (f32, f32, f32) = (312.0, 140.0, 232.0);
const ADDRESS: Pen = Pen::new(Face::Regular, 12.0, Shade::Ink);
const SENDER: Pen = Pen::new(Face::Bold, 11.5, Shade::Accent);

/// Draws the letter. The result holds digits in clear: it is wiped when dropped. No personal data stands in its title.
pub fn sealed_letter(letter: &SealedLetter<'_>) -> Zeroizing<Vec<u8>> {
    let mut flow = Flow::new(letter.language, 40.0);
    outside(&mut flow, letter);
    digits(&mut flow, letter);
    words(&mut flow, letter);
    folds(flow.page());
    let about = About { title: title("letter-title"), now: letter.now, leaves: Leaves::OneSide };
    document(flow.pages, &about)
}

/// The upper third: sender, address, subject. Who reads the window learns that the region writes.
fn outside(flow: &mut Flow, letter: &SealedLetter<'_>) {
    let page = flow.page();
    page.text(MARGIN, 52.0, &clean(letter.region), SENDER);
    let mut y = 52.0 + SENDER.leading();
    for line in wrap(&clean(letter.office), LABEL.face, LABEL.size, WINDOW.0 - MARGIN - 24.0) {
        page.text(MARGIN, y, &line, LABEL);
        y += LABEL.leading();
    }
    page.text(MARGIN, y + 6.0, &today(letter.now), LABEL);
    let (left, mut y, width) = WINDOW;
    for part in letter.address {
        for line in wrap(&clean(part), ADDRESS.face, ADDRESS.size, width) {
            page.text(left, y, &line, ADDRESS);
            y += ADDRESS.leading();
        }
    }
}

/// The middle third.
fn digits(flow: &mut Flow, letter: &SealedLetter<'_>) {
    let (from, to) = (FOLDS[0] + 10.0, FOLDS[1] - 10.0);
    let head = flow.say("letter-codes");
    heading(flow.page(), MARGIN, from + 14.0, &head, letter.language);
    let legend = flow.say("letter-legend");
    let foot = flow.height(&legend, LABEL, MEASURE, 0.0);
    let rows = Rows {
        codes: letter.codes,
        tries: letter.tries,
        other: "letter-on-sheet",
        language: letter.language,
    };
    code_rows::draw(flow.page(), &rows, from + 26.0, to - foot - 2.0);
    flow.y = to - foot;
    flow.columns(&legend, LABEL, MARGIN, MEASURE, None);
}

/// The lower third: what to do.
fn words(flow: &mut Flow, letter: &SealedLetter<'_>) {
    let head = flow.say("letter-next");
    heading(flow.page(), MARGIN, FOLDS[1] + 18.0, &head, letter.language);
    flow.y = FOLDS[1] + 27.0;
    // one leaf and no second: where it would be too long, smaller letters, and for the counter, named above, its telephone
    let [small, smaller, smallest, least] = [10.0, 9.0, 8.0, 7.5].map(|size| Pen { size, ..flow.body() });
    let full = steps(flow, letter, letter.office);
    let short = steps(flow, letter, if letter.telephone.is_empty() { letter.office } else { "" });
    // two persons with the longest names are told in Italian alone
    let mut brief = short.clone();
    if let Some(first) = brief.first_mut().filter(|it| letter.persons.is_some() && it.other.is_some()) {
        first.other =
            Said::of(letter.language, "letter-release", &[("release", letter.release.into())]).other;
    }
    let mut tries = [
        (&full, flow.body()),
        (&full, small),
        (&short, small),
        (&short, smaller),
        (&brief, smaller),
        (&brief, smallest),
        (&brief, least),
    ]
    .into_iter();
    let high = |steps: &[Said], pen| -> f32 {
        steps.iter().map(|step| flow.height(step, pen, MEASURE, 16.0) + 3.0).sum()
    };
    let fits = |(steps, pen): &(&Vec<Said>, Pen)| flow.y + high(steps, *pen) <= FLOOR;
    let (steps, pen) = tries.find(fits).unwrap_or((&brief, least));
    for (number, step) in (1..).zip(steps) {
        flow.item(&format!("{number}."), step, pen);
    }
}

/// Which sheet to take, and from whom it is to be had where somebody else took it.
fn release(letter: &SealedLetter<'_>) -> Said {
    let release = ("release", letter.release.into());
    let Some(Persons { holder, acting }) = &letter.persons else {
        return Said::of(letter.language, "letter-release", &[release]);
    };
    let of = |language| {
        let kind =
            if language == Language::Italian { Some(&acting.kind.it) } else { acting.kind.other.as_ref() };
        let told = [
            release.clone(),
            ("holder", clean(holder).into()),
            ("delegate", clean(acting.name).into()),
            ("kind", kind.cloned().unwrap_or_default().into()),
        ];
        texts::text_with(language, &acting.power.key("letter-release"), &told)
    };
    let other = (letter.language != Language::Italian).then(|| of(letter.language));
    Said { it: of(Language::Italian), other }
}

fn steps(flow: &Flow, letter: &SealedLetter<'_>, office: &str) -> Vec<Said> {
    let release = release(letter);
    let telephone = [letter.telephone].into_iter().filter(|it| !it.is_empty()).map(|it| format!("tel. {it}"));
    let office = [office.to_owned()].into_iter().filter(|it| !it.is_empty()).chain(telephone);
    let office = office.collect::<Vec<_>>().join(", ");
    let report = Said::of(letter.language, "letter-report", &[("office", office.into())]);
    let mut steps = vec![release, flow.say("letter-join")];
    steps.extend(letter.duplicate.then(|| flow.say("letter-duplicate")));
    steps.extend([flow.say("letter-nobody-asks"), flow.say("letter-keep"), report]);
    steps
}
