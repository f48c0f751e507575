// SPDX-License-Identifier: AGPL-3.0-or-later
use super::*;
use crate::cases::Step;
use crate::evidence::{Deleted, Listed, Media};
use crate::ids::{CounterId, OperatorId};
use crate::texts::Language;
use crate::web::templates::tests::rendered;
use chrono::Utc;

#[test]
fn the_page_lists_what_is_there_and_what_went() {
    let now = Utc::now();
    let case = CaseId::new(now);
    let scan = |ordinal, media, size, deleted| Scan {
        id: ScanId::new(now),
        case,
        ordinal,
        item: "signed_delegation".to_owned(),
        media,
        bytes: 12_345,
        pages: 2,
        size,
        sha256: [7; 32],
        keep_days: 365,
        at: now,
        by: OperatorId::new(now),
        by_name: "Anna <b>".to_owned(),
        deleted,
    };
    let gone = Deleted { at: now, why: Why::Retention };
    let scans = [scan(1, Media::Pdf, None, None), scan(2, Media::Jpeg, Some((30, 40)), Some(gone))];
    let counter = CounterId::new(now);
    let listed = scans.map(|scan| Listed { scan, looks: 1, counter }).into();
    let scans = Scans { language: Language::Italian, counter, case, listed };
    let page = rendered(
        TEMPLATE,
        &ScansPage {
            case: Head::sample(Step::Contact),
            scans: scans.of_case(),
            items: Vec::new(),
            item: String::new(),
            limits: "limiti".to_owned(),
            ready: true,
            removable: true,
        },
    );
    assert!(page.contains("Anna &lt;b&gt;") && page.contains("multipart/form-data"), "{page}");
    assert_eq!(page.matches("/removal\"").count(), 1, "what went is not removed again");
}
