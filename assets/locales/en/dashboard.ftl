# The desk's dashboard: what waits, what is late, how it stands.

dashboard-title = Dashboard
dashboard-overview = Overview
dashboard-greeting = Hello, { $name }
dashboard-mine = Your open tickets
dashboard-unassigned = Unassigned tickets
dashboard-open = All open tickets
dashboard-outstanding = Outstanding
dashboard-outstanding-nothing = Nothing
dashboard-overdue-of = { $amount } overdue
dashboard-waiting-mine = Waiting for you
dashboard-waiting-mine-all = All of yours
dashboard-waiting-mine-none-title = Nothing waits for you
dashboard-waiting-mine-none-text = Tickets that are assigned to you and open stand here, the longest waiting first.
dashboard-take-one = Take an unassigned one
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
dashboard-milestones = Overdue milestones
dashboard-milestones-none = No milestone is overdue.
dashboard-ratings = Ratings of the last seven days
dashboard-ratings-report = Report
dashboard-ratings-none = No ticket was rated in the last seven days.
dashboard-ratings-average = { $average } of 5 stars
dashboard-ratings-rated = { $count ->
    [one] from one rating
   *[other] from { $count } ratings
}
dashboard-ratings-unrated = { $count ->
    [one] One resolved ticket is not rated yet.
   *[other] { $count } resolved tickets are not rated yet.
}
age-not-due = Not due yet
age-to-thirty = 1–30 days late
age-to-sixty = 31–60 days late
age-to-ninety = 61–90 days late
age-older = Over 90 days late

## The portal’s first page

home-projects = Active projects
home-projects-title = Under way
home-projects-all = All projects

## Mails about money that needs a look

mail-misfit-hello = Hello { $name },
mail-surplus-subject = { $amount } too much came in for invoice { $number }
mail-surplus-intro = A payment for invoice { $number } of { $customer } came in, and now { $amount } more is paid than it asks for.
mail-surplus-advice = Return it on the invoice’s page, or write a credit note for what it pays.
mail-dispute-subject = A payment of { $amount } for invoice { $number } is disputed
mail-dispute-intro = The bank of { $customer } took { $amount } back that was paid for invoice { $number }. The invoice asks for it again until the dispute is decided.
mail-dispute-advice = Answer the dispute at Stripe in time: without an answer it is lost.
mail-misfit-link = See the invoice
mail-misfit-reason = You receive this e-mail because you look after the invoices of { $organisation }.
