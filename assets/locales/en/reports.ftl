### The reports, and what they put beside a ticket.

reports = Reports

## What suggestions and articles did

deflection-title = What articles answered
deflection-lead = How often an article took the place of a ticket, from { $from } to { $until }.
deflection-period = Period
deflection-last-days = { $count } days
deflection-from = From
deflection-until = To
deflection-show = Show
deflection-empty-title = Nothing to count in this period
deflection-empty-text = When clients type what they need help with, articles are offered. Here you will see how often they were shown and opened, how often one solved the question, and when a ticket was sent all the same; what clients say about articles; and what they looked for in vain.

deflection-funnel = From question to answer
step-shown = Shown
step-shown-text = Articles were offered while a client typed what they need.
step-opened = Opened
step-opened-text = The client opened at least one of them.
step-solved = Solved
step-solved-text = The client said that it answered the question. No ticket was needed.
step-submitted = Sent anyway
step-submitted-text = The client sent a ticket, having seen what was offered.
deflection-share = { $percent } % of those shown
deflection-left = { $count ->
    [one] One more left without saying anything: neither solved nor sent.
   *[other] { $count } more left without saying anything: neither solved nor sent.
}
deflection-unanswered = { $count ->
    [one] One ticket was sent without any article to offer.
   *[other] { $count } tickets were sent without any article to offer.
}

deflection-trend = Over time
deflection-trend-text = Bars by day or week: questions to which articles were shown, those solved, those sent anyway. The numbers stand in the table below it.
deflection-trend-numbers = The numbers
deflection-trend-top = at most { $count }
deflection-day = Day
deflection-week = Week from

deflection-by-article = By article
deflection-by-tag = By tag
deflection-article = Article
deflection-tag = Tag
deflection-views = Read
deflection-helpful = Helpful
deflection-unhelpful = Not helpful
deflection-no-tags = None of the articles that were shown has a tag.
deflection-first = The first { $count }. The CSV file has them all.
deflection-csv = CSV
deflection-csv-of = { $table }: download as CSV

comments-title = What clients missed in articles
comment-by = { $name } on “{ $article }”

searches-title = Looked for in vain
searches-lead = Searches that found no article, and questions sent without one. As clients typed them: for your team only.
searches-query = Looked for
searches-count = Times
searches-customers = Customers
searches-last = Last
searches-actions = What to do
searches-write = Write this article
searches-write-of = Write an article on “{ $query }”
searches-dismiss = Dismiss
searches-dismiss-of = Dismiss “{ $query }”
searches-bring-back = Bring back
searches-bring-back-of = Bring back “{ $query }”
searches-none = Every search in this period found something.
searches-none-dismissed = Nothing that was dismissed was looked for in this period.
searches-show-dismissed = Show dismissed
searches-show-rest = Show what is not dismissed

## Beside a ticket

read-before = Read before asking
read-before-opened = Opened
read-before-shown = Shown
