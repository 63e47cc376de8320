### Ratings: asking for them, showing them, and the report on how satisfied clients are. A ticket's tags.

## Asked of the client

rating-ask = How did we do?
# The ticket was rated before it was reopened; $stars is a number from 1 to 5.
rating-ask-again = Rated { $stars } of 5 before it was reopened. How did we do this time?
rating-stars = Your rating
# What one star, two stars … mean; read out together with their number.
rating-star = { $count ->
    [one] One star: { $meaning }
   *[other] { $count } stars: { $meaning }
}
rating-meaning-1 = Very poor
rating-meaning-2 = Poor
rating-meaning-3 = All right
rating-meaning-4 = Good
rating-meaning-5 = Excellent
rating-why-satisfied = What went well?
rating-why-unsatisfied = What could have been better?
rating-comment = Anything else? (optional)
rating-send = Send rating
rating-change = Change rating
rating-thanks = Thank you for your rating.
rating-thanks-unsatisfied = Thank you for telling us. If something is still open, reply below: that reopens the ticket.
rating-stars-field = Stars
# Beside a resolved ticket in the list of a client who has not rated it yet.
rating-row = Rate this

reason-quick = Quick answer
reason-solved = Problem solved
reason-expert = Knew the answer
reason-clear = Easy to understand
reason-friendly = Friendly
reason-slow = Took too long
reason-unsolved = Not solved
reason-inexpert = Did not know the answer
reason-unclear = Hard to understand
reason-unfriendly = Unfriendly

## Shown to both sides

rating-of = { $stars } of 5 stars
rating-title = Rating
rating-none = Not rated yet.
rating-before = Rated before it was reopened.
rating-line = { $who } rated this ticket

## What is refused

error-not-resolved-title = This ticket is not resolved
error-not-resolved-text = You can rate it once it is resolved.
error-rating-stays-title = This ticket is closed
error-rating-stays-text = Its rating stays as it is.

## In mails

mail-rating-ask = How did we do? Choose your stars; nothing is sent before you confirm it on the page:
mail-rating-star = { $count ->
    [one] One star ({ $meaning })
   *[other] { $count } stars ({ $meaning })
}
mail-rated = { $name } rated the ticket with { $stars } of 5 stars on { $when }.
mail-tagged = { $name } changed the tags to “{ $tags }” on { $when }.
mail-untagged = { $name } removed the tags on { $when }.

## In the audit log

action-ticket-rated = Ticket rated
action-ticket-tagged = Ticket’s tags changed
audited-stars = Stars

## A ticket's tags

tags-title = Tags
tags-none = No tags yet.
tags-label = Tags, with commas between
tags-save = Save
tags-line = Tagged { $tags } by { $who }
tags-line-none = Tags removed by { $who }

## The report

csat-title = Customer satisfaction
csat-lead = How clients rated the tickets that were resolved from { $from } to { $until }.
csat-empty-title = Nothing was resolved in this period
csat-empty-text = When a ticket is resolved, its client is asked at once how it went: on the open page, and by e-mail. Here you will see what they say, by month, by agent and by tag.
csat-average = Average
csat-average-of = of 5
csat-average-text = Only rated tickets count.
csat-satisfied = Satisfied
csat-satisfied-text = Rated with four or five stars.
csat-rated = Rated
csat-rated-text = { $percent } % of those resolved.
csat-unrated = Not yet rated
csat-unrated-text = Resolved, and the client has not said anything so far.
csat-percent = { $percent } %
csat-nothing = –
csat-distribution = Stars
csat-distribution-text = A bar for each number of stars: how many of the ratings have it. The numbers stand beside the bars.
csat-months = By month
csat-months-text = A bar for each month: the average of its ratings, up to five. The numbers stand in the table below it.
csat-month = Month
csat-agents = By agent
csat-agents-text = Whoever had the ticket when it was resolved.
csat-agent = Agent
csat-nobody = Nobody
csat-tags = By tag
csat-tags-none = None of these tickets has a tag. Tags are given beside a ticket.
csat-tag = Tag
csat-remarks = What clients said
csat-remarks-none = Nobody has said more than stars so far.
csat-remark-by = { $name } ({ $customer }) on “{ $subject }”
csat-count = Ratings
csat-first = The first { $count }. The CSV file has them all.
csat-all = All ratings as CSV
csat-column-ticket = Ticket
csat-column-subject = Subject
csat-column-customer = Customer
csat-column-by = Rated by
csat-column-stars = Stars
csat-column-reasons = Reasons
csat-column-comment = Comment
csat-column-at = Rated at

## On a customer's page

csat-customer = Ratings
csat-customer-average = { $average } of 5, from { $count ->
    [one] one rating
   *[other] { $count } ratings
}
csat-customer-none = No ticket was rated so far.
csat-customer-unrated = { $count ->
    [one] One resolved ticket is not rated yet.
   *[other] { $count } resolved tickets are not rated yet.
}
