# SPDX-License-Identifier: AGPL-3.0-or-later
# Patterns worth a look.

patterns-title = Worth a look
patterns-link = Patterns worth a look
patterns-lead = Patterns that usually have an explanation and are worth a look. None of them proves a mistake by itself. Each look stays in the register.
pattern-what = Pattern
pattern-rule = Rule
pattern-to-look = To look at
pattern-looked = Looked at
pattern-count-to-look = to look at
pattern-count-looked = looked at
pattern-back = Back to the patterns
pattern-newest = Newest fact: { $at }
pattern-cases = Cases
pattern-releases = List of the operator’s releases
pattern-looked-by = Looked at by { $by }, { $at }
pattern-note = Note
pattern-note-hint = What you saw, without names, numbers, addresses or tax codes.
pattern-note-missing = Write what you saw.
pattern-look = Mark as looked at
pattern-nothing = There is nothing to look at in this period.
pattern-page-before = Previous page
pattern-page-after = Next page
notice-pattern-looked = Marked as looked at.

pattern-shared-addresses = One e-mail address for many holders
pattern-rule-shared-addresses = The same address in cases of more than { $first } holders within a year, with at least one case in the period.
pattern-found-shared-addresses = { $count } holders with the same address
pattern-shared-delegates = One delegate for many holders
pattern-rule-shared-delegates = The same person for more than { $first } holders within a year, with at least one case in the period. Guardians and support administrators do not count.
pattern-found-shared-delegates = { $count } holders with the same delegate
pattern-outside-hours = Releases outside opening hours
pattern-rule-outside-hours = Releases more than { $first } minutes before opening or after closing, or on a day closed. Today’s hours apply, with their exceptions.
pattern-found-outside-hours = { $count ->
    [0] Day closed
    [one] One minute outside hours
   *[other] { $count } minutes outside hours
}
pattern-far-above = An operator far above the median
pattern-rule-far-above = More than { $first } times the median of releases of the counter’s operators in the period, and at least { $second }.
pattern-found-far-above = { $count } releases
pattern-same-surnames = Same surname as the operator
pattern-rule-same-surnames = Releases by an operator with the surname of the holder or of the delegate.
pattern-found-same-surnames = Same surname
pattern-late-handovers = Sheets handed over late
pattern-rule-late-handovers = Sheets handed over more than { $first } minutes after their printing.
pattern-found-late-handovers = Handed over after { $count } minutes
pattern-abandoned-again = Cases abandoned on the same holder
pattern-rule-abandoned-again = At least { $first } cases of the same holder closed as abandoned in the period.
pattern-found-abandoned-again = { $count } abandoned cases
pattern-skipped-checks = Address checks skipped
pattern-rule-skipped-checks = Operators who skipped the check of an e-mail address at least { $first } times in the period.
pattern-found-skipped-checks = { $count } checks skipped
