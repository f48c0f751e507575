// SPDX-License-Identifier: AGPL-3.0-or-later
//! *Richiesta di attivazione e presa visione dell’informativa*, twice: for the counter and for the citizen.
//!
//! Each copy fills both sides of one leaf: the data in front, notice, declaration and signatures on the back. A copy
//! never has an odd number of pages, or the two would share a leaf on a printer that uses both sides.

use super::{
    blocks::Field,
    canvas::{Canvas, MARGIN, MEASURE, Pen, Shade},
    dates::{day, today},
    finish::{About, Leaves, document},
    flow::{DENSE, Flow, LABEL, SCALES, STRONG},
    fonts::Face,
    frame::{Frame, title},
    lettering::clean,
    said::Said,
    views::{Asked, Carrier, Reach, RequestForm, Signed},
};

mod acting;
mod unsigned;

/// Draws the form in two copies. No personal data stands in its title.
pub fn request_form(form: &RequestForm<'_>) -> Vec<u8> {
    let frame = Frame::new(&form.counter, form.protocol, form.language);
    let fits = |pages: &Vec<Canvas>| pages.len() <= 2;
    // Two persons, or what stands in place of a signature, leave less air before they take another leaf.
    let more = form.delegate.is_some() || !matches!(form.signed, Signed::ByHand);
    let dense = DENSE.iter().filter(|_| more).map(|air| (SCALES[2], *air));
    let mut copies = SCALES.into_iter().map(|scale| (scale, 1.0)).chain(dense);
    let plain = copies.find_map(|(scale, air)| Some(one_copy(form, &frame, scale, air)).filter(fits));
    let plain = plain.unwrap_or_else(|| one_copy(form, &frame, 1.0, 1.0));
    let mut pages = Vec::new();
    for copy in ["form-copy-counter", "form-copy-citizen"] {
        let mut copy_pages = plain.clone();
        frame.dress(&mut copy_pages, &Said::of(form.language, copy, &[]));
        pages.extend(copy_pages);
    }
    let about =
        About { title: title(&form.asked.key("form-title")), now: form.now, leaves: Leaves::BothSides };
    std::mem::take(&mut *document(pages, &about))
}

impl Asked {
    /// The key of the text that says it for this request.
    fn key(self, key: &str) -> String {
        match self {
            Self::Activation => key.to_owned(),
            Self::NewRelease => format!("{key}-new-release"),
            Self::CorrectedAddress => format!("{key}-corrected-address"),
        }
    }
}

fn one_copy(form: &RequestForm<'_>, frame: &Frame, scale: f32, air: f32) -> Vec<Canvas> {
    let mut flow = Flow::new(form.language, frame.bottom());
    (flow.scale, flow.air) = (scale, air);
    flow.title(&flow.say(&form.asked.key("form-title")));
    holder(&mut flow, form);
    if let Some(delegate) = &form.delegate {
        acting::person(&mut flow, delegate);
    }
    card(&mut flow, form);
    identity(&mut flow, form);
    contact(&mut flow, form);
    let asked = asked(&flow, form);
    // Where two persons stand above it there may be no room for all of it: then it goes on the back in one piece.
    let whole = match form.delegate {
        Some(_) => asked.iter().map(|said| flow.height(said, flow.body(), MEASURE, 0.0)).sum(),
        None => 40.0,
    };
    flow.section(&flow.say("form-asked"), whole);
    for said in &asked {
        flow.prose(said, flow.body());
    }
    if flow.pages.len() == 1 {
        flow.turn();
    }
    notice(&mut flow, form);
    declaration(&mut flow, form);
    if flow.pages.len() % 2 == 1 {
        flow.turn();
    }
    flow.pages
}

/// What is asked for, and how the second half travels.
fn asked(flow: &Flow, form: &RequestForm<'_>) -> Vec<Said> {
    let carrier = form.contact.to.carrier();
    if form.asked == Asked::Activation {
        return vec![flow.say(&carrier.key("form-asked-text"))];
    }
    let mut said = vec![flow.say(&form.asked.key("form-asked-text"))];
    // who corrects an address is told of nothing but the address
    if (form.asked, carrier) != (Asked::CorrectedAddress, Carrier::Mail) {
        said.push(flow.say(&carrier.key("form-way")));
    }
    said
}

fn holder(flow: &mut Flow, form: &RequestForm<'_>) {
    let holder = &form.holder;
    flow.section(&flow.say("form-holder"), 60.0);
    flow.fields(&[
        Field::new(flow.say("form-surname"), holder.surname),
        Field::new(flow.say("form-name"), holder.name),
    ]);
    flow.fields(&[
        Field::new(flow.say("form-codice-fiscale"), holder.codice_fiscale).mono(),
        Field::new(flow.say("form-birth-date"), &day(holder.birth_date)).wide(1.3),
        Field::new(flow.say("form-birth-place"), holder.birth_place).wide(1.35),
    ]);
}

fn card(flow: &mut Flow, form: &RequestForm<'_>) {
    flow.section(&flow.say("form-card"), 30.0);
    let number = groups(form.card.number, 4);
    flow.fields(&[
        Field::new(flow.say("form-card-number"), &number).mono().wide(1.8),
        Field::new(flow.say("form-card-expires"), &day(form.card.expires)),
        Field::new(flow.say("form-certificate"), form.card.certificate.unwrap_or("–")).mono().wide(1.7),
    ]);
}

fn identity(flow: &mut Flow, form: &RequestForm<'_>) {
    let identity = &form.identity;
    let whose = form.delegate.map(|delegate| delegate.power.key("form-identity"));
    flow.section(&flow.say(whose.as_deref().unwrap_or("form-identity")), 60.0);
    flow.fields(&[
        Field::new(flow.say("form-identity-kind"), &identity.kind.joined()).wide(1.6),
        Field::new(flow.say("form-identity-number"), identity.number).mono(),
    ]);
    flow.fields(&[
        Field::new(flow.say("form-identity-issuer"), identity.issuer).wide(1.6),
        Field::new(flow.say("form-identity-issued"), &identity.issued.map_or_else(|| "–".to_owned(), day)),
        Field::new(flow.say("form-identity-expires"), &identity.expires.map_or_else(|| "–".to_owned(), day)),
    ]);
}

fn contact(flow: &mut Flow, form: &RequestForm<'_>) {
    flow.section(&flow.say("form-contact"), 90.0);
    let own = form.delegate.is_some_and(|delegate| delegate.own_address);
    let label = if own { "form-email-own" } else { "form-email" };
    match form.contact.to {
        Reach::Email(address) => email(flow, address, label),
        Reach::Trusted { email: address, person } => {
            email(flow, address, label);
            flow.fields(&[Field::new(flow.say("form-trusted"), person)]);
        }
        Reach::Post(address) => flow.fields(&[Field::new(flow.say("form-post"), address)]),
    }
    let language = Said::of(form.language, &format!("language-{}", form.language.code()), &[]);
    flow.fields(&[
        Field::new(flow.say("form-phone"), form.contact.phone.unwrap_or("–")).mono(),
        Field::new(flow.say("form-language"), &language.joined()),
    ]);
}

/// The address letter by letter on a tinted ground, to be read before signing. A long one is broken before its `@`
/// and set a little smaller.
fn email(flow: &mut Flow, address: &str, label: &str) {
    const SPACE: f32 = 2.4;
    let address = clean(address);
    let broken = |size: f32| {
        let most = ((MEASURE - 24.0) / (Face::Mono.width("0", size) + SPACE)) as usize;
        let (local, domain) = match address.rfind('@') {
            Some(at) if address.chars().count() > most => address.split_at(at),
            _ => (address.as_str(), ""),
        };
        let parts = [local, domain].map(|part| part.chars().collect::<Vec<_>>());
        let lines =
            parts.iter().flat_map(|part| part.chunks(most)).map(|line| line.iter().collect::<String>());
        (size, lines.collect::<Vec<_>>())
    };
    let (size, lines) = [15.0, 14.0]
        .into_iter()
        .map(broken)
        .find(|(_, lines)| lines.len() < 3)
        .unwrap_or_else(|| broken(13.0));
    flow.columns(&flow.say(label), STRONG, MARGIN, MEASURE, None);
    let (y, step) = (flow.y + 3.0, size * 1.45);
    let height = lines.len() as f32 * step + 9.0;
    let page = flow.page();
    page.fill(MARGIN, y, MEASURE, height, Shade::Tint);
    page.frame(MARGIN, y, MEASURE, height, 0.75, Shade::Rule);
    page.read_as(&address, |page| {
        for (line, text) in lines.iter().enumerate() {
            let pen = Pen::new(Face::Mono, size, Shade::Ink);
            page.spaced(MARGIN + 12.0, y + 5.0 + size + line as f32 * step, text, pen, SPACE);
        }
    });
    flow.gap(height + 10.0);
}

fn notice(flow: &mut Flow, form: &RequestForm<'_>) {
    flow.section(&flow.say("form-notice"), 60.0);
    let who = [("controller", form.notice.controller.into()), ("officer", form.notice.officer.into())];
    let mut paragraphs = vec![Said::of(form.language, "form-notice-controller", &who)];
    paragraphs.extend(
        ["purpose", "who", "keep", "needed", "rights"].map(|part| flow.say(&format!("form-notice-{part}"))),
    );
    paragraphs.push(Said::of(form.language, "form-notice-link", &[("link", form.notice.link.into())]));
    for paragraph in paragraphs {
        flow.prose(&paragraph, flow.body());
        flow.gap(4.0 * flow.air);
    }
}

fn declaration(flow: &mut Flow, form: &RequestForm<'_>) {
    let delegate = form.delegate.as_ref();
    let who = delegate.map(|delegate| delegate.power.key("form-declares"));
    flow.section(&flow.say(who.as_deref().unwrap_or("form-declares")), 60.0);
    let trusted = matches!(form.contact.to, Reach::Trusted { .. });
    let parts = ["seen", "true", "present", "power", "trusted", "secret", "penal"];
    let parts = parts.into_iter().filter(|part| trusted || *part != "trusted");
    for (number, part) in (1..).zip(parts.filter(|part| delegate.is_some() || *part != "power")) {
        let plain = match part {
            "present" => form.asked.key("form-declares-present"),
            other => format!("form-declares-{other}"),
        };
        let key = delegate.map_or(plain.clone(), |delegate| acting::declares(delegate, part, plain));
        flow.item(&format!("{number}."), &flow.say(&key), flow.body());
    }
    flow.keep(match form.signed {
        Signed::ByHand => 130.0,
        Signed::TakenByOfficer(_) => 265.0 * flow.scale,
        Signed::ByRelative(_) => 400.0 * flow.scale,
    });
    flow.gap(6.0);
    let fingerprint = short_fingerprint(form.fingerprint);
    let place = format!("{}, {}", form.counter.place, today(form.now));
    flow.fields(&[
        Field::new(flow.say("form-place-date"), &place),
        Field::new(flow.say("form-fingerprint"), &fingerprint).mono(),
    ]);
    flow.prose(&flow.say("form-fingerprint-hint"), LABEL);
    match (&form.signed, delegate) {
        (Signed::ByHand, None) => {
            flow.signatures(&[flow.say("form-signature-holder"), flow.say("form-signature-operator")]);
        }
        (Signed::ByHand, Some(delegate)) => flow.signatures(&acting::signatures(flow, delegate)),
        (Signed::TakenByOfficer(cause), delegate) => {
            unsigned::taken_by_officer(flow, *cause, delegate.is_some());
        }
        (Signed::ByRelative(relative), _) => unsigned::by_relative(flow, relative),
    }
}

/// The short form of a fingerprint: its first 16 digits in fours, `A1B2 C3D4 E5F6 0718`.
pub fn short_fingerprint(hexadecimal: &str) -> String {
    groups(&hexadecimal.chars().take(16).collect::<String>().to_uppercase(), 4)
}

/// Digits in groups.
pub(super) fn groups(digits: &str, size: usize) -> String {
    let letters: Vec<char> = digits.chars().filter(|c| !c.is_whitespace()).collect();
    letters.chunks(size).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
