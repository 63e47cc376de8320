//! The list of customers: its order, its columns, and the file of it.

use super::messages;

messages! {
    CUSTOMER_ORDER = "customer-order",
    CUSTOMER_ORDER_NAME = "customer-order-name",
    CUSTOMER_ORDER_CONTACT = "customer-order-contact",
    CUSTOMER_ORDER_QUIET = "customer-order-quiet",
    CUSTOMER_ORDER_BALANCE = "customer-order-balance",
    CUSTOMER_ORDER_BALANCE_NOTE = "customer-order-balance-note",
    CUSTOMER_LIST_CAPTION = "customer-list-caption",
    CUSTOMER_COLUMN_NAME = "customer-column-name",
    CUSTOMER_COLUMN_ACCESS = "customer-column-access",
    CUSTOMER_COLUMN_TICKETS = "customer-column-tickets",
    CUSTOMER_COLUMN_CONTACT = "customer-column-contact",
    CUSTOMER_COLUMN_BALANCE = "customer-column-balance",
    CUSTOMER_NEVER_CONTACTED = "customer-never-contacted",
    CUSTOMER_OWES_NOTHING = "customer-owes-nothing",
    CUSTOMER_OVERDUE = "customer-overdue",
    CUSTOMER_EXPORT = "customer-export",
    CUSTOMER_IMPORT = "customer-import",
    CUSTOMER_CSV_ID = "customer-csv-id",
    CUSTOMER_CSV_CONTACT = "customer-csv-contact",
    CUSTOMER_CSV_BALANCE = "customer-csv-balance",
    CUSTOMER_CSV_OVERDUE = "customer-csv-overdue",
    CUSTOMER_CSV_ARCHIVED = "customer-csv-archived",
    CUSTOMER_CSV_NAME = "customer-csv-name",
}
