-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TABLE report_export_pieces, report_exports;
DROP FUNCTION keep_exports(), check_export_made(), check_export_asked();
REVOKE EXECUTE ON FUNCTION counter_facts(uuid) FROM sportello_worker;
REVOKE SELECT ON counter_hours, counter_exceptions, counter_capabilities FROM sportello_worker;
