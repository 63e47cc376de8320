### The help centre and the suggestions.

help-title = Help centre
help-search = Search the help centre
help-search-placeholder = Describe it in your own words
help-search-submit = Search
help-tags = Topics
help-categories = Categories
help-in-category = Articles in { $category }
help-all = All articles
help-tagged = Articles on “{ $tag }”
help-results = Results for “{ $query }”
help-clear = Show all
help-more = More articles
help-empty-title = Nothing here yet
help-empty-text = Articles appear here once they are published.
help-no-results-title = No article matches
help-no-results-text = Try other words, or fewer of them. Or ask us: we are glad to help.
help-back = Help centre
help-related = On the same matter
help-updated = Updated { $date }
help-source = Source:
help-still = Still need help?
help-solved = Glad that helped!
help-solved-text = No ticket was opened.

## Whether an article was helpful

vote-question = Was this helpful?
vote-yes = Yes
vote-no = No
vote-thanks = Thank you. You can change your answer at any time.
vote-comment = What did you miss?
vote-comment-hint = You need not say anything. Our team reads it.
vote-comment-send = Send

## The drawer beside the form of a new ticket

help-drawer = Help article
help-drawer-solved = This solved it
help-drawer-close = I still need help

## Suggestions under the subject

suggestion-title = These may already answer it
suggestion-look = Look for articles on this
