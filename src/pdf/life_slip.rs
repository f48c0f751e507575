// SPDX-License-Identifier: AGPL-3.0-or-later
//! The slip about a card that was suspended, reactivated, revoked, replaced or has expired.

use super::{
    blocks::Field,
    dates::moment,
    finish::{About, Leaves, document},
    flow::{Flow, LARGE},
    frame::{Frame, title},
    views::LifeSlip,
};

/// Draws the slip. It names the counter and no operator.
pub fn life_slip(slip: &LifeSlip<'_>) -> Vec<u8> {
    let frame = Frame::new(&slip.counter, slip.number, slip.language).numbered("life-number");
    let mut flow = Flow::new(slip.language, frame.bottom());
    flow.title(slip.title);
    flow.fields(&[
        Field::new(flow.say("life-holder"), slip.holder).wide(1.4),
        Field::new(flow.say("life-card"), slip.card).mono().wide(1.6),
    ]);
    flow.fields(&[
        Field::new(flow.say("life-since"), &moment(slip.since)),
        Field::new(flow.say("life-reason"), &slip.reason.joined()).wide(2.2),
    ]);
    if let Some((kind, reference)) = slip.proof {
        flow.fields(&[Field::new(flow.say("life-proof"), &format!("{}, {reference}", kind.joined()))]);
    }
    flow.section(&flow.say("life-means"), 30.0);
    flow.prose(slip.means, LARGE);
    flow.gap(6.0);
    flow.section(&flow.say("life-next"), 30.0);
    for (number, step) in (1..).zip(slip.next) {
        flow.item(&format!("{number}."), step, LARGE);
    }
    flow.section(&flow.say("life-contact"), 40.0);
    flow.fields(&[Field::new(flow.say("slip-counter"), slip.counter.name)]);
    flow.fields(&[Field::new(flow.say("slip-reach"), slip.counter.contact)]);
    flow.gap(8.0);
    flow.callout(&flow.say("life-kept"), &flow.say("life-kept-text"));
    let footer = flow.say("life-footer");
    frame.dress(&mut flow.pages, &footer);
    let about = About { title: title("life-footer"), now: slip.now, leaves: Leaves::OneSide };
    std::mem::take(&mut *document(flow.pages, &about))
}
