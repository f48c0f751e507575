// SPDX-License-Identifier: AGPL-3.0-or-later
//! *Modulo di delega*: a holder whose health keeps them from coming names who comes for them. It says until when and
//! whose address the second half goes to, and nothing of what they suffer from.

use super::{
    blocks::Field,
    canvas::MEASURE,
    dates::day,
    finish::{About, Leaves, document},
    flow::{Flow, LABEL},
    frame::{Frame, title},
    hand::fitted,
    request_form::groups,
    said::Said,
    views::{DelegationForm, Notice},
};

/// Draws the form on one leaf. It may be blank, to be taken home.
pub fn delegation_form(form: &DelegationForm<'_>) -> Vec<u8> {
    let frame = Frame::new(&form.counter, form.protocol.unwrap_or_default(), form.language);
    let mut flow = fitted(2, |scale| content(form, &frame, scale));
    let footer = flow.say("deed-delegation-footer");
    frame.dress(&mut flow.pages, &footer);
    let about = About { title: title("deed-delegation-title"), now: form.now, leaves: Leaves::BothSides };
    std::mem::take(&mut *document(flow.pages, &about))
}

fn content(form: &DelegationForm<'_>, frame: &Frame, scale: f32) -> Flow {
    let mut flow = Flow::new(form.language, frame.bottom());
    flow.scale = scale;
    flow.title(&flow.say("deed-delegation-title"));
    flow.section(&flow.say("deed-holder"), 60.0);
    flow.person(&form.holder);
    let card = form.card.map(|number| groups(number, 4));
    flow.fields(&[Field::filled(flow.say("form-card-number"), card.as_deref()).mono()]);
    flow.section(&flow.say("deed-delegate"), 60.0);
    flow.person(&form.delegate);
    acts(&mut flow, form);
    impediment(&mut flow, form);
    attached(&mut flow);
    if flow.pages.len() == 1 {
        flow.turn();
    }
    address(&mut flow, form);
    notice(&mut flow, &form.notice);
    flow.keep(110.0 * scale);
    flow.gap(6.0);
    flow.prose(&flow.say("deed-delegation-declares"), flow.body());
    flow.gap(4.0);
    flow.signatures(&[flow.say("form-place-date"), flow.say("form-signature-holder")]);
    flow
}

/// What the delegate may do.
fn acts(flow: &mut Flow, form: &DelegationForm<'_>) {
    flow.section(&flow.say("deed-acts"), 50.0);
    flow.prose(&flow.say("deed-acts-text"), flow.body());
    flow.gap(3.0);
    let mut acts = vec!["deed-acts-activate", "deed-acts-codes"];
    if form.duplicate {
        acts.push("deed-acts-duplicate");
    }
    for (number, act) in (1..).zip(acts) {
        flow.item(&format!("{number}."), &flow.say(act), flow.body());
    }
}

/// From when to when, and that no illness is named.
fn impediment(flow: &mut Flow, form: &DelegationForm<'_>) {
    flow.section(&flow.say("deed-impediment"), 60.0);
    if let Some(months) = form.over_months {
        let said = Said::of(form.language, "deed-impediment-text", &[("months", months.into())]);
        flow.prose(&said, flow.body());
        flow.gap(4.0);
    }
    period(flow, form.from.map(day).as_deref(), form.to.map(day).as_deref());
}

/// The two days of an impediment, and the hint beneath.
pub(super) fn period(flow: &mut Flow, from: Option<&str>, to: Option<&str>) {
    flow.fields(&[Field::filled(flow.say("deed-from"), from), Field::filled(flow.say("deed-to"), to)]);
    flow.prose(&flow.say("deed-no-diagnosis"), LABEL);
}

/// What comes with the form.
fn attached(flow: &mut Flow) {
    let parts = ["holder", "delegate", "impediment"].map(|part| flow.say(&format!("deed-attached-{part}")));
    // in one piece: whoever looks at one side alone brings all of it
    let high: f32 = parts.iter().map(|said| flow.height(said, flow.body(), MEASURE, 16.0) + 3.0).sum();
    flow.section(&flow.say("deed-attached"), high);
    for (number, said) in (1..).zip(&parts) {
        flow.item(&format!("{number}."), said, flow.body());
    }
}

/// Whose address: one box for the holder's own; the delegate's is told in words and signed for by itself.
fn address(flow: &mut Flow, form: &DelegationForm<'_>) {
    flow.section(&flow.say("deed-address"), 90.0);
    flow.prose(&flow.say("deed-address-text"), flow.body());
    flow.gap(4.0);
    flow.tick(false, &flow.say("deed-address-holder"));
    flow.fields(&[Field::filled(flow.say("deed-address-email"), form.email).mono()]);
    flow.gap(3.0);
    flow.tick(false, &flow.say("deed-address-delegate"));
    flow.prose(&flow.say("deed-address-words"), LABEL);
    flow.lines_to_write(2);
    flow.signatures(&[flow.say("deed-address-email-delegate"), flow.say("deed-address-signature")]);
}

/// Who is responsible for the data, what they serve for, and where the whole notice stands; in one piece.
pub(super) fn notice(flow: &mut Flow, notice: &Notice<'_>) {
    let told = [
        ("controller", notice.controller.into()),
        ("officer", notice.officer.into()),
        ("link", notice.link.into()),
    ];
    let (said, pen) = (Said::of(flow.language, "deed-notice", &told), flow.body());
    flow.section(&flow.say("form-notice"), flow.height(&said, pen, MEASURE, 0.0));
    flow.prose(&said, pen);
}
