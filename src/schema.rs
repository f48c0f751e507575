// SPDX-License-Identifier: AGPL-3.0-or-later
//! Tables and columns as diesel sees them. Written by `bin/schema` from `migrations/`; never edited by hand.

#![allow(missing_docs)] // the migrations say what a column means

diesel::table! {
    activations (id) {
        id -> Uuid,
        reference -> Uuid,
        case_id -> Uuid,
        card_number -> Text,
        mode -> Text,
        certificate_serial -> Text,
        activated_at -> Timestamptz,
        recorded_at -> Timestamptz,
        audit_row_id -> Uuid,
    }
}

diesel::table! {
    approval_decisions (request_id) {
        request_id -> Uuid,
        decision -> Text,
        reason -> Text,
        reauthentication_id -> Uuid,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    approval_requests (id) {
        id -> Uuid,
        case_id -> Uuid,
        fingerprint -> Bytea,
        facts -> Bytea,
        causes -> Text,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    audit_archives (number) {
        number -> Int8,
        first -> Int8,
        size -> Int8,
        root -> Bytea,
        file -> Text,
        sha256 -> Bytea,
        before -> Timestamptz,
        row_id -> Uuid,
    }
}

diesel::table! {
    audit_keys (id) {
        id -> Text,
        process -> Text,
        public_key -> Bytea,
        since -> Timestamptz,
    }
}

diesel::table! {
    audit_rows (id) {
        id -> Uuid,
        version -> Int2,
        at -> Timestamptz,
        nonce -> Bytea,
        act -> Text,
        outcome -> Text,
        operator_id -> Nullable<Uuid>,
        address -> Nullable<Text>,
        counter_id -> Nullable<Uuid>,
        holder_id -> Nullable<Uuid>,
        case_id -> Nullable<Uuid>,
        canonical -> Bytea,
        key_id -> Text,
        signature -> Bytea,
    }
}

diesel::table! {
    audit_values (row_id, field) {
        row_id -> Uuid,
        field -> Text,
        value -> Text,
        salt -> Bytea,
    }
}

diesel::table! {
    authority_requests (reference) {
        reference -> Uuid,
        release_id -> Uuid,
        case_id -> Uuid,
        card_number -> Text,
        kind -> Text,
        asked_at -> Timestamptz,
        asked_by -> Uuid,
        attempts -> Int4,
        next_attempt_at -> Timestamptz,
        trouble -> Nullable<Text>,
        answered_at -> Nullable<Timestamptz>,
        answer -> Nullable<Text>,
        refusal -> Nullable<Text>,
    }
}

diesel::table! {
    card_acts (reference) {
        reference -> Uuid,
        card_number -> Text,
        holder_id -> Uuid,
        counter_id -> Uuid,
        act -> Text,
        reason -> Text,
        way -> Text,
        proof -> Nullable<Text>,
        proof_reference -> Nullable<Text>,
        document_kind -> Nullable<Text>,
        document_number -> Nullable<Text>,
        document_issuer -> Nullable<Text>,
        document_issued -> Nullable<Date>,
        document_expires -> Nullable<Date>,
        cip_check -> Nullable<Uuid>,
        cip_outcome -> Nullable<Text>,
        newer_card -> Nullable<Text>,
        reauthentication_id -> Nullable<Uuid>,
        audit_row_id -> Uuid,
        asked_at -> Timestamptz,
        asked_by -> Nullable<Uuid>,
        attempts -> Int4,
        next_attempt_at -> Timestamptz,
        trouble -> Nullable<Text>,
        answered_at -> Nullable<Timestamptz>,
        answer -> Nullable<Text>,
        refusal -> Nullable<Text>,
        changed_at -> Nullable<Timestamptz>,
        cip_use -> Nullable<Text>,
    }
}

diesel::table! {
    carried_facts (id) {
        id -> Uuid,
        case_id -> Uuid,
        first_id -> Uuid,
        identification_id -> Nullable<Uuid>,
        from_identification_id -> Nullable<Uuid>,
        contact_id -> Nullable<Uuid>,
        from_contact_id -> Nullable<Uuid>,
        evidence_id -> Nullable<Uuid>,
        from_evidence_id -> Nullable<Uuid>,
        names_the_holder -> Nullable<Bool>,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    case_card_checks (id) {
        id -> Uuid,
        case_id -> Uuid,
        case_version -> Int4,
        card_number -> Text,
        entered_by -> Text,
        expires -> Date,
        former_card -> Text,
        outcome -> Text,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    case_contacts (id) {
        id -> Uuid,
        case_id -> Uuid,
        case_version -> Int4,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        language -> Text,
        at -> Timestamptz,
        by -> Uuid,
        post -> Nullable<Text>,
        trusted_surname -> Nullable<Text>,
        trusted_name -> Nullable<Text>,
        trusted_relation -> Nullable<Text>,
    }
}

diesel::table! {
    case_delegates (identification_id) {
        identification_id -> Uuid,
        case_id -> Uuid,
        surname -> Text,
        name -> Text,
        sex -> Text,
        birth_date -> Date,
        birth_place -> Text,
        seen_on -> Date,
    }
}

diesel::table! {
    case_forms (id) {
        id -> Uuid,
        case_id -> Uuid,
        case_version -> Int4,
        fingerprint -> Bytea,
        printed_at -> Timestamptz,
        printed_by -> Uuid,
        signed_at -> Nullable<Timestamptz>,
        signed_by -> Nullable<Uuid>,
        signing -> Text,
        cause -> Nullable<Text>,
    }
}

diesel::table! {
    case_holder_data (id) {
        id -> Uuid,
        case_id -> Uuid,
        case_version -> Int4,
        surname -> Text,
        name -> Text,
        sex -> Text,
        birth_date -> Date,
        birth_place -> Text,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    case_identifications (id) {
        id -> Uuid,
        case_id -> Uuid,
        case_version -> Int4,
        document_kind -> Text,
        document_number -> Text,
        issuer -> Text,
        issued -> Date,
        expires -> Nullable<Date>,
        at -> Timestamptz,
        by -> Uuid,
        delegation_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    case_no_email (id) {
        id -> Uuid,
        case_id -> Uuid,
        outcome -> Text,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    case_overrides (id) {
        id -> Uuid,
        case_id -> Uuid,
        case_version -> Int4,
        warning -> Text,
        reason -> Text,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    case_ownerships (case_id, email, how) {
        case_id -> Uuid,
        email -> Text,
        how -> Text,
        code_id -> Nullable<Uuid>,
        reason -> Nullable<Text>,
        at -> Timestamptz,
        by -> Uuid,
        carried_from -> Nullable<Uuid>,
    }
}

diesel::table! {
    case_refusals (id) {
        id -> Uuid,
        case_id -> Uuid,
        rule -> Text,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    cases (id) {
        id -> Uuid,
        protocol -> Text,
        counter_id -> Uuid,
        service -> Text,
        holder_id -> Uuid,
        policy_version -> Text,
        opened_at -> Timestamptz,
        opened_by -> Uuid,
        version -> Int4,
        changed_at -> Timestamptz,
        changed_by -> Uuid,
        holder_data_id -> Nullable<Uuid>,
        card_check_id -> Nullable<Uuid>,
        identification_id -> Nullable<Uuid>,
        contact_id -> Nullable<Uuid>,
        signed_form_id -> Nullable<Uuid>,
        closed_at -> Nullable<Timestamptz>,
        closed_by -> Nullable<Uuid>,
        closure -> Nullable<Text>,
        closure_reason -> Nullable<Text>,
        delegation_id -> Nullable<Uuid>,
        delegation_title_id -> Nullable<Uuid>,
        delegation_complete -> Bool,
    }
}

diesel::table! {
    cip_checks (reference) {
        reference -> Uuid,
        card_number -> Text,
        holder_id -> Uuid,
        counter_id -> Uuid,
        positions -> Bytea,
        length -> Int4,
        asked_at -> Timestamptz,
        asked_by -> Uuid,
        answered_at -> Nullable<Timestamptz>,
        outcome -> Nullable<Text>,
        used_at -> Nullable<Timestamptz>,
        used_for -> Nullable<Text>,
    }
}

diesel::table! {
    closing_acts (kind, subject) {
        kind -> Text,
        subject -> Uuid,
        closing_id -> Uuid,
        at -> Timestamptz,
        protocol -> Nullable<Text>,
        number -> Nullable<Text>,
        serial -> Nullable<Text>,
        operator -> Nullable<Text>,
        detail -> Nullable<Text>,
    }
}

diesel::table! {
    closing_ends (closing_id, kind, subject) {
        closing_id -> Uuid,
        kind -> Text,
        subject -> Uuid,
        protocol -> Text,
        since -> Timestamptz,
        detail -> Nullable<Text>,
        reason -> Text,
        words -> Nullable<Text>,
    }
}

diesel::table! {
    closing_seals (closing_id) {
        closing_id -> Uuid,
        audit_row_id -> Uuid,
    }
}

diesel::table! {
    closings (id) {
        id -> Uuid,
        counter_id -> Uuid,
        day -> Date,
        covers_from -> Timestamptz,
        covers_until -> Timestamptz,
        closed_at -> Timestamptz,
        by -> Uuid,
        reauthentication_id -> Uuid,
    }
}

diesel::table! {
    counter_capabilities (counter_id, capability, since) {
        counter_id -> Uuid,
        capability -> Text,
        since -> Timestamptz,
        until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    counter_changes (counter_id, version) {
        counter_id -> Uuid,
        version -> Int4,
        act -> Text,
        operator_id -> Nullable<Uuid>,
        administrator -> Bool,
        at -> Timestamptz,
        before -> Nullable<Jsonb>,
        after -> Jsonb,
    }
}

diesel::table! {
    counter_exceptions (counter_id, day, opens) {
        counter_id -> Uuid,
        day -> Date,
        opens -> Int2,
        closes -> Int2,
    }
}

diesel::table! {
    counter_hours (counter_id, weekday, opens) {
        counter_id -> Uuid,
        weekday -> Int2,
        opens -> Int2,
        closes -> Int2,
    }
}

diesel::table! {
    counter_imports (id) {
        id -> Uuid,
        operator_id -> Uuid,
        content -> Text,
        at -> Timestamptz,
    }
}

diesel::table! {
    counters (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        body -> Text,
        municipality -> Text,
        address -> Text,
        telephone -> Text,
        mail_domain -> Nullable<Text>,
        opened_at -> Timestamptz,
        closed_at -> Nullable<Timestamptz>,
        version -> Int4,
    }
}

diesel::table! {
    delegation_ends (delegation_id) {
        delegation_id -> Uuid,
        reason -> Text,
        words -> Text,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    delegation_evidence (id) {
        id -> Uuid,
        delegation_id -> Uuid,
        case_id -> Uuid,
        kind -> Text,
        evidence_group -> Text,
        item -> Text,
        way -> Text,
        holder_signed -> Bool,
        delegate_signed -> Bool,
        document_kind -> Nullable<Text>,
        document_number -> Nullable<Text>,
        issuer -> Nullable<Text>,
        issued -> Nullable<Date>,
        expires -> Nullable<Date>,
        from_on -> Nullable<Date>,
        to_on -> Nullable<Date>,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    delegation_evidence_ends (evidence_id) {
        evidence_id -> Uuid,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    delegation_evidence_scans (evidence_id, scan_id) {
        evidence_id -> Uuid,
        scan_id -> Uuid,
        case_id -> Uuid,
        item -> Text,
    }
}

diesel::table! {
    delegation_requirements (case_id, kind, evidence_group, item, way) {
        case_id -> Uuid,
        kind -> Text,
        evidence_group -> Text,
        item -> Text,
        way -> Text,
        power -> Nullable<Text>,
        by_identification -> Bool,
        holder_signs -> Bool,
        delegate_signs -> Bool,
        document_of -> Nullable<Text>,
        dated -> Bool,
        self_certified -> Bool,
        names_several -> Bool,
    }
}

diesel::table! {
    delegation_rules (case_id, kind) {
        case_id -> Uuid,
        kind -> Text,
        title -> Text,
        related -> Bool,
        only_power -> Nullable<Text>,
        acts_in_presence -> Bool,
        assists_in_presence -> Bool,
        over_months -> Nullable<Int4>,
        approval -> Text,
        in_words_under -> Text,
        back_under -> Text,
    }
}

diesel::table! {
    delegation_titles (id) {
        id -> Uuid,
        delegation_id -> Uuid,
        power -> Text,
        words -> Nullable<Text>,
        decree_court -> Nullable<Text>,
        decree_number -> Nullable<Text>,
        decree_on -> Nullable<Date>,
        decree_ends_on -> Nullable<Date>,
        relation -> Nullable<Text>,
        holder_present -> Bool,
        address_in_words -> Bool,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    delegations (id) {
        id -> Uuid,
        case_id -> Uuid,
        holder_id -> Uuid,
        delegate_id -> Nullable<Uuid>,
        kind -> Text,
        policy_version -> Text,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    duties (id) {
        operator_id -> Uuid,
        administrator -> Bool,
        counter_id -> Uuid,
        duty -> Text,
        since -> Timestamptz,
        until -> Nullable<Timestamptz>,
        id -> Uuid,
    }
}

diesel::table! {
    form_declarants (form_id) {
        form_id -> Uuid,
        case_id -> Uuid,
        signing -> Text,
        declarant_id -> Uuid,
        surname -> Text,
        name -> Text,
        birth_date -> Date,
        relation -> Text,
        document_kind -> Text,
        document_number -> Text,
        issuer -> Text,
        issued -> Date,
        expires -> Nullable<Date>,
        seen_on -> Date,
    }
}

diesel::table! {
    functional_checks (release_id, ordinal) {
        release_id -> Uuid,
        ordinal -> Int4,
        result -> Text,
        reason -> Nullable<Text>,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    holders (id) {
        id -> Uuid,
        codice_fiscale -> Text,
        base_code -> Text,
        first_seen_at -> Timestamptz,
    }
}

diesel::table! {
    invitations (id) {
        id -> Uuid,
        operator_id -> Uuid,
        purpose -> Text,
        token_hash -> Bytea,
        totp_secret -> Nullable<Bytea>,
        password_hash -> Nullable<Text>,
        proven_at -> Nullable<Timestamptz>,
        tries -> Int4,
        made_at -> Timestamptz,
        made_by -> Uuid,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    joint_release_cases (joint_id, ordinal) {
        joint_id -> Uuid,
        ordinal -> Int4,
        case_id -> Uuid,
        fingerprint -> Bytea,
    }
}

diesel::table! {
    joint_release_refusals (joint_id, case_id) {
        joint_id -> Uuid,
        case_id -> Uuid,
        rule -> Text,
        at -> Timestamptz,
    }
}

diesel::table! {
    joint_releases (id) {
        id -> Uuid,
        first_id -> Uuid,
        delegate_id -> Uuid,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    look_ups (id) {
        id -> Uuid,
        operator_id -> Uuid,
        counter_id -> Uuid,
        reason -> Text,
        holder_id -> Nullable<Uuid>,
        sought -> Nullable<Text>,
        at -> Timestamptz,
    }
}

diesel::table! {
    mail_attempts (outbox_id, attempt) {
        outbox_id -> Uuid,
        attempt -> Int4,
        began_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        outcome -> Nullable<Text>,
        reply -> Nullable<Text>,
    }
}

diesel::table! {
    mail_report_counts (day, outcome) {
        day -> Date,
        outcome -> Text,
        count -> Int8,
    }
}

diesel::table! {
    mail_reports (id) {
        id -> Uuid,
        outbox_id -> Uuid,
        received_at -> Timestamptz,
        digest -> Bytea,
        outcome -> Text,
        status -> Nullable<Text>,
        why -> Nullable<Text>,
        sender -> Text,
        subject -> Text,
        seen_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    monthly_reports (month, operator_id) {
        month -> Date,
        operator_id -> Uuid,
        outbox_id -> Uuid,
        at -> Timestamptz,
        audit_row_id -> Uuid,
    }
}

diesel::table! {
    named_cards (id) {
        id -> Uuid,
        holder_id -> Uuid,
        counter_id -> Uuid,
        card_number -> Text,
        expires -> Date,
        outcome -> Text,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    operators (id) {
        id -> Uuid,
        username -> Text,
        name -> Text,
        surname -> Text,
        codice_fiscale -> Text,
        base_code -> Text,
        contact_address -> Text,
        administrator -> Bool,
        password_hash -> Text,
        totp_secret -> Bytea,
        added_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        ready_at -> Nullable<Timestamptz>,
        suspended_at -> Nullable<Timestamptz>,
        suspension_reason -> Nullable<Text>,
    }
}

diesel::table! {
    outbox (id) {
        id -> Uuid,
        kind -> Text,
        lane -> Int2,
        case_id -> Nullable<Uuid>,
        release_id -> Nullable<Uuid>,
        recipient -> Text,
        payload -> Nullable<Bytea>,
        posted_at -> Timestamptz,
        state -> Text,
        attempts -> Int4,
        next_attempt_at -> Timestamptz,
        give_up_at -> Timestamptz,
        leased_until -> Nullable<Timestamptz>,
        settled_at -> Nullable<Timestamptz>,
        accepted_by -> Nullable<Text>,
        reason -> Nullable<Text>,
        erase_at -> Nullable<Timestamptz>,
        seen_at -> Nullable<Timestamptz>,
        sending -> Int2,
        held_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    ownership_codes (id) {
        id -> Uuid,
        case_id -> Uuid,
        ordinal -> Int4,
        email -> Text,
        salt -> Bytea,
        digest -> Bytea,
        sent_at -> Timestamptz,
        sent_by -> Uuid,
        expires_at -> Timestamptz,
        tries -> Int4,
    }
}

diesel::table! {
    parked_forms (id) {
        id -> Uuid,
        operator_id -> Uuid,
        path -> Text,
        sealed -> Bytea,
        parked_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    pattern_looks (id) {
        id -> Uuid,
        counter_id -> Uuid,
        pattern -> Text,
        subject -> Uuid,
        up_to -> Timestamptz,
        note -> Text,
        at -> Timestamptz,
        by -> Uuid,
        audit_row_id -> Uuid,
    }
}

diesel::table! {
    process_keys (role) {
        role -> Text,
        key_id -> Text,
        made -> Timestamptz,
    }
}

diesel::table! {
    protocol_numbers (counter_id, year) {
        counter_id -> Uuid,
        year -> Int4,
        last -> Int4,
    }
}

diesel::table! {
    reauthentications (id) {
        id -> Uuid,
        operator_id -> Uuid,
        time_step -> Int8,
        session_id -> Uuid,
        act -> Text,
        case_id -> Nullable<Uuid>,
        fingerprint -> Nullable<Bytea>,
        at -> Timestamptz,
    }
}

diesel::table! {
    recovery_codes (operator_id, ordinal) {
        operator_id -> Uuid,
        ordinal -> Int2,
        code_hash -> Text,
        made_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    register_checkpoints (number) {
        number -> Int8,
        size -> Int8,
        root -> Bytea,
        at -> Timestamptz,
        day_end -> Nullable<Date>,
        key_id -> Text,
        note -> Text,
    }
}

diesel::table! {
    register_keys (id) {
        id -> Text,
        public_key -> Bytea,
        since -> Timestamptz,
    }
}

diesel::table! {
    register_leaves (index) {
        index -> Int8,
        row_id -> Uuid,
        leaf_hash -> Bytea,
    }
}

diesel::table! {
    register_nodes (level, index) {
        level -> Int2,
        index -> Int8,
        hash -> Bytea,
    }
}

diesel::table! {
    register_queue (row_id) {
        row_id -> Uuid,
        leaf_hash -> Bytea,
    }
}

diesel::table! {
    releases (id) {
        id -> Uuid,
        number -> Text,
        case_id -> Uuid,
        card_number -> Text,
        form_id -> Uuid,
        fingerprint -> Bytea,
        reauthentication_id -> Uuid,
        audit_row_id -> Uuid,
        recipient -> Text,
        language -> Text,
        requested_at -> Timestamptz,
        requested_by -> Uuid,
        sealed_at -> Nullable<Timestamptz>,
        handed_over_at -> Nullable<Timestamptz>,
        withdraw_after -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        ended_by -> Nullable<Uuid>,
        ending -> Nullable<Text>,
        refusal -> Nullable<Text>,
        sheet_of -> Nullable<Uuid>,
        duplicate -> Bool,
        held_at -> Nullable<Timestamptz>,
        stopped_by_act -> Nullable<Uuid>,
        trusted -> Bool,
        joint_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    report_export_pieces (export_id, ordinal) {
        export_id -> Uuid,
        ordinal -> Int4,
        bytes -> Bytea,
    }
}

diesel::table! {
    report_exports (id) {
        id -> Uuid,
        counter_id -> Uuid,
        asked_by -> Uuid,
        asked_at -> Timestamptz,
        report -> Text,
        first_day -> Date,
        last_day -> Date,
        operator_id -> Nullable<Uuid>,
        kind -> Nullable<Text>,
        outcome -> Nullable<Text>,
        format -> Text,
        language -> Text,
        state -> Text,
        holder -> Nullable<Uuid>,
        leased_until -> Nullable<Timestamptz>,
        begun -> Int4,
        rows_done -> Int8,
        rows_all -> Nullable<Int8>,
        bytes -> Nullable<Int8>,
        made_at -> Nullable<Timestamptz>,
        expires_at -> Nullable<Timestamptz>,
        failure -> Nullable<Text>,
    }
}

diesel::table! {
    report_filters (id) {
        id -> Uuid,
        counter_id -> Uuid,
        operator_id -> Uuid,
        name -> Text,
        report -> Text,
        asked -> Text,
        saved_at -> Timestamptz,
    }
}

diesel::table! {
    resends (outbox_id) {
        outbox_id -> Uuid,
        release_id -> Uuid,
        case_id -> Uuid,
        card_number -> Text,
        holder_id -> Uuid,
        proof -> Text,
        cip_check -> Nullable<Uuid>,
        cip_use -> Nullable<Text>,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    sample_draws (id) {
        id -> Uuid,
        counter_id -> Uuid,
        kind -> Text,
        month -> Date,
        percent -> Int2,
        population -> Int4,
        size -> Int4,
        drawn_at -> Timestamptz,
        due_on -> Date,
        audit_row_id -> Uuid,
    }
}

diesel::table! {
    sample_results (sample_id, ordinal) {
        sample_id -> Uuid,
        ordinal -> Int4,
        outcome -> Text,
        attempts -> Nullable<Int2>,
        note -> Text,
        at -> Timestamptz,
        by -> Uuid,
        audit_row_id -> Uuid,
    }
}

diesel::table! {
    sample_shares (draw_id, operator_id) {
        draw_id -> Uuid,
        operator_id -> Uuid,
        population -> Int4,
        size -> Int4,
    }
}

diesel::table! {
    samples (id) {
        id -> Uuid,
        draw_id -> Uuid,
        operator_id -> Uuid,
        case_id -> Uuid,
        release_id -> Nullable<Uuid>,
        evidence_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    scan_deletions (scan_id) {
        scan_id -> Uuid,
        why -> Text,
        at -> Timestamptz,
        by -> Nullable<Uuid>,
    }
}

diesel::table! {
    scan_keys (scan_id) {
        scan_id -> Uuid,
        sealed -> Bytea,
    }
}

diesel::table! {
    scan_views (id) {
        id -> Uuid,
        scan_id -> Uuid,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    scans (id) {
        id -> Uuid,
        case_id -> Uuid,
        ordinal -> Int4,
        item -> Text,
        media -> Text,
        bytes -> Int8,
        pages -> Int4,
        width -> Nullable<Int4>,
        height -> Nullable<Int4>,
        sha256 -> Bytea,
        retention -> Text,
        keep_days -> Int4,
        uploaded_at -> Timestamptz,
        uploaded_by -> Uuid,
    }
}

diesel::table! {
    sessions (id) {
        id -> Uuid,
        key_hash -> Bytea,
        operator_id -> Uuid,
        step -> Text,
        counter_id -> Nullable<Uuid>,
        former_token -> Nullable<Bytea>,
        address -> Text,
        began_at -> Timestamptz,
        seen_at -> Timestamptz,
        locked_at -> Nullable<Timestamptz>,
        wrong_codes -> Int4,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    sheets (serial) {
        serial -> Text,
        release_id -> Uuid,
        ordinal -> Int4,
        first_half -> Nullable<Bytea>,
        made_at -> Timestamptz,
        reauthentication_id -> Nullable<Uuid>,
        served_at -> Nullable<Timestamptz>,
        served_by -> Nullable<Uuid>,
        served_from -> Nullable<Text>,
        handed_over_at -> Nullable<Timestamptz>,
        handed_over_by -> Nullable<Uuid>,
        handed_over_to -> Nullable<Text>,
        voided_at -> Nullable<Timestamptz>,
        voided_by -> Nullable<Uuid>,
        void_reason -> Nullable<Text>,
        paper_destroyed -> Nullable<Bool>,
        decided_at -> Nullable<Timestamptz>,
        decided_by -> Nullable<Uuid>,
        decision -> Nullable<Text>,
        withdrawn_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    sibling_cases (case_id) {
        case_id -> Uuid,
        first_id -> Uuid,
        delegate_id -> Uuid,
        session_id -> Uuid,
        minutes -> Int4,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    sign_in_failures (account, address, kind) {
        account -> Text,
        address -> Text,
        kind -> Text,
        wrong -> Int4,
        last_at -> Timestamptz,
        locked_until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    staff_changes (id) {
        id -> Uuid,
        operator_id -> Uuid,
        kind -> Text,
        counter_id -> Nullable<Uuid>,
        duty -> Nullable<Text>,
        since -> Nullable<Timestamptz>,
        until -> Nullable<Timestamptz>,
        in_place_of -> Nullable<Uuid>,
        reason -> Text,
        asked_at -> Timestamptz,
        asked_by -> Uuid,
        asked_with -> Uuid,
        decision -> Nullable<Text>,
        decided_at -> Nullable<Timestamptz>,
        decided_by -> Nullable<Uuid>,
        decided_with -> Nullable<Uuid>,
    }
}

diesel::table! {
    staff_events (id) {
        id -> Uuid,
        operator_id -> Uuid,
        act -> Text,
        before -> Text,
        after -> Text,
        reason -> Text,
        at -> Timestamptz,
        by -> Uuid,
    }
}

diesel::table! {
    starts (only_one) {
        only_one -> Bool,
        number -> Int8,
        halted_at -> Nullable<Timestamptz>,
        halted_why -> Nullable<Text>,
        resumed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    timed_jobs (name) {
        name -> Text,
        leased_until -> Nullable<Timestamptz>,
        began_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        result -> Nullable<Text>,
    }
}

diesel::table! {
    totp_uses (operator_id, time_step) {
        operator_id -> Uuid,
        time_step -> Int8,
        used_at -> Timestamptz,
    }
}

diesel::table! {
    waiting_second_halves (release_id) {
        release_id -> Uuid,
        sealed -> Bytea,
        sealed_at -> Timestamptz,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    activations,
    approval_decisions,
    approval_requests,
    audit_archives,
    audit_keys,
    audit_rows,
    audit_values,
    authority_requests,
    card_acts,
    carried_facts,
    case_card_checks,
    case_contacts,
    case_delegates,
    case_forms,
    case_holder_data,
    case_identifications,
    case_no_email,
    case_overrides,
    case_ownerships,
    case_refusals,
    cases,
    cip_checks,
    closing_acts,
    closing_ends,
    closing_seals,
    closings,
    counter_capabilities,
    counter_changes,
    counter_exceptions,
    counter_hours,
    counter_imports,
    counters,
    delegation_ends,
    delegation_evidence,
    delegation_evidence_ends,
    delegation_evidence_scans,
    delegation_requirements,
    delegation_rules,
    delegation_titles,
    delegations,
    duties,
    form_declarants,
    functional_checks,
    holders,
    invitations,
    joint_release_cases,
    joint_release_refusals,
    joint_releases,
    look_ups,
    mail_attempts,
    mail_report_counts,
    mail_reports,
    monthly_reports,
    named_cards,
    operators,
    outbox,
    ownership_codes,
    parked_forms,
    pattern_looks,
    process_keys,
    protocol_numbers,
    reauthentications,
    recovery_codes,
    register_checkpoints,
    register_keys,
    register_leaves,
    register_nodes,
    register_queue,
    releases,
    report_export_pieces,
    report_exports,
    report_filters,
    resends,
    sample_draws,
    sample_results,
    sample_shares,
    samples,
    scan_deletions,
    scan_keys,
    scan_views,
    scans,
    sessions,
    sheets,
    sibling_cases,
    sign_in_failures,
    staff_changes,
    staff_events,
    starts,
    timed_jobs,
    totp_uses,
    waiting_second_halves,
);
