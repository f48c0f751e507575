// SPDX-License-Identifier: AGPL-3.0-or-later
//! Tables as they are after years, for tests that look at how PostgreSQL means to read them.

/// Rows of 20,000 visits over five years at one counter, written past the rules: only their number and their times count.
pub const FIVE_YEARS: &str = "
SET session_replication_role = replica;
INSERT INTO counters (id, code, name, body, municipality, opened_at)
  VALUES ('00000000-0000-0000-0000-00000000000c', 'AN01', 'Ancona', 'Comune', 'Ancona', now());
CREATE TEMP TABLE visits AS SELECT n, md5('case' || n)::uuid AS id, md5('release' || n)::uuid AS release,
  md5('some' || n % 9)::uuid AS operator, timestamptz '2021-11-22' + n * interval '2190 minutes' / 10 * 6 AS at
  FROM generate_series(1, 20000) n;
INSERT INTO cases (id, protocol, counter_id, service, holder_id, policy_version, opened_at, opened_by, changed_at, changed_by,
    closed_at, closed_by, closure, holder_data_id, delegation_id)
  SELECT id, 'P' || n, '00000000-0000-0000-0000-00000000000c', 'activation', id, '1', at, operator, at, operator, at, operator,
  'done', id, id FROM visits;
INSERT INTO case_holder_data (id, case_id, case_version, surname, name, sex, birth_date, birth_place, at, by)
  SELECT id, id, 1, 'x', 'x', 'F', (at - interval '17 years')::date, 'A271', at, operator FROM visits;
INSERT INTO case_card_checks (id, case_id, case_version, card_number, entered_by, expires, former_card, outcome, at, by)
  SELECT id, id, 1, lpad(n::text, 20, '0'), 'scanner', '2030-01-01', 'none', 'active', at, operator FROM visits;
INSERT INTO case_identifications (id, case_id, case_version, document_kind, document_number, issuer, issued, at, by)
  SELECT id, id, 1, 'x', 'x', 'x', '2020-01-01', at, operator FROM visits;
INSERT INTO case_contacts (id, case_id, case_version, email, language, at, by)
  SELECT id, id, 1, 'x' || n || '@x.it', 'it', at, operator FROM visits;
INSERT INTO case_forms (id, case_id, case_version, fingerprint, printed_at, printed_by, signed_at, signed_by)
  SELECT id, id, 1, sha256('x'), at, operator, at, operator FROM visits;
INSERT INTO delegation_titles (id, delegation_id, power, decree_court, decree_number, decree_on, decree_ends_on, holder_present,
    address_in_words, at, by)
  SELECT id, id, 'acts', 'x', '1', '2020-01-01', at::date + 300, true, true, at, operator FROM visits;
INSERT INTO delegation_ends (delegation_id, reason, words, at, by) SELECT id, 'ended', 'x', at, operator FROM visits;
INSERT INTO scans (id, case_id, ordinal, item, media, bytes, pages, sha256, retention, keep_days, uploaded_at, uploaded_by)
  SELECT id, id, 1, 'decree', 'pdf', 1, 1, sha256('x'), 'titles', 30, at, operator FROM visits;
INSERT INTO scan_deletions (scan_id, why, at) SELECT id, 'retention', at FROM visits;
INSERT INTO audit_rows (id, version, at, nonce, act, outcome, operator_id, counter_id, holder_id, case_id, canonical, key_id, signature)
  SELECT md5(act || n)::uuid, 1, at, decode(repeat('00', 16), 'hex'), act, outcome, operator,
  '00000000-0000-0000-0000-00000000000c', id, CASE act WHEN 'case.open' THEN id END,
  convert_to(json_build_object('plain', json_build_object('account', operator))::text, 'UTF8'), 'x', decode(repeat('00', 64), 'hex')
  FROM visits, (VALUES ('holder.look_up', 'done'), ('case.open', 'done'), ('sign_in.code', 'refused'),
    ('sign_in.password', 'refused')) AS acts (act, outcome);
INSERT INTO duties (operator_id, counter_id, duty, since) SELECT CASE WHEN n < 10 THEN md5('some' || n - 1)::uuid ELSE id END,
  '00000000-0000-0000-0000-00000000000c', 'operator', '2021-01-01' FROM visits;
INSERT INTO releases (id, number, case_id, card_number, form_id, fingerprint, reauthentication_id, audit_row_id, recipient, language,
    requested_at, requested_by, withdraw_after, ended_at, ending, refusal, duplicate)
  SELECT release, 'N' || n, id, lpad(n::text, 20, '0'), id, sha256('x'), release, release, 'x', 'it', at, operator, at, at,
  'refused', 'x', n % 50 = 0 FROM visits;
INSERT INTO authority_requests (reference, release_id, case_id, card_number, kind, asked_at, asked_by, next_attempt_at, answered_at,
    answer, refusal)
  SELECT release, release, id, lpad(n::text, 20, '0'), 'activate', at, operator, at, at, 'refused', 'x' FROM visits;
INSERT INTO activations (id, reference, case_id, card_number, mode, certificate_serial, activated_at, recorded_at, audit_row_id)
  SELECT id, release, id, lpad(n::text, 20, '0'), 'direct', 'x', at, at, id FROM visits;
INSERT INTO delegations (id, case_id, holder_id, kind, policy_version, at, by)
  SELECT id, id, id, 'emancipated_minor', '1', at, operator FROM visits;
INSERT INTO case_refusals (id, case_id, rule, at, by) SELECT id, id, 'minor', at, operator FROM visits;
INSERT INTO case_overrides (id, case_id, case_version, warning, reason, at, by)
  SELECT id, id, 1, 'surname', 'x', at, operator FROM visits;
INSERT INTO case_no_email (id, case_id, outcome, at, by) SELECT id, id, 'closed', at, operator FROM visits;
INSERT INTO outbox (id, kind, lane, case_id, release_id, recipient, posted_at, state, next_attempt_at, give_up_at, settled_at, accepted_by)
  SELECT release, 'second_half', 1, id, release, 'x', at, 'accepted', at, at, at, 'x' FROM visits;
INSERT INTO sheets (serial, release_id, ordinal, made_at, reauthentication_id, served_at, served_by, served_from, voided_at, voided_by,
    void_reason, paper_destroyed)
  SELECT lpad(n::text, 12, '0'), release, 1, at, id, at, operator, 'x', at, operator, 'x', true FROM visits;
INSERT INTO holders (id, codice_fiscale, base_code, first_seen_at) SELECT id, 'x' || n, 'x' || n, at FROM visits;
INSERT INTO reauthentications (id, operator_id, time_step, session_id, act, case_id, fingerprint, at)
  SELECT release, operator, n, operator, 'release', id, sha256('x'), at FROM visits;
INSERT INTO case_ownerships (case_id, email, how, code_id, at, by) SELECT id, 'x' || n || '@x.it', 'proven', id, at, operator FROM visits;
INSERT INTO ownership_codes (id, case_id, ordinal, email, salt, digest, sent_at, sent_by, expires_at, tries)
  SELECT id, id, 1, 'x@x.it', sha256('x'), sha256('x'), at, operator, at + interval '1 hour', 0 FROM visits;
INSERT INTO mail_attempts (outbox_id, attempt, began_at, ended_at, outcome, reply) SELECT release, 1, at, at, 'accepted', 'x' FROM visits;
INSERT INTO register_leaves (index, row_id, leaf_hash) SELECT n, id, sha256('x') FROM visits;
INSERT INTO register_nodes (level, index, hash) SELECT 1, n, sha256('x') FROM visits;
INSERT INTO authority.cards (card_number, has_chip, chip_serial, codice_fiscale, surname, name, sex, birth_date, birth_place, issued, expires, imported_at)
  SELECT lpad(n::text, 20, '0'), true, lpad(n::text, 16, '0'), lpad(n::text, 11, '0'), 'x', 'x', 'F', '1980-01-01', 'A271', '2024-01-01', '2030-01-01', at FROM visits;
INSERT INTO authority.certificates (card_number, serial, part, not_after, state, since)
  SELECT lpad(n::text, 20, '0'), substr(sha256(n::text::bytea), 1, 16), 1 + n / 1000, '2030-01-01', 'active', at FROM visits;
SET session_replication_role = origin;
ANALYZE;
";
