// SPDX-License-Identifier: AGPL-3.0-or-later

use super::file::{StartNumber, StartsError};

#[test]
fn the_number_is_kept_over_starts_and_never_guessed() {
    let folder = std::env::temp_dir().join(format!("start-number-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir(&folder).unwrap();
    let first = StartNumber::read(&folder).unwrap();
    assert_eq!(first.seen(), 0);
    first.write(41).unwrap();
    first.write(42).unwrap();
    assert_eq!((first.seen(), StartNumber::read(&folder).unwrap().seen()), (42, 42));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "no unfinished file stays");
    for damaged in ["", "x", "-1", "99999999999999999999"] {
        std::fs::write(folder.join("start-number"), damaged).unwrap();
        assert!(matches!(StartNumber::read(&folder), Err(StartsError::NoNumber(_))), "{damaged}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(matches!(first.write(43), Err(StartsError::File { .. })));
}
