### What went wrong, on error pages, in toasts and beside fields.

## Error pages: a title and a sentence

error-looks-on-title = You only look on
error-looks-on-text = While you see the portal as a client, nothing can be changed there. Go back to the desk to work as yourself.
error-handover-title = This link no longer works
error-handover-text = A link to another organisation works once and for a minute, and only where it leads. Choose the organisation again from the list at the top of the page, or sign in here.
error-bad-request-title = This request can’t be read
error-bad-request-text = Something in it is not as it should be. Go back, check what you entered and try again.
error-signed-out-title = You are signed out
error-signed-out-text = Sign in again to go on. What you typed is kept in your browser.
error-not-allowed-title = Your role doesn’t allow this
error-not-allowed-text = Ask an administrator if you need it.
error-not-linked-title = Your login isn’t connected to a company yet
error-not-linked-text = Once it is, this page works by itself.
error-foreign-origin-title = This came from another site
error-foreign-origin-text = For your safety, forms are taken only from our own pages. Open the page again and send it from there.
error-not-found-title = Page not found
error-not-found-text = It may have moved, or you may not have access to it.
error-ticket-closed-title = This ticket is closed
error-ticket-closed-text = Nothing more can be added to it. A reply opens a new ticket that links back to this one.
error-conflict-title = This was already sent
error-conflict-text = The same form was sent before with other words. Check the thread, then send what is missing as a new message.
error-invoice-is-sent-title = This invoice was sent
error-invoice-is-sent-text = Its text is fixed. Void it, write a credit note, or duplicate it and change the copy.
error-invoice-is-draft-title = This invoice is a draft
error-invoice-is-draft-text = Send it first: until then nothing is asked for.
error-invoice-is-void-title = This invoice is void
error-invoice-is-void-text = Nothing is asked for any more. Duplicate it to ask again.
error-invoice-no-lines-title = This invoice has no line
error-invoice-no-lines-text = Write down what it is for and what it costs, then send it.
error-invoice-is-negative-title = This invoice asks for less than nothing
error-invoice-is-negative-text = Its lines must come to zero or more. To give something back, write a credit note on the invoice that was too high.
error-invoice-has-payments-title = Money came in for this invoice
error-invoice-has-payments-text = It can’t be voided any more. Write a credit note for what is left, or return the money first.
error-invoice-too-much-title = That is more than is outstanding
error-invoice-too-much-text = A credit note can take away what is still to be paid, and no more. To give back what was paid, record a refund.
error-invoice-more-than-paid-title = That is more than came in
error-invoice-more-than-paid-text = No more can go back than was paid.
error-invoice-under-way-title = A card payment is under way
error-invoice-under-way-text = What it comes to is known within minutes. Try again then.
error-invoice-archived-title = This customer is archived
error-invoice-archived-text = Restore the customer first; then you can write and send invoices again.
error-unknown-host-title = Nothing is served at this address
error-unknown-host-text = Check the address, or ask whoever gave it to you.
error-too-large-title = This is too large
error-too-large-text = Shorten it and send it again.
error-busy-title = One moment, please
error-busy-text = Many documents are being made just now. Try again in a few seconds.
error-too-many-title = Too many tries
error-too-many-text = Wait a little, then try again.
error-internal-title = Something went wrong
error-internal-text = It is our fault, and it has been noted. What you typed is kept in your browser; please try again.
error-submission-title = Your message could not be stored
error-submission-text = The fault is ours. What you wrote is kept under the number below: send it again, or tell us the number and we open the ticket for you.
# By it, staff find the failure in the logs.
error-reference = Reference: { $id }

## Beside a field

field-missing = Please fill this in.
field-too-long = Please shorten this to { $count } characters.
field-not-an-address = This doesn’t look like an e-mail address.
field-not-a-choice = Please choose one of the options.
field-not-a-domain = This doesn’t look like a domain. Give it as example.com, with nothing around it.
field-not-a-host = This doesn’t look like a server. Give its name alone, as mail.example.com.
field-not-a-number = Please give a whole number from { $min } to { $max }.
field-too-large = Please shorten this to { $count } KB.
field-not-a-slug = Please use some letters from a to z, or digits: they make the address.
field-changed-meanwhile = Somebody else has changed this to “{ $theirs }” meanwhile. Saved again, yours takes its place.
field-emptied-meanwhile = Somebody else has emptied this meanwhile. Saved again, yours is kept.
field-taken = Another article has this address. “{ $free }” is free.
field-not-a-decimal = Please give a number, such as 1.5.
field-too-many-decimals = { $count ->
    [0] Please give a whole number.
    [one] Please give at most one decimal.
   *[other] Please give at most { $count } decimals.
}
field-not-an-amount = Please give an amount, such as 1,250.00.
field-not-a-share = Please give a percentage from 0 to 100.
field-not-a-quantity = Please give a number above zero.
field-two-numbers = Do you mean { $small } or { $great }?
field-too-many = There may be at most { $count } of them.
field-not-a-prefix = Please use letters from A to Z, digits, hyphens and underscores alone.
field-not-a-day = Please give a day, such as 2026-11-30.
field-not-a-time-zone = No time zone is named like this. Please choose one from the list, such as Europe/Berlin.
field-not-a-colour = Please give a colour as six digits or letters from A to F, such as #3257d6.
field-not-hours = Please give hours such as 09:00–12:30, 13:30–17:00. Leave it empty when you are closed.
field-ends-too-early = Please let the hours end after they begin, on the same day.
field-hours-overlap = Please give hours that do not overlap.
file-empty = The file is empty. Please choose another one.
file-too-large = The file is too large. Please choose one of at most { $megabytes } MB.
file-not-a-picture = This file is not a picture that can be read. Please choose a PNG, JPEG or SVG file.
file-wrong-type = Pictures of this kind are not taken here. Please choose a PNG, JPEG or SVG file.
file-truncated = The file ends too early: it may not have been copied completely. Please choose it again.
file-wrong-size = Please choose a picture of at most { $max } pixels in width and height.
file-too-intricate = This drawing has too many parts. Please simplify it, or export it as PNG.
field-too-weak = This is guessed too quickly. A few unrelated words make a good one.
field-too-short = Please use at least { $count } characters.

error-last-admin-title = There must be an admin
error-last-admin-text = This is the last active admin. Make somebody else an admin first.
error-no-linked-customer-title = Choose a customer
error-no-linked-customer-text = A client sees what hangs on a customer. Without one they would see nothing, so a client needs a linked customer.
error-customer-archived-title = That customer is archived
error-customer-archived-text = Bring the customer back first, or choose another.
error-customer-in-use-title = Somebody still signs in for this customer
error-customer-in-use-text = { $people } can sign in for it or are invited to. First deactivate them or link them to another customer, and withdraw the invitations.
error-already-member-title = They are in already
error-already-member-text = This address belongs to somebody who is in your organisation. You find them in the list; a deactivated person can be reactivated there.
error-deactivated-title = Your access was turned off
error-deactivated-text = You were in already, and somebody turned your access off. Ask whoever invited you to turn it on again.
error-already-invited-title = They are invited already
error-already-invited-text = There is an invitation for this address. Send it again, or copy its link.
error-link-unusable-title = This link no longer works
error-link-unusable-text = Links work once and for a limited time. Ask whoever sent it for a new one.
error-address-not-confirmed-title = Your address is not confirmed yet
error-address-not-confirmed-text = Before you can join, a mail must confirm that this address is yours. Open your profile and have one sent, or set a new password with “Forgot your password?”.
error-wrong-password-title = The password is wrong
error-wrong-password-text = That is not the password of this login. Nothing was changed.
error-address-taken-title = The address has a login already
error-address-taken-text = Another login uses this address. Nothing was changed.
error-too-many-mails-title = Enough mails for now
error-too-many-mails-text = Several were sent within the last hour. Look for them, also among unwanted mail, or ask again later.
error-password-of-another-title = Enter the password again
error-password-of-another-text = The stored one was given for another server, or for an encrypted connection, and is not handed to this one.
error-no-secret-key-title = Passwords cannot be stored here yet
error-no-secret-key-text = This server has no key to encrypt them with. Whoever runs it sets FRONTDESK_SECRET_KEY.

error-not-payable-title = This cannot be paid by card now
error-not-payable-text = Nothing was charged. Open the invoice to see how it stands.
error-stripe-title = The payment service did not do it
error-stripe-text = Nothing was charged twice. Try again in a minute; if it stays so, the server’s log says why.
error-no-stripe-title = No cards are taken
error-no-stripe-text = This server is not set up for Stripe.
