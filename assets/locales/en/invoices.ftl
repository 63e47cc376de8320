# Invoices at the desk, and the names of what both sides see of them.

## How an invoice stands

invoice-status-draft = Draft
invoice-status-sent = Sent
invoice-status-partially-paid = Partially paid
invoice-status-paid = Paid
invoice-status-overdue = Overdue
invoice-status-void = Void

## How money came

method-bank = Bank transfer
method-cash = Cash
method-card = Card
method-cheque = Cheque
method-stripe = Card at the portal
method-other = Another way

## What stands in a ledger

ledger-payment = Payment
ledger-refund = Refund
ledger-dispute = Disputed with the bank
ledger-dispute-won = Dispute won
ledger-credit-note = Credit note

## The list

invoice-list = Invoices
invoice-new = New invoice
invoice-search = Search invoices
invoice-search-placeholder = Number, reference or customer
invoice-search-submit = Show
invoice-filter = Which invoices
invoice-filter-customer = Customer
invoice-filter-only = Only { $name }
invoice-filter-clear = Show every customer
invoice-order = Order
invoice-order-changed = Changed last
invoice-order-issued = Sent last
invoice-order-due = Due first
invoice-shelf-all = All
invoice-shelf-outstanding = Outstanding
invoice-more = More invoices
invoice-owed = Outstanding
invoice-owed-overdue = { $amount } overdue
invoice-owed-count = { $count ->
    [one] { $count } invoice
   *[other] { $count } invoices
}
invoice-row-draft = Draft, changed { $day }
invoice-row-due = Sent { $issued } · due { $due }
invoice-row-left = { $left } of { $total }
invoice-none-title = No invoices yet
invoice-none-text = Write one, check it, send it: your customer gets it by mail and at the portal, and you see here what is paid.
invoice-none-viewer-text = What your colleagues write and send stands here.
invoice-none-here-title = Nothing in this list
invoice-none-here-text = Choose another list above.
invoice-not-found-title = No invoice fits “{ $query }”
invoice-not-found-text = The search looks in numbers, references and customers’ names. Try fewer letters, or the list of all.
invoice-no-customers = There is no customer yet to write an invoice for.

## Writing one

invoice-edit-title = Edit the invoice
invoice-customer = Customer
invoice-customer-hint = Who pays. Its name and address stand on the invoice.
invoice-currency = Currency
invoice-days = Days to pay
invoice-days-hint = Counted from the day it is sent.
invoice-reference = Reference
invoice-reference-hint = The customer’s order number, for example. May be left out.
invoice-notes = Note above the lines
invoice-terms = Terms below the lines
invoice-lines = Lines
invoice-lines-hint = Prices without tax. A line without a description and a price is left out.
invoice-line = Line { $number }
invoice-line-description = Description
invoice-line-quantity = Quantity
invoice-line-unit = Unit
invoice-line-unit-price = Unit price
invoice-line-discount = Discount, %
invoice-line-tax-rate = Tax, %
invoice-line-net = Net
invoice-line-field = { $field } of line { $number }
invoice-line-add = Add a line
invoice-line-remove = Remove line { $number }
invoice-line-up = Move line { $number } up
invoice-line-down = Move line { $number } down
invoice-total-open = Something above is not filled in yet.
invoice-total-update = Add up
invoice-rounding-total = Tax is rounded once for each rate.
invoice-rounding-line = Tax is rounded on each line.
invoice-save = Save the draft
invoice-save-send = Save and go on to sending
invoice-cancel = Cancel
invoice-no-address = { $name } has no address: its name alone will stand on the invoice.
invoice-no-address-add = Add the address
invoice-overtaken-title = Somebody else saved this invoice meanwhile
invoice-overtaken-text = Nothing of theirs was lost, and nothing of yours. Below is what you typed; saving it again replaces theirs.
invoice-overtaken-theirs = What stands there now

## Its page

invoice-title = Invoice { $number }
invoice-title-draft = Draft of an invoice
invoice-edit = Edit
invoice-pdf = Download PDF
invoice-duplicate = Duplicate
invoice-delete = Delete the draft
invoice-issued = Sent
invoice-due = Due
invoice-due-draft = { $count ->
    [0] On the day it is sent
    [one] { $count } day after it is sent
   *[other] { $count } days after it is sent
}
invoice-gross = Total
invoice-paid = Paid
invoice-credited = Credited
invoice-outstanding = Outstanding
invoice-surplus = Overpaid
invoice-surplus-text = { $amount } more came in than was asked for. It is the customer’s: return it and record the refund.
invoice-being-paid = A card payment is under way. What it comes to is known within minutes.
invoice-being-paid-by-hand = A card payment is under way. If you record this money too and the card is charged, the customer has paid twice.
invoice-nothing-to-pay = Nothing is to be paid on it: once sent, it counts as paid.
invoice-who-may = Your role reads invoices. Managers and administrators write and send them.

invoice-send = Send
invoice-send-text = It gets its number and can’t be changed any more. These people get it by mail, with the PDF and a link to the portal.
invoice-send-to = Send to
invoice-send-others = Other addresses
invoice-send-others-hint = Separate several with commas.
invoice-send-nobody = Nobody gets a mail unless you add an address. The invoice still stands at the portal.
invoice-send-submit = Send the invoice
invoice-send-no-lines = It has no line yet. Edit it first.
invoice-send-portal-none = Nobody of { $name } can sign in at the portal.
invoice-resend = Send again
invoice-resend-text = The same invoice once more, by mail.
invoice-resend-submit = Send the mail

invoice-pay = Record a payment
invoice-pay-text = Money that came in elsewhere than by card at the portal.
invoice-pay-amount = Amount ({ $currency })
invoice-pay-method = How
invoice-pay-on = Day
invoice-pay-note = Note
invoice-pay-note-hint = For your books; the customer doesn’t see it.
invoice-pay-submit = Record the payment
invoice-pay-surplus = So much came in: what is too much is the customer’s.
field-too-much = This comes to more than an invoice can hold. Please check quantity and price.
field-more-than-outstanding = More than is outstanding. Please mend it, or confirm below that so much came in.
invoice-refund = Record a refund
invoice-refund-text = Money that went back to the customer elsewhere than by card.
invoice-refund-submit = Record the refund
invoice-credit = Credit note
invoice-credit-text = A part that you no longer ask for. It gets a number of its own and stands on the invoice.
invoice-credit-reason = Reason
invoice-credit-reason-hint = The customer reads it.
invoice-credit-submit = Write the credit note
invoice-void = Void
invoice-void-text = Nothing is asked for any more. The number stays used, and the customer sees that it is void. This can’t be undone.
invoice-void-confirm = I want to void { $number }
invoice-void-submit = Void the invoice
invoice-void-unconfirmed = Tick the box first: this can’t be undone.
invoice-void-done = It is void: nothing is asked for. Duplicate it to ask again.
invoice-delete-text = The draft is gone for good. Nobody else has seen it.

invoice-ledger = Payments and credits
invoice-ledger-none = Nothing came in yet.
invoice-ledger-by = { $method } · { $name }
invoice-history = Who did what

## On a customer’s page

invoice-account = Invoices
invoice-account-none = No invoices yet.
invoice-account-settled = Nothing is outstanding.
invoice-account-all = All { $count }

## What was done

done-invoice-saved = Draft saved.
done-invoice-sent = Sent.
done-invoice-sent-untold = Sent without an e-mail. The invoice stands at the portal.
done-invoice-resent = The mail is on its way again.
done-invoice-payment = Payment recorded.
done-invoice-refund = Refund recorded.
done-invoice-credited = Credit note written.
done-invoice-voided = Void.
done-invoice-duplicated = This is the copy.
done-invoice-deleted = The draft is deleted.
