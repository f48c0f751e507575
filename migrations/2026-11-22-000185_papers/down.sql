-- SPDX-License-Identifier: AGPL-3.0-or-later
REVOKE SELECT (identification_id, surname, name) ON case_delegates FROM sportello_worker;
REVOKE SELECT (id, surname, name) ON case_holder_data FROM sportello_worker;
REVOKE SELECT (id, power, address_in_words) ON delegation_titles FROM sportello_worker;
REVOKE SELECT (id, delegate_id, kind) ON delegations FROM sportello_worker;
