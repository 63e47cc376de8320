# Settings → Invoices.

invoice-settings-title = Invoices
invoice-settings-rounding = Rounding of tax
invoice-settings-rounding-text = Tax rarely comes out in whole cents. Where it is rounded makes a cent of difference; many countries leave the choice to you. Halves are always rounded up.
invoice-settings-rounding-new = Invoices that were sent stay as they are; drafts and new ones follow your choice.
# $each is what one line costs without tax, $net what all cost, $line the tax of one line, $tax the tax of all.
invoice-settings-rounding-total-example = Tax is worked out once for each rate, on the sum of its lines. { $count } lines of { $each } at { $rate } make { $net }, and their tax is { $tax }.
invoice-settings-rounding-line-example = Tax is worked out on each line, and the tax of the invoice is what the lines show. { $count } lines of { $each } at { $rate } bear { $line } each, which makes { $tax }.
invoice-settings-paying = Paying
invoice-settings-parts = Clients may pay a part of an invoice by card
invoice-settings-parts-hint = They choose how much. What they do not pay stays outstanding.
invoice-settings-ways = Other ways to pay
invoice-settings-ways-hint = Such as your bank account. Clients read it on every invoice that is not paid, with its number to be quoted.
invoice-settings-numbers = Numbers and terms
# $number is the first number there is, $count the days to pay.
invoice-settings-numbers-text = Numbers look like { $number }. { $count ->
    [0] Invoices are due at once.
    [one] Clients have one day to pay.
   *[other] Clients have { $count } days to pay.
}
invoice-settings-numbers-change = Change them at Company
invoice-settings-yes = yes
invoice-settings-no = no
tax-rounding-total = Once for the invoice
tax-rounding-line = On every line
