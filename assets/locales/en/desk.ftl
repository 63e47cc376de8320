### What staff see.

## The rail

desk-views = Views
desk-more = More
desk-inbox = Inbox
desk-new-ticket = New ticket
desk-read-only = Your role reads tickets; it doesn’t answer them.

## The inbox

inbox-view-mine = Mine
inbox-view-unassigned = Unassigned
inbox-view-open = All open
inbox-view-pending = Pending
inbox-view-resolved = Resolved
inbox-showing-mine = Yours, open or pending.
inbox-showing-unassigned = Assigned to nobody yet, open or pending.
inbox-showing-open = Every open ticket.
inbox-showing-pending = Waiting for the client.
inbox-showing-resolved = Resolved and closed.
inbox-clear = Show all open
inbox-unread = Unread:
inbox-empty-mine = Nothing on your plate
inbox-empty-unassigned = Everything is taken
inbox-empty-open = No open tickets
inbox-empty-pending = Nobody to wait for
inbox-empty-resolved = Nothing resolved yet
inbox-empty-text = New tickets appear here by themselves.
inbox-choose-title = Choose a ticket
inbox-choose-text = Its thread opens here. The list keeps moving as things happen.

## A ticket

ticket-take = Take it
ticket-resolve = Resolve
ticket-details = Details
ticket-details-close = Close details
ticket-asked-by = Asked by { $name }
ticket-facts = Ticket
ticket-fact-source = Source
ticket-fact-opened = Opened
ticket-fact-resolved = Resolved
ticket-assignee-label = Assignee
ticket-assign = Assign
ticket-status-label = Status
ticket-status-set = Change

## The form under a thread

composer-placeholder-for-staff = Write to the client, or leave a note
composer-closed-for-staff = This ticket is closed. A reply opens a new one that links back here; a note stays here.
composer-kind = Who sees it
composer-kind-reply = Reply
composer-kind-note = Note
composer-note-hint = Only your team sees this
composer-then = What becomes of the ticket
composer-then-nothing = and leave as it is
composer-then-pending = and wait for the client
composer-then-resolved = and resolve

## A new ticket for a customer

ticket-open-title = New ticket for a customer
ticket-open-submit = Open ticket
ticket-customer = Customer
ticket-message = First message
ticket-message-hint = The customer sees it and gets it by e-mail.
ticket-no-customers = There are no customers yet. A ticket belongs to a customer: add one first.
