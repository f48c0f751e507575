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
    flow::{Flow, LABEL, SCALES, STRONG},
    fonts::Face,
    frame::{Frame, title},
    lettering::clean,
    said::Said,
    views::{Asked, Carrier, Reach, RequestForm},
};

/// Draws the form in two copies. No personal data stands in its title.
pub fn request_form(form: &RequestForm<'_>) -> Vec<u8> {
    let frame = Frame::new(&form.counter, form.protocol, form.language);
    let fits = |pages: &Vec<Canvas>| pages.len() <= 2;
    let mut copies = SCALES.into_iter().map(|scale| one_copy(form, &frame, scale));
    let plain = copies.find(fits).unwrap_or_else(|| one_copy(form, &frame, 1.0));
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

fn one_copy(form: &RequestForm<'_>, frame: &Frame, scale: f32) -> Vec<Canvas> {
    let mut flow = Flow::new(form.language, frame.bottom());
    flow.scale = scale;
    flow.title(&flow.say(&form.asked.key("form-title")));
    holder(&mut flow, form);
    card(&mut flow, form);
    identity(&mut flow, form);
    contact(&mut flow, form);
    flow.section(&flow.say("form-asked"), 40.0);
    asked(&mut flow, form);
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
fn asked(flow: &mut Flow, form: &RequestForm<'_>) {
    let carrier = form.contact.to.carrier();
    if form.asked == Asked::Activation {
        return flow.prose(&flow.say(&carrier.key("form-asked-text")), flow.body());
    }
    flow.prose(&flow.say(&form.asked.key("form-asked-text")), flow.body());
    // who corrects an address is told of nothing but the address
    if (form.asked, carrier) != (Asked::CorrectedAddress, Carrier::Mail) {
        flow.prose(&flow.say(&carrier.key("form-way")), flow.body());
    }
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
    flow.section(&flow.say("form-identity"), 60.0);
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
    match form.contact.to {
        Reach::Email(address) => email(flow, address),
        Reach::Trusted { email: address, person } => {
            email(flow, address);
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
fn email(flow: &mut Flow, address: &str) {
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
    flow.columns(&flow.say("form-email"), STRONG, MARGIN, MEASURE, None);
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
        flow.gap(4.0);
    }
}

fn declaration(flow: &mut Flow, form: &RequestForm<'_>) {
    flow.section(&flow.say("form-declares"), 60.0);
    let trusted = matches!(form.contact.to, Reach::Trusted { .. });
    let parts = ["seen", "true", "present", "trusted", "secret", "penal"];
    let parts = parts.into_iter().filter(|part| trusted || *part != "trusted");
    for (number, part) in (1..).zip(parts) {
        let key = match part {
            "present" => form.asked.key("form-declares-present"),
            other => format!("form-declares-{other}"),
        };
        flow.item(&format!("{number}."), &flow.say(&key), flow.body());
    }
    flow.keep(130.0);
    flow.gap(6.0);
    let fingerprint = short_fingerprint(form.fingerprint);
    let place = format!("{}, {}", form.counter.place, today(form.now));
    flow.fields(&[
        Field::new(flow.say("form-place-date"), &place),
        Field::new(flow.say("form-fingerprint"), &fingerprint).mono(),
    ]);
    flow.prose(&flow.say("form-fingerprint-hint"), LABEL);
    flow.signatures(&[flow.say("form-signature-holder"), flow.say("form-signature-operator")]);
}

/// The short form of a fingerprint: its first 16 digits in fours, `A1B2 C3D4 E5F6 0718`.
pub fn short_fingerprint(hexadecimal: &str) -> String {
    groups(&hexadecimal.chars().take(16).collect::<String>().to_uppercase(), 4)
}

/// Digits in groups.
fn groups(digits: &str, size: usize) -> String {
    let letters: Vec<char> = digits.chars().filter(|c| !c.is_whitespace()).collect();
    letters.chunks(size).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
