# A client's invoices at the portal.

## The list

client-invoices-title = Invoices
client-invoices-show = Show
client-invoices-open = To pay
client-invoices-overdue = Overdue
client-invoices-paid = Paid
client-invoices-all = All
client-invoices-search = Search invoices
client-invoices-search-placeholder = Number or reference
client-invoices-search-submit = Search
client-invoices-export = Download as CSV
# The name of the downloaded file, without its ending.
client-invoices-file = invoices
client-invoices-more = More invoices
client-invoices-owed = Outstanding
client-invoices-owed-nothing = Nothing is left to be paid.
client-invoices-owed-overdue = { $amount } of it overdue
client-invoices-owed-count = { $count ->
    [one] on one invoice
   *[other] on { $count } invoices
}
client-invoices-none-title = No invoices yet
client-invoices-none-text = Each invoice that you are sent stands here, with what is left to be paid.
client-invoices-none-here-title = Nothing here
client-invoices-none-here-text = No invoice is in this state.
client-invoices-not-found-title = No invoice holds “{ $query }”
client-invoices-not-found-text = Try the number or a part of it, or the reference.
# Below the number in the list.
client-invoice-row = { $issued } · due { $due }
client-invoice-row-left = { $left } of { $total }

## One invoice

client-invoice-title = Invoice { $number }
client-invoice-back = Invoices
client-invoice-pdf = Download PDF
client-invoice-ask = Ask about this invoice
client-invoice-to-pay = Outstanding
client-invoice-due = Due { $day }
client-invoice-due-today = Due today, { $day }
client-invoice-due-in = { $count ->
    [one] Due tomorrow, { $day }
   *[other] Due in { $count } days, { $day }
}
client-invoice-overdue = { $count ->
    [one] Was due yesterday, { $day }
   *[other] Was due { $count } days ago, { $day }
}
client-invoice-paid = Nothing is left to be paid.
client-invoice-void = This invoice was taken back. Nothing is to be paid.
client-invoice-surplus = { $amount } more than was asked for came in. It is yours: { $organisation } will return it or set it off.
client-invoice-ways = How to pay
client-invoice-quote = Please quote { $number }.
client-invoice-no-ways = Please ask { $organisation } how to pay.
client-invoice-history = What happened
client-invoice-tickets = Your questions about it
client-invoice-look = Look at it

client-ledger-sent = Sent
client-ledger-payment = { $method ->
    [bank] Paid { $amount } by bank transfer
    [cash] Paid { $amount } in cash
    [cheque] Paid { $amount } by cheque
    [card] Paid { $amount } by card
    [stripe] Paid { $amount } by card
   *[other] Paid { $amount }
}
client-ledger-refund = { $amount } returned to you
client-ledger-dispute = { $amount } taken back by your bank
client-ledger-dispute-won = { $amount } came in again: your bank decided
client-ledger-credit-note = { $amount } less to pay: credit note { $number }

## The document

document-title = Invoice
document-from = From
document-to = To
document-tax-number = Tax number { $number }
document-number = Number
document-issued = Date
document-due = Due
document-reference = Reference
document-lines = Lines
document-description = Description
document-quantity = Quantity
document-unit-price = Price
document-discount = Discount
document-tax-rate = Tax
document-net = Amount
document-subtotal = Without tax
document-tax = Tax { $rate } on { $net }
document-total = Total

## The first page

home-owed = Outstanding
home-owed-nothing = Nothing
home-next = Next to pay
home-next-late = Overdue

## Tickets about invoices

# On the invoice's page at the desk.
tickets-about-invoice = Tickets about it
ticket-about-invoice = About invoice { $number }
ticket-about-invoice-label = This question is about invoice { $number }
ticket-about-invoice-remove = It is about something else

## The file of invoices

csv-customer = Customer
csv-number = Number
csv-status = Status
csv-issued = Date
csv-due = Due
csv-currency = Currency
csv-total = Total
csv-credited = Credited
csv-paid = Paid
csv-outstanding = Outstanding
