# Bringing customers in from a file: choosing it, what its columns hold, what would come of it, what came of it.

import-customers-title = Import customers
import-customers-intro = Choose a file of comma-separated values (CSV) from your spreadsheet or from another program. Nothing is stored before you have seen what would come of it.
import-customers-file = File
import-customers-file-hint = Up to 100,000 rows and 32 MB. Commas, semicolons or tabs; UTF-8, UTF-16 or Windows-1252.
import-customers-look = Look at it
import-customers-rules = How customers are found again
import-customers-rule-id = When a row and a customer both have an ID, that decides. An export carries one for everybody.
import-customers-rule-email = Else, when both have an e-mail, that does.
import-customers-rule-name = Else the name, without capitals and accents.
import-customers-rule-empty = An empty cell changes nothing. A customer that stands in the file twice is taken once, from its first row.
import-customers-too-large = This file is larger than 32 MB. Divide it into several.
import-customers-nothing-chosen = Choose a file first.

## What would come of it

import-customers-preview = What would come of it
import-customers-preview-text = Nothing is stored yet. Say what the columns hold, and look at the first rows.
import-customers-columns = Columns
import-customers-column = In the file
import-customers-sample = For example
import-customers-holds = Holds
import-customers-holds-of = “{ $head }” holds
import-customers-unnamed = Column { $number }
import-customers-nothing = Not imported
import-customers-existing = Customers you already have
import-customers-existing-change = Change them
import-customers-existing-keep = Leave them as they are
import-customers-again = Look again
import-customers-would = { $total ->
    [one] One row
   *[other] { $total } rows
}: { $added } new, { $changed } to change, { $unchanged } to leave as they are, { $refused } not taken
import-customers-first = The first rows
import-customers-row = Row
import-customers-customer = Customer
import-customers-fate = What happens
import-customers-fate-add = Added
import-customers-fate-change = Changed
import-customers-fate-same = Nothing new
import-customers-fate-keep = Left as it is
import-customers-changes = Changes: { $columns }
import-customers-run = { $count ->
    [one] Import one customer
   *[other] Import { $count } customers
}
import-customers-none = No row can be taken as it is.
import-customers-other = Choose another file
import-customers-refused = { $count ->
    [one] One row is not taken
   *[other] { $count } rows are not taken
}
import-customers-refused-file = Rows to mend, as a file
import-customers-refused-some = The first { $count } of them:
import-customers-why = Why
import-customers-why-not = Why it was not taken
import-customers-failed-name = customers-to-mend

## What came of it

import-customers-running = Being imported
import-customers-progress = { $taken } of { $total } rows
import-customers-running-text = You may leave this page: it goes on by itself.
import-customers-refresh = See how far it is
import-customers-done = Imported
import-customers-done-added = { $count ->
    [0] No customer was added.
    [one] One customer was added.
   *[other] { $count } customers were added.
}
import-customers-done-changed = { $count ->
    [0] No customer was changed.
    [one] One customer was changed.
   *[other] { $count } customers were changed.
}
import-customers-done-unchanged = { $count ->
    [one] One stayed as it was.
   *[other] { $count } stayed as they were.
}
import-customers-done-refused = { $count ->
    [one] One row was not taken. Mend it in the file below and import that.
   *[other] { $count } rows were not taken. Mend them in the file below and import that.
}
import-customers-to-list = To the customers

## What columns hold

import-customers-column-id = ID
import-customers-column-postal-code = Postal code
import-customers-column-city = Town
import-customers-column-country = Country

## Why a file cannot be read

customer-file-empty = There is nothing in this file.
customer-file-not-text = This is no text file. Save it as CSV in your spreadsheet.
customer-file-too-many = The file has more than 100,000 rows. Divide it into several.
customer-file-no-column = No column says which customer a row is about. Choose which one holds the name, the e-mail or the ID.
customer-file-two-columns = Two columns are to hold the same: { $column }. Choose one of them.
customer-file-open-quote = A quotation mark that opens in row { $row } is never closed. Please close it, or write it twice where it is part of the text.
customer-file-broken = A row is broken: it cannot be read.

## Why a row is not taken

customer-row-too-long = { $column }: more than { $max } characters
customer-row-not-an-address = E-mail: not an address
customer-row-nobody = Neither a name nor an e-mail nor an ID
customer-row-no-name = A new customer needs a name
customer-row-twice = Stands in row { $row } already
customer-row-several = Several customers are called this; an ID would tell them apart
customer-row-archived = This customer is archived: restore it first
action-customers-imported = Customers brought in from a file
