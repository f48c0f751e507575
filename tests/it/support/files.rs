// SPDX-License-Identifier: AGPL-3.0-or-later
//! Files as counters scan them, and the body that a browser sends them in.

use lopdf::{Document, Object, dictionary};

/// What stands between the parts of a body.
pub const BOUNDARY: &str = "----sportello-7d1f";

/// The body of a form with files: the fields before them, the files under the name `files`, the fields after them.
pub fn multipart(
    before: &[(String, String)],
    files: &[(&str, &[u8])],
    after: &[(String, String)],
) -> Vec<u8> {
    let mut body = Vec::new();
    let text = |(name, value): &(String, String)| {
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    before.iter().for_each(|field| body.extend_from_slice(text(field).as_bytes()));
    for (name, bytes) in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: text/html\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    after.iter().for_each(|field| body.extend_from_slice(text(field).as_bytes()));
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

/// The headers of such a body, as from one of our pages.
pub fn headers() -> [(&'static str, String); 2] {
    [
        ("sec-fetch-site", "same-origin".to_owned()),
        ("content-type", format!("multipart/form-data; boundary={BOUNDARY}")),
    ]
}

/// A document of so many pages, each with its own words.
pub fn document(pages: u32, words: &str) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let kids: Vec<Object> = (0..pages)
        .map(|page| {
            let content = lopdf::Stream::new(dictionary! {}, format!("% {words} {page}").into_bytes());
            let content = document.add_object(content);
            let size = vec![0.into(), 0.into(), 595.into(), 842.into()];
            document.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "MediaBox" => size, "Contents" => content })
                .into()
        })
        .collect();
    let count = i64::from(pages);
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A picture of noise, which no encoding makes small.
pub fn picture(side: u32, format: image::ImageFormat) -> Vec<u8> {
    let mut state = 7_u32;
    let noise = image::RgbImage::from_fn(side, side, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [a, b, c, _] = state.to_be_bytes();
        image::Rgb([a, b, c])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::from(noise).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}
