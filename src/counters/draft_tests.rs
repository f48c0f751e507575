// SPDX-License-Identifier: AGPL-3.0-or-later
use super::*;

fn draft(cells: &[(Column, &str)]) -> Draft {
    let mut draft = Draft::default();
    for (column, text) in [
        (Column::Code, "AN01"),
        (Column::Name, "Sportello dell'Aquila"),
        (Column::Body, "AST Ancona"),
        (Column::Municipality, "Ancona"),
    ]
    .iter()
    .chain(cells)
    {
        draft.set(*column, *text);
    }
    draft
}

fn faults(column: Column, text: &str) -> Vec<(Column, Fault)> {
    draft(&[(column, text)]).judge().err().unwrap_or_default()
}

#[test]
fn what_is_typed_and_passes_is_typed_back_the_same() {
    let typed = draft(&[
        (Column::Address, "Via dell'Orto, 3 \"scala B\""),
        (Column::Telephone, "+39 071 000-0001"),
        (Column::MailDomain, "Sportelli.Example"),
        (Column::Monday, "14.30-17, 8:30-12:30"),
        (Column::Exceptions, "29/02/2028 chiuso\n24/12/2026 8:30-11 | 2026-12-25 CHIUSO"),
        (Column::Capabilities, "wards, foreign_cards, wards"),
        (Column::Services, "revocation, activation"),
    ]);
    let facts = typed.judge().unwrap();
    let back = Draft::of(&facts);
    assert_eq!(back.cell(Column::Monday), "08:30-12:30, 14:30-17:00");
    assert_eq!(back.cell(Column::Exceptions), "24/12/2026 08:30-11:00\n25/12/2026 chiuso\n29/02/2028 chiuso");
    assert_eq!(back.cell(Column::Services), "activation, revocation");
    assert_eq!(back.cell(Column::Capabilities), "foreign_cards, wards");
    assert_eq!(back.cell(Column::MailDomain), "sportelli.example");
    assert_eq!(back.judge().unwrap(), facts);
}

#[test]
fn the_29th_of_february_is_a_day_in_leap_years_alone() {
    assert!(faults(Column::Exceptions, "29/02/2028 chiuso").is_empty());
    assert_eq!(
        faults(Column::Exceptions, "29/02/2027 chiuso"),
        [(Column::Exceptions, Fault::Date("29/02/2027".to_owned()))]
    );
}

#[test]
fn every_fault_is_told_at_its_column() {
    for (column, text) in [
        (Column::Code, "an01"),
        (Column::Name, " "),
        (Column::Name, "a\0b"),
        (Column::Name, "\u{202e}nome"),
        (Column::Body, &"x".repeat(81)),
        (Column::Address, &"è".repeat(10_000_000)),
        (Column::Telephone, "=cmd|' /C calc'!A0"),
        (Column::MailDomain, "comune"),
        (Column::MailDomain, "@x.it"),
        (Column::Tuesday, "8-12, 11-13"),
        (Column::Exceptions, "25/12/2026"),
        (Column::Exceptions, "25/12/2026 chiuso\n25/12/2026 8-9"),
        (Column::Exceptions, "25/12/2026 8-12, 9-13"),
        (Column::Exceptions, "25/12/1926 chiuso"),
        (Column::Capabilities, "Wards'"),
        (Column::Services, "passport"),
    ] {
        let found = faults(column, text);
        assert!(found.len() == 1 && found[0].0 == column, "{column:?}: {found:?}");
        assert!(!found[0].1.said(crate::texts::Language::Italian).contains("[counter"), "{found:?}");
    }
    let all = Draft::default().judge().unwrap_err();
    assert_eq!(
        all.iter().map(|(column, _)| *column).collect::<Vec<_>>(),
        [Column::Code, Column::Name, Column::Body, Column::Municipality]
    );
}
