-- SPDX-License-Identifier: AGPL-3.0-or-later
-- What papers, mails and signatures of a delegation need, and what was left of its rules.

-- The mail with a second half names holder, delegate and kind: the worker reads the names and nothing else of the persons.
GRANT SELECT (id, delegate_id, kind) ON delegations TO sportello_worker;
GRANT SELECT (id, power, address_in_words) ON delegation_titles TO sportello_worker;
GRANT SELECT (id, surname, name) ON case_holder_data TO sportello_worker;
GRANT SELECT (identification_id, surname, name) ON case_delegates TO sportello_worker;
