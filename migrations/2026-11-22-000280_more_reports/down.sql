-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TABLE report_filters;
DROP FUNCTION check_report_filter();
DROP INDEX audit_rows_sign_ins_refused, audit_rows_look_ups, scans_uploaded_at, case_holder_data_of_age, delegation_titles_decree_ends;
DROP VIEW reports.sign_ins_refused, reports.look_ups, reports.scans, reports.of_age, reports.delegations_ending, reports.durations,
  reports.cases;
DROP FUNCTION of_age_at(date);
