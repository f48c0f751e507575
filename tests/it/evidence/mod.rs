// SPDX-License-Identifier: AGPL-3.0-or-later
//! Scans at the counter: brought in, looked at, kept, deleted; and what goes wrong.

mod checking;
mod keeping;
mod uploads;
mod views;

use crate::support::desk::{Desk, desk_with};
use crate::support::{Answer, Browser, Plan};
use hyper::Method;
use lopdf::{Document, Object, dictionary};
use sportello::evidence::Scan;

/// What the tests' files show: an item that Marche's policy has scanned.
const ITEM: &str = "signed_delegation";
const BOUNDARY: &str = "----sportello-7d1f";

/// A counter with Anna at work and a case that she opened.
struct Counter {
    desk: Desk,
    anna: Browser,
    /// `/cases/…`
    case: String,
}

async fn counter() -> Counter {
    counter_with(Plan::default()).await
}

async fn counter_with(plan: Plan) -> Counter {
    let desk = desk_with(plan).await;
    let mut anna = desk.at_work().await;
    let case = desk.open(&mut anna, desk.card("ready").codice_fiscale.as_str()).await;
    Counter { desk, anna, case }
}

impl Counter {
    /// Sends files from the page, as a browser does.
    async fn upload(&mut self, files: &[(&str, &[u8])]) -> Answer {
        let token = token(&mut self.anna).await;
        let body = multipart(&token, ITEM, files);
        send(&mut self.anna, &self.case, &body).await
    }

    /// The scans of the case.
    async fn scans(&self) -> Vec<Scan> {
        let mut owner = self.desk.house.database.owner().await;
        let case = self.case.rsplit('/').next().unwrap().parse().unwrap();
        sportello::evidence::of_case(&mut owner, case).await.unwrap()
    }

    /// The files in the folder.
    fn files(&self) -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(&self.desk.house.evidence).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }
}

async fn token(browser: &mut Browser) -> String {
    browser.open("/").await.form("Esci", &[]).1.remove(0).1
}

fn multipart(token: &str, item: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in [("csrf", token), ("item", item)] {
        let part =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for (name, bytes) in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
             Content-Type: text/html\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

async fn send(browser: &mut Browser, case: &str, body: &[u8]) -> Answer {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", kind.as_str())];
    browser.send_with(Method::POST, &format!("{case}/scans"), body, &headers).await
}

/// Presses the button that opens a scan.
async fn open(browser: &mut Browser, case: &str, scan: &str) -> Answer {
    let token = token(browser).await;
    let body = crate::support::encode(&[("csrf".to_owned(), token)]);
    browser.send(Method::POST, &format!("{case}/scans/{scan}"), &body).await
}

/// A document of so many pages, each with its own words.
fn document(pages: u32, words: &str) -> Vec<u8> {
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
fn picture(side: u32, format: image::ImageFormat) -> Vec<u8> {
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
