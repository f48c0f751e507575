// SPDX-License-Identifier: AGPL-3.0-or-later
//! A case in which somebody acts for a holder whom their health hinders: two of its pieces of evidence come as scans.

use super::demo::Person;
use super::visit::{is_on, typed, with_document, with_person};
use super::visitor::{Answer, Form, Visitor};
use chrono::Utc;
use image::codecs::jpeg::JpegEncoder;
use image::{GrayImage, Luma};
use std::sync::Arc;

/// Somebody who acts for a holder, with the pages that they bring.
pub struct Delegate {
    pub person: Person,
    pub page: Arc<Vec<u8>>,
}

/// How a group is satisfied in this benchmark: its key, the item and the way, whether it is typed as a document, has dates,
/// is signed by the holder, comes as a scan.
struct Piece {
    group: &'static str,
    piece: &'static str,
    document: bool,
    dated: bool,
    signed: bool,
}

const PIECES: [Piece; 5] = [
    Piece {
        group: "delegation",
        piece: "signed_delegation:scanned",
        document: false,
        dated: false,
        signed: true,
    },
    Piece { group: "card", piece: "card:seen", document: false, dated: false, signed: false },
    Piece {
        group: "holder_copy",
        piece: "holder_document_copy:scanned",
        document: true,
        dated: false,
        signed: false,
    },
    Piece {
        group: "delegate_copy",
        piece: "delegate_document_copy:paper_kept",
        document: true,
        dated: false,
        signed: false,
    },
    Piece {
        group: "impediment",
        piece: "medical_certificate:seen",
        document: false,
        dated: true,
        signed: false,
    },
];

impl Delegate {
    /// Is identified and hands in what the list wants; ends at the contact.
    pub async fn stands_there(&self, visitor: &mut Visitor, form: Form) -> Answer {
        let form = with_person(form, &self.person)
            .with("who", "health_impediment")
            .with("code", &*self.person.codice_fiscale);
        let mut page = visitor.submit(form).await;
        is_on(&page, "/delegation");
        let case = page.path.trim_end_matches("/delegation").to_owned();
        for piece in &PIECES {
            page = visitor.get(&format!("{case}/delegation?open={}", piece.group)).await;
            page = self.hands_in(visitor, &page, piece).await;
        }
        page
    }

    async fn hands_in(&self, visitor: &mut Visitor, page: &Answer, piece: &Piece) -> Answer {
        let today = Utc::now().date_naive();
        let mut form = page.form("/evidence").with("group", piece.group).with("piece", piece.piece);
        if piece.document {
            form = with_document(form);
        }
        if piece.dated {
            form = form
                .with("from_on", typed(today - chrono::Days::new(30)))
                .with("to_on", typed(today + chrono::Days::new(200)));
        }
        if piece.signed {
            form = form.with("signed", "holder");
        }
        let file = piece.piece.ends_with(":scanned").then_some(("files", self.page.as_slice()));
        let answer = visitor.send(form, file).await;
        assert!(answer.status.is_success(), "{}: {}", piece.piece, answer.text());
        answer
    }
}

/// A page of A4 at 200 dpi as a counter's scanner sends it: grey paper with grain and lines of text, JPEG.
pub fn scanned_page() -> Vec<u8> {
    let mut grain: u32 = 1;
    let page = GrayImage::from_fn(1654, 2339, |x, y| {
        grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (grain >> 28) as u8;
        let line = y % 48 < 22 && (150..1500).contains(&x) && (200..2100).contains(&y);
        let ink = line && (x / 7 + y / 5 * 3 + x / 31) % 3 == 0;
        Luma([if ink { 40 + noise } else { 225 + noise }])
    });
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 80).encode_image(&page).expect("an image");
    file
}
