// SPDX-License-Identifier: AGPL-3.0-or-later
//! EF_DatiPersonali, the chip's free file of personal data: six hexadecimal digits with the length of what follows, then
//! sixteen fields in fixed order, each two hexadecimal digits of length and as many Latin-1 bytes; dates as DDMMYYYY.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::NewCard;

/// The file has at most this many bytes.
const LONGEST: usize = 400;

/// The content of the file for a card issued by region `region`. None if it does not fit into the file.
pub(super) fn file(card: &NewCard, region: &str) -> Option<Vec<u8>> {
    let date = |day: NaiveDate| day.format("%d%m%Y").to_string();
    let abroad = card.birth_place.starts_with('Z');
    let place = |wanted: bool| if wanted { card.birth_place.as_str() } else { "" };
    let fields: [&str; 16] = [
        &format!("6{region}"),
        &date(card.issued),
        &date(card.expires),
        &card.surname,
        &card.name,
        &date(card.birth_date),
        &card.sex,
        "", // height
        &card.codice_fiscale,
        "", // citizenship
        place(!abroad),
        place(abroad),
        "", // birth certificate
        "", // residence: not known to the issuer's file
        "", // address
        "", // notes
    ];
    let mut content = Vec::with_capacity(LONGEST);
    for field in fields {
        let bytes = latin1(field);
        content.extend_from_slice(format!("{:02X}", u8::try_from(bytes.len()).ok()?).as_bytes());
        content.extend_from_slice(&bytes);
    }
    let mut file = format!("{:06X}", content.len()).into_bytes();
    file.append(&mut content);
    (file.len() <= LONGEST).then_some(file)
}

/// Letters that Latin-1 lacks lose their accents; what is no letter even then becomes a question mark.
fn latin1(text: &str) -> Vec<u8> {
    let narrow = |c: char| u8::try_from(u32::from(c)).ok();
    text.nfc()
        .map(|c| narrow(c).or_else(|| [c].into_iter().nfd().next().and_then(narrow)).unwrap_or(b'?'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> NewCard {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        NewCard {
            card_number: "80380001100000000014".into(),
            has_chip: true,
            chip_serial: Some("6110000000000001".into()),
            codice_fiscale: "RSSMRA80A01H501U".into(),
            surname: "ROSSI".into(),
            name: "MARIO".into(),
            sex: "M".into(),
            birth_date: day(1980, 1, 1),
            birth_place: "H501".into(),
            issued: day(2024, 3, 1),
            expires: day(2030, 2, 28),
            imported_at: chrono::Utc::now(),
        }
    }

    #[test]
    fn the_file_is_laid_out_as_on_real_cards() {
        let file = String::from_utf8(file(&card(), "110").unwrap()).unwrap();
        let as_on_cards = "00005B0461100801032024082802203005ROSSI05MARIO080101198001M0010RSSMRA80A01H501U0004H5010000000000";
        assert_eq!(file, as_on_cards);
        assert_eq!(file.find("RSSMRA80A01H501U"), Some(53 + "ROSSI".len() + "MARIO".len()));
    }

    #[test]
    fn names_are_latin_1_and_births_abroad_have_their_own_field() {
        let born_abroad =
            NewCard {
                surname: "D'ALÒ".into(), name: "ŽELJKO".into(), birth_place: "Z118".into(), ..card()
            };
        let file = file(&born_abroad, "110").unwrap();
        assert!(file.windows(7).any(|bytes| bytes == b"05D'AL\xD2"));
        assert!(file.windows(8).any(|bytes| bytes == b"06ZELJKO"));
        assert!(file.windows(8).any(|bytes| bytes == b"0004Z118"));
    }

    #[test]
    fn what_does_not_fit_is_not_cut() {
        assert!(file(&NewCard { surname: "A".repeat(300), ..card() }, "110").is_none());
    }
}
