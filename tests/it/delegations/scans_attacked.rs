// SPDX-License-Identifier: AGPL-3.0-or-later
//! Files in the step that were made to do harm, and a disk that is full: each refused in words, what was typed is kept.

use super::scans::{RECORD, STATUS, Step, step};
use crate::support::files::{document, picture};
use std::io::Write;

/// A PNG that says it is as large as that and holds next to nothing.
fn png_that_claims(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], content: &[u8]| {
        let typed = [&kind[..], content].concat();
        let mut crc = flate2::Crc::new();
        crc.update(&typed);
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], &typed, &crc.sum().to_be_bytes()].concat()
    };
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let pixels = deflated(&[0; 64]);
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &head), &chunk(b"IDAT", &pixels), &chunk(b"IEND", &[])]
        .concat()
}

fn deflated(plain: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

/// A document whose page inflates to 300 MB.
fn bomb() -> Vec<u8> {
    let page = lopdf::Document::load_mem(&document(1, "x")).unwrap();
    let mut document = page.clone();
    let content = page.get_page_contents(page.get_pages()[&1])[0];
    let nothing = deflated(&vec![0; 300_000_000]);
    let filter = lopdf::dictionary! { "Filter" => "FlateDecode" };
    document.objects.insert(content, lopdf::Stream::new(filter, nothing).into());
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

const TYPED: [(&str, &str); 2] = [("piece", STATUS), ("issuer", "Comune di Fabriano")];

/// What was typed is there, and nothing of the file is.
async fn unharmed(step: &Step, about: &str) {
    assert_eq!(step.anna.status(), 422, "{about}: {}", step.anna.text());
    assert_eq!(step.anna.attribute("#issuer", "value"), "Comune di Fabriano", "{about}");
    assert_eq!(step.anna.attribute("input[name=piece][checked]", "value"), STATUS, "{about}");
    assert_eq!((step.scans().await.len(), step.files()), (0, 0), "{about}");
    assert_eq!(step.rows("delegation_evidence WHERE way = 'scanned'").await, 0, "{about}");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_made_to_do_harm_are_refused_in_words_and_the_form_stays() {
    let mut step = step().await;
    let plain = document(1, "y");
    let script =
        String::from_utf8_lossy(&plain).replace("/Type/Catalog", "/Type/Catalog/OpenAction<</S/JavaScript>>");
    let page_of_a_web = [b"<html><script>alert(1)</script>", &plain[..]].concat();
    let goes_on = [&plain[..], b"<html><script>alert(1)</script></html>"].concat();
    let attacks: [(&str, Vec<u8>, &str); 7] = [
        ("grande.png", png_that_claims(30_000, 30_000), "l’immagine è troppo grande"),
        ("bomba.pdf", bomb(), "una volta aperto occuperebbe troppo spazio"),
        ("pagina.html.pdf", page_of_a_web, "non è un PDF, un JPEG o un PNG"),
        ("doppio.pdf", goes_on, "oltre al PDF contiene dell’altro"),
        ("script.pdf", script.into_bytes(), "contiene script"),
        ("../../x", b"root:x:0:0".to_vec(), "File 1 (x): non è un PDF"),
        ("..\\..\\<b>.png", vec![0; 10_000_001], "File 1 (b.png): supera 10 MB"),
    ];
    for (name, bytes, says) in attacks {
        step.anna.attach(RECORD, &TYPED, &[(name, &bytes)]).await;
        assert!(step.anna.words_of("#files-error").contains(says), "{name}: {}", step.anna.text());
        unharmed(&step, name).await;
    }
    step.anna.attach(RECORD, &[], &[("../../x", &plain)]).await;
    assert_eq!(step.anna.path(), format!("{}/contact", step.case), "{}", step.anna.text());
    let scan = step.scans().await.remove(0);
    assert!(step.desk.house.evidence.join(format!("{}.scan", scan.id)).exists(), "named by the scan alone");
}

/// A file system of 64 KiB, which only root can mount.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_in_the_step_and_the_case_goes_on_when_there_is_room() {
    let mut step = step().await;
    let folder = step.desk.house.evidence.clone();
    let mut mount = std::process::Command::new("mount");
    let mounted = mount.args(["-t", "tmpfs", "-o", "size=64k,mode=0700", "none"]).arg(&folder).status();
    if !mounted.is_ok_and(|status| status.success()) {
        eprintln!("not mounted: nothing was tried here");
        return;
    }
    let large = picture(300, image::ImageFormat::Png);
    step.anna.attach(RECORD, &TYPED, &[("grande.png", &large)]).await;
    let told = step.anna.words_of("#files-error");
    let left = step.files();
    assert!(std::process::Command::new("umount").arg("-l").arg(&folder).status().unwrap().success());
    assert!(told.contains("il disco è pieno"), "{told}: {}", step.anna.text());
    assert_eq!(left, 0, "nothing of it stays");
    unharmed(&step, "full").await;
    step.anna.attach(RECORD, &[], &[("grande.png", &large)]).await;
    assert_eq!(step.anna.path(), format!("{}/contact", step.case), "{}", step.anna.text());
}
