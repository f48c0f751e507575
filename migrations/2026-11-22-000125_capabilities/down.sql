-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TABLE counter_capabilities;
DROP FUNCTION keep_counter_capability();
