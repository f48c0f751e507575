// SPDX-License-Identifier: AGPL-3.0-or-later
use super::*;
use chrono::Utc;

fn file(bytes: &[u8]) -> File {
    let path = std::env::temp_dir().join(format!("cipher-{}", uuid::Uuid::now_v7()));
    std::fs::write(&path, bytes).unwrap();
    let file = File::open(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    file
}

fn decrypted(key: &DataKey, scan: ScanId, bytes: &[u8]) -> Result<Vec<u8>, FileError> {
    let mut reader = ScanReader::begin(file(bytes), key, scan)?;
    let mut all = Vec::new();
    while let Some(chunk) = reader.next()? {
        all.extend(chunk);
    }
    Ok(all)
}

fn written(key: &DataKey, scan: ScanId, plain: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    encrypt(key, scan, plain, &mut bytes).unwrap();
    bytes
}

#[track_caller]
fn is_damaged(read: Result<Vec<u8>, FileError>) {
    assert!(matches!(read, Err(FileError::Damaged)), "{:?}", read.map(|all| all.len()));
}

#[test]
fn a_file_of_any_length_comes_back_as_it_was() {
    let (key, scan) = (DataKey::generate(), ScanId::new(Utc::now()));
    for length in [1, 2, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 5 * CHUNK - 7] {
        let plain: Vec<u8> = (0..length).map(|at| (at * 31 % 251) as u8).collect();
        let bytes = written(&key, scan, &plain);
        assert!(!bytes.windows(16).any(|part| plain.get(..16).is_some_and(|start| part == start)));
        assert_eq!(decrypted(&key, scan, &bytes).unwrap(), plain, "{length}");
    }
}

#[test]
fn a_chunk_that_is_altered_cut_doubled_left_out_or_moved_is_refused() {
    let (key, scan) = (DataKey::generate(), ScanId::new(Utc::now()));
    let bytes = written(&key, scan, &vec![7; 3 * CHUNK]);
    let head = usize::try_from(HEAD).unwrap();
    let chunk = |at: usize| &bytes[head + at * (CHUNK + TAG)..head + (at + 1) * (CHUNK + TAG)];
    for at in [0, 9, head, head + CHUNK + 3, bytes.len() - 1] {
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        is_damaged(decrypted(&key, scan, &altered));
    }
    for length in [0, 5, head - 1, head, head + 1, head + CHUNK + TAG, bytes.len() - TAG, bytes.len() - 1] {
        is_damaged(decrypted(&key, scan, &bytes[..length]));
    }
    let put_together = |order: &[usize]| {
        let mut all = bytes[..head].to_vec();
        order.iter().for_each(|at| all.extend_from_slice(chunk(*at)));
        decrypted(&key, scan, &all)
    };
    assert_eq!(put_together(&[0, 1, 2]).unwrap().len(), 3 * CHUNK);
    for order in [&[1, 0, 2][..], &[0, 2], &[0, 1], &[2], &[0, 0, 1, 2], &[0, 1, 2, 2], &[]] {
        is_damaged(put_together(order));
    }
    is_damaged(decrypted(&key, scan, &[&bytes[..], b"x"].concat()));
}

#[test]
fn a_file_opens_under_its_own_scan_and_key_alone() {
    let (key, scan) = (DataKey::generate(), ScanId::new(Utc::now()));
    let bytes = written(&key, scan, b"carta d'identita");
    is_damaged(decrypted(&key, ScanId::new(Utc::now()), &bytes));
    is_damaged(decrypted(&DataKey::generate(), scan, &bytes));
}

#[test]
fn a_key_is_sealed_again_to_a_newer_key_and_the_file_stays() {
    let now = Utc::now();
    let folder = std::env::temp_dir().join(format!("scan-keys-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir(&folder).unwrap();
    SecretBox::generate("evidence", now - chrono::TimeDelta::days(1)).write(&folder).unwrap();
    let load = || SecretBox::load(&folder, "evidence").ok().unwrap();
    let (key, scan) = (DataKey::generate(), ScanId::new(now));
    let (bytes, sealed) = (written(&key, scan, b"decreto"), key.seal(&load(), scan));
    let newer = SecretBox::generate("evidence", now);
    newer.write(&folder).unwrap();
    let again = DataKey::open(&load(), scan, &sealed).ok().unwrap().seal(&load(), scan);
    let opened = DataKey::open(&newer, scan, &again).ok().unwrap();
    assert_eq!(decrypted(&opened, scan, &bytes).unwrap(), b"decreto");
    assert!(DataKey::open(&newer, scan, &sealed).is_err(), "the old sealing needs the old key");
    assert!(DataKey::open(&load(), ScanId::new(now), &again).is_err(), "another scan's row");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_full_disk_is_told_as_such() {
    let (key, scan) = (DataKey::generate(), ScanId::new(Utc::now()));
    let mut full = File::options().write(true).open("/dev/full").unwrap();
    let told = encrypt(&key, scan, &[1; 100], &mut full).unwrap_err();
    assert_eq!(told.kind(), io::ErrorKind::StorageFull);
}
