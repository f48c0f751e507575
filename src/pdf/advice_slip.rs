// SPDX-License-Identifier: AGPL-3.0-or-later
//! A slip with advice to take home: what to bring, or what to do about a card that does not work.

use super::{
    blocks::Field,
    dates::moment,
    finish::{About, Leaves, document},
    flow::{Flow, LARGE},
    frame::{Frame, title},
    said::Said,
    views::{Counter, Persons},
};
use crate::texts::Language;
use chrono::{DateTime, Utc};

/// A slip with advice: what to bring, or what to do about a card that does not work.
#[derive(Clone)]
pub struct AdviceSlip<'a> {
    /// Who gives it.
    pub counter: Counter<'a>,
    /// Protocol number of the case, where there is one.
    pub protocol: Option<&'a str>,
    /// Holder and delegate, where it is about a case in which somebody acts.
    pub persons: Option<Persons<'a>>,
    /// What it is about.
    pub title: &'a Said,
    /// What to do, step by step.
    pub steps: &'a [Said],
    /// Language beside Italian.
    pub language: Language,
    /// When it is printed.
    pub now: DateTime<Utc>,
}

/// Draws the slip. It names the counter and no operator, and no citizen unless somebody acts for one.
pub fn advice_slip(slip: &AdviceSlip<'_>) -> Vec<u8> {
    let frame = Frame::new(&slip.counter, slip.protocol.unwrap_or_default(), slip.language);
    let mut flow = Flow::new(slip.language, frame.bottom());
    flow.title(slip.title);
    flow.fields(&[Field::new(flow.say("slip-date"), &moment(slip.now))]);
    if let Some(persons) = &slip.persons {
        flow.persons(persons);
    }
    flow.section(&flow.say("slip-way-on"), 30.0);
    for (number, step) in (1..).zip(slip.steps) {
        flow.item(&format!("{number}."), step, LARGE);
    }
    flow.section(&flow.say("slip-contact"), 40.0);
    flow.fields(&[Field::new(flow.say("slip-counter"), slip.counter.name)]);
    flow.fields(&[Field::new(flow.say("slip-reach"), slip.counter.contact)]);
    if slip.protocol.is_some() {
        flow.callout(&flow.say("slip-kept"), &flow.say("slip-kept-text"));
        flow.gap(6.0);
    }
    flow.callout(&flow.say("advice-warning"), &flow.say("advice-warning-text"));
    let footer = flow.say("slip-footer");
    frame.dress(&mut flow.pages, &footer);
    let about = About { title: title("slip-footer"), now: slip.now, leaves: Leaves::OneSide };
    std::mem::take(&mut *document(flow.pages, &about))
}
