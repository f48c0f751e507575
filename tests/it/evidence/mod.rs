// SPDX-License-Identifier: AGPL-3.0-or-later
//! Scans at the counter: brought in, looked at, kept, deleted; and what goes wrong.

mod checking;
mod keeping;
mod uploads;
mod views;

use crate::support::desk::{Desk, desk_with};
use crate::support::files::{BOUNDARY, document, picture};
use crate::support::{Answer, Browser, Plan};
use hyper::Method;
use sportello::evidence::Scan;

/// What the tests' files show: an item that Marche's policy has scanned.
const ITEM: &str = "signed_delegation";

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
    let fields = [("csrf", token), ("item", item)].map(|(name, value)| (name.to_owned(), value.to_owned()));
    crate::support::files::multipart(&fields, files, &[])
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
