-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Each letter is claimed and settled, each attempt ends: the new version of a row finds room in its page, and where no index names what
-- has changed none is written to.
ALTER TABLE outbox SET (fillfactor = 50);
ALTER TABLE mail_attempts SET (fillfactor = 60);
