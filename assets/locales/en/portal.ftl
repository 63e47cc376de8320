### What clients see: home, their tickets, a new ticket, the thread (which the desk shares).

## Around every page

layout-skip = Skip to the content
layout-navigation = Main
layout-home = Home
layout-support = Support
layout-help = Help
layout-desk = Back to the desk

## Lists and forms

list-older = Show older
form-problems = { $count ->
    [one] One thing needs fixing:
   *[other] { $count } things need fixing:
}
form-problem = { $field } – { $problem }
form-conflict-title = This was already sent with a different text
form-conflict-text = Nothing was sent twice, and what you typed is still here. Check what arrived; if something is missing, send again.

## Home

home-title = Home
home-greeting = Hello, { $name }
home-open = Open tickets
home-unread = With new replies
home-latest = Latest in support
home-all = All tickets
home-help-title = Looking for an answer?
home-unlinked-title = Your login isn’t connected to a company yet
home-unlinked-text = You are signed in as { $email }. Once { $organisation } has connected this login to your company, your tickets appear here by themselves. Get in touch with your contact there if this takes long.

## Tickets

ticket-list-title = Support
ticket-list-empty-title = No tickets yet
ticket-list-empty-text = When you ask us something, the conversation stays here.
ticket-list-empty-help = Browse the help centre
ticket-new-link = New ticket
ticket-row-new-reply = New reply
ticket-pending-for-client = Waiting for you
ticket-back = All tickets
ticket-number = No. { $number }
ticket-page-title = { $number }: { $subject }
ticket-assignee = With { $name }
ticket-unassigned = Unassigned
ticket-follows = Follows up on ticket { $number }

## A new ticket

ticket-new-title = What can we help with?
ticket-new-subject = Subject
ticket-new-body = What happened?
ticket-new-body-placeholder = What did you expect, and what came instead?
ticket-new-hint = We answer here and by e-mail.
ticket-new-send = Send

## The thread

thread-label = Messages
thread-earlier = Show earlier messages
thread-read-only = You can read this thread, but not write in it.
thread-note = Note
thread-seen = Seen
# Shown when time did it, fourteen days after Resolved.
thread-closed-by-time = Closed after two weeks without a reply
thread-status-moved = The status was changed
thread-reopened = Reopened by { $who }
thread-open-again = Set back to Open by { $who }
thread-pending = Set to Pending by { $who }
thread-pending-for-client = Set to Pending by { $who }: waiting for your answer
thread-resolved = Marked as resolved by { $who }
thread-closed = Closed by { $who }
thread-assigned = Assigned to { $name } by { $who }
thread-taken = Taken by { $who }
thread-unassigned = Unassigned by { $who }
thread-assigned-for-client = { $name } is looking after this
thread-unassigned-for-client = Back in the queue
thread-moved = Moved from { $from } to { $to } by { $who }
thread-followed-up = Continued in ticket { $number }

## The form under it

composer-label = Your message
composer-placeholder = Write a reply
composer-send = Send
composer-solved = It’s solved
composer-resolved = Resolved. If something is still open, reply or reopen it.
composer-reopen = Reopen
composer-closed = This ticket is closed. Your reply opens a new one that links back here.
composer-key-ctrl = Ctrl
composer-key-enter = Enter
composer-key-sends = sends
