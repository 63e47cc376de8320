### Mails to people.

## One mail about what a person missed in a ticket

# The same for every mail about a ticket: mail programs put mails with one subject together.
mail-ticket-subject = [{ $organisation }] Ticket { $number }: { $subject }
mail-ticket-hello = Hello { $name },
mail-ticket-intro = There is news in ticket { $number }, “{ $subject }”:
mail-ticket-wrote = { $name } wrote on { $when }:
mail-ticket-noted = { $name } left a note for staff on { $when }:
# Somebody whose name is no longer known.
mail-ticket-somebody = Somebody
mail-ticket-status = { $name } changed the status from { $from } to { $to } on { $when }.
# Nobody did it: time passed.
mail-ticket-status-by-time = The status changed from { $from } to { $to } on { $when }.
mail-ticket-assigned = { $name } assigned the ticket to { $assignee } on { $when }.
mail-ticket-unassigned = { $name } left the ticket without an assignee on { $when }.
mail-ticket-moved = { $name } moved the ticket from { $from } to { $to } on { $when }.
mail-ticket-followed-up = { $name } continued in ticket { $number } on { $when }.
mail-ticket-link = Read and answer
mail-ticket-reason-client = You receive this e-mail because your company wrote to { $organisation } about this ticket and you were away from its page.
mail-ticket-reason-staff = You receive this e-mail because you answer tickets at { $organisation } and were away from this one’s page.

## A login: a new password, a confirmed address, and what changed

mail-reset-subject = [{ $organisation }] Set a new password
mail-reset-intro = Somebody asked for a new password for your login at { $organisation }.
mail-reset-lasts = The link works once, within an hour. If it wasn’t you, do nothing: your password stays as it is.
mail-reset-link = Set a new password
mail-reset-reason = You receive this e-mail because a new password was asked for at { $organisation } for this address.

mail-confirm-subject = [{ $organisation }] Confirm your address
mail-confirm-intro = Please confirm that { $email } is your address. Until then, no other company’s invitation can be added to your login.
mail-confirm-lasts = The link works once, within a day, after you sign in.
mail-confirm-link = Confirm the address
mail-confirm-reason = You receive this e-mail because there is a login with this address at { $organisation }. If it isn’t yours, do nothing.

mail-new-address-subject = [{ $organisation }] Confirm your new address
mail-new-address-intro = You asked for your login at { $organisation } to have the address { $email } in place of { $before }.
mail-new-address-reason = You receive this e-mail because somebody gave this address for their login at { $organisation }. If it wasn’t you, do nothing.

mail-email-asked-subject = [{ $organisation }] Another address was asked for
mail-email-asked-intro = On { $when }, somebody asked for your login at { $organisation } to have the address { $email } in place of { $before }. That address has to be confirmed first.
mail-email-asked-own = If it was you, there is nothing to do here.
mail-email-asked-foreign = If it wasn’t you, somebody knows your password. Set a new one now: that ends what they began, and signs them out everywhere.

mail-email-changed-subject = [{ $organisation }] Your login has another address
mail-email-changed-intro = On { $when }, the address of your login at { $organisation } became { $email }. { $before } no longer signs in.
mail-email-changed-foreign = If it wasn’t you, tell { $organisation } at once: they can deactivate the login.

mail-password-changed-subject = [{ $organisation }] Your password was changed
mail-password-changed-intro = On { $when }, the password of your login at { $organisation } was changed. Every other browser that was signed in was signed out.
mail-password-changed-foreign = If it wasn’t you, set a new password now, and tell { $organisation }.

mail-new-password-link = Set a new password
mail-login-reason = You receive this e-mail because it is about your login at { $organisation }.

## An invitation. $inviter is whoever invited, or the organisation's name when they are not known any more.

mail-invite-subject = { $inviter } invites you to { $organisation }
mail-invite-hello = Hello,
mail-invite-client = { $inviter } invites you to the client portal of { $organisation }. There you talk to support and see everything about { $customer } in one place.
mail-invite-staff = { $inviter } invites you to the support desk of { $organisation }. Your role will be: { $role }.
mail-invite-how = { $count ->
    [one] The link works once, within { $count } hour. If you sign in with { $email } already, your password is all you need; else you choose one.
   *[other] The link works once, within { $count } hours. If you sign in with { $email } already, your password is all you need; else you choose one.
}
mail-invite-link = Accept the invitation
mail-invite-reason = You receive this e-mail because { $inviter } entered your address at { $organisation }. If you don’t expect it, ignore it: nothing happens without you.

## An invoice, and what came in for it or went back. Amounts and days are written already.

mail-invoice-subject = Invoice { $number } from { $organisation }
mail-invoice-hello = Hello,
mail-invoice-intro = { $organisation } sends you invoice { $number } for { $customer }, over { $total }.
mail-invoice-due = Please pay { $amount } by { $day }.
# The invoice was sent before, and a part of it is paid.
mail-invoice-rest = { $amount } of it is still to be paid, by { $day }.
mail-invoice-settled = Nothing of it is left to be paid.
mail-invoice-attached = The invoice is attached as a PDF.
mail-invoice-link = See the invoice
mail-invoice-reason = You receive this e-mail because { $organisation } sends the invoices for { $customer } to this address.

mail-receipt-subject = Receipt from { $organisation }: { $amount } for invoice { $number }
mail-receipt-intro = Thank you. { $organisation } received { $amount } for invoice { $number } on { $day }.
mail-refund-subject = { $organisation } returned { $amount } of invoice { $number }
mail-refund-intro = { $organisation } returned { $amount } of what was paid for invoice { $number } on { $day }.
mail-credit-subject = { $organisation } credited { $amount } of invoice { $number }
mail-credit-intro = { $organisation } does not ask for { $amount } of invoice { $number } any more, since { $day }.

## A test of a mail server

mail-test-subject = [{ $organisation }] Test of your mail server
mail-test-intro = This test arrived: the mail server of { $organisation } works as it is set up.
mail-test-reason = You receive this e-mail because { $name } asked for a test at { $organisation }.
