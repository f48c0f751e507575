# SPDX-License-Identifier: AGPL-3.0-or-later
# The citizen's mailbox, in the demonstration only.
mailbox-title = The citizen’s mailbox
mailbox-about = For the demonstration only: what the citizen would receive by e-mail arrives here.
mailbox-empty = No messages. The page looks again by itself.
mailbox-back = All messages
mailbox-from = From
mailbox-to = To
mailbox-arrived = Received
mailbox-subject = Subject
mailbox-html = The same message with its layout
