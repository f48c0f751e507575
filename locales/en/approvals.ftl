# SPDX-License-Identifier: AGPL-3.0-or-later
# A supervisor's approval of a case in which somebody acts for the holder, on pages.

approval-needed-title = A supervisor of the counter has to approve
approval-needed-text = Ask now, before the request is printed and signed. If a datum, a document or a warning changes afterwards, ask again.
approval-outdated = The case has changed since the earlier request, which counts no longer.
approval-ask = Ask for the approval
approval-waits = Waits for approval by a supervisor of this counter
approval-asked = Asked by { $by } on { $at }.
approval-waits-text = The page renews itself when a supervisor has decided.
approval-look-again = Look again
approval-answered = There is a decision, or the case has changed: the page renews itself.
approval-approved-title = Approved
approval-rejected-title = Not approved
approval-by = { $by }, on { $at }:
approval-rejected-way-on = Correct what the supervisor names (data, title, documents) and ask again; if that cannot be done, close the case and tell the person why.
approval-not-needed = The rules of this case ask for no approval.
approval-unchanged = A supervisor has not approved, and nothing has changed since.
approval-unchanged-way-on = First correct what the supervisor named.
release-no-approval = Before the release a supervisor of the counter has to approve exactly what the case says now.
release-no-approval-way-on = Go back to the check: there the approval is asked for, or the answer read.

approval-list-title = Approvals
approval-list-lead = Cases in which somebody acts for the holder and the rules want your yes before the release.
approval-list-none = No case waits for an approval.
approval-count = { $count ->
    [one] One case waits for your approval
   *[other] { $count } cases wait for your approval
  }
approval-case = The case
approval-asked-by = Asked by
approval-asked-at = Asked on
approval-page-title = Request for approval
approval-why = Why the approval is needed
approval-marked = To be looked at with care
approval-mark-self-certified = Attested by a self-certification alone: { $item }
approval-mark-address = The second half of the codes goes to the address of who acts, as the delegation says in words: { $recipient }
approval-mark-reason = The operator’s reason: { $reason }
approval-recorded = ({ $by }, { $at })
approval-decision = Decision
approval-decision-approved = I approve
approval-decision-rejected = I do not approve
approval-decision-missing = Choose whether you approve or not
approval-reason = Reason
approval-reason-hint = It stays in the register; if you do not approve, the operator reads here what to correct. No diagnosis.
approval-reason-missing = Write the reason of the decision
approval-decide = Record the decision
approval-changed = The case is closed, or has changed since the approval was asked for: there is nothing left to decide.
approval-decided-before = A supervisor has decided on this request already.
approval-own-act = Nobody decides on a case that they had a hand in: another supervisor decides.
notice-approval-approved = Decision recorded: the case may go on.
notice-approval-rejected = Decision recorded: the operator sees the reason.

act-approval-ask = approval asked for
act-approval-decide = decision on an approval
act-approval-show = request for approval looked at
