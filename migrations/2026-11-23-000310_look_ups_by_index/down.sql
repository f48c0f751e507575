-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP INDEX ownership_codes_to_wipe, reauthentications_session, sheets_to_decide, releases_of_card;
CREATE INDEX releases_handed_over_of_card ON releases (card_number, handed_over_at) WHERE handed_over_at IS NOT NULL;
