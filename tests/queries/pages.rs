//! Every address that shows a list, for the test that counts queries and the measurement.

/// Who looks, and at what; `{customer}` stands for the first customer's id, `{ticket}` for the number of one of its tickets.
pub(crate) const PAGES: &[(&str, &str)] = &[
    (ADMIN, "/desk"),
    (ADMIN, "/desk/tickets"),
    (ADMIN, "/desk/tickets?view=mine"),
    (ADMIN, "/desk/tickets?view=unassigned"),
    (ADMIN, "/desk/tickets?view=pending"),
    (ADMIN, "/desk/tickets?view=resolved"),
    (ADMIN, "/desk/tickets/{ticket}"),
    (ADMIN, "/desk/tickets/new"),
    (ADMIN, "/desk/customers"),
    (ADMIN, "/desk/customers?order=contact"),
    (ADMIN, "/desk/customers?order=balance"),
    (ADMIN, "/desk/customers?q=bakery"),
    (ADMIN, "/desk/customers?q=nobody+at+all"),
    (ADMIN, "/desk/customers?filter=archived"),
    (ADMIN, "/desk/customers/options?q=bak"),
    (ADMIN, "/desk/customers/{customer}"),
    (ADMIN, "/desk/customers/{customer}/access"),
    (ADMIN, "/desk/invoices"),
    (ADMIN, "/desk/invoices?order=issued"),
    (ADMIN, "/desk/invoices?order=due"),
    (ADMIN, "/desk/invoices?show=draft"),
    (ADMIN, "/desk/invoices?show=outstanding"),
    (ADMIN, "/desk/invoices?show=overdue"),
    (ADMIN, "/desk/invoices?show=partially_paid"),
    (ADMIN, "/desk/invoices?show=paid"),
    (ADMIN, "/desk/invoices?show=void"),
    (ADMIN, "/desk/invoices?q=bakery"),
    (ADMIN, "/desk/invoices?q=no+such+thing"),
    (ADMIN, "/desk/invoices?customer={customer}"),
    (ADMIN, "/desk/articles"),
    (ADMIN, "/desk/articles?order=title"),
    (ADMIN, "/desk/articles?status=draft"),
    (ADMIN, "/desk/articles?q=website"),
    (ADMIN, "/desk/articles?tag=print"),
    (ADMIN, "/desk/settings/users"),
    (ADMIN, "/desk/settings/users?q=smith"),
    (ADMIN, "/desk/settings/users?show=active&page=2"),
    (ADMIN, "/desk/settings/audit"),
    (ADMIN, "/desk/settings/audit?kind=tickets"),
    (ADMIN, "/desk/settings/audit?record=website"),
    (ADMIN, "/desk/settings/audit?record=no+such+thing"),
    (ADMIN, "/desk/settings/email"),
    (ADMIN, "/desk/settings/email?status=kept"),
    (ADMIN, "/desk/reports/deflection"),
    (ADMIN, "/desk/reports/deflection?days=365"),
    (ADMIN, "/desk/reports/csat"),
    (ADMIN, "/desk/reports/csat?days=365"),
    (ADMIN, "/desk/projects"),
    (ADMIN, "/desk/start"),
    (CLIENT, "/"),
    (CLIENT, "/support"),
    (CLIENT, "/support/new"),
    (CLIENT, "/support/{ticket}"),
    (CLIENT, "/support/suggestions?subject=website+is+slow"),
    (CLIENT, "/invoices"),
    (CLIENT, "/invoices?show=paid"),
    (CLIENT, "/invoices?q=INV"),
    (CLIENT, "/projects"),
    (CLIENT, "/help"),
    (CLIENT, "/help?q=photos+for+print"),
    (CLIENT, "/help?tag=print"),
    (CLIENT, "/profile"),
];

/// The sample's admin.
pub(crate) const ADMIN: &str = "admin@demo.test";
/// Somebody of the sample's first customer.
pub(crate) const CLIENT: &str = "client@demo.test";

/// An address of the table for these records.
pub(crate) fn address(path: &str, customer: &str, ticket: i64) -> String {
    path.replace("{customer}", customer).replace("{ticket}", &ticket.to_string())
}

/// Where a page's list goes on, if it does.
pub(crate) fn next(html: &str) -> Option<String> {
    let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut on =
        links.filter(|link| ["before=", "after=", "after_at=", "after_name="].iter().any(|mark| link.contains(mark)));
    on.find(|link| link.starts_with('/')).map(|link| link.replace("&amp;", "&"))
}
