-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Look-ups that read a whole table as soon as it was large.

-- whether an older sheet of the card may be about, ended and unprinted releases among them: asked at each sheet
DROP INDEX releases_handed_over_of_card;
CREATE INDEX releases_of_card ON releases (card_number);

-- what a supervisor has to decide: a handful at any time
CREATE INDEX sheets_to_decide ON sheets (voided_at) WHERE NOT paper_destroyed AND decided_at IS NULL;

-- a session that goes asks whether somebody proved with it who they are
CREATE INDEX reauthentications_session ON reauthentications (session_id);

-- digests of codes that nobody can tell back any more are wiped each minute
CREATE INDEX ownership_codes_to_wipe ON ownership_codes (expires_at) WHERE salt <> decode(repeat('00', 32), 'hex');
