// SPDX-License-Identifier: AGPL-3.0-or-later
use super::samples::*;
use super::*;
use ::image::{GenericImageView, ImageFormat, load_from_memory};

fn looked(bytes: &[u8]) -> Result<Clean, Unfit> {
    check(bytes.to_vec(), &ScanRules::default())
}

#[track_caller]
fn refused(bytes: &[u8], unfit: Unfit) {
    match looked(bytes) {
        Ok(_) => panic!("taken: {}", String::from_utf8_lossy(bytes)),
        Err(told) => assert_eq!(told, unfit, "{}", String::from_utf8_lossy(bytes)),
    }
}

#[test]
fn what_scanners_make_is_taken() {
    let file = scanned("", "", &[]);
    let clean = looked(&file).unwrap_or_else(|unfit| panic!("{unfit}"));
    assert_eq!((clean.media, clean.pages, clean.size), (Media::Pdf, 1, None));
    assert!(clean.bytes == file, "a PDF stays as it came, with any signature on it");
    let mut document = lopdf::Document::load_mem(&file).unwrap();
    let mut modern = Vec::new();
    document.save_modern(&mut modern).unwrap();
    assert!(modern.windows(6).any(|part| part == b"ObjStm"), "objects are in streams");
    assert_eq!(looked(&modern).map(|clean| clean.pages), Ok(1));
    // a second revision, as a signature adds one
    let added =
        [&file[..], b"6 0 obj\n<</Type/Annot>>\nendobj\nxref\n0 0\ntrailer\n<</Size 7/Root 1 0 R/Prev ", b""]
            .concat();
    let start = file.windows(9).rposition(|part| part == b"startxref").unwrap();
    let prev = String::from_utf8_lossy(&file[start + 10..]).lines().next().unwrap().to_owned();
    let at = added.windows(4).rposition(|part| part == b"xref").unwrap();
    let revised = [&added[..], format!("{prev}>>\nstartxref\n{at}\n%%EOF\n").as_bytes()].concat();
    assert_eq!(looked(&revised).map(|clean| clean.pages), Ok(1));
}

/// Each thing that no page needs, in the words of ISO 32000.
const ACTIVE: [&str; 14] = [
    "/OpenAction<</S/JavaScript/JS(app.alert(1))>>",
    "/OpenAction 7 0 R",
    "/AA<</O<</S/URI/URI(http://example.org)>>>>",
    "/Names<</JavaScript 7 0 R>>",
    "/Names<</EmbeddedFiles 7 0 R>>",
    "/AF[<</Type/Filespec/EF<</F 7 0 R>>>>]",
    "/AcroForm<</XFA 7 0 R>>",
    "/X<</S/Launch/F(cmd.exe)>>",
    "/X<</S/JS/JS(x)>>",
    "/X<</Type/EmbeddedFile>>",
    "/X<</Subtype/RichMedia>>",
    "/X<</RichMediaContent 7 0 R>>",
    "/X<</S/SubmitForm/F(http://example.org)>>",
    "/X<</S/GoToE>>",
];

/// Every letter of every name as `#xx`.
fn escaped(text: &str) -> String {
    let (mut out, mut inside) = (String::new(), false);
    for c in text.chars() {
        inside = c == '/' || (inside && c.is_ascii_alphanumeric());
        match c {
            '/' => out.push('/'),
            c if inside => out.push_str(&format!("#{:02x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

#[test]
fn a_pdf_that_does_more_than_show_pages_is_refused_wherever_it_hides_it() {
    for active in ACTIVE {
        for active in [active.to_owned(), escaped(active)] {
            refused(&scanned(&active, "", &[]), Unfit::Active);
            refused(&scanned("", &active, &[]), Unfit::Active);
            refused(&scanned("", "", &[format!("<<{active}>>").into_bytes()]), Unfit::Active);
            refused(&scanned("", "", &[object_stream(&format!("<<{active}>>"), "")]), Unfit::Active);
            refused(
                &scanned("", "", &[object_stream(&format!("<<{active}>>"), "").escaped_type()]),
                Unfit::Active,
            );
            // an earlier revision that a later one replaces is in the file all the same
            let first = scanned(&active, "", &[]);
            let later = scanned("", "", &[]);
            refused(&[&first[..], &later[9..]].concat(), Unfit::Active);
            // behind a keyword in a comment, so that it looks like a stream
            let hidden = format!("<</A 1>>\n% stream\n{active} endstream\n");
            refused(&scanned("", "", &[hidden.into_bytes()]), Unfit::Active);
        }
    }
}

trait Disguise {
    fn escaped_type(self) -> Self;
}

impl Disguise for Vec<u8> {
    /// `ObjStm` and `FlateDecode` written otherwise.
    fn escaped_type(self) -> Self {
        let at = self.windows(7).position(|part| part == b"/ObjStm").unwrap();
        let text = [&self[..at], b"/O#62jSt#6d", &self[at + 7..]].concat();
        let at = text.windows(6).position(|part| part == b"/Flate").unwrap();
        [&text[..at], b"/#46late", &text[at + 6..]].concat()
    }
}

#[test]
fn an_object_stream_that_cannot_be_looked_into_is_refused() {
    for (entries, body) in [
        ("/Type/ObjStm/N 1/First 4/Filter[/ASCIIHexDecode/FlateDecode]", deflated(b"9 0 <</Launch 1>>")),
        ("/Type/ObjStm/N 1/First 4/Filter/LZWDecode", b"xx".to_vec()),
        ("/Type/ObjStm/N 1/First 4/Filter/ASCII85Decode", b"xx~>".to_vec()),
        ("/Type/ObjStm/N 1/First 4/Filter/FlateDecode/DecodeParms<</Predictor 12>>", deflated(b"9 0 <<>>")),
        ("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", deflated(&[b' '; 9_000])[..20].to_vec()),
        ("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", b"not deflated".to_vec()),
    ] {
        refused(&scanned("", "", &[stream(entries, &body)]), Unfit::Unreadable);
    }
    refused(&scanned("", "", &[stream("/Type/ObjStm/N 1/First 4/Filter/Crypt", b"x")]), Unfit::Encrypted);
}

#[test]
fn an_encrypted_pdf_is_refused() {
    let file = String::from_utf8_lossy(&pdf(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec()])).into_owned();
    for entry in ["/Encrypt 7 0 R", "/#45ncrypt<</Filter/Standard/V 2/R 3/O(x)/U(x)/P -4>>"] {
        let with = file.replace("/Root", &format!("{entry}/Root"));
        refused(with.as_bytes(), Unfit::Encrypted);
    }
}

#[test]
fn a_pdf_that_is_also_a_web_page_or_goes_on_is_refused() {
    let file = scanned("", "", &[]);
    refused(&[b"<html><script>alert(1)</script>", &file[..]].concat(), Unfit::UnknownKind);
    refused(&[b"\n", &file[..]].concat(), Unfit::UnknownKind);
    refused(&[&file[..], b"<html>"].concat(), Unfit::Polyglot);
    refused(&[&file[..], b"PK\x03\x04"].concat(), Unfit::Polyglot);
    refused(&scanned("", "", &[b"<</T(<ScRiPt>alert\\(1\\)</script>)>>".to_vec()]), Unfit::Polyglot);
    let comment = [b"%PDF-1.7\n%<!DOCTYPE html><body>\n", &file[9..]].concat();
    refused(&comment, Unfit::Polyglot);
    assert!(looked(&[&file[..], b"\n \r\n\0"].concat()).is_ok(), "blanks after the end are nothing");
}

#[test]
fn what_cannot_be_read_is_refused() {
    let file = scanned("", "", &[]);
    for cut in [5, 9, 40, file.len() / 2, file.len() - 8] {
        assert!(looked(&file[..cut]).is_err(), "{cut}");
    }
    refused(b"%PDF-1.7\nnothing\n%%EOF", Unfit::Unreadable);
    refused(b"%PDF-0.9\n%%EOF", Unfit::Unreadable);
    refused(b"", Unfit::UnknownKind);
    refused(b"GIF89a", Unfit::UnknownKind);
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        let picture = image(60, 40, format);
        refused(&picture[..30], Unfit::Unreadable);
    }
}

#[test]
fn nothing_inflates_without_end() {
    let rules = ScanRules { unpacked: 5_000_000, ..ScanRules::default() };
    let zeros = deflated(&vec![b' '; 6_000_000]);
    assert!(zeros.len() < 10_000, "a bomb is small");
    for entries in
        ["/Filter/FlateDecode", "/Type/ObjStm/N 1/First 4/Filter/FlateDecode", "/Type/XRef/Filter/Fl"]
    {
        let file = scanned("", "", &[stream(entries, &zeros)]);
        assert_eq!(check(file, &rules).err(), Some(Unfit::Bomb), "{entries}");
    }
    let half = stream("/Filter/FlateDecode", &deflated(&vec![b' '; 3_000_000]));
    assert_eq!(check(scanned("", "", &[half.clone(), half]), &rules).err(), Some(Unfit::Bomb), "together");
    refused(
        &scanned("", "", &[stream("/Filter[/FlateDecode/FlateDecode]", &deflated(&zeros))]),
        Unfit::Unreadable,
    );
}

#[test]
fn pages_and_pixels_are_counted() {
    let kids = |count: usize| {
        let refs: Vec<String> = (0..count).map(|at| format!("{} 0 R", at + 3)).collect();
        let mut objects = vec![
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            format!("<</Type/Pages/Kids[{}]/Count {count}>>", refs.join(" ")).into_bytes(),
        ];
        objects.extend((0..count).map(|_| b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_vec()));
        pdf(&objects)
    };
    assert_eq!(looked(&kids(20)).map(|clean| clean.pages), Ok(20));
    refused(&kids(21), Unfit::TooManyPages);
    refused(&kids(0), Unfit::Unreadable);
    let inside =
        stream("/Type/XObject/Subtype/Image/Width 30000/Height 30000/Filter/DCTDecode", b"\xff\xd8\xff");
    refused(&scanned("", "", &[inside]), Unfit::TooManyPixels);
}

#[test]
fn an_image_of_30_000_by_30_000_is_refused_before_it_is_decoded() {
    let began = std::time::Instant::now();
    for bytes in [png_that_claims(30_000, 30_000), jpeg_that_claims(30_000, 30_000)] {
        assert!(bytes.len() < 10_000);
        refused(&bytes, Unfit::TooManyPixels);
    }
    refused(&png_that_claims(12_001, 1), Unfit::TooManyPixels);
    refused(&png_that_claims(8_000, 8_000), Unfit::TooManyPixels);
    assert!(began.elapsed().as_millis() < 2_000, "nothing was decoded");
    refused(&png_that_claims(3_000, 3_000), Unfit::Unreadable);
}

#[test]
fn an_image_is_drawn_anew_upright_and_without_metadata() {
    let bytes = jpeg_with_exif(60, 40);
    assert!(bytes.windows(3).any(|part| part == b"GPS"));
    let clean = looked(&bytes).unwrap_or_else(|unfit| panic!("{unfit}"));
    assert_eq!((clean.media, clean.size), (Media::Jpeg, Some((40, 60))), "turned as the camera was");
    let drawn = load_from_memory(&clean.bytes).unwrap();
    assert_eq!(drawn.dimensions(), (40, 60));
    for gone in [&b"GPS"[..], b"Exif"] {
        assert!(!clean.bytes.windows(gone.len()).any(|part| part == gone));
    }
    let png = [&image(30, 20, ImageFormat::Png)[..], b"<html><script>"].concat();
    let clean = looked(&png).unwrap_or_else(|unfit| panic!("{unfit}"));
    assert_eq!((clean.media, clean.size), (Media::Png, Some((30, 20))));
    assert!(!clean.bytes.windows(6).any(|part| part == b"<html>"), "what follows the image is not kept");
    let (before, after) = (load_from_memory(&png).unwrap(), load_from_memory(&clean.bytes).unwrap());
    assert!(before.to_rgb8() == after.to_rgb8(), "the same picture");
}

#[test]
fn a_file_of_too_many_bytes_is_not_even_looked_at() {
    let rules = ScanRules { bytes: 100, ..ScanRules::default() };
    assert_eq!(check(scanned("", "", &[]), &rules).err(), Some(Unfit::TooLarge));
}
