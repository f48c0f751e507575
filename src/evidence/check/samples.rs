// SPDX-License-Identifier: AGPL-3.0-or-later
//! Files for tests: documents as scanners make them, and what an attacker would send.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::{DynamicImage, ImageFormat, RgbImage};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

/// A document of these objects, numbered from 1; the first is the catalog.
pub(super) fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let (mut file, mut table) = (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), String::new());
    for (at, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        file.extend_from_slice(format!("{} 0 obj\n", at + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let tail = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend_from_slice(tail.as_bytes());
    file
}

/// A stream with a dictionary of these entries.
pub(super) fn stream(entries: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("<<{entries}/Length {}>>\nstream\n", body.len());
    [head.as_bytes(), body, b"\nendstream"].concat()
}

pub(super) fn deflated(plain: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

/// A page with an image, as scanners make it: the catalog and the page have these entries more, further objects follow.
pub(super) fn scanned(catalog: &str, page: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let content = deflated(b"q 595 0 0 842 0 0 cm /Im0 Do Q");
    let picture = stream(
        "/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
        &image(8, 8, ImageFormat::Jpeg),
    );
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{catalog}>>").into_bytes(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</Im0 5 0 R>>>>{page}>>")
            .into_bytes(),
        stream("/Filter/FlateDecode", &content),
        picture,
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

/// An object stream that holds object 9 with this text.
pub(super) fn object_stream(text: &str, entries: &str) -> Vec<u8> {
    stream(
        &format!("/Type/ObjStm/N 1/First 4/Filter/FlateDecode{entries}"),
        &deflated(format!("9 0 {text}").as_bytes()),
    )
}

/// An image that is not one colour.
pub(super) fn image(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let colour =
        |x: u32, y: u32| image::Rgb([(x * 7 % 256) as u8, (y * 5 % 256) as u8, ((x + y) % 256) as u8]);
    let picture = DynamicImage::from(RgbImage::from_fn(width, height, colour));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A PNG that says it has so many pixels and holds almost none.
pub(super) fn png_that_claims(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], content: &[u8]| {
        let typed = [&kind[..], content].concat();
        let mut crc = flate2::Crc::new();
        crc.update(&typed);
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], &typed, &crc.sum().to_be_bytes()].concat()
    };
    let size = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let pixels = deflated(&vec![0; 1_000_000]);
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &size), &chunk(b"IDAT", &pixels), &chunk(b"IEND", b"")]
        .concat()
}

/// A JPEG whose frame says that it has so many pixels.
pub(super) fn jpeg_that_claims(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = image(8, 8, ImageFormat::Jpeg);
    let frame = bytes.windows(2).position(|mark| mark == [0xff, 0xc0]).unwrap();
    bytes[frame + 5..frame + 7].copy_from_slice(&height.to_be_bytes());
    bytes[frame + 7..frame + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

/// A JPEG with Exif: turned by a quarter, taken somewhere.
pub(super) fn jpeg_with_exif(width: u32, height: u32) -> Vec<u8> {
    let bytes = image(width, height, ImageFormat::Jpeg);
    let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0GPS 43.6 13.5";
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&bytes[..2], &[0xff, 0xe1], &length, exif, &bytes[2..]].concat()
}
