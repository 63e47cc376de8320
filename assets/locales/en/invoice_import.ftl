# Bringing invoices and payments in from files.

import-title = Bring in invoices
import-link = Bring in from a file
import-export = Download as CSV
import-intro = Invoices that you sent before, and what was paid of them, so that balances are right from the first day. Nothing is sent to anybody. First you see what would be taken and what not; bringing the same file in again doubles nothing.
import-invoices = File of invoices
import-invoices-hint = CSV, as spreadsheets and accounting programs write it, up to 100,000 rows and 8 MB.
import-payments = File of payments
import-payments-hint = Together with the invoices or later.
import-look = Look at it first
import-nothing-chosen = Choose a file first.
import-too-large = The file is larger than 8 MB. Split it and bring in one part after the other.
import-columns = Columns
import-columns-text = The first row names the columns, in any order; others are passed over. Days may be written 2026-11-23, 23.11.2026, 23/11/2026 or 11/23/2026, amounts 1,234.50 or 1.234,50.
import-column = Column
import-column-holds = What it holds
import-needed = needed
import-preview = What would be taken
import-preview-text = Nothing is stored yet.
import-taken = { $count ->
    [0] No invoice
    [one] One invoice
   *[other] { $count } invoices
}
import-taken-payments = { $count ->
    [0] no payment
    [one] one payment
   *[other] { $count } payments
}
import-taken-none = Nothing of this can be taken.
import-sum = { $total } asked for
import-sum-paid = { $paid } paid
import-refused = { $count ->
    [one] One row is not taken
   *[other] { $count } rows are not taken
}
import-refused-some = The first { $count } of them:
import-refused-file = Download all of them as CSV
# The name of the downloaded file, without its ending.
import-failed-name = not-taken
import-row = Row
import-number = Number
import-why = Why
import-file = File
import-customer = Customer
import-total = Total
import-choices = Choices
import-add-customers = Add customers that are not there
import-add-customers-hint = By the name that the file gives them.
import-new-customers = { $count ->
    [one] One customer is not there: { $names }
   *[other] { $count } customers are not there: { $names }
}
import-order = Days such as 3/4/2026 mean
import-order-hint = Only asked where the file does not tell it by itself.
import-order-itself = What the file tells
import-order-day = 3 April
import-order-month = March 4
import-again = Look again
import-run = Bring them in
import-other = Choose other files
import-done = Brought in
import-done-invoices = { $count ->
    [0] No invoice was taken.
    [one] One invoice was taken.
   *[other] { $count } invoices were taken.
}
import-done-payments = { $count ->
    [0] No payment was taken.
    [one] One payment was taken.
   *[other] { $count } payments were taken.
}
import-done-customers = { $count ->
    [one] One customer was added.
   *[other] { $count } customers were added.
}
import-done-refused = { $count ->
    [one] One row was not taken.
   *[other] { $count } rows were not taken.
}
import-to-list = To the invoices
import-stopped-invoices = The file of invoices cannot be read
import-stopped-payments = The file of payments cannot be read
file-problem-empty = There is nothing in it.
file-problem-not-text = It is not a CSV file. Save it as CSV from your spreadsheet.
file-problem-too-many = It has more than 100,000 rows. Split it and bring in one part after the other.
file-problem-no-column = It has no column { $column }. Is the first row the one that names the columns?
file-problem-two-columns = It has two columns for { $column }. Rename or delete one of them.
file-problem-open-quote = A quotation mark that opens in row { $row } is never closed. Please close it, or write it twice where it is part of the text.
file-problem-broken = A row is broken: it cannot be read.
file-problem-which-day = Its days, such as 3/4/2026, can be meant in two ways. Choose below which.
row-problem-cell = { $column }: { $problem }
row-problem-number = Numbers have letters from A to Z, digits, - and _ only, up to 40 of them.
row-problem-day = { $column }: there is no such day, or it is written in another way than the rest.
row-problem-twice = Stands in row { $number } already.
row-problem-negative = It asks for less than nothing. Enter it as a credit note on its invoice.
row-problem-net = What is without tax is more than the total, or less than nothing.
row-problem-due = It is due before it was sent.
row-problem-exists = An invoice of this number is there already.
row-problem-payment-exists = It came in already.
row-problem-nobody = It names no customer.
row-problem-no-customer = There is no customer { $name }.
row-problem-several = Several customers are called { $name }. Give their e-mail addresses.
row-problem-no-invoice = There is no invoice of this number.
row-problem-not-payable = This invoice is void.
row-problem-currency = The invoice is in { $currency }.

# What the columns hold.
column-number = The invoice’s number, as its customer knows it.
column-customer = The customer’s name; it or the address is needed.
column-email = The customer’s e-mail address, which is looked for before the name.
column-date = The day it was sent.
column-due = The last day to pay; left out, your days to pay are counted.
column-currency = A code such as EUR; left out, yours.
column-total = What it asks for in all, with tax.
column-net = What of it is without tax.
column-tax-rate = The tax rate in percent; with it or with the part without tax, the tax is shown.
column-description = What it is about.
column-reference = The customer’s order number.
column-amount = What came in.
column-method = Bank, cash, card, cheque or another way.
column-note = For your books.
column-id = The payment’s own name where it comes from. Without it two payments of one invoice, day and amount are told apart by their order.
column-payment-date = The day it came.
column-payment-number = The number of the invoice that was paid.
