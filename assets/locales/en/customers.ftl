# Customers, their contacts, and why somebody cannot see something.

## Choosing a customer by typing

chooser-placeholder = Type a name
chooser-clear = Clear the customer
chooser-which = Several customers fit “{ $name }”. Which one?
chooser-nobody = No customer fits “{ $name }”.
chooser-create = Add it in a new tab

## The list

customer-list = Customers
customer-add = New customer
customer-search = Search customers
customer-search-placeholder = Name, address or contact
customer-search-submit = Search
customer-filter = Which customers
customer-filter-active = Active
customer-filter-archived = Archived
customer-more = More customers
customer-logins = { $count ->
    [one] { $count } portal user
   *[other] { $count } portal users
}
customer-invited = Invitation pending
customer-invite-expired = Invitation expired
customer-no-login = Nobody can sign in
customer-open-tickets = { $count ->
    [one] { $count } open ticket
   *[other] { $count } open tickets
}
customer-unlinked = { $count ->
    [one] A client’s login isn’t connected to any company
   *[other] { $count } clients’ logins aren’t connected to any company
}
customer-unlinked-link = Connect them
customer-not-found-title = No customer fits “{ $query }”
customer-not-found-text = The search looks in names, addresses and contacts. Try fewer letters, or the other list above.
customer-none-title = No customers yet
customer-none-text = A customer is a company you work for. Its tickets and portal users hang on it.
customer-none-archived-title = Nothing is archived
customer-none-archived-text = Customers you no longer work for end up here, with all that belongs to them.

## A customer

customer-archived = Archived
customer-open-ticket = New ticket
customer-edit = Edit
customer-edit-title = Edit { $name }
customer-restore = Restore
customer-tickets = Tickets
customer-no-tickets-title = No tickets
customer-no-tickets-text = Whatever this customer asks, or you open for them, stands here.
customer-facts = Details
customer-no-facts = Nothing is written down yet.
customer-name = Name
customer-email = E-mail
customer-phone = Phone
customer-address = Address
customer-tax-number = Tax number
customer-notes = Background
customer-notes-hint = What everybody should know at once. For staff only.
customer-people = Portal users
customer-no-people = Nobody signs in for this customer.
customer-person-active = Active
customer-person-deactivated = Deactivated
customer-view-as = View as client
customer-invite = Invite a client
customer-removal = Archive or delete
customer-archive = Archive
customer-archive-text = An archived customer is offered nowhere any more. All that belongs to it stays, and it can be restored.
customer-delete = Delete
customer-delete-text = Deleting is for good, contacts included. A customer with tickets or portal users is archived instead.

## Contacts

contact-list = Contacts
contact-none = Whom you talk to there; contacts need no login.
contact-add = New contact
contact-edit = Edit { $name }
contact-edit-title = Edit contact
contact-position = Position
contact-position-hint = What they do there.
contact-delete = Delete

## Forms

form-save = Save
form-cancel = Cancel

## What was done

done-archived = Archived. You find it in the list of archived customers.
done-archived-instead = Tickets or portal users belong to this customer, so it was archived instead of deleted.
done-restored = Restored.
done-deleted = Deleted.
done-mended = Done. This is how it stands now.

## Why can’t they see it?

access-title = Why can’t they see it?
access-sign-in = Who can sign in
access-about = What is missing?
access-about-placeholder = Ticket number, subject or article title
access-look = Look
access-well = Nothing stands in the way.
access-well-for = Nothing stands in the way: { $names } can sign in and see everything of this customer.
access-who-may = This can be done by: { $roles }.

## Causes

cause-archived-title = This customer is archived
cause-archived-text = Archived customers are offered nowhere, and nobody can be linked to them.
cause-nobody-title = Nobody can sign in for this customer
cause-nobody-text = No portal user is linked to it, and nobody is invited.
cause-pending-title = { $email } hasn’t accepted the invitation yet
cause-pending-text = The link in the mail works until { $when }.
cause-expired-title = The invitation to { $email } has expired
cause-expired-text = Its link worked until { $when }.
cause-refused-title = The invitation to { $email } couldn’t be delivered
cause-refused-text = The mail server’s answer: { $answer }
cause-kept-title = The invitation to { $email } hasn’t been sent yet
cause-kept-text = The mail is kept until there is a mail server that takes it.
cause-kept-answer = The mail is kept and tried again. The mail server’s answer: { $answer }
cause-deactivated-title = { $name } is deactivated
cause-deactivated-text = They can’t sign in. Everything of theirs is still here.
cause-unlinked-title = { $name } isn’t connected to any company
cause-unlinked-text = { $email } can sign in and sees nothing. Perhaps they belong here?
cause-elsewhere-title = Ticket { $number } belongs to { $customer }
cause-elsewhere-text = “{ $subject }” is shown to the people of { $customer } only.
cause-no-ticket-title = There is no ticket { $number }
cause-no-ticket-text = No customer has a ticket of this number.
cause-draft-title = “{ $title }” is a draft
cause-draft-text = Clients can read an article once it is published.
cause-internal-title = “{ $title }” is for staff only
cause-internal-text = Its visibility is Internal; clients read Public articles.
cause-invoice-draft-title = An invoice over { $total } is still a draft
cause-invoice-draft-text = Nobody outside sees it before it is sent. It was last changed { $when }.
cause-invoice-elsewhere-title = Invoice { $number } is for { $customer }
cause-invoice-elsewhere-text = What was sent stays with its customer. Void it and write it anew if the wrong one was chosen.
cause-no-invoice-title = There is no invoice { $number }
cause-no-invoice-text = Perhaps the number was misread, or nobody has written it yet.
finding-invoice-title = They see invoice { $number }
finding-invoice-text = It stands in their list: { $status }.
remedy-send-invoice = Open the draft
remedy-open-invoice = Open the invoice
remedy-write-invoice = Write an invoice
cause-nothing-title = There is no ticket and no article about “{ $about }”
cause-nothing-text = No subject and no title holds these words, at any customer.
cause-submission-title = A ticket from { $name } couldn’t be stored
cause-submission-text = “{ $subject }”, { $when }, error { $id }. What they wrote is kept.

## What mends them

remedy-resend = Send the invitation again
remedy-mail = Look at the mail server
remedy-reactivate = Reactivate
remedy-link = Connect to this customer
remedy-move = Move it here
remedy-publish = Publish
remedy-public = Show to clients
remedy-open-for-them = Open it for them
remedy-open = Open a ticket for them

## What they do see

finding-ticket-title = Ticket { $number } is there, and they see it
finding-ticket-text = “{ $subject }” stands under Support in their portal. Its status: { $status }.
finding-ticket-link = Open the ticket
finding-article-title = They can read “{ $title }”
finding-article-text = It is published, and public.
finding-article-link = Read it
