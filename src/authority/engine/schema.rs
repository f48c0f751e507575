// SPDX-License-Identifier: AGPL-3.0-or-later
//! Tables of the schema `authority`, which no other module sees.

#![allow(missing_docs, reason = "the migration says what a column means")]

diesel::table! {
    authority.issuer (only_one) {
        only_one -> Bool,
        key_id -> Text,
        certificate -> Bytea,
        since -> Timestamptz,
    }
}

diesel::table! {
    authority.cards (card_number) {
        card_number -> Text,
        has_chip -> Bool,
        chip_serial -> Nullable<Text>,
        codice_fiscale -> Text,
        surname -> Text,
        name -> Text,
        sex -> Text,
        birth_date -> Date,
        birth_place -> Text,
        issued -> Date,
        expires -> Date,
        imported_at -> Timestamptz,
    }
}

diesel::table! {
    authority.chips (card_number) {
        card_number -> Text,
        certificate -> Bytea,
        codes -> Bytea,
        first_split -> Nullable<Jsonb>,
    }
}

diesel::table! {
    authority.certificates (card_number) {
        card_number -> Text,
        serial -> Bytea,
        part -> Int4,
        not_after -> Timestamptz,
        state -> Text,
        since -> Timestamptz,
        reason -> Nullable<Int2>,
    }
}

diesel::table! {
    authority.acts (reference) {
        reference -> Uuid,
        card_number -> Text,
        act -> Text,
        detail -> Text,
        operator -> Text,
        at -> Timestamptz,
        content_digest -> Bytea,
    }
}

diesel::table! {
    authority.orders (reference) {
        reference -> Uuid,
        release_id -> Uuid,
        operator -> Text,
        at -> Timestamptz,
        card_digest -> Bytea,
        content_digest -> Bytea,
    }
}

diesel::table! {
    authority.crls (part) {
        part -> Int4,
        number -> Int8,
        der -> Bytea,
        this_update -> Timestamptz,
        next_update -> Timestamptz,
    }
}

diesel::table! {
    authority.crl_due (id) {
        id -> Int8,
        part -> Int4,
    }
}

diesel::table! {
    authority.cip_questions (reference) {
        reference -> Uuid,
        card_number -> Text,
        positions -> Bytea,
        operator -> Text,
        asked_at -> Timestamptz,
        content_digest -> Bytea,
        answered_at -> Nullable<Timestamptz>,
        outcome -> Nullable<Text>,
        answer_digest -> Nullable<Bytea>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(cards, chips, certificates);
diesel::joinable!(certificates -> cards (card_number));
