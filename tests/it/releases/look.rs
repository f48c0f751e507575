// SPDX-License-Identifier: AGPL-3.0-or-later
//! What the tests read behind the use cases, as the owner of the database, and the acts in one word.

use super::{CounterDay, Worker};
use diesel_async::RunQueryDsl;
use sportello::ids::CaseId;
use sportello::releases::{self, Confirmation, Paper, Release, Requested, State, TakenBy};
use zeroize::Zeroizing;

#[derive(diesel::QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    count: i64,
}

/// What can be counted about a case.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) activations: i64,
    pub(crate) live_releases: i64,
    pub(crate) sheets_with_half: i64,
    pub(crate) waiting_halves: i64,
    pub(crate) letters: i64,
}

/// A case whose sheet can be printed.
pub(crate) const READY: Tally =
    Tally { activations: 1, live_releases: 1, sheets_with_half: 1, waiting_halves: 1, letters: 0 };
/// A case whose sheet is in the citizen's hands.
pub(crate) const DONE: Tally =
    Tally { activations: 1, live_releases: 1, sheets_with_half: 0, waiting_halves: 0, letters: 1 };

impl CounterDay {
    /// How many rows a query finds.
    pub(crate) async fn count(&self, from: &str) -> i64 {
        let mut owner = self.database.owner().await;
        let counted: Count =
            diesel::sql_query(format!("SELECT count(*) FROM {from}")).get_result(&mut owner).await.unwrap();
        counted.count
    }

    pub(crate) async fn tally(&self, case: CaseId) -> Tally {
        let of_case = format!("(SELECT id FROM releases WHERE case_id = '{case}')");
        Tally {
            activations: self.count(&format!("activations WHERE case_id = '{case}'")).await,
            live_releases: self
                .count(&format!("releases WHERE case_id = '{case}' AND ended_at IS NULL"))
                .await,
            sheets_with_half: self
                .count(&format!("sheets WHERE release_id IN {of_case} AND first_half IS NOT NULL"))
                .await,
            waiting_halves: self.count(&format!("waiting_second_halves WHERE release_id IN {of_case}")).await,
            letters: self
                .count(&format!("outbox WHERE release_id IN {of_case} AND kind = 'second_half'"))
                .await,
        }
    }

    /// How many rows of an act stand in the register with an outcome.
    pub(crate) async fn audited(&self, act: &str, outcome: &str) -> i64 {
        self.count(&format!("audit_rows WHERE act = '{act}' AND outcome = '{outcome}'")).await
    }

    /// How many refusals of an act name a rule.
    pub(crate) async fn refused(&self, act: &str, rule: &str) -> i64 {
        let with_rule = format!("convert_from(canonical, 'UTF8')::jsonb -> 'plain' ->> 'rule' = '{rule}'");
        self.count(&format!("audit_rows WHERE act = '{act}' AND outcome = 'refused' AND {with_rule}")).await
    }

    pub(crate) async fn release(&self, case: CaseId) -> Release {
        let mut conn = sportello::db::connection(&self.pool).await.unwrap();
        releases::of_case(&mut conn, case).await.unwrap().expect("the case has a release")
    }

    pub(crate) async fn state(&self, case: CaseId) -> State {
        self.release(case).await.state
    }

    /// Requests and carries on, as the button of the page does.
    pub(crate) async fn release_codes(&self, worker: &Worker, case: CaseId) {
        let code = self.code(worker);
        let confirmation = Confirmation { code: &code, warnings: &[], old_sheet: false };
        let requested =
            releases::request(&self.desk(), &worker.operator(), case, &confirmation).await.unwrap();
        let Requested::New(ask) = requested else { panic!("there was a release before") };
        releases::carry_on(&self.desk(), *ask).await.unwrap();
    }

    /// Serves the sheet, with a code where one is given; the paper is the masked digits, one code a line.
    pub(crate) async fn serve(
        &self,
        worker: &Worker,
        case: CaseId,
        code: &str,
    ) -> Result<String, releases::NotServed> {
        let (desk, operator) = (self.desk(), worker.operator());
        let paper = releases::serve(&desk, &operator, case, code, |paper| Ok(drawn(paper))).await;
        paper.map(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
    }

    /// A case whose sheet is printed.
    pub(crate) async fn served_case(&self, worker: &Worker) -> CaseId {
        let case = self.signed_case(worker).await;
        self.release_codes(worker, case).await;
        self.serve(worker, case, "").await.unwrap();
        case
    }

    /// The last four characters of the living sheet.
    pub(crate) async fn ending(&self, case: CaseId) -> String {
        match self.state(case).await {
            State::Ready(sheet) | State::Served { sheet, .. } => sheet.serial.ending().to_owned(),
            State::PaperMissing { serial, .. } | State::HandedOver { serial, .. } => {
                serial.ending().to_owned()
            }
            state => panic!("no sheet: {state:?}"),
        }
    }

    pub(crate) async fn hand_over(
        &self,
        worker: &Worker,
        case: CaseId,
        typed: &str,
    ) -> Result<(), releases::NotHandedOver> {
        releases::hand_over(&self.desk(), &worker.operator(), case, typed, TakenBy::Holder).await
    }
}

fn drawn(paper: &Paper<'_>) -> Zeroizing<Vec<u8>> {
    let mut text = format!("duplicate: {}\n", paper.duplicate);
    for part in &paper.half.codes {
        text.push_str(&part.reveal_masked());
        text.push('\n');
    }
    Zeroizing::new(text.into_bytes())
}
