// SPDX-License-Identifier: AGPL-3.0-or-later
//! Looks for secrets where none may be: every file of a folder, as they are and inside inflated streams of PDFs; backups with
//! their archive unpacked.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use flate2::read::ZlibDecoder;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A secret in every form that a leak might give it.
pub struct Wanted {
    name: String,
    forms: Vec<(&'static str, Vec<u8>)>,
}

impl Wanted {
    /// `secret` in ASCII, UTF-16 (both orders), hexadecimal (both cases, of the ASCII) and base64 at each of its three
    /// alignments, in both alphabets.
    pub fn new(name: &str, secret: &str) -> Self {
        assert!(secret.len() >= 12, "a short secret would be found by chance");
        let hexadecimal = hex::encode(secret);
        let mut forms = vec![
            ("ASCII", secret.as_bytes().to_vec()),
            ("UTF-16 LE", secret.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("UTF-16 BE", secret.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            ("hex", hexadecimal.clone().into_bytes()),
            ("HEX", hexadecimal.to_uppercase().into_bytes()),
            ("hex of digits", packed(secret)),
        ];
        for skipped in 0..3 {
            // what stands before the secret decides how its bytes fall into groups of three: compare inner groups alone
            let whole = &secret.as_bytes()[skipped..];
            let inner = &whole[..whole.len() - whole.len() % 3];
            forms.push(("base64", STANDARD_NO_PAD.encode(inner).into_bytes()));
            forms.push(("base64url", URL_SAFE_NO_PAD.encode(inner).into_bytes()));
        }
        Self { name: name.to_owned(), forms }
    }
}

impl Wanted {
    /// Words that nobody else says: as they are, in UTF-16, hexadecimal, percent-encoded as in a form's body, and escaped for JSON.
    pub fn words(name: &str, words: &str) -> Self {
        assert!(words.chars().count() >= 8, "a short word would be found by chance");
        let encoded = |plain: &dyn Fn(u8) -> bool, blank: &str| -> Vec<u8> {
            let one = |byte: u8| match byte {
                b' ' => blank.to_owned(),
                byte if plain(byte) => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            };
            words.bytes().map(one).collect::<String>().into_bytes()
        };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.*".contains(&byte);
        let forms = vec![
            ("words", words.as_bytes().to_vec()),
            ("UTF-16 LE", words.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("hex", hex::encode(words).into_bytes()),
            ("a form's field", encoded(&plain, "+")),
            ("an address", encoded(&plain, "%20")),
        ];
        Self { name: name.to_owned(), forms }
    }

    /// Bytes of a file: as they are, hexadecimal, as PostgreSQL writes them, and base64.
    pub fn bytes(name: &str, bytes: &[u8]) -> Self {
        assert!(bytes.len() >= 12, "few bytes would be found by chance");
        let mut forms = vec![
            ("bytes", bytes.to_vec()),
            ("hex", hex::encode(bytes).into_bytes()),
            ("HEX", hex::encode_upper(bytes).into_bytes()),
        ];
        for skipped in 0..3 {
            let whole = &bytes[skipped..];
            let inner = &whole[..whole.len() - whole.len() % 3];
            forms.push(("base64", STANDARD_NO_PAD.encode(inner).into_bytes()));
        }
        Self { name: name.to_owned(), forms }
    }
}

/// Digits two to a byte, as a binary format might store them.
fn packed(digits: &str) -> Vec<u8> {
    hex::decode(&digits[..digits.len() - digits.len() % 2]).unwrap_or_else(|_| digits.as_bytes().to_vec())
}

/// Which secret, in which form, and its bytes.
type Form<'a> = (&'a str, &'static str, &'a [u8]);

/// All forms of all secrets by their first two bytes, so that one pass over a file is enough.
struct Index<'a> {
    begins: Vec<bool>,
    forms: HashMap<[u8; 2], Vec<Form<'a>>>,
}

impl<'a> Index<'a> {
    fn of(wanted: &'a [Wanted]) -> Self {
        let mut index = Self { begins: vec![false; 1 << 16], forms: HashMap::new() };
        for secret in wanted {
            for (form, bytes) in &secret.forms {
                let begin = [bytes[0], bytes[1]];
                index.begins[usize::from(u16::from_be_bytes(begin))] = true;
                index.forms.entry(begin).or_default().push((&secret.name, form, bytes));
            }
        }
        index
    }

    /// What `bytes` hold, each once.
    fn find(&self, bytes: &[u8]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for at in 0..bytes.len().saturating_sub(1) {
            let begin = [bytes[at], bytes[at + 1]];
            if self.begins[usize::from(u16::from_be_bytes(begin))] {
                for (name, form, wanted) in self.forms.get(&begin).into_iter().flatten() {
                    if bytes[at..].starts_with(wanted) {
                        found.insert(format!("{name} as {form}"));
                    }
                }
            }
        }
        found
    }
}

/// Every place below `folder` that holds one of the secrets. Files that `skipped` names are passed over.
pub fn search(folder: &Path, wanted: &[Wanted], skipped: &dyn Fn(&Path) -> bool) -> Vec<String> {
    let index = Index::of(wanted);
    let mut found = Vec::new();
    for file in files(folder) {
        if skipped(&file) {
            continue;
        }
        // a running server's file may go while one looks
        let Ok(bytes) = fs::read(&file) else { continue };
        found.extend(places(&file.display().to_string(), &bytes, &index));
    }
    found
}

/// Where `bytes` hold a secret, streams of a PDF inflated.
pub fn in_bytes(place: &str, bytes: &[u8], wanted: &[Wanted]) -> Vec<String> {
    places(place, bytes, &Index::of(wanted))
}

/// Where a backup holds a secret: in the file as it lies there, and in the SQL that `pg_restore` makes of its archive.
pub fn in_backup(file: &Path, wanted: &[Wanted]) -> Vec<String> {
    let bytes = fs::read(file).unwrap();
    let mut found = in_bytes(&file.display().to_string(), &bytes, wanted);
    // two lines, the archive, a trailer of 73 bytes: see `sportello::backup`
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at);
    let begin = ends.take(2).last().unwrap() + 1;
    let archive = std::env::temp_dir().join(format!("archive-{}", uuid::Uuid::now_v7()));
    fs::write(&archive, &bytes[begin..bytes.len() - 73]).unwrap();
    let unpacked =
        Command::new("pg_restore").arg("--file=-").arg(&archive).stdin(Stdio::null()).output().unwrap();
    fs::remove_file(archive).unwrap();
    assert!(unpacked.status.success(), "{}", String::from_utf8_lossy(&unpacked.stderr));
    assert!(unpacked.stdout.windows(10).any(|words| words == b"COPY publi"), "there are rows in it");
    found.extend(in_bytes("the backup, unpacked", &unpacked.stdout, wanted));
    found
}

fn places(place: &str, bytes: &[u8], index: &Index<'_>) -> Vec<String> {
    let mut found = index.find(bytes);
    found.extend(inflated(bytes).iter().flat_map(|stream| index.find(stream)));
    found.into_iter().map(|what| format!("{place}: {what}")).collect()
}

/// Every zlib stream that a PDF announces with `stream`.
fn inflated(bytes: &[u8]) -> Vec<Vec<u8>> {
    const MARK: &[u8] = b"stream";
    if !bytes.windows(5).take(1024).any(|window| window == b"%PDF-") {
        return Vec::new();
    }
    let mut streams = Vec::new();
    for (at, _) in bytes.windows(MARK.len()).enumerate().filter(|(_, window)| *window == MARK) {
        let start = bytes[at + MARK.len()..].iter().position(|b| *b != b'\r' && *b != b'\n');
        let Some(start) = start.map(|skip| at + MARK.len() + skip) else { continue };
        let mut out = Vec::new();
        let mut decoder = ZlibDecoder::new(&bytes[start..]);
        if decoder.read_to_end(&mut out).is_ok() || !out.is_empty() {
            streams.push(out);
        }
    }
    streams
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                waiting.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found
}

mod tests {
    use super::*;
    use std::io::Write;

    const SECRET: &str = "8350172946608153";

    #[test]
    fn a_planted_half_is_found_in_every_form() {
        let wanted = [Wanted::new("half", SECRET)];
        let folder = std::env::temp_dir().join(format!("search-{}", uuid::Uuid::now_v7()));
        fs::create_dir_all(folder.join("deep/er")).unwrap();
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        zlib.write_all(format!("BT ({SECRET}) Tj ET").as_bytes()).unwrap();
        let pdf =
            [b"%PDF-1.7\n1 0 obj\n<<>>\nstream\r\n".to_vec(), zlib.finish().unwrap(), b"endstream".to_vec()];
        let planted: Vec<(&str, Vec<u8>)> = vec![
            ("ascii", format!("log: code={SECRET} done").into_bytes()),
            ("utf16le", SECRET.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("utf16be", SECRET.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            ("hex", hex::encode(SECRET).into_bytes()),
            ("upper", hex::encode_upper(SECRET).into_bytes()),
            ("packed", hex::decode(SECRET).unwrap()),
            ("base64-0", STANDARD_NO_PAD.encode(SECRET).into_bytes()),
            ("base64-1", STANDARD_NO_PAD.encode(format!("x{SECRET}y")).into_bytes()),
            ("base64-2", STANDARD_NO_PAD.encode(format!("xx{SECRET}yy")).into_bytes()),
            ("base64url", URL_SAFE_NO_PAD.encode(format!("{{\"k\":\"{SECRET}\"}}")).into_bytes()),
            ("pdf", pdf.concat()),
        ];
        for (name, bytes) in &planted {
            fs::write(folder.join("deep/er").join(name), bytes).unwrap();
        }
        let found = search(&folder, &wanted, &|_| false);
        for (name, _) in &planted {
            assert!(found.iter().any(|place| place.contains(&format!("/{name}:"))), "{name} in {found:#?}");
        }
        let skipped = search(&folder, &wanted, &|file| !file.ends_with("ascii"));
        assert_eq!(skipped.len(), 1, "{skipped:#?}");
        let other = [Wanted::new("another", "1112223334445556")];
        assert!(search(&folder, &other, &|_| false).is_empty());
        fs::remove_dir_all(folder).unwrap();
    }
}
