// SPDX-License-Identifier: AGPL-3.0-or-later
//! Pages into the bytes of a document: fonts, title, language, dates; nothing that changes from one run to the next.

use std::io::Write;

use chrono::{DateTime, Utc};
use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Dictionary, Object, StringFormat};
use printpdf::{Mm, Op, PdfDocument, PdfFont, PdfPage, PdfSaveOptions, TextItem};
use zeroize::{Zeroize, Zeroizing};

use super::{canvas::Canvas, fonts::Face};

/// What a document says about itself. Nothing of a person's data belongs here.
pub(super) struct About {
    /// The kind of paper, as shown in the title bar of the viewer.
    pub(super) title: String,
    /// When the paper was made.
    pub(super) now: DateTime<Utc>,
    /// Whether the pages may share a leaf.
    pub(super) leaves: Leaves,
}

/// How the print dialog is set when the document opens.
#[derive(Clone, Copy)]
pub(super) enum Leaves {
    /// One side only.
    OneSide,
    /// Both sides, turned over the long edge.
    BothSides,
}

/// Writes the document. What held text on the way is wiped as far as it is in our hands: the libraries' own
/// intermediate copies are freed, not wiped.
pub(super) fn document(pages: Vec<Canvas>, about: &About) -> Zeroizing<Vec<u8>> {
    let mut pdf = PdfDocument::new(&about.title);
    for face in Face::ALL {
        let font = face.loaded();
        pdf.resources.fonts.map.insert(font.id(), PdfFont::new(font.parsed.clone()));
    }
    pdf.pages = pages.into_iter().map(|page| PdfPage::new(Mm(210.0), Mm(297.0), page.ops)).collect();
    // The warnings say that the faces have no program: it is added below, packed once for all documents.
    let mut raw = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    wipe(&mut pdf);

    embed(&mut raw);
    raw.version = "1.7".to_owned();
    if let Ok(catalog) = raw.catalog_mut() {
        catalog.set("Lang", Object::string_literal("it-IT"));
        catalog.set("ViewerPreferences", preferences(about.leaves));
    }
    let information = raw.add_object(information(about));
    raw.trailer.set("Info", Object::Reference(information));
    raw.trailer.remove(b"ID");
    raw.prune_objects();
    pack(&mut raw);
    // Room enough from the start: a growing vector leaves copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(256 * 1024));
    raw.save_to(&mut *bytes).expect("writing into memory does not fail");
    for object in raw.objects.values_mut() {
        if let Object::Stream(stream) = object {
            stream.content.zeroize();
        }
    }
    bytes
}

/// Deflates what is not deflated yet, quickly: a paper is printed once, and the best level costs more than the drawing.
fn pack(raw: &mut lopdf::Document) {
    for object in raw.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.has(b"Filter") {
            continue;
        }
        let room = Vec::with_capacity(stream.content.len());
        let mut encoder = ZlibEncoder::new(room, Compression::fast());
        if let Ok(packed) = encoder.write_all(&stream.content).and_then(|()| encoder.finish()) {
            stream.content.zeroize();
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }
}

/// Gives each font descriptor its program.
fn embed(raw: &mut lopdf::Document) {
    for face in Face::ALL.map(Face::loaded) {
        let descriptor = raw.objects.iter().find_map(|(id, object)| {
            let dictionary = object.as_dict().ok().filter(|it| it.has_type(b"FontDescriptor"))?;
            (dictionary.get(b"FontName").ok()?.as_name().ok()? == face.name.as_bytes()).then_some(*id)
        });
        if let Some(descriptor) = descriptor {
            let program = raw.add_object(face.program.clone());
            if let Ok(dictionary) = raw.get_dictionary_mut(descriptor) {
                dictionary.set("FontFile2", Object::Reference(program));
            }
        }
    }
}

/// The title is shown instead of the file name, and nothing is scaled: fold marks must stay where they are.
fn preferences(leaves: Leaves) -> Dictionary {
    let duplex = match leaves {
        Leaves::OneSide => "Simplex",
        Leaves::BothSides => "DuplexFlipLongEdge",
    };
    Dictionary::from_iter([
        ("DisplayDocTitle", Object::Boolean(true)),
        ("PrintScaling", "None".into()),
        ("Duplex", duplex.into()),
    ])
}

fn information(about: &About) -> Dictionary {
    let mut title = vec![0xfe, 0xff];
    title.extend(about.title.encode_utf16().flat_map(u16::to_be_bytes));
    let made = Object::string_literal(about.now.format("D:%Y%m%d%H%M%SZ").to_string());
    Dictionary::from_iter([
        ("Title", Object::String(title, StringFormat::Hexadecimal)),
        ("Creator", Object::string_literal("Sportello")),
        ("CreationDate", made.clone()),
        ("ModDate", made),
    ])
}

/// Wipes the texts that were drawn.
fn wipe(pdf: &mut PdfDocument) {
    for op in pdf.pages.iter_mut().flat_map(|page| &mut page.ops) {
        match op {
            Op::ShowText { items } => items.iter_mut().for_each(|item| {
                if let TextItem::Text(text) = item {
                    text.zeroize();
                }
            }),
            Op::BeginMarkedContentWithProperties { properties: printpdf::DictItem::Dict { map }, .. } => {
                map.values_mut().for_each(|value| {
                    if let printpdf::DictItem::String { data, .. } = value {
                        data.zeroize();
                    }
                });
            }
            _ => {}
        }
    }
}
