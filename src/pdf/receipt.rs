// SPDX-License-Identifier: AGPL-3.0-or-later
//! *Ricevuta*: what was done, and how the card is stopped if it is lost.

use super::{
    blocks::Field,
    canvas::{MARGIN, MEASURE, Shade},
    dates::moment,
    finish::{About, Leaves, document},
    flow::{BODY, Flow, LABEL},
    frame::{Frame, title},
    said::Said,
    symbols,
    views::Receipt,
};

/// Side of the QR symbol in points.
const QR: f32 = 96.0;

/// Draws the receipt.
pub fn receipt(receipt: &Receipt<'_>) -> Vec<u8> {
    let frame = Frame::new(&receipt.counter, receipt.protocol, receipt.language);
    let mut flow = Flow::new(receipt.language, frame.bottom());
    flow.title(&flow.say("receipt-title"));
    flow.fields(&[
        Field::new(flow.say("receipt-holder"), receipt.holder).wide(2.0),
        Field::new(flow.say("receipt-date"), &moment(receipt.now)),
    ]);
    flow.section(&flow.say("receipt-done"), 30.0);
    for done in receipt.done {
        flow.item("•", done, BODY);
    }
    codes(&mut flow, receipt);
    if let Some(mail) = receipt.mail {
        flow.section(&flow.say("receipt-mail"), 30.0);
        flow.prose(mail, BODY);
    }
    flow.section(&flow.say("receipt-suspend"), 60.0);
    flow.prose(&flow.say("receipt-suspend-text"), BODY);
    flow.gap(6.0);
    flow.fields(&[Field::new(flow.say("receipt-suspend-where"), receipt.suspension)]);
    flow.section(&flow.say("receipt-contact"), 40.0);
    flow.fields(&[Field::new(flow.say("receipt-counter"), receipt.counter.name)]);
    flow.fields(&[Field::new(flow.say("receipt-reach"), receipt.counter.contact)]);
    scan(&mut flow, receipt.qr);
    flow.gap(8.0);
    flow.callout(&flow.say("receipt-warning"), &flow.say("receipt-warning-text"));
    frame.dress(&mut flow.pages, &flow.say("receipt-footer"));
    let about = About { title: title("receipt-title"), now: receipt.now, leaves: Leaves::OneSide };
    std::mem::take(&mut *document(flow.pages, &about))
}

/// Release, sheet and who took it, where codes were given.
fn codes(flow: &mut Flow, receipt: &Receipt<'_>) {
    if receipt.release.is_none() && receipt.serial.is_none() && receipt.taken_by.is_none() {
        return;
    }
    flow.section(&flow.say("receipt-codes"), 40.0);
    flow.fields(&[
        Field::new(flow.say("receipt-release"), receipt.release.unwrap_or("–")).mono(),
        Field::new(flow.say("receipt-serial"), receipt.serial.unwrap_or("–")).mono(),
    ]);
    if let Some(name) = receipt.taken_by {
        flow.fields(&[Field::new(flow.say("receipt-taken"), name)]);
    }
}

/// The QR symbol with a line that says what it is for.
fn scan(flow: &mut Flow, qr: Option<&str>) {
    let Some(text) = qr else { return };
    flow.keep(QR + 8.0);
    let (y, said) = (flow.y, flow.say("receipt-scan"));
    let page = flow.page();
    page.fill(MARGIN, y, QR, QR, Shade::White);
    if symbols::qr(page, MARGIN, y, QR, text) {
        flow.y = y + QR / 2.0 - LABEL.leading();
        flow.columns(&said, LABEL, MARGIN + QR + 12.0, MEASURE - QR - 12.0, None);
        flow.y = y + QR;
    }
}

impl Receipt<'_> {
    /// The sentences of a first activation with codes, for `done`.
    pub fn activation(language: crate::texts::Language) -> [Said; 2] {
        ["receipt-done-activated", "receipt-done-codes"].map(|key| Said::of(language, key, &[]))
    }
}
