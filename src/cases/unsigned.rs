// SPDX-License-Identifier: AGPL-3.0-or-later
//! A request form that the holder does not sign: printed for the officer's declaration, or for a relative's.

use super::acting::{Acting, Blocked, Part};
use super::form::{self, FormRefused};
use super::signing::{self, Cause, Declarant, DeclarantRefused, Signing, in_place_of_signature};
use crate::db::{self, Breakage, Connection};
use crate::holders::codice_fiscale::FiscalCode;
use crate::holders::person_name::PersonName;
use crate::identification::document::{DocumentError, DocumentKind, IdentityDocument, Shown};
use crate::ids::{CaseId, FormId};
use crate::policy::{PolicyBook, Relation};
use chrono::NaiveDate;

/// A relative as typed.
pub struct RelativeSaid<'a> {
    /// Their own code.
    pub code: FiscalCode,
    /// Surname.
    pub surname: PersonName,
    /// Given names.
    pub name: PersonName,
    /// Day of birth.
    pub birth_date: NaiveDate,
    /// What they are to the holder.
    pub relation: Relation,
    /// Their document.
    pub document: (&'a DocumentKind, Shown<'a>),
}

/// Who declares in place of the holder's signature.
pub enum InsteadOf<'a> {
    /// The operator takes the holder's declaration.
    Officer(Cause),
    /// A relative declares.
    Relative(RelativeSaid<'a>),
}

/// Why such a form is not printed.
#[derive(Debug, thiserror::Error)]
pub enum UnsignedRefused {
    /// No form can be printed at all.
    #[error(transparent)]
    Form(#[from] FormRefused),
    /// The rules want the signature: the delegate gives it, or the holder is not alone.
    #[error("nothing stands in place of the signature in this case")]
    NotAdmitted,
    /// That person cannot declare.
    #[error(transparent)]
    Declarant(#[from] DeclarantRefused),
    /// The relative's document does not do; at least one fault.
    #[error("the relative's document is not taken")]
    Document(Vec<DocumentError>),
}

impl From<Blocked> for UnsignedRefused {
    fn from(blocked: Blocked) -> Self {
        Self::Form(blocked.into())
    }
}

impl From<Breakage> for UnsignedRefused {
    fn from(breakage: Breakage) -> Self {
        Self::Form(breakage.into())
    }
}

impl UnsignedRefused {
    /// The rule, for the register; none where no rule said no.
    #[must_use]
    pub const fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Form(refused) => refused.rule(),
            Self::NotAdmitted => Some("signature_wanted"),
            Self::Declarant(refused) => Some(refused.rule()),
            Self::Document(_) => None,
        }
    }
}

/// Makes the form to print without the holder's signature; over the same facts and the same declaration it is the same form.
///
/// # Errors
/// An [`UnsignedRefused`].
pub async fn print_unsigned(
    conn: &mut Connection,
    acting: &Acting<'_>,
    policies: &PolicyBook,
    id: CaseId,
    instead: &InsteadOf<'_>,
) -> Result<FormId, UnsignedRefused> {
    db::transaction(conn, async |conn| {
        let case = acting.take(conn, id, Part::Other).await?;
        let policy = form::policy_of(policies, &case)?;
        let admitted = in_place_of_signature(policy, &case)?;
        let signing = match instead {
            InsteadOf::Officer(cause) if admitted.officer => Signing::TakenByOfficer(*cause),
            InsteadOf::Relative(said) if admitted.relative => {
                let RelativeSaid { code, surname, name, birth_date, relation, document } = said;
                let today = acting.today();
                let who = (code, *birth_date, *relation);
                signing::judge(policy, &case, acting.operator.base_code(), who, today)?;
                let shown = Shown { birth_date: Some(*birth_date), ..document.1 };
                let (document, _) =
                    IdentityDocument::judge(document.0, &shown, today).map_err(UnsignedRefused::Document)?;
                Signing::ByRelative(Box::new(Declarant {
                    code: *code,
                    surname: surname.clone(),
                    name: name.clone(),
                    birth_date: *birth_date,
                    relation: *relation,
                    document,
                }))
            }
            InsteadOf::Officer(_) | InsteadOf::Relative(_) => return Err(UnsignedRefused::NotAdmitted),
        };
        Ok(form::put(conn, acting, policies, &case, &signing).await?)
    })
    .await
}
