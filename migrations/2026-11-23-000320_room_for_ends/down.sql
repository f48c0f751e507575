-- SPDX-License-Identifier: AGPL-3.0-or-later
ALTER TABLE mail_attempts RESET (fillfactor);
ALTER TABLE outbox RESET (fillfactor);
