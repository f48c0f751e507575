# SPDX-License-Identifier: AGPL-3.0-or-later
# Checks by sample.

samples-title = Checks by sample
samples-link = Checks by sample
samples-lead = After a month’s end the system draws at random, for each operator, releases to check by telephone and self-certifications to check (DPR 445/2000, art. 71). There is one draw, and it is never repeated.
samples-open = To be checked
samples-none = There is nothing to check.
samples-overdue = { $count ->
    [one] One check is overdue.
   *[other] { $count } checks are overdue.
}
samples-figures = Results by month and operator
samples-no-draws = There are no draws yet: the first one is made after the month’s end.
samples-done = Checked
sample-all = All
sample-month = Month
sample-kind = Check
sample-kind-telephone = Release, by telephone
sample-kind-self-certification = Self-certification
sample-at = Date
sample-due = Due by
sample-is-overdue = overdue
sample-last = Result
sample-population = Total
sample-size = Drawn
sample-done = Done
sample-outcomes = Results
sample-open = Open
sample-overdue = Overdue
sample-nothing-to-draw = nothing in the month

sample-title-telephone = Check of a release by telephone
sample-title-self_certification = Check of a self-certification
sample-what-telephone = Call whoever came and ask whether they received the sheet with the codes at the counter on that date. Never ask for the codes.
sample-what-self_certification = Compare the declaration with the records of whoever keeps the fact, or ask for a written confirmation (DPR 445/2000, art. 71 par. 2).
sample-thing-telephone = Release
sample-thing-self_certification = Declaration
sample-phone = Telephone
sample-no-phone = not given
sample-to-case = Open the case
sample-to-cards = Go to the holder to suspend the card
sample-ask-operator = Ask an operator of the counter to open the holder’s page and suspend the card.
sample-results = What was recorded
sample-call = { $number ->
    [one] first call
   *[other] call no. { $number }
}
sample-recorded = { $by }, { $at }
sample-record = Record the result
sample-record-again = Record a new result
sample-outcome = Result
sample-outcome-confirmed = Confirmed
sample-outcome-not-reached = No answer
sample-outcome-unreachable = Unreachable after three calls or more
sample-outcome-no-number = No telephone number
sample-outcome-not-recognised = Does not recognise the release
sample-outcome-awaiting-answer = Waiting for the other administration’s answer
sample-outcome-irregular = Irregularity or omission, no falsehood
sample-outcome-false = False declaration
sample-note = Note
sample-note-hint = What was found, without names, numbers, addresses or tax codes. Needed where something is wrong.
sample-save = Record the result
sample-outcome-missing = Choose the result.
sample-note-missing = Write what was found.
sample-note-names = The note holds an address, a number or a tax code: take it out.
sample-too-few-calls = Three calls are needed before somebody is unreachable.
sample-own-act = Nobody checks a case they had a hand in: another supervisor does.
sample-changed = Another result was recorded in the meantime.
sample-changed-way-on = Read the page again and record anew, if needed.
notice-sample-recorded = The result is recorded.

sample-next = What to do now
sample-next-not_recognised = Whoever answers does not recognise the release: suspend the card at once and tell the management. Where somebody declared something false, art. 75 and 76 of DPR 445/2000 apply (loss of benefits, report to the judicial authority).
sample-next-irregular = Tell the declarant of the irregularity: they put the declaration right or complete it, otherwise the procedure ends (DPR 445/2000, art. 71 par. 3).
sample-next-false = The declaration is not true: who made it loses the benefits (DPR 445/2000, art. 75) and the fact is reported to the judicial authority (art. 76). Suspend the card until the management has decided.
