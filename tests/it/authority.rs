// SPDX-License-Identifier: AGPL-3.0-or-later
//! The embedded card authority, alone.

mod acts;
mod certificates;
mod cip;
mod import;
mod lists;
mod lookups;
mod orders;
mod server;

use crate::support::authority::TestAuthority;
use diesel::sql_types::Bytea;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use sportello::authority::contract::{ActivateRequest, CodeSplit, CodesRequest, Refusal};
use sportello::authority::engine::EngineError;
use sportello::authority::lot::LotCase;
use sportello::seal::CodeKind;
use uuid::Uuid;

fn activation(case: &LotCase) -> ActivateRequest {
    ActivateRequest {
        reference: Uuid::now_v7(),
        card_number: case.card_number.to_string(),
        codice_fiscale: case.codice_fiscale.as_str().into(),
        mode: "direct".into(),
        operator: "operator-1".into(),
    }
}

fn split(kind: CodeKind, length: u8, first: u8) -> CodeSplit {
    CodeSplit { kind, length, first }
}

fn order(case: &LotCase) -> CodesRequest {
    CodesRequest {
        reference: Uuid::now_v7(),
        release_id: Uuid::now_v7(),
        card_number: case.card_number.to_string(),
        split: vec![split(CodeKind::Pin, 5, 2), split(CodeKind::Puk, 8, 4), split(CodeKind::Cip, 8, 4)],
        recipient: "citizen@example.it".into(),
        language: "it".into(),
        operator: "operator-1".into(),
    }
}

/// The rule that said no.
fn refusal<T>(answer: Result<T, EngineError>) -> Refusal {
    match answer.err().expect("a refusal was expected") {
        EngineError::Refused(refusal) => refusal,
        EngineError::Broken(breakage) => panic!("{breakage}"),
    }
}

#[derive(diesel::QueryableByName)]
struct Bytes {
    #[diesel(sql_type = Bytea)]
    bytes: Vec<u8>,
}

/// The one value that a query finds.
async fn bytes(conn: &mut AsyncPgConnection, sql: &str) -> Vec<u8> {
    let found: Bytes = diesel::sql_query(format!("SELECT ({sql}) AS bytes")).get_result(conn).await.unwrap();
    found.bytes
}

/// A number that a query counts.
async fn count(conn: &mut AsyncPgConnection, sql: &str) -> i64 {
    #[derive(diesel::QueryableByName)]
    struct Counted {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        counted: i64,
    }
    let found: Counted =
        diesel::sql_query(format!("SELECT ({sql})::bigint AS counted")).get_result(conn).await.unwrap();
    found.counted
}

/// The certificate on the chip of a card, DER.
async fn certificate(conn: &mut AsyncPgConnection, case: &LotCase) -> Vec<u8> {
    let number = case.card_number;
    bytes(conn, &format!("SELECT certificate FROM authority.chips WHERE card_number = '{number}'")).await
}

/// What `openssl verify -crl_check` says of a certificate with the list that it names.
fn openssl_verify(authority: &TestAuthority, certificate: &[u8], part: i32) -> (bool, String) {
    let list = authority.engine.crl(part).expect("the part has a list");
    let write = |name: &str, label: &str, der: &[u8]| {
        let path = authority.folder().join(name);
        std::fs::write(&path, pem::encode(&pem::Pem::new(label, der))).unwrap();
        path
    };
    let ca = write("ca.pem", "CERTIFICATE", authority.engine.ca());
    let list = write("list.pem", "X509 CRL", &list);
    let certificate = write("citizen.pem", "CERTIFICATE", certificate);
    let run = std::process::Command::new("openssl")
        .args(["verify", "-x509_strict", "-crl_check", "-purpose", "sslclient", "-CAfile"])
        .arg(ca)
        .arg("-CRLfile")
        .arg(list)
        .arg(certificate)
        .output()
        .unwrap();
    let said = [run.stdout, run.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    (run.status.success(), said)
}
