// SPDX-License-Identifier: AGPL-3.0-or-later
//! The words that delegation rules are made of.

use crate::policy::keyed::keyed;

keyed! {
    /// Why somebody else than an adult holder alone stands at the counter.
    DelegationKind {
        /// Who has parental responsibility for a minor (c.c. art. 316, 320; DPR 445/2000 art. 5).
        Parent = "parent",
        /// *Tutore*: acts for a ward, or for a minor without parents (c.c. art. 357, 414; DPR 445/2000 art. 5).
        Guardian = "guardian",
        /// *Curatore*: assists a holder who signs too (c.c. art. 392, 415; DPR 445/2000 art. 5).
        Curator = "curator",
        /// *Amministratore di sostegno*: acts or assists as the decree says (c.c. art. 404–413).
        SupportAdministrator = "support_administrator",
        /// *Fiduciario*: somebody with another power, told in words.
        Fiduciary = "fiduciary",
        /// Whom a holder sends who cannot come for reasons of health.
        HealthImpediment = "health_impediment",
        /// No delegate: the emancipated minor acts alone, with evidence (c.c. art. 84, 390).
        EmancipatedMinor = "emancipated_minor",
    }
}

impl DelegationKind {
    /// Whether somebody acts or assists; not so for an emancipated minor.
    pub fn has_delegate(self) -> bool {
        self != Self::EmancipatedMinor
    }
}

keyed! {
    /// Of which age the holder must be on the day, by the version's `adult_age`.
    HolderAge {
        /// Not yet of age.
        Minor = "minor",
        /// Of age.
        Adult = "adult",
        /// Either.
        Any = "any",
    }
}

keyed! {
    /// One of the two persons of a delegation.
    Signatory {
        /// Whose card it is.
        Holder = "holder",
        /// Who acts or assists.
        Delegate = "delegate",
    }
}

keyed! {
    /// What the two do in a case.
    Power {
        /// The delegate acts in the holder's name.
        Acts = "acts",
        /// Holder and delegate act together.
        Assists = "assists",
        /// There is no delegate.
        Alone = "alone",
    }
}

keyed! {
    /// Who the delegate is to the holder, where the rules ask for it (DPR 445/2000 art. 4 c. 2).
    Relation {
        /// Husband, wife, or partner of a civil union.
        Spouse = "spouse",
        /// Son or daughter.
        Child = "child",
        /// Father or mother.
        Parent = "parent",
        /// Another relative in the direct or a collateral line, to the third degree.
        RelativeToThirdDegree = "relative_to_third_degree",
    }
}

keyed! {
    /// Why a supervisor must approve a case before its release.
    ApprovalCause {
        /// The kind as such.
        Always = "always",
        /// The operator went on although data did not agree.
        MismatchOverridden = "mismatch_overridden",
        /// The codes go to the delegate's address where the holder's is the rule.
        DelegateAddress = "delegate_address",
        /// Something is attested by a self-certification alone.
        SelfCertified = "self_certified",
        /// Holder and delegate look like one person: the same base code in two forms of omocodia, or the same name and
        /// birth date with another code.
        Omocodia = "omocodia",
    }
}

keyed! {
    /// Whose e-mail address the second half may go to.
    AddressRule {
        /// The holder's, nobody else's.
        Holder = "holder",
        /// The delegate may declare their own.
        DelegateMayOwn = "delegate_may_own",
        /// The holder's, as the signed delegation names it; the delegate's where the delegation says so in words.
        HolderUnlessInWords = "holder_unless_in_words",
    }
}

keyed! {
    /// What must be told of the power that the delegate has.
    TitleRule {
        /// Nothing: the kind tells it.
        None = "none",
        /// The title of the power, in words.
        Words = "words",
        /// Court, number, date and end of a decree.
        Decree = "decree",
    }
}
