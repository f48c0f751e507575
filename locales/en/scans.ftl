# SPDX-License-Identifier: AGPL-3.0-or-later
# Scans of a case's documents.

scans-title = Scans
scans-lead = Each file is looked at before it is kept, encrypted. No diagnosis: where a certificate has one, have it covered before it is scanned.
scans-item = What the files show
scans-files = Files
scans-limits = PDF, JPEG or PNG; up to { $megabytes } MB and { $pages } pages a file, { $scans } files a case. You can choose more than one.
scans-add = Upload
scans-here = Files of the case
scans-none = No file.
scans-back = Back to the case
scans-no-file = Choose at least one file.
scans-no-item = Choose what the files show, then choose the files again.
scans-too-many-at-once = Upload { $most } files at a time at most: the first ones were taken.
scan-about-pdf = PDF, { $pages } pages, { $size } KB
scan-about-image = { $kind }, { $width } × { $height } pixels, { $size } KB
scan-came = uploaded on { $at } by { $by }
scan-looks = { $count ->
    [one] opened once
   *[other] opened { $count } times
  }
scan-elsewhere = Kept by another counter: it opens only there.
scan-open = Open
scan-remove = Remove
scan-deleted-removed = Removed on { $at }. The file’s digest and who opened it stay.
scan-deleted-retention = Deleted on { $at } at the end of its keeping. The file’s digest and who opened it stay.
scan-unfit-too-large = File { $number } ({ $name }): more than { $megabytes } MB. Scan at a lower resolution.
scan-unfit-unknown-kind = File { $number } ({ $name }): no PDF, JPEG or PNG.
scan-unfit-unreadable = File { $number } ({ $name }): it cannot be read. Scan the document again.
scan-unfit-encrypted = File { $number } ({ $name }): protected by a password or encrypted. A copy without protection is needed.
scan-unfit-active = File { $number } ({ $name }): it holds scripts, automatic actions, forms or attachments. Print it and scan the print.
scan-unfit-too-many-pages = File { $number } ({ $name }): more than { $pages } pages.
scan-unfit-too-many-pixels = File { $number } ({ $name }): the image is too large. Scan at a lower resolution.
scan-unfit-bomb = File { $number } ({ $name }): once opened it would take too much room.
scan-unfit-polyglot = File { $number } ({ $name }): it holds something else beside the PDF. Print it and scan the print.
scan-unfit-not-checked = File { $number } ({ $name }): it could not be looked at. Try again; if it happens once more, scan the document again.
scan-too-many = File { $number } ({ $name }): the case has { $scans } files already. Remove one that is not needed.
scan-no-room = File { $number } ({ $name }): the disk is full. Tell whoever runs the system; keep the paper meanwhile.
holder-scans = Scans of delegations
holder-scan-digest = SHA-256 digest:
holder-scan-looks = Opened:
holder-scan-case = Scans of the case
holder-scans-elsewhere = { $count ->
    [one] One scan at another counter.
   *[other] { $count } scans at other counters.
  }
notice-scans-added = The files are in the case.
notice-scan-removed = The file was removed.
refused-no-scans = This counter keeps no scans.
refused-no-scans-way-on = Keep the paper, or record that you saw it.
refused-scan-signed = The request is signed: the files that it stands on stay.
refused-scan-removed = This file was removed on { $at }.
refused-scan-expired = This file was deleted on { $at } at the end of its keeping: it cannot be opened any more.
refused-scan-damaged = The file is missing or not as it was written: it is not shown.
refused-scan-damaged-way-on = Tell whoever runs the system: the fact is in the register.
refused-scan-too-many = The case has all the files that it may have.
refused-scan-unfit = The file was not taken.
refused-scan-no-room = The disk is full: the file was not taken.
refused-scan-no-room-way-on = Tell whoever runs the system; keep the paper meanwhile.
