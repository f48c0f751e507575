// SPDX-License-Identifier: AGPL-3.0-or-later
//! The document and the types say the same.

use serde_json::{Value, json};

use super::*;

const DOCUMENT: &str = include_str!("../../../docs/authority-api.yaml");

/// Paths of the document.
fn documented_paths() -> Vec<&'static str> {
    DOCUMENT
        .lines()
        .filter_map(|line| line.strip_prefix("  /").and_then(|path| path.strip_suffix(':')))
        .collect()
}

/// Words of the enumeration that follows a line.
fn words_after(line: &str) -> Vec<&'static str> {
    let (_, rest) = DOCUMENT.split_once(line).unwrap_or_else(|| panic!("{line:?} is not in the document"));
    let (_, words) = rest.split_once("enum:\n").unwrap();
    words.lines().map_while(|line| line.trim().strip_prefix("- ")).collect()
}

#[test]
fn every_path_is_documented_and_every_documented_path_exists() {
    let parts = format!("{}/{{part}}", path::CRLS);
    let mut known = vec![
        path::FIND,
        path::ACTIVATIONS,
        path::CODES,
        path::SUSPENSIONS,
        path::REACTIVATIONS,
        path::REVOCATIONS,
        path::CIP_QUESTIONS,
        path::CIP_ANSWERS,
        path::CRLS,
        &parts,
        path::CA,
        path::HEALTH,
    ];
    let mut documented: Vec<String> = documented_paths().into_iter().map(|path| format!("/{path}")).collect();
    known.sort_unstable();
    documented.sort_unstable();
    assert_eq!(documented, known);
}

#[test]
fn every_documented_word_is_one_of_the_types() {
    fn all<T: serde::de::DeserializeOwned>(words: Vec<&str>, wanted: usize) {
        assert_eq!(words.len(), wanted, "{words:?}");
        for word in words {
            serde_json::from_value::<T>(json!(word)).unwrap_or_else(|error| panic!("{word}: {error}"));
        }
    }
    let refusals = words_after("    Refusal:\n");
    for refusal in &refusals {
        let parsed: Refusal = serde_json::from_value(json!(refusal)).unwrap();
        assert_eq!(parsed.to_string(), *refusal, "in logs it has the same name");
    }
    all::<Refusal>(refusals, 16);
    all::<FindOutcome>(words_after("        outcome:\n"), 9);
    all::<CipOutcome>(words_after("        outcome: # of the digits\n"), 3);
    all::<ChangeReason>(words_after("        reason:\n"), 9);
}

#[test]
fn requests_have_the_documented_fields_and_no_others() {
    let id = "01938f6e-0000-7000-8000-000000000000";
    let codes: Value = json!({
        "reference": id, "release_id": id, "card_number": "80380001100000000014",
        "split": [{"kind": "pin", "length": 5, "first": 2}],
        "recipient": "a@example.it", "language": "it", "operator": "1",
    });
    assert!(serde_json::from_value::<CodesRequest>(codes.clone()).is_ok());
    let mut more = codes;
    more["digits"] = json!("12345");
    assert!(serde_json::from_value::<CodesRequest>(more).is_err());
    let activate = json!({
        "reference": id, "card_number": "80380001100000000014", "codice_fiscale": "RSSMRA80A01H501U",
        "mode": "direct", "operator": "1",
    });
    assert!(serde_json::from_value::<ActivateRequest>(activate).is_ok());
    let answer = json!({
        "reference": id, "card_number": "80380001100000000014", "digits": "123", "operator": "1",
    });
    assert!(serde_json::from_value::<CipAnswerRequest>(answer).is_ok());
    let question = serde_json::to_value(CipQuestion { positions: vec![2, 5, 8], length: 8 }).unwrap();
    assert_eq!(question, json!({"positions": [2, 5, 8], "length": 8}));
}
