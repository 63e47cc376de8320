# The desk's dashboard: what waits, what is late, how it stands.

dashboard-title = Dashboard
dashboard-greeting = Hello, { $name }
dashboard-mine = Your open tickets
dashboard-unassigned = Nobody’s tickets
dashboard-open = All open tickets
dashboard-outstanding = Outstanding
dashboard-outstanding-nothing = Nothing
dashboard-overdue-of = { $amount } overdue
dashboard-waiting-mine = Waiting for you
dashboard-waiting-mine-all = All of yours
dashboard-waiting-mine-none-title = Nothing waits for you
dashboard-waiting-mine-none-text = Tickets that are assigned to you and open stand here, the longest waiting first.
dashboard-take-one = Take one of nobody’s
dashboard-waiting-nobody = Waiting for somebody
dashboard-waiting-nobody-all = All of them
dashboard-waiting-nobody-none-title = Every ticket has somebody
dashboard-waiting-nobody-none-text = New tickets that nobody has taken yet stand here.
dashboard-overdue = Overdue invoices
dashboard-overdue-all = All overdue
dashboard-overdue-none = No invoice is overdue.
dashboard-late = { $days ->
    [one] One day late
   *[other] { $days } days late
}
dashboard-misfits = Money that needs a look
dashboard-surplus = { $amount } too much came in. Return it, or write a credit note for what it pays.
dashboard-disputed = The bank took a payment back: answer the dispute at Stripe.
dashboard-receivables = Receivables by age
dashboard-receivables-none = Nothing is outstanding. What you send and what isn’t paid yet is added up here by how late it is.
dashboard-write-invoice = Write an invoice
age-not-due = Not due yet
age-to-thirty = 1–30 days late
age-to-sixty = 31–60 days late
age-to-ninety = 61–90 days late
age-older = Over 90 days late
