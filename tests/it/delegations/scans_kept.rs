// SPDX-License-Identifier: AGPL-3.0-or-later
//! What a piece of evidence stands on: scans of its case and its item, as the use cases and the database hold on to them.

use super::visit::{Visit, offered, title, unscanned, years};
use crate::releases::CounterDay;
use crate::support::Database;
use crate::support::files::document;
use chrono::Duration;
use diesel::sql_query;
use diesel_async::RunQueryDsl;
use sportello::cases::{self, Acting, DelegationRefused, Saved};
use sportello::db;
use sportello::delegations::{EvidenceError, Lacking, Offered, TitleSaid};
use sportello::evidence::{self, Cabinet, Checker, Folder, ScanDesk, ScanRefused, Shown};
use sportello::ids::{EvidenceId, ScanId};
use sportello::policy::{DelegationKind, EvidenceWay, Power};
use sportello::seal::SecretBox;

/// Rows of a table, or of a condition on one.
pub async fn rows(database: &Database, of: &str) -> i64 {
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        rows: i64,
    }
    let counted = sql_query(format!("SELECT count(*) AS rows FROM {of}"));
    counted.get_result::<Count>(&mut database.owner().await).await.unwrap().rows
}

/// A cabinet in a folder of its own, which goes with it.
pub struct OwnCabinet(Cabinet, std::path::PathBuf);

impl std::ops::Deref for OwnCabinet {
    type Target = Cabinet;

    fn deref(&self) -> &Cabinet {
        &self.0
    }
}

impl Drop for OwnCabinet {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.1).ok();
    }
}

pub fn cabinet() -> OwnCabinet {
    use std::os::unix::fs::DirBuilderExt;
    let folder = std::env::temp_dir().join(format!("cabinet-{}", uuid::Uuid::now_v7().simple()));
    std::fs::DirBuilder::new().mode(0o700).create(&folder).unwrap();
    let cabinet = Cabinet {
        folder: Folder::open(folder.clone()).unwrap(),
        keys: SecretBox::generate("evidence", chrono::Utc::now()),
        checker: Checker::new(env!("CARGO_BIN_EXE_sportello").into()),
    };
    OwnCabinet(cabinet, folder)
}

impl Visit {
    /// Brings a document in as a scan of an item.
    pub async fn scan(&self, cabinet: &Cabinet, item: &str, words: &str) -> ScanId {
        let (operator, policy) = (self.worker.operator(), self.policy());
        let desk = ScanDesk { pool: &self.day.pool, cabinet, key: &self.day.audit_key, now: self.day.now() };
        let shown = Shown::by_key(policy, crate::support::authority::today(), item).unwrap();
        let file = document(1, words);
        evidence::receive(&desk, &operator, policy.scans(), self.id, &shown, &file).await.unwrap().id
    }

    pub async fn remove_scan(&self, cabinet: &Cabinet, scan: ScanId) -> Result<(), ScanRefused> {
        let operator = self.worker.operator();
        let desk = ScanDesk { pool: &self.day.pool, cabinet, key: &self.day.audit_key, now: self.day.now() };
        cases::remove_scan(&desk, &operator, self.policy(), self.id, scan).await
    }

    /// Shows an item by scans.
    pub async fn show_scanned(
        &self,
        item: &str,
        scans: &[ScanId],
    ) -> Result<(Saved, EvidenceId), DelegationRefused> {
        let (operator, mut conn) = (self.worker.operator(), db::connection(&self.day.pool).await.unwrap());
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        let offered = Offered { scans, ..offered(item, EvidenceWay::Scanned) };
        cases::add_evidence(&mut conn, &acting, self.policy(), self.id, &offered).await
    }

    /// Everything that the kind wants, by scans wherever they are admitted; answers the items that were scanned.
    pub async fn complete_scanned(&self, cabinet: &Cabinet, kind: DelegationKind) -> Vec<String> {
        self.entitle(&TitleSaid { power: Some(Power::Acts), ..title() }).await.unwrap();
        let mut scanned = Vec::new();
        for group in self.rules(kind).groups(Power::Acts) {
            let item = &group.any_of[0];
            if item.admits(EvidenceWay::Scanned) {
                let scan = self.scan(cabinet, &item.key, &item.key).await;
                self.show_scanned(&item.key, &[scan]).await.unwrap();
                scanned.push(item.key.clone());
            } else {
                let (item, way) = unscanned(item);
                self.show(item, way).await.unwrap();
            }
        }
        assert!(self.case().await.delegation.unwrap().complete, "{}", kind.key());
        scanned
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_scans_of_this_case_and_this_item_that_are_there_show_a_piece() {
    let (cabinet, kind) = (cabinet(), DelegationKind::HealthImpediment);
    let other = Visit::of(CounterDay::new().await, years(70)).await;
    other.as_kind(kind).await;
    let foreign = other.scan(&cabinet, "signed_delegation", "another case").await;
    let visit = Visit::of_another(other.day, years(80)).await;
    visit.as_kind(kind).await;
    let another_item = visit.scan(&cabinet, "delegate_document_copy", "another item").await;
    let gone = visit.scan(&cabinet, "signed_delegation", "gone").await;
    visit.remove_scan(&cabinet, gone).await.unwrap();
    let unknown = ScanId::new(visit.day.now());
    let here = visit.scan(&cabinet, "signed_delegation", "here").await;
    for scans in [vec![], vec![foreign], vec![another_item], vec![gone], vec![unknown], vec![here, gone]] {
        let refused = visit.show_scanned("signed_delegation", &scans).await.unwrap_err();
        let DelegationRefused::Evidence(faults) = refused else { panic!("{refused:?}") };
        assert_eq!(faults, [EvidenceError::Lacks(Lacking::Scan)], "{scans:?}");
    }
    let (_, piece) = visit.show_scanned("signed_delegation", &[here]).await.unwrap();
    assert_eq!(
        visit.show_scanned("signed_delegation", &[here, here]).await.unwrap(),
        (Saved::AlreadyThere, piece)
    );
    let second = visit.scan(&cabinet, "signed_delegation", "the back").await;
    assert_eq!(visit.show_scanned("signed_delegation", &[here, second]).await.unwrap(), (Saved::New, piece));
    let paper = visit.show("delegate_document_copy", EvidenceWay::PaperKept).await.unwrap();
    // the database says the same, whoever asks
    let mut web = db::connection(&visit.day.pool).await.unwrap();
    let link = |evidence, scan, case, item: &str| {
        format!(
            "INSERT INTO delegation_evidence_scans (evidence_id, scan_id, case_id, item) \
             VALUES ('{evidence}', '{scan}', '{case}', '{item}')"
        )
    };
    for (sql, says) in [
        (link(piece, foreign, visit.id, "signed_delegation"), "of_this_case_and_item"),
        (link(piece, foreign, other.id, "signed_delegation"), "of_evidence"),
        (link(piece, another_item, visit.id, "signed_delegation"), "of_this_case_and_item"),
        (link(piece, another_item, visit.id, "delegate_document_copy"), "of_evidence"),
        (link(piece, unknown, visit.id, "signed_delegation"), "of_this_case_and_item"),
        (link(piece, gone, visit.id, "signed_delegation"), "is gone"),
        (link(paper, another_item, visit.id, "delegate_document_copy"), "was not taken in by a scan"),
        ("UPDATE delegation_evidence_scans SET item = 'card'".to_owned(), "permission denied"),
        ("DELETE FROM delegation_evidence_scans".to_owned(), "permission denied"),
    ] {
        let refused = sql_query(&sql).execute(&mut web).await.expect_err(&sql).to_string();
        assert!(refused.contains(says), "{sql}: {refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_taken_back_leaves_no_case_that_calls_itself_complete() {
    let (cabinet, kind) = (cabinet(), DelegationKind::Guardian);
    let visit = Visit::of(CounterDay::new().await, years(80)).await;
    visit.as_kind(kind).await;
    let scanned = visit.complete_scanned(&cabinet, kind).await;
    assert!(scanned.len() >= 2, "{scanned:?}");
    let mut web = db::connection(&visit.day.pool).await.unwrap();
    let behind = "INSERT INTO scan_deletions SELECT id, 'removed', now(), uploaded_by FROM scans WHERE item = 'holder_document_copy'";
    let refused = sql_query(behind).execute(&mut web).await.unwrap_err().to_string();
    assert!(refused.contains("no longer complete"), "{refused}");
    let claim = format!("UPDATE cases SET delegation_complete = true WHERE id = '{}'", visit.id);
    for item in scanned {
        let delegation = visit.case().await.delegation.unwrap();
        let piece = delegation.evidence.iter().find(|piece| piece.item == item).unwrap();
        let [scan] = piece.scans[..] else { panic!("one scan of {item}") };
        visit.remove_scan(&cabinet, scan).await.unwrap();
        let case = visit.case().await;
        let delegation = case.delegation.as_ref().unwrap();
        assert!(!delegation.complete, "{item}");
        let groups =
            sportello::delegations::groups(visit.rules(kind), delegation, crate::support::authority::today());
        let group = groups.iter().find(|group| group.group.item(&item).is_some()).unwrap();
        assert_eq!((group.satisfied, group.lacking), (false, Some(Lacking::Scan)), "{item}");
        let claimed = sql_query(&claim).execute(&mut web).await;
        assert!(claimed.is_err_and(|error| error.to_string().contains("is not complete")), "{item}");
        // the piece is there and gets another scan
        let scan = visit.scan(&cabinet, &item, "once more").await;
        assert_eq!(visit.show_scanned(&item, &[scan]).await.unwrap(), (Saved::New, piece.id));
        assert!(visit.case().await.delegation.unwrap().complete, "{item}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_taken_back_while_the_request_is_signed_is_one_or_the_other() {
    let (cabinet, kind) = (cabinet(), DelegationKind::Guardian);
    let visit = Visit::of(CounterDay::new().await, years(80)).await;
    visit.as_kind(kind).await;
    visit.complete_scanned(&cabinet, kind).await;
    let delegation = visit.case().await.delegation.unwrap();
    let scan = delegation.evidence.iter().flat_map(|piece| piece.scans.clone()).next().unwrap();
    let form = visit.print().await.unwrap();
    let (signed, removed) =
        futures_util::future::join(visit.sign_printed(form), visit.remove_scan(&cabinet, scan)).await;
    let case = visit.case().await;
    let complete = case.delegation.unwrap().complete;
    match (signed, removed) {
        (Ok(()), Err(ScanRefused::Signed)) => assert!(case.signed_form.is_some() && complete),
        (Err(_), Ok(())) => assert!(case.signed_form.is_none() && !complete),
        (signed, removed) => panic!("{signed:?} {removed:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delegation_used_again_stands_on_scans_whose_keeping_ended() {
    let (cabinet, kind) = (cabinet(), DelegationKind::HealthImpediment);
    let mut visit = Visit::of(CounterDay::new().await, years(80)).await;
    visit.as_kind(kind).await;
    visit.complete_scanned(&cabinet, kind).await;
    let first = visit.id;
    let id = visit.delegation().await;
    visit.comes_back(years(80)).await;
    // the copies of identity documents are kept for half a year, the delegation for ten
    let pool = visit.day.database.pool_of("sportello_worker");
    let later = visit.day.now() + Duration::days(200);
    let gone = evidence::expire(&pool, &cabinet.folder, &visit.day.audit_key, later).await.unwrap();
    assert_eq!(gone, 2);
    visit.use_again(id).await.unwrap();
    let delegation = visit.case().await.delegation.unwrap();
    let states =
        sportello::delegations::groups(visit.rules(kind), &delegation, crate::support::authority::today());
    let open: Vec<_> = states.iter().filter(|it| !it.satisfied).map(|it| it.group.key.as_str()).collect();
    assert_eq!(open, ["card"], "what was kept stands; what is only seen is seen anew");
    visit.show("card", EvidenceWay::Seen).await.unwrap();
    assert!(visit.case().await.delegation.unwrap().complete, "the database agrees");
    visit.sign().await.unwrap();
    let earlier: Vec<ScanId> =
        delegation.evidence.iter().flat_map(|piece| piece.scans.iter().copied()).collect();
    let mut owner = visit.day.database.owner().await;
    let listed = evidence::listed(&mut owner, &[visit.id], &earlier).await.unwrap();
    let kept = listed.iter().filter(|it| it.scan.deleted.is_none()).map(|it| it.scan.item.as_str());
    assert_eq!(kept.collect::<Vec<_>>(), ["signed_delegation"]);
    assert!(listed.len() == 3 && listed.iter().all(|it| it.scan.case == first));
    // and a scan of the earlier case is not this one's to take back
    assert!(matches!(visit.remove_scan(&cabinet, earlier[0]).await, Err(ScanRefused::NoSuchScan)));
}
