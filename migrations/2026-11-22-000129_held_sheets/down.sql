-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TRIGGER sheets_of_held_cards ON sheets;
DROP FUNCTION refuse_held_sheet();
