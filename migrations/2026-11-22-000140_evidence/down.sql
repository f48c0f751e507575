-- SPDX-License-Identifier: AGPL-3.0-or-later
DROP TABLE scan_deletions, scan_views, scan_keys, scans;
DROP FUNCTION scan_fits_case, scan_may_go, forget_scan_key, scan_key_fits;
