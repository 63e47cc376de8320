# The list of customers: its order, its columns, and the file of it.

customer-order = Sort by
customer-order-name = Name
customer-order-contact = Last contact
customer-order-quiet = Longest without contact
customer-order-balance = Balance
customer-order-balance-note = Sorted by what is outstanding in { $currency }. Other currencies don’t count: they can’t be compared.
customer-list-caption = Customers with their last contact and balance
customer-column-name = Customer
customer-column-access = Portal
customer-column-tickets = Open tickets
customer-column-contact = Last contact
customer-column-balance = Balance
customer-never-contacted = Never
customer-owes-nothing = Settled
customer-overdue = { $amount } overdue
customer-export = Download as CSV
customer-import = Import

## The file of it

customer-csv-id = ID
customer-csv-contact = Last contact
customer-csv-balance = Balance { $currency }
customer-csv-overdue = Overdue { $currency }
customer-csv-archived = Archived
customer-csv-name = customers
