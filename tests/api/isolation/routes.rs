//! Every address of the program.

use std::collections::BTreeSet;

use frontdesk::domain::ticket::TicketNumber;
use frontdesk::web::routes;

use super::world::{FOREIGN, MISSING, SHARED, Who, World, keeps_the_secrets, shape};
use crate::{Answer, Browser, TestApp, each_database};

each_database!(
    everybody_gets_what_the_table_says_and_no_secret,
    what_is_foreign_and_what_is_missing_look_alike,
    a_number_leads_to_ones_own_ticket,
);

/// An address, what is sent there, and the answer to each: somebody signed out (to the browser, to the script), a client of another
/// customer, an unlinked client, a foreign client, a foreign admin.
struct Row {
    route: (&'static str, &'static str),
    /// The query of a `GET`, the form of a `POST`.
    with: &'static str,
    statuses: [u16; 6],
}

const fn row(method: &'static str, path: &'static str, with: &'static str, statuses: [u16; 6]) -> Row {
    Row { route: (method, path), with, statuses }
}

#[rustfmt::skip]
const TABLE: &[Row] = &[
    //                                                                           signed out  neigh-  un-     foreign
    //                                                                           page script bour    linked  client  admin
    row("GET",  "/healthz",                        "",                          [200, 200,   200,    200,    200,    200]),
    row("GET",  "/readyz",                         "",                          [200, 200,   200,    200,    200,    200]),
    row("GET",  "/assets/{file:.*}",               "",                          [200, 200,   200,    200,    200,    200]),
    row("GET",  "/accent.css",                     "o=harbour",                 [200, 200,   200,    200,    200,    200]),
    row("GET",  "/logo/{id}",                      "",                          [200, 200,   200,    200,    200,    200]),
    row("GET",  "/session/new",                    "next=/support/{number}",    [200, 200,   200,    200,    200,    200]),
    row("POST", "/session",                        "email=a@b.test&password=a", [422, 422,   422,    422,    422,    422]),
    row("POST", "/language",                       "language=en",               [303, 303,   303,    303,    303,    303]),
    row("GET",  "/",                               "",                          [303, 401,   200,    200,    200,    303]),
    row("GET",  "/desk/invoices.csv",              "show=all",                  [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/invoices/imports/new",      "",                          [303, 401,   404,    404,    404,    200]),
    row("POST", "/desk/invoices/imports",          "invoices=",                 [401, 401,   404,    404,    404,    422]),
    row("GET",  "/desk/invoices/imports/{import}", "add_customers=yes",         [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/invoices/imports/{import}", "add_customers=yes",         [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/invoices/imports/{import}/failed.csv", "",               [303, 401,   404,    404,    404,    404]),
    row("GET",  "/invoices",                       "q=zanz",                    [303, 401,   200,    403,    200,    404]),
    row("GET",  "/invoices",                       "after=2026-01-01~0",        [303, 401,   200,    403,    200,    404]),
    row("GET",  "/invoices.csv",                   "show=all",                  [303, 401,   200,    403,    200,    404]),
    row("GET",  "/invoices/{number}.pdf",          "",                          [303, 401,   404,    404,    404,    404]),
    row("GET",  "/invoices/{number}",              "",                          [303, 401,   404,    404,    404,    404]),
    row("GET",  "/invoices/{number}/pay",          "",                          [303, 401,   404,    404,    404,    404]),
    row("POST", "/invoices/{number}/pay",          "choice=all",                [401, 401,   404,    404,    404,    404]),
    row("GET",  "/invoices/{number}/payment",      "",                          [303, 401,   404,    404,    404,    404]),
    row("POST", "/webhooks/stripe",                "x=y",                       [404, 404,   404,    404,    404,    404]),
    row("GET",  "/desk/settings/payments",         "",                          [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/settings/payments/return",  "",                          [303, 401,   404,    404,    404,    409]),
    row("GET",  "/desk/settings/payments/again",   "",                          [303, 401,   404,    404,    404,    409]),
    row("POST", "/desk/settings/payments/account", "country=IE",                [401, 401,   404,    404,    404,    409]),
    row("POST", "/desk/settings/payments/own",     "",                          [401, 401,   404,    404,    404,    409]),
    row("POST", "/desk/settings/payments/check",   "",                          [401, 401,   404,    404,    404,    409]),
    row("POST", "/desk/settings/payments/disconnect", "",                       [401, 401,   404,    404,    404,    303]),
    row("POST", "/desk/invoices/{id}/card-refunds", "payment={article}&amount=1&key=0123456789abcdef", [401, 401, 404, 404, 404, 404]),
    row("GET",  "/support/new",                    "invoice=4242424",           [303, 401,   404,    403,    404,    404]),
    row("POST", "/support",       "subject=Own&body=Own&invoice=4242424",       [401, 401,   404,    403,    404,    404]),
    row("GET",  "/live",                           "topic=invoice:{number}",    [401, 401,   404,    404,    404,    404]),
    row("GET",  "/projects",                       "show=over",                 [303, 401,   200,    403,    200,    404]),
    row("GET",  "/projects",                       "after=0~1~{project}",       [303, 401,   200,    403,    200,    404]),
    row("GET",  "/projects/{id}",                  "",                          [303, 401,   404,    404,    404,    404]),
    row("GET",  "/projects/{id}",                  "before={update}",           [303, 401,   404,    404,    404,    404]),
    row("GET",  "/support/new",                    "project={project}",         [303, 401,   404,    403,    404,    404]),
    row("POST", "/support",       "subject=Own&body=Own&project={project}",      [401, 401,   404,    403,    404,    404]),
    row("GET",  "/desk/projects",                  "q=zanz",                    [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/projects",                  "customer={customer}",       [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects", "customer={customer}&name=Planted&status=active&way=milestones", [401, 401, 404, 404, 404, 422]),
    row("GET",  "/desk/projects/new",              "customer={customer}",       [303, 401,   404,    404,    404,    200]),
    row("POST", "/desk/projects/rendering",        "body=x",                    [401, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/projects/{id}",             "before={update}",           [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}",             "name=Planted",              [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/projects/{id}/edit",        "",                          [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/status",      "status=completed",          [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/archive",     "",                          [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/restore",     "",                          [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/delete",      "",                          [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/milestones",  "title=Planted",             [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/milestones",  "title=",                    [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/projects/{id}/milestones/{milestone}", "",               [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/milestones/{milestone}", "title=Planted",  [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/milestones/{milestone}", "title=",         [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/milestones/{milestone}/done", "done=yes",  [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/milestones/{milestone}/position", "direction=up", [401, 401, 404, 404, 404,     404]),
    row("POST", "/desk/projects/{id}/milestones/{milestone}/delete", "",        [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/updates",     "body=Planted",              [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/updates",     "body=",                     [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/projects/{id}/updates/{update}", "",                     [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/updates/{update}", "body=Planted",         [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/updates/{update}", "body=",                [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/projects/{id}/updates/{update}/delete", "",              [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/access", "remedy=restore-project&subject={project}", [401, 401, 404, 404, 404,  404]),
    row("GET",  "/support",                        "",                          [303, 401,   200,    403,    200,    404]),
    row("GET",  "/support",                        "before=9999999999999-99",   [303, 401,   200,    403,    200,    404]),
    row("GET",  "/support/new",                    "",                          [303, 401,   200,    403,    200,    404]),
    row("POST", "/support",                        "subject=Own&body=Own",      [401, 401,   303,    403,    303,    404]),
    row("POST", "/support",       "subject=Own&body=Own&inquiry={inquiry}",     [401, 401,   303,    403,    303,    404]),
    row("GET",  "/support/new",                    "inquiry={inquiry}",         [303, 401,   200,    403,    200,    404]),
    row("GET",  "/support",                        "solved={inquiry}",          [303, 401,   200,    403,    200,    404]),
    row("POST", "/support/inquiries",     "inquiry={inquiry}&subject=Planted",  [401, 401,   404,    403,    404,    404]),
    row("POST", "/support/solutions", "inquiry={inquiry}&article=island-matters&subject=Planted", [401, 401, 404, 403, 404, 404]),
    row("POST", "/support/solutions/end",          "inquiry={inquiry}",         [401, 401,   404,    404,    404,    404]),
    row("GET",  "/support/suggestions",            "subject=island",          [303, 401,   200,    200,    200,    200]),
    row("GET",  "/support/{number}",               "",                          [303, 401,   404,    404,    404,    404]),
    row("GET",  "/support/{number}",               "all",                       [303, 401,   404,    404,    404,    404]),
    row("POST", "/support/{number}/replies",       "body=Planted",              [401, 401,   404,    404,    404,    404]),
    row("POST", "/support/{number}/replies",       "body=",                     [401, 401,   404,    404,    404,    404]),
    row("POST", "/support/{number}/rating",        "score=1&comment=Planted",   [401, 401,   404,    404,    404,    404]),
    row("POST", "/support/{number}/rating",        "score=9",                   [401, 401,   404,    404,    404,    404]),
    row("POST", "/support/{number}/status",        "status=resolved",           [401, 401,   404,    404,    404,    404]),
    row("POST", "/attachments",                    "",                          [401, 401,   422,    403,    422,    404]),
    row("POST", "/desk/attachments",               "",                          [401, 401,   404,    404,    404,    422]),
    row("POST", "/desk/attachments/{id}/delete",   "",                          [401, 401,   404,    404,    404,    404]),
    row("POST", "/attachments/{id}/delete",        "",                          [401, 401,   404,    404,    404,    404]),
    row("GET",  "/attachments/{id}/{name}",        "",                          [303, 401,   404,    404,    404,    404]),
    row("POST", "/support/{number}/replies",       "body=&attachment={unsent}", [401, 401,   404,    404,    404,    404]),
    row("POST", "/support",                        "subject=Own&body=Own&attachment={unsent}", [401, 401, 422, 403, 422, 404]),
    row("GET",  "/help",                           "",                          [303, 401,   200,    200,    200,    200]),
    row("GET",  "/help",                           "q=island",                [303, 401,   200,    200,    200,    200]),
    row("GET",  "/help",                           "tag=island",              [303, 401,   200,    200,    200,    200]),
    row("GET",  "/help/{slug}",                    "",                          [303, 401,   200,    200,    404,    404]),
    row("GET",  "/help/{slug}",                    "inquiry={inquiry}",         [303, 401,   200,    200,    404,    404]),
    row("POST", "/help/searches",                  "q=xylophone",               [401, 401,   204,    204,    204,    404]),
    row("POST", "/help/{slug}/vote",               "helpful=yes",               [401, 401,   303,    303,    404,    404]),
    row("GET",  "/desk/reports/deflection",        "",                          [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/reports/csat",              "",                          [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/reports/csat/{table}.csv",  "",                          [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/reports/deflection/{table}.csv", "",                     [303, 401,   404,    404,    404,    200]),
    row("POST", "/desk/reports/searches/dismissal",     "query=zanzibar",       [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/reports/searches/dismissal/end", "query=zanzibar",       [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk",                           "",                          [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/tickets",                   "view=open",                 [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/tickets",                   "before=9999999999999-99",   [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/tickets/new",               "customer={customer}",       [303, 401,   404,    404,    404,    200]),
    row("POST", "/desk/tickets",    "customer={customer}&subject=Planted&body=Planted", [401, 401, 404, 404, 404,    422]),
    row("GET",  "/desk/tickets/{number}",          "view=open",                 [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/tickets/{number}/replies",  "body=Planted&kind=note",    [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/tickets/{number}/replies",  "body=Planted&then=closed",  [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/tickets/{number}/replies",  "body=&kind=none",           [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/tickets/{number}/status",   "status=closed",             [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/tickets/{number}/tags",     "tags=planted",              [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/tickets/{number}/assignee", "assignee={member}",         [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/tickets/{number}/solutions", "article={article}",        [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/tickets/{number}/solutions/{article}/undo", "",          [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/articles/{id}/lessons",     "",                          [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/articles/{id}/lessons/{lesson}/undo", "",                [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/articles/{id}/lessons/{lesson}/restore", "",             [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/customers",                 "q=zanz",                    [303, 401,   404,    404,    404,    200]),
    row("POST", "/desk/customers",                 "name=Own",                  [401, 401,   404,    404,    404,    303]),
    row("GET",  "/desk/customers/new",             "",                          [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/customers/options",         "q=zanz",                    [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/customers.csv",             "q=zanz",                    [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/customers",                 "order=balance&after=99~0",  [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/customers/imports/new",     "",                          [303, 401,   404,    404,    404,    200]),
    row("POST", "/desk/customers/imports",         "file=",                     [401, 401,   404,    404,    404,    422]),
    row("GET",  "/desk/customers/imports/{brought}", "c0=name",                 [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/imports/{brought}", "c0=name",                 [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/customers/imports/{brought}/failed.csv", "",             [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/notes",      "body=Planted",              [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/notes",      "body=",                     [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/customers/{id}/notes/{note}", "",                        [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/notes/{note}", "body=Planted",            [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/notes/{note}/delete", "",                 [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/notes/{note}/restore", "",                [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/customers/{id}",            "",                          [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}",            "name=Planted",              [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}",            "name=",                     [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/customers/{id}/edit",       "",                          [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/archive",    "",                          [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/restore",    "",                          [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/delete",     "",                          [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/customers/{id}/access",     "about={number}",            [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/access",     "remedy=restore",            [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/access", "remedy=move-ticket&subject={number}", [401, 401, 404,  404,    404,    404]),
    row("POST", "/desk/customers/{id}/contacts",   "name=Planted",              [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/contacts",   "name=",                     [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/customers/{id}/contacts/new", "",                        [303, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/customers/{id}/contacts/{contact}", "",                  [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/contacts/{contact}", "name=Planted",      [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/customers/{id}/contacts/{contact}/delete", "",           [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/invoices",                  "q=zanz",                    [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/invoices",                  "customer={customer}",       [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/invoices", "customer={customer}&description-0=Planted&unit_price-0=1&currency=EUR&days=1", [401, 401, 404, 404, 404, 422]),
    row("GET",  "/desk/invoices/new",              "customer={customer}",       [303, 401,   404,    404,    404,    200]),
    row("POST", "/desk/invoices/editing", "customer={customer}&invoice={invoice}&version=0&do=add", [401, 401, 404, 404, 404, 200]),
    row("GET",  "/desk/invoices/{id}.pdf",         "",                          [303, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/invoices/{id}",             "",                          [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/invoices/{id}",             "customer_name=North",       [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/invoices/{id}/edit",        "",                          [303, 401,   404,    404,    404,    404]),
    row("POST", "/desk/invoices/{id}/delete",      "",                          [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/invoices/{id}/copies",      "",                          [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/invoices/{id}/sending",     "to=a@b.test",               [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/invoices/{id}/sending",     "others=wrong",              [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/invoices/{id}/mails",       "to=a@b.test",               [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/invoices/{id}/payments",    "amount=1&method=bank&on=2026-11-23", [401, 401, 404, 404, 404,    404]),
    row("POST", "/desk/invoices/{id}/refunds",     "amount=1&method=bank&on=2026-11-23", [401, 401, 404, 404, 404,    404]),
    row("POST", "/desk/invoices/{id}/credit-notes", "amount=1&note=Planted",    [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/invoices/{id}/void",        "confirmed=yes",             [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/invoices/{id}/void",        "",                          [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/settings/company",          "",                          [303, 401,   404,    404,    404,    200]),
    row("POST", "/desk/settings/company",          "name=",                     [401, 401,   404,    404,    404,    422]),
    row("GET",  "/desk/settings/invoices",         "",                          [303, 401,   404,    404,    404,    200]),
    row("POST", "/desk/settings/invoices",         "tax_rounding=none",         [401, 401,   404,    404,    404,    422]),
    row("GET",  "/desk/start",                     "",                          [303, 401,   404,    404,    404,    200]),
    row("POST", "/desk/start",                     "dismissed=yes",             [401, 401,   404,    404,    404,    303]),
    row("GET", "/desk/articles", "q=island", [303, 401, 404, 404, 404, 200]),
    row("POST", "/desk/articles", "title=", [401, 401, 404, 404, 404, 422]),
    row("GET", "/desk/articles/new", "", [303, 401, 404, 404, 404, 200]),
    row("GET", "/desk/articles/export.jsonl", "", [303, 401, 404, 404, 404, 200]),
    row("POST", "/desk/articles/pictures", "x=y", [401, 401, 404, 404, 404, 422]),
    row("GET", "/files/{id}", "", [303, 401, 404, 404, 404, 404]),
    row("POST", "/desk/articles/rendering", "body=x", [401, 401, 404, 404, 404, 200]),
    row("POST", "/desk/articles/drafts/{place}", "title=Planted&unsaved=", [401, 401, 404, 404, 404, 404]),
    row("POST", "/desk/articles/drafts/{place}/discard", "", [401, 401, 404, 404, 404, 303]),
    row("GET", "/desk/articles/{id}", "", [303, 401, 404, 404, 404, 404]),
    row("POST", "/desk/articles/{id}", "title=Planted&visibility=public&base=1", [401, 401, 404, 404, 404, 404]),
    row("POST", "/desk/articles/{id}", "title=", [401, 401, 404, 404, 404, 404]),
    row("GET", "/desk/articles/{id}/edit", "", [303, 401, 404, 404, 404, 404]),
    row("GET", "/desk/articles/{id}/preview", "", [303, 401, 404, 404, 404, 404]),
    row("POST", "/desk/articles/{id}/status", "then=unpublish", [401, 401, 404, 404, 404, 404]),
    row("POST", "/desk/articles/{id}/delete", "", [401, 401, 404, 404, 404, 404]),
    row("GET", "/desk/articles/{id}/revisions", "", [303, 401, 404, 404, 404, 404]),
    row("GET", "/desk/articles/{id}/revisions/{revision}", "", [303, 401, 404, 404, 404, 404]),
    row("POST", "/desk/articles/{id}/revisions/{revision}/restore", "", [401, 401, 404, 404, 404, 404]),
    row("GET",  "/desk/settings/email",            "",                          [303, 401,   404,    404,    404,    200]),
    row("POST", "/desk/settings/email",            "host=",                     [401, 401,   404,    404,    404,    422]),
    row("POST", "/desk/settings/email/test", "host=127.0.0.1&port=1&security=none&sender=a@b.test", [401, 401, 404, 404, 404, 200]),
    row("POST", "/desk/settings/email/remove",     "",                          [401, 401,   404,    404,    404,    303]),
    row("POST", "/desk/settings/email/mails/{id}/retry", "",                    [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/settings/email/mails/{id}/copy", "",                     [401, 401,   404,    404,    404,    404]),
    row("GET",  "/desk/settings/audit",            "record=",                   [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/settings/audit.csv",        "",                          [303, 401,   404,    404,    404,    200]),
    row("GET",  "/desk/settings/roles",            "",                          [303, 401,   404,    404,    404,    200]),
    row("GET", "/password-resets/new",            "sent",                   [200, 200,   200,    200,    200,    200]),
    row("POST", "/password-resets",                "email=nobody",          [422, 422,   422,    422,    422,    422]),
    row("GET", "/password-resets/{token}",        "",                       [410, 410,   410,    410,    410,    410]),
    row("POST", "/password-resets/{token}",        "password=staple+orange+walrus",[410, 410,   410,    410,    410,    410]),
    row("GET", "/profile",                        "done=saved",             [303, 401,   200,    200,    200,    200]),
    row("POST", "/profile",                        "name=",                 [401, 401,   422,    422,    422,    422]),
    row("POST", "/profile/password",               "present=a&new=b",       [401, 401,   422,    422,    422,    422]),
    row("POST", "/profile/email",                  "email=a",               [401, 401,   422,    422,    422,    422]),
    row("POST", "/profile/email/confirmation",     "",                      [401, 401,   303,    303,    303,    303]),
    row("GET", "/profile/email/{token}",          "",                       [303, 401,   410,    410,    410,    410]),
    row("POST", "/profile/email/{token}",          "",                      [401, 401,   410,    410,    410,    410]),
    row("POST", "/profile/sessions/end",           "",                      [401, 401,   303,    303,    303,    303]),
    row("POST", "/profile/sessions/{id}/end",      "",                      [401, 401,   404,    404,    404,    404]),
    row("GET", "/setup",                          "token=a",                [404, 404,   404,    404,    404,    404]),
    row("POST", "/setup",                          "token=a",               [404, 404,   404,    404,    404,    404]),
    row("GET",  "/invites/{token}",                "",                          [410, 410,   410,    410,    410,    410]),
    row("POST", "/invites/{token}",                "name=Me&password=staple+orange+walrus", [410, 410, 410, 410, 410, 410]),
    row("GET",  "/desk/settings/users",            "q=client&open={member}&change=role", [303, 401, 404, 404, 404,   200]),
    row("POST", "/desk/settings/users", "email=a@b.test&role=client&customer={customer}", [401, 401, 404, 404, 404,  404]),
    row("POST", "/desk/settings/users/invites/{id}/resend",   "",               [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/settings/users/invites/{id}/copy",     "",               [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/settings/users/invites/{id}/customer", "customer={customer}", [401, 401, 404,  404,    404,    404]),
    row("POST", "/desk/settings/users/invites/{id}/withdraw", "",               [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/settings/users/{membership}/role",     "role=viewer",    [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/settings/users/{membership}/customer", "customer={customer}", [401, 401, 404,  404,    404,    404]),
    row("POST", "/desk/settings/users/{membership}/deactivate", "",             [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/settings/users/{membership}/reactivate", "",             [401, 401,   404,    404,    404,    404]),
    row("POST", "/organisation",                   "organisation=harbour",      [401, 401,   303,    303,    404,    404]),
    row("GET",  "/session/handover",               "token=a",                   [410, 410,   410,    410,    410,    410]),
    row("POST", "/session/handover",               "token=a",                   [410, 410,   410,    410,    410,    410]),
    row("POST", "/desk/customers/{id}/view",       "membership={membership}",   [401, 401,   404,    404,    404,    404]),
    row("POST", "/desk/view/end",                  "",                          [401, 401,   404,    404,    404,    303]),
    row("GET",  "/live",                           "topic=ticket:{number}",     [401, 401,   404,    404,    404,    404]),
    row("POST", "/session/end",                    "",                          [303, 303,   303,    303,    303,    303]),
];

/// What a number that both organisations have leads to: the caller's own ticket, at the address of their side.
#[rustfmt::skip]
const OWN: &[(Who, Row)] = &[
    (Who::ForeignClient, row("GET",  "/live",                           "topic=ticket:{number}", [101; 6])),
    (Who::ForeignAdmin,  row("GET",  "/live",                           "topic=ticket:{number}", [101; 6])),
    (Who::ForeignClient, row("GET",  "/live",                           "topic=invoice:{number}", [101; 6])),
    (Who::ForeignClient, row("GET",  "/invoices/{number}",              "",                   [200; 6])),
    (Who::ForeignClient, row("GET",  "/invoices/{number}/pay",          "",                   [200; 6])),
    (Who::ForeignClient, row("POST", "/invoices/{number}/pay",          "choice=all",         [409; 6])),
    (Who::ForeignClient, row("GET",  "/invoices/{number}/payment",      "",                   [200; 6])),
    (Who::ForeignClient, row("GET",  "/invoices/{number}.pdf",          "",                   [200; 6])),
    (Who::ForeignClient, row("GET",  "/support/{number}",               "",                   [200; 6])),
    (Who::ForeignClient, row("POST", "/support/{number}/replies",       "body=Own",           [303; 6])),
    (Who::ForeignClient, row("POST", "/support/{number}/status",        "status=resolved",    [303; 6])),
    (Who::ForeignClient, row("POST", "/support/{number}/rating",        "score=4",            [303; 6])),
    (Who::ForeignAdmin,  row("GET",  "/desk/tickets/{number}",          "",                   [200; 6])),
    (Who::ForeignAdmin,  row("POST", "/desk/tickets/{number}/replies",  "body=Own&kind=note", [303; 6])),
    (Who::ForeignAdmin,  row("POST", "/desk/tickets/{number}/status",   "status=pending",     [303; 6])),
    (Who::ForeignAdmin,  row("POST", "/desk/tickets/{number}/tags",     "tags=own",           [303; 6])),
    (Who::ForeignAdmin,  row("POST", "/desk/tickets/{number}/assignee", "assignee=",          [303; 6])),
];

#[test]
fn every_route_is_in_the_table() {
    let served: BTreeSet<_> = routes::TABLE.iter().map(|route| (route.method, route.path)).collect();
    let tried: BTreeSet<_> = TABLE.iter().map(|row| row.route).collect();
    assert_eq!(served, tried);
}

async fn everybody_gets_what_the_table_says_and_no_secret(app: &TestApp) {
    let world = World::make(app).await;
    let before = world.records(app).await;
    for who in Who::ALL {
        let browser = world.browser(app, who).await;
        for row in TABLE {
            for number in [FOREIGN, SHARED] {
                if number == SHARED && is_own(who, row) {
                    continue;
                }
                for (as_script, status) in [(false, row.status(who, false)), (true, row.status(who, true))] {
                    let answer = row.send(&world, &browser, number, as_script).await;
                    let what = format!("{:?} with {:?} (script: {as_script})", row.route, row.with);
                    assert_eq!(answer.status, status, "{who:?} at {what}: {answer:?}");
                    if !(who.is_of_the_victim() && row.shows_articles()) {
                        // Sign-in leads back to the address that was asked for.
                        let asked = world.file.replace('/', "%2F");
                        let headers = format!("{:?}", answer.headers).replace(&asked, "");
                        keeps_the_secrets(who, &format!("{headers} {}", answer.body), &what);
                    }
                }
            }
        }
    }
    assert_eq!(world.records(app).await, before, "something of the victim's was changed");
}

/// A row's address under this number is the caller's own ticket.
fn is_own(who: Who, row: &Row) -> bool {
    OWN.iter().any(|(whose, own)| *whose == who && own.route == row.route)
}

async fn what_is_foreign_and_what_is_missing_look_alike(app: &TestApp) {
    let world = World::make(app).await;
    for who in Who::ALL {
        let browser = world.browser(app, who).await;
        for row in TABLE.iter().filter(|row| row.route.1.contains("{number}") || row.with.contains("{number}")) {
            for as_script in [false, true] {
                let foreign = row.send(&world, &browser, FOREIGN, as_script).await;
                let missing = row.send(&world, &browser, MISSING, as_script).await;
                assert_eq!(shape(&foreign, FOREIGN), shape(&missing, MISSING), "{who:?} at {:?}", row.route);
            }
        }
    }
    for who in [Who::ForeignClient, Who::ForeignAdmin] {
        let browser = world.browser(app, who).await;
        let foreign = browser.get("/help/island-matters").await;
        let missing = browser.get("/help/no-such-article").await;
        assert_eq!(shape(&foreign, FOREIGN), shape(&missing, FOREIGN), "{who:?}");
        for query in ["tag=island", "q=island"] {
            let foreign = browser.get(&format!("/help?{query}")).await;
            let missing = browser.get(&format!("/help?{}", query.replace("island", "xylophone"))).await;
            assert_eq!(foreign.body.replace("island", "xylophone"), missing.body, "{who:?} {query}");
        }
    }
}

async fn a_number_leads_to_ones_own_ticket(app: &TestApp) {
    let world = World::make(app).await;
    let before = world.records(app).await;
    for (who, row) in OWN {
        let browser = world.browser(app, *who).await;
        let answer = row.send(&world, &browser, SHARED, false).await;
        assert_eq!(answer.status, row.statuses[0], "{who:?} at {:?}", row.route);
        keeps_the_secrets(*who, &answer.body, row.route.1);
        // What a PDF says is compressed: tests/api/pdf.rs reads it. Who pays is told whom, not for what.
        let is_said = match row.route.1 {
            "/invoices/{number}.pdf" => true,
            path if path.contains("/pay") => answer.text().contains("rival"),
            _ => answer.text().contains("The rival’s own body"),
        };
        assert!(answer.status != 200 || is_said, "{answer:?}");
    }
    assert_eq!(world.records(app).await, before, "something of the victim's was changed");
}

impl Row {
    /// Whether the answer may hold an article of the organisation.
    fn shows_articles(&self) -> bool {
        self.route.1.starts_with("/help") || self.route.1 == "/support/suggestions"
    }

    fn status(&self, who: Who, as_script: bool) -> u16 {
        self.statuses[match (who, as_script) {
            (Who::SignedOut, false) => 0,
            (Who::SignedOut, true) => 1,
            (Who::Neighbour, _) => 2,
            (Who::Unlinked, _) => 3,
            (Who::ForeignClient, _) => 4,
            (Who::ForeignAdmin, _) => 5,
        }]
    }

    /// Sends the row in somebody's name, with a ticket's number in its places.
    async fn send(&self, world: &World, browser: &Browser, number: TicketNumber, as_script: bool) -> Answer {
        let (method, path) = self.route;
        let place = |text: &str| {
            text.replace("{number}", &number.to_string())
                .replace("{slug}", "island-matters")
                .replace("{table}", if self.route.1.contains("/csat/") { "ratings" } else { "searches" })
                .replace("{inquiry}", &world.inquiry)
                .replace("{file:.*}", "frontdesk.css")
                .replace("{token}", "no-such-link")
                .replace("/desk/customers/{id}", &format!("/desk/customers/{}", world.victim.northwind))
                .replace("/desk/invoices/{id}", &format!("/desk/invoices/{}", world.invoice))
                .replace("/projects/{id}", &format!("/projects/{}", world.project))
                .replace("{project}", &world.project.to_string())
                .replace("{milestone}", &world.milestone.to_string())
                .replace("{update}", &world.update.to_string())
                .replace("{invoice}", &world.invoice.to_string())
                .replace("/desk/articles/{id}", &format!("/desk/articles/{}", world.article))
                .replace("{article}", &world.article.to_string())
                .replace("{lesson}", &world.lesson.to_string())
                .replace("{import}", &world.import.to_string())
                .replace("{brought}", &world.brought.to_string())
                .replace("{note}", &world.note.to_string())
                .replace("{place}", &world.article.to_string())
                .replace("{revision}", "1")
                .replace("/attachments/{id}/{name}", &world.file)
                .replace("/attachments/{id}", &format!("/attachments/{}", world.unsent))
                .replace("{unsent}", &world.unsent)
                .replace("{contact}", &world.contact.to_string())
                .replace("/logo/{id}", &format!("/logo/{}", world.logo))
                .replace("{id}", &world.victim.agent.0.membership_id.to_string())
                .replace("{customer}", &world.victim.northwind.to_string())
                .replace("{membership}", &world.victim.agent.0.membership_id.to_string())
                .replace("{member}", &world.victim.agent.0.membership_id.to_string())
        };
        let (path, with) = (place(path), place(self.with));
        let fields: Vec<(String, String)> = url::form_urlencoded::parse(with.as_bytes()).into_owned().collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        match (method, as_script) {
            ("GET", _) if path == "/live" => {
                Answer::to(browser.upgrade(&format!("{path}?{with}"), Some(&browser.origin()))).await
            }
            // Whoever signs out here goes on signed in.
            ("POST", _) if path == "/session/end" => Answer::to(browser.request(reqwest::Method::POST, &path)).await,
            ("GET", false) => browser.get(&format!("{path}?{with}")).await,
            ("GET", true) => browser.fetch(&format!("{path}?{with}")).await,
            ("POST", false) => browser.post(&path, &fields).await,
            ("POST", true) => browser.send(&path, &fields).await,
            other => panic!("{other:?}"),
        }
    }
}
