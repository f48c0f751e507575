-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TABLE sample_results, samples, sample_shares, sample_draws CASCADE;
DROP FUNCTION keep_sample(), check_sample_result(), check_sample_draw(), check_sample(), check_sample_share(),
  may_check_sample(uuid, uuid), samples_to_draw(timestamptz, integer), sample_population(text, uuid, date);
DROP INDEX delegation_evidence_at, releases_handed_over_at;
