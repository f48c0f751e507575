-- SPDX-License-Identifier: AGPL-3.0-or-later
-- A card that nobody showed in a case: its number was said by the holder and confirmed by the authority for this holder, so
-- that something can be done to it.
CREATE TABLE named_cards (
  id uuid PRIMARY KEY,
  holder_id uuid NOT NULL REFERENCES holders,
  counter_id uuid NOT NULL REFERENCES counters,
  card_number text NOT NULL CHECK (card_number ~ '^[0-9]{20}$'),
  expires date NOT NULL, -- as the authority has it
  -- what the authority said; whose card it does not say is nobody's here
  outcome text NOT NULL CHECK (outcome IN ('activatable', 'expired', 'already_active', 'suspended', 'revoked')),
  at timestamptz NOT NULL,
  by uuid NOT NULL REFERENCES operators,
  UNIQUE (holder_id, card_number)
);
GRANT SELECT, INSERT ON named_cards TO sportello_web;
