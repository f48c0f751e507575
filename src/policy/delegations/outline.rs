// SPDX-License-Identifier: AGPL-3.0-or-later
//! The rules of delegations as a table that a keeper can read: kind, evidence, ways.

use std::fmt;

use super::{Conduct, DelegationRules, EvidenceGroup, EvidenceItem, EvidenceWay, Power};
use crate::policy::Policy;

/// The rules of delegations of a version, in words of the policy file, for `sportello policy check`.
pub struct DelegationOutline<'a>(pub(in crate::policy) &'a Policy);

impl fmt::Display for DelegationOutline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(limits) = self.0.delegation_limits() {
            let (holders, days) = (limits.holders_per_delegate, limits.within.num_days());
            writeln!(f, "alarm: more than {holders} holders of one delegate within {days} days")?;
            writeln!(
                f,
                "another holder of the same delegate: within {} minutes",
                limits.same_visit.num_minutes()
            )?;
        }
        if self.0.all_delegations().is_empty() {
            writeln!(f, "no delegations: holders of age come in person")?;
        }
        for rules in self.0.all_delegations() {
            kind(f, rules)?;
            writeln!(f, "  {:<60} seen  paper  scan", "evidence")?;
            for group in &rules.evidence {
                for (at, item) in group.any_of.iter().enumerate() {
                    self.item(f, group, at, item)?;
                }
            }
        }
        Ok(())
    }
}

impl DelegationOutline<'_> {
    fn item(
        &self,
        f: &mut fmt::Formatter<'_>,
        group: &EvidenceGroup,
        at: usize,
        item: &EvidenceItem,
    ) -> fmt::Result {
        let name = if at == 0 { format!("{}:", group.key) } else { "  or".to_owned() };
        let mark = |way| if item.admits(way) { "yes" } else { "-" };
        let [seen, paper, scan] = [EvidenceWay::Seen, EvidenceWay::PaperKept, EvidenceWay::Scanned].map(mark);
        let told = [
            group.power.map(|power| format!("where the delegate {}", power.key())),
            item.document_of.map(|person| format!("{}'s document", person.key())),
            (!item.signed_by.is_empty())
                .then(|| format!("signed by {}", list(&item.signed_by, |it| it.key()))),
            item.dated.then(|| "dated".to_owned()),
            item.self_certified.then(|| "self-certified".to_owned()),
            item.names_several.then(|| "names several".to_owned()),
            item.retention.map(|class| format!("kept {} days", self.0.retention(class).num_days())),
        ];
        let notes = told.into_iter().flatten().collect::<Vec<_>>().join("; ");
        let line = format!("  {name:<18} {:<41} {seen:<5} {paper:<6} {scan:<5} {notes}", item.key);
        writeln!(f, "{}", line.trim_end())
    }
}

fn kind(f: &mut fmt::Formatter<'_>, rules: &DelegationRules) -> fmt::Result {
    let to = rules.valid_to.map_or_else(|| "open end".to_owned(), |day| day.to_string());
    writeln!(f, "\n{}  {} to {to}", rules.kind.key(), rules.valid_from)?;
    let told = [
        Some(format!("holder: {}", rules.holder.key())),
        rules.holder_from_age.map(|age| format!("from {age} years")),
        rules.impediment_over_months.map(|months| format!("impediment of more than {months} months")),
        (!rules.relations.is_empty()).then(|| format!("delegate: {}", list(&rules.relations, |it| it.key()))),
        rules.capability.as_ref().map(|word| format!("counters with {word}")),
        Some(format!("title: {}", rules.title.key())),
        rules.counted.then(|| "counted for the alarm".to_owned()),
    ];
    writeln!(f, "  {}", told.into_iter().flatten().collect::<Vec<_>>().join("; "))?;
    let causes = list(&rules.approval, |it| it.key());
    writeln!(f, "  approved: {}", if causes.is_empty() { "never" } else { &causes })?;
    for power in rules.powers() {
        if let Some(conduct) = rules.conduct(power) {
            writeln!(f, "  {}", way(power, conduct))?;
        }
    }
    Ok(())
}

fn way(power: Power, conduct: &Conduct) -> String {
    format!(
        "{}: holder {}; signed by {}; sheet to {}; duplicate to {}; address: {}",
        power.key(),
        if conduct.holder_present { "present" } else { "need not be there" },
        list(&conduct.signatures, |it| it.key()),
        conduct.takes_sheet.key(),
        list(&conduct.duplicate_to, |it| it.key()),
        conduct.address.key()
    )
}

fn list<T: Copy>(of: &[T], key: impl Fn(T) -> &'static str) -> String {
    of.iter().map(|it| key(*it)).collect::<Vec<_>>().join(", ")
}
