-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TABLE waiting_second_halves, sheets, releases, activations, authority_requests;
