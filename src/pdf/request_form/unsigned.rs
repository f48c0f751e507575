// SPDX-License-Identifier: AGPL-3.0-or-later
//! What stands in place of the holder's signature where the holder does not sign (DPR 445/2000 art. 4). The cause is
//! told by a box alone.

use crate::pdf::{
    blocks::Field,
    flow::{Flow, LABEL},
    said::Said,
    views::{Cause, Kin, Relative},
};

/// The public officer takes the declaration and notes the cause (c. 1). Who assists the holder signs too.
pub(super) fn taken_by_officer(flow: &mut Flow, cause: Option<Cause>, assisted: bool) {
    flow.section(&flow.say("form-unsigned"), 150.0 * flow.scale);
    flow.prose(&flow.say("form-unsigned-text"), flow.body());
    flow.gap(4.0);
    flow.tick(cause == Some(Cause::DoesNotKnow), &flow.say("form-unsigned-does-not-know"));
    flow.tick(cause == Some(Cause::Cannot), &flow.say("form-unsigned-cannot"));
    flow.prose(&flow.say("form-unsigned-hint"), LABEL);
    let officer = ["form-officer-name", "form-signature-officer"].map(|key| flow.say(key));
    let beside = assisted.then(|| flow.say("form-signature-assists"));
    flow.signatures(&beside.into_iter().chain(officer).collect::<Vec<Said>>());
}

/// A relative declares for a holder whom their health hinders for a time (c. 2).
pub(super) fn by_relative(flow: &mut Flow, relative: &Relative<'_>) {
    flow.section(&flow.say("form-relative"), 200.0 * flow.scale);
    flow.prose(&flow.say("form-relative-text"), flow.body());
    flow.gap(4.0);
    flow.person(&relative.person);
    flow.fields(&[Field::filled(flow.say("form-identity-relative"), relative.document)]);
    for (kin, word) in [(Kin::Spouse, "spouse"), (Kin::Child, "child"), (Kin::Other, "other")] {
        flow.tick(relative.kin == Some(kin), &flow.say(&format!("form-relative-{word}")));
    }
    flow.prose(&flow.say("form-unsigned-hint"), LABEL);
    flow.signatures(&["form-signature-relative", "form-signature-officer"].map(|key| flow.say(key)));
}
