// SPDX-License-Identifier: AGPL-3.0-or-later
//! *Foglio codici*: the first halves on one side of one A4 leaf.
//!
//! The leaf is folded twice, at its thirds. All digits stand in the middle third: the lower third is turned up over
//! it and the upper third down over both, so that printed sides face each other and only blank paper shows.

use zeroize::Zeroizing;

use super::{
    blocks::{Field, heading},
    canvas::{Canvas, HEIGHT, MARGIN, MEASURE, Pen, Shade, WIDTH},
    code_rows::{self, Rows},
    dates::moment,
    finish::{About, Leaves, document},
    flow::{FLOOR, Flow, LABEL, STRONG},
    fonts::Face,
    frame::{Frame, title},
    lettering::{clean, wrap},
    said::Said,
    symbols,
    views::{Carrier, CodeSheet},
};

/// Where the leaf is folded, from its upper edge.
pub const FOLDS: [f32; 2] = [HEIGHT / 3.0, HEIGHT * 2.0 / 3.0];

/// Draws the sheet. The result holds digits in clear: it is wiped when dropped.
pub fn code_sheet(sheet: &CodeSheet<'_>) -> Zeroizing<Vec<u8>> {
    let frame = Frame::brief(&sheet.counter, sheet.protocol, sheet.language);
    let mut flow = Flow::new(sheet.language, frame.bottom());
    let (place, above) = (Place::of(&flow, sheet), FOLDS[0] - 2.0);
    flow.squeeze(above, |flow| upper_third(flow, sheet, place));
    middle_third(&mut flow, sheet);
    flow.y = FOLDS[1];
    // The last step's space may lie upon the footer's.
    let below = |text: bool| {
        move |flow: &mut Flow| {
            lower_third(flow, sheet);
            match place {
                Place::Below if text => warning(flow, sheet),
                Place::Below => flow.prose(&flow.say(warning_keys(sheet).0), STRONG),
                Place::Above | Place::AboveBrief => {}
            }
        }
    };
    let text = flow.can_squeeze(FLOOR + 3.0, below(true));
    flow.squeeze(FLOOR + 3.0, below(text));
    folds(flow.page());
    let serial = Said::of(sheet.language, "sheet-footer", &[("serial", sheet.serial.into())]);
    frame.dress(&mut flow.pages, &serial);
    let about = About { title: title("sheet-title"), now: sheet.now, leaves: Leaves::OneSide };
    document(flow.pages, &about)
}

/// Where the warning stands: where somebody acts for the holder, both names may leave it no room above.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Under the names.
    Above,
    /// Under the names, as what somebody acts said in Italian alone.
    AboveBrief,
    /// Under the steps; its first line alone where there is no more room there either.
    Below,
}

impl Place {
    fn of(flow: &Flow, sheet: &CodeSheet<'_>) -> Self {
        let fits = |place: &Self| flow.can_squeeze(FOLDS[0] - 2.0, |flow| upper_third(flow, sheet, *place));
        match sheet.acting {
            None => Self::Above,
            Some(_) => [Self::Above, Self::AboveBrief].into_iter().find(fits).unwrap_or(Self::Below),
        }
    }
}

/// Who, which release, which sheet, and who gets it.
fn upper_third(flow: &mut Flow, sheet: &CodeSheet<'_>, place: Place) {
    let top = flow.y;
    flow.title(&flow.say("sheet-title"));
    let right = MARGIN + MEASURE;
    let serial = clean(sheet.serial);
    let page = flow.page();
    symbols::barcode(page, right, top, 30.0, 230.0, &serial);
    page.text_right(right, top + 43.0, &serial, Pen::new(Face::Mono, 12.0, Shade::Ink));
    flow.y = flow.y.max(top + 50.0);
    flow.fields(&[
        Field::new(flow.say("sheet-holder"), sheet.holder).wide(1.9),
        Field::new(flow.say("sheet-release"), sheet.release).mono().wide(1.15),
        Field::new(flow.say("sheet-printed"), &moment(sheet.now)),
    ]);
    if let Some(acting) = &sheet.acting {
        let brief = place != Place::Above;
        let kind = if brief { acting.kind.it.clone() } else { acting.kind.joined() };
        let who = format!("{}, {kind}", acting.name);
        flow.fields(&[Field::new(flow.say(&acting.power.key("sheet-to")), &who)]);
    }
    if place != Place::Below {
        warning(flow, sheet);
    }
}

/// What nobody will ever ask, or that the old sheet still fits.
fn warning(flow: &mut Flow, sheet: &CodeSheet<'_>) {
    let (head, text) = warning_keys(sheet);
    flow.callout(&flow.say(head), &flow.say(text));
}

const fn warning_keys(sheet: &CodeSheet<'_>) -> (&'static str, &'static str) {
    match sheet.duplicate {
        false => ("sheet-warning", "sheet-warning-text"),
        true => ("sheet-duplicate", "sheet-duplicate-text"),
    }
}

/// The digits.
fn middle_third(flow: &mut Flow, sheet: &CodeSheet<'_>) {
    let language = sheet.language;
    let (from, to) = (FOLDS[0] + 10.0, FOLDS[1] - 10.0);
    let head = flow.say("sheet-codes");
    heading(flow.page(), MARGIN, from + 14.0, &head, language);
    let (legend, other) = (flow.say(&by_post(sheet, "sheet-legend")), by_post(sheet, "sheet-in-mail"));
    let foot = flow.height(&legend, LABEL, MEASURE, 0.0);
    let rows = Rows { codes: sheet.codes, tries: sheet.tries, other: &other, language };
    code_rows::draw(flow.page(), &rows, from + 26.0, to - foot - 2.0);
    flow.y = to - foot;
    flow.columns(&legend, LABEL, MARGIN, MEASURE, None);
}

/// What to do next.
fn lower_third(flow: &mut Flow, sheet: &CodeSheet<'_>) {
    let head = flow.say("sheet-next");
    heading(flow.page(), MARGIN, FOLDS[1] + 24.0, &head, sheet.language);
    flow.y = FOLDS[1] + 33.0;
    let address = clean(sheet.masked_address);
    let mail = [("address", address.as_str().into()), ("minutes", sheet.mail_minutes.into())];
    let tries = [("pin", sheet.tries.pin.into()), ("puk", sheet.tries.puk.into())];
    let steps = [
        flow.say("sheet-step-fold"),
        Said::of(sheet.language, &sheet.carrier.key("sheet-step-mail"), &mail),
        flow.say(&by_post(sheet, "sheet-step-join")),
        Said::of(sheet.language, "sheet-step-tries", &tries),
        flow.say(if sheet.duplicate { "sheet-step-change-now" } else { "sheet-step-keep" }),
    ];
    for (number, step) in (1..).zip(&steps) {
        flow.item(&format!("{number}."), step, flow.body());
    }
}

/// The key of a text that speaks of the mail, or of its sibling for a letter.
fn by_post(sheet: &CodeSheet<'_>, key: &str) -> String {
    match sheet.carrier {
        Carrier::Mail | Carrier::TrustedMail => key.to_owned(),
        Carrier::Letter => sheet.carrier.key(key),
    }
}

/// The marks at both edges and a thin dashed line between them.
pub(super) fn folds(page: &mut Canvas) {
    for y in FOLDS {
        page.dashes((MARGIN, y), (WIDTH - MARGIN, y), 0.5, Shade::Rule);
        for x in [12.0, WIDTH - 30.0] {
            page.rule((x, y), (x + 18.0, y), 1.0, Shade::Ink);
        }
    }
}

/// Lines of a short note beside the digits.
pub(super) fn note(text: &str, width: f32) -> Vec<String> {
    wrap(&clean(text), STRONG.face, STRONG.size, width)
}
