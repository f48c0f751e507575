-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TABLE reauthentications, parked_forms, sessions, sign_in_failures, totp_uses, duties, operators, counters;
