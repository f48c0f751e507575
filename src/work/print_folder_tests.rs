// SPDX-License-Identifier: AGPL-3.0-or-later
use super::*;
use chrono::Utc;

fn scratch() -> PathBuf {
    let path = std::env::temp_dir().join(format!("print-{}", uuid::Uuid::now_v7()));
    fs::create_dir(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    path
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[tokio::test]
async fn a_letter_lies_there_once_whole_and_for_nobody_else() {
    let (path, id) = (scratch(), OutboxId::new(Utc::now()));
    let folder = PrintFolder::open(path.clone()).unwrap();
    fs::write(path.join(format!(".{id}.part")), "half of it").unwrap();
    let first = folder.put(id, Wiped::new(b"letter".to_vec())).await;
    assert_eq!(first, Delivery::Accepted { server: "print folder".into(), reply: "written".into() });
    let second = folder.put(id, Wiped::new(b"another".to_vec())).await;
    assert_eq!(second.reply(), "it lay there");
    assert_eq!(names(&path), [format!("{id}.pdf")]);
    let file = path.join(format!("{id}.pdf"));
    assert_eq!(fs::read(&file).unwrap(), b"letter");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    fs::remove_dir_all(path).unwrap();
}

#[tokio::test]
async fn a_folder_that_is_missing_or_open_to_others_takes_nothing() {
    let path = scratch();
    let folder = PrintFolder::open(path.clone()).unwrap();
    let put = || folder.put(OutboxId::new(Utc::now()), Wiped::new(b"letter".to_vec()));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o750)).unwrap();
    assert!(matches!(put().await, Delivery::Temporary { reason: Reason::ServerAway, .. }));
    assert!(PrintFolder::open(path.clone()).err().unwrap().contains("0700"));
    assert!(names(&path).is_empty());
    fs::remove_dir_all(&path).unwrap();
    assert!(matches!(put().await, Delivery::Temporary { reason: Reason::ServerAway, .. }));
    assert!(PrintFolder::open(path.clone()).is_err());
    fs::write(&path, "a file").unwrap();
    assert!(matches!(put().await, Delivery::Temporary { .. }));
    fs::remove_file(path).unwrap();
}
