// SPDX-License-Identifier: AGPL-3.0-or-later
//! What stands in place of a signature (DPR 445/2000 art. 4): who may, and what the database holds on to.

use crate::delegations::visit::{Visit, years};
use crate::releases::CounterDay;
use crate::support::authority::today;
use chrono::{Days, Duration, NaiveDate};
use diesel::sql_query;
use diesel_async::RunQueryDsl;
use sportello::cases::{
    self, Acting, Cause, DeclarantRefused, InsteadOf, Present, RelativeSaid, Signing, UnsignedRefused,
};
use sportello::db;
use sportello::holders::codice_fiscale::FiscalCode;
use sportello::identification::document::Shown;
use sportello::ids::FormId;
use sportello::operators::Role;
use sportello::policy::{DelegationKind, Power, Relation};

impl Visit {
    async fn print_unsigned(&self, instead: &InsteadOf<'_>) -> Result<FormId, UnsignedRefused> {
        let (operator, mut conn) = (self.worker.operator(), db::connection(&self.day.pool).await.unwrap());
        let acting = Acting { operator: &operator, key: &self.day.audit_key, now: self.day.now() };
        cases::print_unsigned(&mut conn, &acting, self.day.book, self.id, instead).await
    }

    fn relative(&self, code: FiscalCode, born: NaiveDate, relation: Relation) -> InsteadOf<'static> {
        let shown = Shown {
            number: "YA1234567",
            issuer: "Questura di Ancona",
            issued: Some(today() - Duration::days(300)),
            expires: Some(today() + Duration::days(300)),
            birth_date: None,
        };
        InsteadOf::Relative(RelativeSaid {
            code,
            surname: "Rossi".parse().unwrap(),
            name: "Ada".parse().unwrap(),
            birth_date: born,
            relation,
            document: (self.policy().document("passport").unwrap(), shown),
        })
    }
}

/// A holder in person, everything said and nothing signed.
async fn in_person() -> Visit {
    let visit = Visit::of(CounterDay::with_cards(10).await, years(50)).await;
    visit.identify(&Present::Holder).await.unwrap();
    visit.print().await.unwrap();
    visit
}

#[tokio::test(flavor = "multi_thread")]
async fn the_officer_takes_the_declaration_and_the_case_keeps_how_it_was_signed() {
    let visit = in_person().await;
    let form = visit.print_unsigned(&InsteadOf::Officer(Cause::Cannot)).await.unwrap();
    assert_eq!(
        visit.print_unsigned(&InsteadOf::Officer(Cause::Cannot)).await.unwrap(),
        form,
        "a second click"
    );
    let other = visit.print_unsigned(&InsteadOf::Officer(Cause::DoesNotKnow)).await.unwrap();
    assert_ne!(other, form, "another declaration is another form");
    visit.sign_printed(other).await.unwrap();
    let mut conn = db::connection(&visit.day.pool).await.unwrap();
    let signed = cases::form_signed(&mut conn, &visit.case().await).await.unwrap().unwrap();
    assert_eq!((signed.id, signed.signing), (other, Signing::TakenByOfficer(Cause::DoesNotKnow)));
    assert_eq!(visit.day.audited("form.sign", "done").await, 1);
    // back to a signature: the form by hand is a new one and the same again
    let by_hand = visit.print().await.unwrap();
    assert!(by_hand != form && by_hand != other);
    // nothing else than these words can stand there
    for sql in [
        "UPDATE case_forms SET cause = 'demenza'",
        "UPDATE case_forms SET signing = 'officer', cause = NULL",
        "UPDATE case_forms SET signing = 'relative', cause = 'cannot'",
        "UPDATE case_forms SET signing = 'hand', cause = 'cannot'",
    ] {
        let mut owner = visit.day.database.owner().await;
        sql_query(sql).execute(&mut owner).await.expect_err(sql);
        sql_query(sql).execute(&mut conn).await.expect_err("the web role rewrites no form");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relative_declares_who_is_of_age_somebody_else_and_not_the_operator() {
    let mut visit = in_person().await;
    let (code, operator) = (visit.day.card().codice_fiscale, visit.day.card().codice_fiscale);
    visit.worker =
        visit.day.worker_with_code("bruno", Role::Operator, "AN01", operator.base_code().as_str()).await;
    let minor = years(18) + Days::new(1);
    for (code, born, relation, expected) in [
        (visit.card.codice_fiscale, years(40), Relation::Spouse, DeclarantRefused::Holder),
        (operator, years(40), Relation::Spouse, DeclarantRefused::Operator),
        (code, minor, Relation::Child, DeclarantRefused::UnderAge),
        (code, today() + Days::new(1), Relation::Child, DeclarantRefused::NotBorn),
        (code, years(40), Relation::Parent, DeclarantRefused::Relation),
    ] {
        let said = visit.print_unsigned(&visit.relative(code, born, relation)).await;
        assert!(matches!(said, Err(UnsignedRefused::Declarant(refused)) if refused == expected), "{said:?}");
    }
    let mut late = visit.relative(code, years(40), Relation::Child);
    if let InsteadOf::Relative(said) = &mut late {
        said.document.1.expires = Some(today() - Duration::days(1));
    }
    let said = visit.print_unsigned(&late).await;
    assert!(matches!(said, Err(UnsignedRefused::Document(_))), "{said:?}");
    let form = visit.print_unsigned(&visit.relative(code, years(18), Relation::Child)).await.unwrap();
    visit.sign_printed(form).await.unwrap();
    let mut conn = db::connection(&visit.day.pool).await.unwrap();
    let signed = cases::form_signed(&mut conn, &visit.case().await).await.unwrap().unwrap();
    let Signing::ByRelative(declarant) = signed.signing else { panic!("{:?}", signed.signing) };
    assert_eq!((declarant.code, declarant.relation), (code, Relation::Child));
    // the database: no relative's form without its relative, and none who is the holder or under age
    let copy = |id: &str, code: &str, born: &str| {
        format!(
            "BEGIN; INSERT INTO case_forms (id, case_id, case_version, fingerprint, printed_at, printed_by, signing, cause) \
             SELECT {id}, case_id, case_version, fingerprint, printed_at, printed_by, signing, cause FROM case_forms \
             WHERE signing = 'relative'; \
             INSERT INTO form_declarants (form_id, case_id, declarant_id, surname, name, birth_date, relation, document_kind, \
             document_number, issuer, issued, expires, seen_on) SELECT {id}, case_id, {code}, surname, name, {born}, relation, \
             document_kind, document_number, issuer, issued, expires, seen_on FROM form_declarants; COMMIT"
        )
    };
    let alone = "INSERT INTO case_forms (id, case_id, case_version, fingerprint, printed_at, printed_by, signing, cause) SELECT \
                 gen_random_uuid(), case_id, case_version, fingerprint, printed_at, printed_by, signing, cause FROM case_forms \
                 WHERE signing = 'relative'";
    let id = "'00000000-0000-7000-8000-00000000aaaa'";
    let holder = "(SELECT holder_id FROM cases LIMIT 1)";
    for (sql, says) in [
        (alone.to_owned(), "no relative declares"),
        (copy(id, holder, "birth_date"), "no relative declares"),
        (copy(id, "declarant_id", "seen_on - 17 * 365"), "form_declarants_are_of_age"),
    ] {
        let mut web = db::connection(&visit.day.pool).await.unwrap();
        let refused = diesel_async::SimpleAsyncConnection::batch_execute(&mut *web, &sql).await;
        let refused = refused.expect_err(&sql).to_string();
        assert!(refused.contains(says), "{sql}: {refused}");
        let _back = diesel_async::SimpleAsyncConnection::batch_execute(&mut *web, "ROLLBACK").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_delegate_signs_nothing_stands_in_place_of_it() {
    let mut day = CounterDay::with_cards(20).await;
    for (kind, power, officer) in [
        (DelegationKind::Guardian, Power::Acts, false),
        (DelegationKind::HealthImpediment, Power::Acts, false),
        (DelegationKind::Curator, Power::Assists, true),
    ] {
        let visit = Visit::of_another(day, years(50)).await;
        visit.as_kind(kind).await;
        visit.complete(kind, power).await;
        let to = format!("persona{}@posta.example", visit.day.cards_shown()).parse().unwrap();
        visit.print_for(cases::Contact::by_email(to, None, Default::default())).await.unwrap();
        let admitted = cases::in_place_of_signature(visit.policy(), &visit.case().await).unwrap();
        assert_eq!((admitted.officer, admitted.relative), (officer, false), "{}", kind.key());
        let said = visit.print_unsigned(&InsteadOf::Officer(Cause::Cannot)).await;
        assert_eq!(said.is_ok(), officer, "{said:?}");
        let relative = visit.relative(visit.day.card().codice_fiscale, years(40), Relation::Spouse);
        let said = visit.print_unsigned(&relative).await;
        assert!(matches!(said, Err(UnsignedRefused::NotAdmitted)), "{said:?}");
        let forged = "INSERT INTO case_forms (id, case_id, case_version, fingerprint, printed_at, printed_by, signing, cause) \
                      SELECT gen_random_uuid(), case_id, case_version, fingerprint, printed_at, printed_by, 'officer', 'cannot' \
                      FROM case_forms ORDER BY printed_at DESC LIMIT 1";
        let mut web = db::connection(&visit.day.pool).await.unwrap();
        let forged = sql_query(forged).execute(&mut web).await;
        assert_eq!(forged.is_ok(), officer, "{}: {forged:?}", kind.key());
        day = visit.day;
    }
}
