// SPDX-License-Identifier: AGPL-3.0-or-later
//! The three faces of the papers, parsed once; their widths, and their programs packed once for all documents.

use std::sync::LazyLock;

use lopdf::{Dictionary, Stream};
use printpdf::{FontId, ParsedFont};

/// First code point above those that any face has a glyph for.
const END: usize = 0x2300;

/// A face of the papers. All three have the same letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// Running text.
    Regular,
    /// Values, titles.
    Bold,
    /// Numbers, codes and addresses that somebody types again.
    Mono,
}

impl Face {
    /// All faces, in the order of their resource names.
    pub(super) const ALL: [Self; 3] = [Self::Regular, Self::Bold, Self::Mono];

    /// The face with its data.
    pub(super) fn loaded(self) -> &'static Loaded {
        &FACES[self as usize]
    }

    /// Width of a text in points; letters without a glyph count nothing.
    pub(super) fn width(self, text: &str, size: f32) -> f32 {
        let widths = &self.loaded().widths;
        let units: u32 = text.chars().map(|c| u32::from(widths.get(c as usize).copied().unwrap_or(0))).sum();
        units as f32 * size / 1000.0
    }

    /// Whether the face draws this letter.
    pub(super) fn has(self, letter: char) -> bool {
        self.loaded().parsed.codepoint_to_glyph.contains_key(&(letter as u32))
    }
}

/// A parsed face. The font program is kept apart, packed, so that no document copies or packs it again.
pub(super) struct Loaded {
    /// Resource name, also the PostScript name that stands in the document.
    pub(super) name: &'static str,
    /// Glyph numbers and metrics, without the program.
    pub(super) parsed: ParsedFont,
    /// The program as a deflated stream with its `Length1`.
    pub(super) program: Stream,
    /// Advance in thousandths of an em by code point; 0 where there is no glyph.
    widths: Vec<u16>,
}

impl Loaded {
    fn new(name: &'static str, bytes: &[u8]) -> Self {
        let mut parsed = ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).expect("the built-in font parses");
        parsed.original_bytes = Vec::new();
        parsed.font_name = Some(name.to_owned());
        let mut widths = vec![0; END];
        for (letter, glyph) in &parsed.codepoint_to_glyph {
            let advance = u32::from(parsed.glyph_widths.get(glyph).copied().unwrap_or(0));
            if let Some(width) = widths.get_mut(*letter as usize) {
                *width = (advance * 1000 / u32::from(parsed.units_per_em)) as u16;
            }
        }
        let length = i64::try_from(bytes.len()).unwrap_or_default();
        let mut program = Stream::new(Dictionary::from_iter([("Length1", length.into())]), bytes.to_vec());
        program.compress().expect("deflating into memory does not fail");
        Self { name, parsed, program: program.with_compression(false), widths }
    }

    /// The key under which a document knows the face.
    pub(super) fn id(&self) -> FontId {
        FontId(self.name.to_owned())
    }
}

static FACES: LazyLock<[Loaded; 3]> = LazyLock::new(|| {
    [
        Loaded::new(
            "AtkinsonHyperlegibleNext-Regular",
            include_bytes!("../../data/fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
        ),
        Loaded::new(
            "AtkinsonHyperlegibleNext-Bold",
            include_bytes!("../../data/fonts/AtkinsonHyperlegibleNext-Bold.ttf"),
        ),
        Loaded::new(
            "AtkinsonHyperlegibleMono-Medium",
            include_bytes!("../../data/fonts/AtkinsonHyperlegibleMono-Medium.ttf"),
        ),
    ]
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Language;

    #[test]
    fn every_letter_of_places_and_of_the_five_languages_has_its_glyph() {
        let printable: String = (' '..='~').collect();
        let places = "ÅÈßàâãäçèéêìòôöùüčŠž";
        let languages = "ÀÈÉÌÒÙàèéìòù ÄÖÜẞäöüß ÂÆÇÊËÎÏÔŒÛŸâæçêëîïôœûÿ ČŠŽčšžĆĐćđ";
        let signs = "’‘“”«»–—•…€°º·§×";
        for face in Face::ALL {
            for letter in [&printable, places, languages, signs].iter().flat_map(|part| part.chars()) {
                assert!(face.has(letter), "{face:?} has no glyph for {letter:?}");
                assert!(face.width(&letter.to_string(), 10.0) > 0.0, "{face:?} gives {letter:?} no width");
            }
        }
        assert!(!Face::Regular.has('漢'), "the test can fail");
    }

    #[test]
    fn every_letter_of_every_text_has_its_glyph() {
        let mut texts = 0;
        for language in Language::ALL {
            let folder = format!("{}/locales/{language}", env!("CARGO_MANIFEST_DIR"));
            for file in std::fs::read_dir(folder).expect("the folder of the language") {
                let path = file.expect("a file").path();
                let text = std::fs::read_to_string(&path).expect("UTF-8");
                for line in text.lines().filter(|line| !line.starts_with('#')) {
                    texts += 1;
                    for letter in line.chars() {
                        let drawn = Face::ALL.iter().all(|face| face.has(letter));
                        assert!(drawn, "no glyph for {letter:?} of {}: {line}", path.display());
                    }
                }
            }
        }
        assert!(texts > 1000, "the texts were read");
    }

    #[test]
    fn every_letter_of_the_mono_face_is_as_wide_as_the_next() {
        let width = Face::Mono.width("0", 10.0);
        assert!(
            "Oil1Wč@•"
                .chars()
                .all(|letter| (Face::Mono.width(&letter.to_string(), 10.0) - width).abs() < 0.01)
        );
    }
}
