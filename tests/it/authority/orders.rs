// SPDX-License-Identifier: AGPL-3.0-or-later

use super::{activation, count, order, refusal, split};
use crate::support::authority::{TestAuthority, case, today};
use crate::support::database;
use chrono::{TimeDelta, Utc};
use futures_util::future::join_all;
use sportello::authority::CodeLengths;
use sportello::authority::contract::{CodesAnswer, CodesRequest, Refusal};
use sportello::authority::lot::demo_lot;
use sportello::seal::{CodeKind, CodePart, FirstHalf, OpenError, SecondHalf};
use uuid::Uuid;

const ORDERS: &str = "SELECT count(*) FROM authority.orders";

fn open(authority: &TestAuthority, release: Uuid, answer: &CodesAnswer) -> (FirstHalf, SecondHalf) {
    let first = FirstHalf::open(&authority.sheet, release, &answer.first).ok().unwrap();
    let second = SecondHalf::open(&authority.mail, release, &answer.second).ok().unwrap();
    (first, second)
}

fn shown(codes: &[CodePart]) -> Vec<String> {
    codes.iter().map(|code| code.reveal_masked().to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_two_halves_open_with_their_own_key_and_make_the_codes() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let request = order(case(&lot, "already_active"));
    let answer = authority.engine.codes(&request, Utc::now()).await.unwrap();
    let (first, second) = open(&authority, request.release_id, &answer);
    assert_eq!(second.recipient, "citizen@example.it");
    assert_eq!(second.language, "it");
    for (nth, (kind, length, at)) in
        [(CodeKind::Pin, 5, 2), (CodeKind::Puk, 8, 4), (CodeKind::Cip, 8, 4)].into_iter().enumerate()
    {
        let (one, two) = (&first.codes[nth], &second.codes[nth]);
        assert_eq!((one.kind, two.kind), (kind, kind));
        assert_eq!((one.positions(), two.positions()), (1..=at, at + 1..=length));
        assert_eq!(one.digits().len() + two.digits().len(), usize::from(length));
    }
    let foreign = FirstHalf::open(&authority.mail, request.release_id, &answer.first).err();
    assert!(matches!(foreign, Some(OpenError::UnknownKey(_))));
    let other_release = FirstHalf::open(&authority.sheet, Uuid::now_v7(), &answer.first).err();
    assert_eq!(other_release, Some(OpenError::Damaged));
    assert!(FirstHalf::open(&authority.mail, request.release_id, &answer.second).is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_of_32_digits_are_split_16_and_16_and_stand_nowhere_in_the_clear() {
    let database = database().await;
    let lengths = CodeLengths { pin: 32, puk: 32, cip: None };
    let authority = TestAuthority::with(&database, |config| config.code_lengths = lengths).await;
    let lot = demo_lot(0, "110".parse().unwrap(), today(), 7);
    authority.engine.import_lot(&lot, Utc::now()).await.unwrap();
    let mut request = order(case(&lot, "already_active"));
    request.split = vec![split(CodeKind::Pin, 32, 16), split(CodeKind::Puk, 32, 16)];
    let answer = authority.engine.codes(&request, Utc::now()).await.unwrap();
    let (first, second) = open(&authority, request.release_id, &answer);

    let json = serde_json::to_string(&answer).unwrap();
    let fields: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(fields.as_object().unwrap().len(), 2, "two sealed halves and nothing else");
    let dump = std::process::Command::new("pg_dump").arg(database.url()).output().unwrap();
    let dump = String::from_utf8(dump.stdout).unwrap();
    assert!(dump.contains(&request.card_number), "the dump holds the register");
    for code in first.codes.iter().chain(&second.codes) {
        let digits = code.digits().reveal();
        assert_eq!(digits.len(), 16);
        for form in [digits.to_owned(), hex::encode(digits)] {
            assert!(!json.contains(&form), "a half stands in the answer");
            assert!(!dump.contains(&form), "a half stands in the database");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_order_is_counted_once_and_gives_the_same_codes_sealed_anew() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let request = order(case(&lot, "already_active"));
    let first = authority.engine.codes(&request, Utc::now()).await.unwrap();
    let again = authority.engine.codes(&request, Utc::now()).await.unwrap();
    assert!(first != again, "sealed anew");
    let (one, two) = open(&authority, request.release_id, &first);
    let (three, four) = open(&authority, request.release_id, &again);
    assert_eq!(shown(&one.codes), shown(&three.codes));
    assert_eq!(shown(&two.codes), shown(&four.codes));
    assert_eq!(count(&mut database.owner().await, ORDERS).await, 1);

    let other_recipient = CodesRequest { recipient: "thief@example.org".into(), ..request.clone() };
    let refused = authority.engine.codes(&other_recipient, Utc::now()).await;
    assert_eq!(refusal(refused), Refusal::ReferenceReused);
    let other_release = CodesRequest { release_id: Uuid::now_v7(), ..request };
    let refused = authority.engine.codes(&other_release, Utc::now()).await;
    assert_eq!(refusal(refused), Refusal::ReferenceReused);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_release_of_a_card_keeps_digits_and_first_split() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    let request = order(case(&lot, "already_active"));
    let first = authority.engine.codes(&request, Utc::now()).await.unwrap();
    let mut duplicate = order(case(&lot, "already_active"));
    duplicate.split[0].first = 3; // the policy has changed since
    let second = authority.engine.codes(&duplicate, Utc::now()).await.unwrap();
    let (old_sheet, _) = open(&authority, request.release_id, &first);
    let (new_sheet, new_mail) = open(&authority, duplicate.release_id, &second);
    assert_eq!(shown(&old_sheet.codes), shown(&new_sheet.codes), "the old sheet still fits");
    assert_eq!(new_mail.codes[0].positions(), 3..=5);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_orders_no_more_than_the_cap_in_an_hour_also_at_once() {
    let database = database().await;
    let authority = TestAuthority::with(&database, |config| config.releases_per_hour = 3).await;
    let lot = demo_lot(0, "110".parse().unwrap(), today(), 7);
    authority.engine.import_lot(&lot, Utc::now()).await.unwrap();
    let now = Utc::now();
    let cases: Vec<_> = ["ready", "accents", "omocode", "leap_day", "foreign_born", "minor"]
        .map(|key| case(&lot, key))
        .into();
    for case in &cases {
        authority.engine.activate(&activation(case), now).await.unwrap();
    }
    let orders: Vec<_> = cases.iter().map(|case| order(case)).collect();
    let answers = join_all(orders.iter().map(|order| authority.engine.codes(order, now))).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 3);
    for answer in answers.into_iter().filter(Result::is_err) {
        assert_eq!(refusal(answer), Refusal::CapReached);
    }
    let colleague = CodesRequest { operator: "operator-2".into(), ..order(cases[0]) };
    assert!(authority.engine.codes(&colleague, now).await.is_ok(), "the cap is each operator's own");
    let later = now + TimeDelta::minutes(61);
    assert!(
        authority.engine.codes(&order(cases[0]), later).await.is_ok(),
        "an hour later there is room again"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_refused_where_there_is_nothing_to_open() {
    let database = database().await;
    let (authority, lot) = TestAuthority::with_lot(&database).await;
    for (key, wanted) in [
        ("ready", Refusal::NotActive),
        ("suspended", Refusal::Suspended),
        ("revoked", Refusal::Revoked),
        ("no_chip", Refusal::NoChip),
        ("unknown", Refusal::Unknown),
        ("other_region", Refusal::OtherRegion),
    ] {
        let refused = authority.engine.codes(&order(case(&lot, key)), Utc::now()).await;
        assert_eq!(refusal(refused), wanted, "{key}");
    }
    let good = order(case(&lot, "already_active"));
    for split in [vec![], vec![split(CodeKind::Pin, 6, 3)], vec![split(CodeKind::Pin, 5, 5)]] {
        let unfit = CodesRequest { split, reference: Uuid::now_v7(), ..good.clone() };
        assert_eq!(refusal(authority.engine.codes(&unfit, Utc::now()).await), Refusal::SplitUnfit);
    }
    for recipient in ["", "nobody", "a@b\r\nBcc: thief@example.org", "a b@example.it"] {
        let unfit = CodesRequest { recipient: recipient.into(), ..good.clone() };
        assert_eq!(refusal(authority.engine.codes(&unfit, Utc::now()).await), Refusal::Invalid);
    }
    assert_eq!(count(&mut database.owner().await, ORDERS).await, 0);
}
