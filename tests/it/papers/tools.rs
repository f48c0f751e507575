// SPDX-License-Identifier: AGPL-3.0-or-later
//! Poppler, zbar and qpdf as independent readers of what we print.

use std::{path::PathBuf, process::Command};

/// Writes a document where it can be looked at afterwards.
pub(super) fn keep(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("papers");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(format!("{name}.pdf"));
    std::fs::write(&path, bytes).expect("a file");
    path
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output =
        Command::new(program).args(arguments).output().unwrap_or_else(|why| panic!("{program}: {why}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{program} complains");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The words of a document in the order in which they were drawn and are read aloud, blanks and line ends made one.
pub(super) fn words(path: &std::path::Path) -> String {
    let text = run("pdftotext", &["-raw", path.to_str().expect("a path"), "-"]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the document says about itself.
pub(super) fn info(path: &std::path::Path) -> String {
    run("pdfinfo", &[path.to_str().expect("a path")])
}

/// Every word of a page with its box: (word, left, top, right, bottom) in points.
pub(super) fn boxes(path: &std::path::Path, page: usize) -> Vec<(String, [f32; 4])> {
    let page = page.to_string();
    let html = run("pdftotext", &["-bbox", "-f", &page, "-l", &page, path.to_str().expect("a path"), "-"]);
    let value = |line: &str, key: &str| -> f32 {
        let from = line.find(&format!("{key}=\"")).expect("the key") + key.len() + 2;
        line[from..].split('"').next().expect("a value").parse().expect("a number")
    };
    html.lines()
        .filter(|line| line.contains("<word "))
        .map(|line| {
            let word = line.split('>').nth(1).and_then(|rest| rest.split('<').next()).expect("a word");
            let edges = ["xMin", "yMin", "xMax", "yMax"].map(|key| value(line, key));
            (word.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"), edges)
        })
        .collect()
}

/// What a scanner reads from the first page: one line for each symbol, `CODE-128:…`, `QR-Code:…`.
pub(super) fn scanned(path: &std::path::Path) -> String {
    let picture = path.with_extension("");
    let target = picture.to_str().expect("a path");
    run("pdftoppm", &["-r", "150", "-png", "-singlefile", path.to_str().expect("a path"), target]);
    run("zbarimg", &["-q", "--nodbus", &format!("{target}.png")])
}

/// Checks the structure of the file.
pub(super) fn sound(path: &std::path::Path) {
    let told = run("qpdf", &["--check", path.to_str().expect("a path")]);
    assert!(told.contains("No syntax or stream encoding errors"), "{told}");
    let fonts = run("pdffonts", &[path.to_str().expect("a path")]);
    for font in fonts.lines().skip(2) {
        // emb, sub and uni are the three yes/no columns before the object number.
        let columns: Vec<&str> = font.split_whitespace().rev().collect();
        assert_eq!((columns[4], columns[2]), ("yes", "yes"), "embedded and with its Unicode map: {font}");
    }
}

/// The file as qpdf writes it without compression, for what no reader tells.
pub(super) fn uncompressed(path: &std::path::Path) -> String {
    let output = Command::new("qpdf")
        .args(["--qdf", "--object-streams=disable", path.to_str().expect("a path"), "-"])
        .output()
        .expect("qpdf");
    assert!(output.status.success(), "qpdf: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// No word leaves the page's margins and no two words lie upon each other.
pub(super) fn tidy(path: &std::path::Path, pages: usize) {
    for page in 1..=pages {
        let words = boxes(path, page);
        assert!(!words.is_empty(), "page {page} is not empty");
        for (at, (word, [left, top, right, bottom])) in words.iter().enumerate() {
            assert!(*left >= 50.0 && *right <= 546.0, "page {page}: {word} from {left} to {right}");
            assert!(*top >= 30.0 && *bottom <= 832.0, "page {page}: {word} from {top} down to {bottom}");
            for (other, [l, t, r, b]) in &words[at + 1..] {
                let (across, down) = (right.min(*r) - left.max(*l), bottom.min(*b) - top.max(*t));
                // Boxes of lines touch by ascent and descent; letters do not until a third of the line is shared.
                let overlap = across > 1.0 && down > 0.36 * (bottom - top).min(b - t);
                assert!(!overlap, "page {page}: {word:?} lies on {other:?} ({across} × {down})");
            }
        }
    }
}
