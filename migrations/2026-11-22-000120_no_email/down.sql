-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Refused as long as a case has a letter box: its contact would be lost.
ALTER TABLE case_contacts
  ALTER COLUMN email SET NOT NULL,
  DROP COLUMN post,
  DROP COLUMN trusted_surname,
  DROP COLUMN trusted_name,
  DROP COLUMN trusted_relation;
ALTER TABLE releases DROP COLUMN trusted;
DROP TABLE functional_checks;
DROP TABLE case_no_email;
