### Invoices on paper. Amounts, rates and days are written already.

pdf-title = Invoice { $number }
pdf-title-draft = Draft invoice
# Across the page of an invoice that was not sent yet.
pdf-draft = Draft
# Across the page of an invoice that was taken back.
pdf-void = Void
pdf-paid = Paid
# Above the customer's name and address.
pdf-to = Bill to

pdf-number = Number
pdf-issued = Date
pdf-due = Due
pdf-reference = Your reference
pdf-tax-number = Tax number { $number }

## The table

pdf-description = Description
pdf-quantity = Quantity
pdf-price = Price
pdf-discount = Discount
pdf-tax = Tax
pdf-net = Net
pdf-empty = There are no lines yet.

## The sums

pdf-subtotal = Subtotal
pdf-tax-at-rate = Tax { $rate } on { $net }
pdf-total = Total
pdf-payment = Payment of { $day }
pdf-refund = Returned on { $day }
pdf-dispute = Taken back by the bank on { $day }
pdf-dispute-won = Given back by the bank on { $day }
pdf-credit = Credited on { $day }
pdf-credit-note = Credit note { $number } of { $day }
pdf-surplus = Paid too much
pdf-to-pay = To pay

## Below

pdf-terms = Terms
pdf-ways = Other ways to pay
pdf-page = Page { $page } of { $pages }

## At the desk, about the document

pdf-unshown = The PDF shows empty boxes in place of characters that its fonts do not have: { $characters }
