// SPDX-License-Identifier: AGPL-3.0-or-later
//! Words into lines: what may be printed, where a line ends, how small a value may become.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::fonts::Face;

/// What stands for a letter that the faces do not have.
const UNKNOWN: char = '?';

/// The text as it can be printed: composed, in one line, without control and direction characters. A letter without
/// a glyph loses its marks, or becomes `?`, so that nothing vanishes unseen.
pub(super) fn clean(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for letter in raw.nfc() {
        match letter {
            ' '..='~' => out.push(letter),
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' | '\u{202f}' => out.push(' '),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {}
            _ if letter.is_control() => {}
            _ if Face::Regular.has(letter) => out.push(letter),
            _ if is_combining_mark(letter) => {}
            _ => out
                .push(std::iter::once(letter).nfd().find(|base| Face::Regular.has(*base)).unwrap_or(UNKNOWN)),
        }
    }
    out
}

/// Breaks a text (already clean) into lines of at most `width` points, at blanks and else within the word: no line
/// is ever wider, unless a single letter is.
pub(super) fn wrap(text: &str, face: Face, size: f32, width: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0.0);
    let blank = face.width(" ", size);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let long = face.width(word, size);
        if !line.is_empty() && used + blank + long <= width {
            line.push(' ');
            line.push_str(word);
            used += blank + long;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        used = 0.0;
        if long <= width {
            line.push_str(word);
            used = long;
        } else {
            for letter in word.chars() {
                let next = face.width(letter.encode_utf8(&mut [0; 4]), size);
                if used + next > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push(letter);
                used += next;
            }
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The largest size between `size` and `least` at which the text needs at most `most` lines, and its lines. At the
/// least size it may need more: a value is never cut.
pub(super) fn fit(
    text: &str,
    face: Face,
    size: f32,
    least: f32,
    width: f32,
    most: usize,
) -> (f32, Vec<String>) {
    let mut now = size;
    loop {
        let lines = wrap(text, face, now, width);
        if lines.len() <= most || now <= least {
            return (now, lines);
        }
        now = (now - 0.5).max(least);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn control_and_direction_characters_are_not_printed() {
        assert_eq!(clean("D'\u{0}Am\u{202e}ico\r\nBcc: x\u{feff}"), "D'Amico  Bcc: x");
        assert_eq!(clean("Nin\u{303}o Žižek Gruß"), "Niño Žižek Gruß");
        assert_eq!(clean("Nguyễn 漢 🙂"), "Nguyen ? ?");
    }

    #[test]
    fn a_value_shrinks_before_it_takes_another_line() {
        let name = "MARIA ANTONIETTA ELISABETTA";
        let (size, lines) = fit(name, Face::Bold, 12.0, 10.5, 180.0, 1);
        assert_eq!((size < 12.0, lines.len()), (true, 1));
        let (size, lines) = fit(&name.repeat(4), Face::Bold, 12.0, 10.5, 180.0, 1);
        assert_eq!((size, lines.len() > 2), (10.5, true), "and at the least size it wraps");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_column_and_no_letter_is_lost(raw in "\\PC{0,120}", width in 30.0_f32..500.0, size in 10.5_f32..24.0) {
            let text = clean(&raw);
            let lines = wrap(&text, Face::Bold, size, width);
            for line in &lines {
                prop_assert!(Face::Bold.width(line, size) <= width + 0.01, "{line:?} in {width}");
            }
            let letters = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }

        #[test]
        fn whatever_is_clean_has_glyphs(raw in any::<String>()) {
            for letter in clean(&raw).chars() {
                prop_assert!(Face::ALL.iter().all(|face| face.has(letter)), "{letter:?}");
            }
        }
    }
}
