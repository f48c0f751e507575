// SPDX-License-Identifier: AGPL-3.0-or-later
//! The slip for a citizen who has to come back: what happened, why, what to bring.

use super::{
    blocks::Field,
    dates::moment,
    finish::{About, Leaves, document},
    flow::{Flow, LARGE},
    frame::{Frame, title},
    views::RefusalSlip,
};

/// Draws the slip. It names the counter and no operator, and holder and delegate where somebody acts.
pub fn refusal_slip(slip: &RefusalSlip<'_>) -> Vec<u8> {
    let frame = Frame::new(&slip.counter, slip.protocol, slip.language);
    let mut flow = Flow::new(slip.language, frame.bottom());
    flow.title(slip.title);
    flow.fields(&[
        Field::new(flow.say("slip-protocol"), slip.protocol).mono(),
        Field::new(flow.say("slip-date"), &moment(slip.now)),
    ]);
    if let Some(persons) = &slip.persons {
        flow.persons(persons);
    }
    if !slip.reasons.is_empty() {
        flow.section(&flow.say("slip-why"), 30.0);
    }
    for reason in slip.reasons {
        flow.prose(reason, LARGE);
        flow.gap(6.0);
    }
    if !slip.ways_on.is_empty() {
        flow.section(&flow.say("slip-way-on"), 30.0);
    }
    for (number, way) in (1..).zip(slip.ways_on) {
        flow.item(&format!("{number}."), way, LARGE);
    }
    flow.section(&flow.say("slip-contact"), 40.0);
    flow.fields(&[Field::new(flow.say("slip-counter"), slip.counter.name)]);
    flow.fields(&[Field::new(flow.say("slip-reach"), slip.counter.contact)]);
    flow.gap(8.0);
    flow.callout(&flow.say("slip-kept"), &flow.say("slip-kept-text"));
    let footer = flow.say("slip-footer");
    frame.dress(&mut flow.pages, &footer);
    let about = About { title: title("slip-footer"), now: slip.now, leaves: Leaves::OneSide };
    std::mem::take(&mut *document(flow.pages, &about))
}
