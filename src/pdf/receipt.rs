// SPDX-License-Identifier: AGPL-3.0-or-later
//! *Ricevuta*: what was done, and how the card is stopped if it is lost.

use super::{
    blocks::Field,
    canvas::{MARGIN, MEASURE},
    dates::moment,
    finish::{About, Leaves, document},
    flow::{DENSE, Flow, LABEL, SCALES},
    frame::{Frame, title},
    said::Said,
    symbols,
    views::{Carrier, Receipt},
};

/// Side of the QR symbol in points.
const QR: f32 = 96.0;

/// Draws the receipt.
pub fn receipt(receipt: &Receipt<'_>) -> Vec<u8> {
    let frame = Frame::new(&receipt.counter, receipt.protocol, receipt.language);
    let drawn = |(scale, air)| content(receipt, &frame, scale, air);
    let one_page = |flow: &Flow| flow.pages.len() == 1;
    // Two persons, or the symbol beside long sentences, leave less air before they take another page.
    let dense = DENSE.iter().map(|air| (SCALES[2], *air));
    let sizes = SCALES.into_iter().map(|scale| (scale, 1.0)).chain(dense);
    let mut flow = sizes.map(drawn).find(one_page).unwrap_or_else(|| drawn((1.0, 1.0)));
    let footer = flow.say("receipt-footer");
    frame.dress(&mut flow.pages, &footer);
    let about = About { title: title("receipt-title"), now: receipt.now, leaves: Leaves::OneSide };
    std::mem::take(&mut *document(flow.pages, &about))
}

fn content(receipt: &Receipt<'_>, frame: &Frame, scale: f32, air: f32) -> Flow {
    let mut flow = Flow::new(receipt.language, frame.bottom());
    (flow.scale, flow.air) = (scale, air);
    flow.title(&flow.say("receipt-title"));
    flow.fields(&[
        Field::new(flow.say("receipt-holder"), receipt.holder).wide(2.0),
        Field::new(flow.say("receipt-date"), &moment(receipt.now)),
    ]);
    if let Some(acting) = &receipt.acting {
        flow.acting(acting);
    }
    flow.section(&flow.say("receipt-done"), 30.0);
    for done in receipt.done {
        flow.item("•", done, flow.body());
    }
    codes(&mut flow, receipt);
    if let Some(mail) = receipt.mail {
        flow.section(&flow.say("receipt-mail"), 30.0);
        flow.prose(mail, flow.body());
    }
    flow.section(&flow.say("receipt-suspend"), 60.0);
    flow.prose(&flow.say("receipt-suspend-text"), flow.body());
    flow.gap(6.0);
    flow.fields(&[
        Field::new(flow.say("receipt-suspend-where"), receipt.suspension).wide(1.4),
        Field::new(flow.say("form-card-number"), receipt.card.unwrap_or("–")).mono(),
    ]);
    flow.section(&flow.say("receipt-contact"), QR);
    contact(&mut flow, receipt);
    flow.gap(6.0);
    flow.callout(&flow.say("receipt-warning"), &flow.say("receipt-warning-text"));
    flow
}

/// Release, sheet and who took it, where codes were given.
fn codes(flow: &mut Flow, receipt: &Receipt<'_>) {
    if receipt.release.is_none() && receipt.serial.is_none() && receipt.taken_by.is_none() {
        return;
    }
    flow.section(&flow.say("receipt-codes"), 40.0);
    flow.fields(&[
        Field::new(flow.say("receipt-release"), receipt.release.unwrap_or("–")).mono().wide(1.1),
        Field::new(flow.say("receipt-serial"), receipt.serial.unwrap_or("–")).mono().wide(0.9),
        Field::new(flow.say("receipt-taken"), receipt.taken_by.unwrap_or("–")).wide(1.9),
    ]);
}

/// How to reach the counter, and at its right the QR symbol.
fn contact(flow: &mut Flow, receipt: &Receipt<'_>) {
    let top = flow.y - 18.0;
    let drawn = receipt.qr.is_some_and(|text| symbols::qr(flow.page(), MARGIN + MEASURE - QR, top, QR, text));
    if drawn {
        flow.measure = MEASURE - QR - 12.0;
    }
    flow.fields(&[Field::new(flow.say("receipt-counter"), receipt.counter.name)]);
    flow.fields(&[Field::new(flow.say("receipt-reach"), receipt.counter.contact)]);
    flow.measure = MEASURE;
    if drawn {
        let said = flow.say("receipt-scan");
        flow.columns(&said, LABEL, MARGIN, MEASURE - QR - 12.0, None);
        flow.y = flow.y.max(top + QR);
    }
}

impl Receipt<'_> {
    /// The sentences of a first activation with codes, for `done`.
    pub fn activation(language: crate::texts::Language, carrier: Carrier) -> [Said; 2] {
        let codes = carrier.key("receipt-done-codes");
        ["receipt-done-activated", &codes].map(|key| Said::of(language, key, &[]))
    }
}
