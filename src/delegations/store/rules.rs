// SPDX-License-Identifier: AGPL-3.0-or-later
//! The rules of a kind beside the case that is decided under them: what the database itself enforces.

use crate::db::{Breakage, Connection};
use crate::delegations::missing::is_identification;
use crate::ids::CaseId;
use crate::policy::{AddressRule, ApprovalCause, Conduct, DelegationRules, Power, Signatory};
use crate::schema::{delegation_requirements, delegation_rules};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

#[derive(Insertable)]
#[diesel(table_name = delegation_requirements)]
struct Requirement<'a> {
    case_id: CaseId,
    kind: &'a str,
    evidence_group: &'a str,
    item: &'a str,
    way: &'a str,
    power: Option<&'a str>,
    by_identification: bool,
    holder_signs: bool,
    delegate_signs: bool,
    document_of: Option<&'a str>,
    dated: bool,
    self_certified: bool,
    names_several: bool,
}

/// Keeps the rules; once, however often the kind is chosen in the case.
pub(crate) async fn keep_rules(
    conn: &mut Connection,
    case: CaseId,
    rules: &DelegationRules,
) -> Result<(), Breakage> {
    let present = |power: Power| rules.conduct(power).is_some_and(|conduct| conduct.holder_present);
    let in_words = rules.powers().filter(|power| {
        rules.conduct(*power).is_some_and(|conduct| conduct.address == AddressRule::HolderUnlessInWords)
    });
    let in_words = in_words.map(Power::key);
    let back = rules.powers().filter(|power| rules.conduct(*power).is_some_and(Conduct::lets_delegate_back));
    let new = diesel::insert_into(delegation_rules::table)
        .values((
            delegation_rules::case_id.eq(case),
            delegation_rules::kind.eq(rules.kind.key()),
            delegation_rules::title.eq(rules.title.key()),
            delegation_rules::related.eq(!rules.relations.is_empty()),
            delegation_rules::only_power.eq(rules.only_power().map(Power::key)),
            delegation_rules::approval
                .eq(words(rules.approval.iter().map(|cause| ApprovalCause::key(*cause)))),
            delegation_rules::in_words_under.eq(words(in_words)),
            delegation_rules::back_under.eq(words(back.map(Power::key))),
            delegation_rules::acts_in_presence.eq(present(Power::Acts)),
            delegation_rules::assists_in_presence.eq(present(Power::Assists)),
            delegation_rules::over_months
                .eq(rules.impediment_over_months.and_then(|it| i32::try_from(it).ok())),
        ))
        .on_conflict_do_nothing()
        .execute(conn)
        .await?;
    if new == 0 {
        return Ok(());
    }
    let mut rows = Vec::new();
    for (group, item) in rules.items() {
        rows.extend(item.ways.iter().map(|way| Requirement {
            case_id: case,
            kind: rules.kind.key(),
            evidence_group: &group.key,
            item: &item.key,
            way: way.key(),
            power: group.power.map(Power::key),
            by_identification: is_identification(rules, item),
            holder_signs: item.signed_by.contains(&Signatory::Holder),
            delegate_signs: item.signed_by.contains(&Signatory::Delegate),
            document_of: item.document_of.map(Signatory::key),
            dated: item.dated,
            self_certified: item.self_certified,
            names_several: item.names_several,
        }));
    }
    diesel::insert_into(delegation_requirements::table).values(rows).execute(conn).await?;
    Ok(())
}

/// A list as a row holds it, with blanks between the words.
fn words<'w>(list: impl Iterator<Item = &'w str>) -> String {
    list.collect::<Vec<_>>().join(" ")
}
