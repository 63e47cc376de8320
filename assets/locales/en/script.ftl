### What the script in the browser says. It fills in the variables itself and knows no plural forms: no selectors here.

## The connection

connection-lost = Reconnecting… nothing is lost

## Messages on their way

outbox-sending = Sending…
outbox-sent = Sent
outbox-seen = Seen
outbox-retry = Retry
outbox-edit = Edit

## The thread

messages-new = New messages
typing-one = { $who } is typing…
typing-many = { $who } are typing…
typing-note = { $who } is writing a note…
presence-one = { $who } is here
presence-many = { $who } are here

## Short times in lists, as time-now and time-minutes say them

moment-now = now
moment-minutes = { $count } min

## Requests

request-refused = That didn’t work. Please try again.
request-unreachable = No answer from the server. Nothing was changed; please try again.
request-kept = Something is broken on our side. Your text is kept and sent again by itself.
request-repeated = No answer from the server yet. Your text is kept and sent again by itself.

## Suggestions

suggestions-found = Suggested articles: { $count }. Use the arrow keys to choose.

## Choosing a customer by typing

combobox-found = Customers found: { $count }. Use the arrow keys to choose.
combobox-many = The first { $count } customers; type more to narrow them down. Use the arrow keys to choose.
combobox-none = No customer matches “{ $name }”.
combobox-create = Add it in a new tab
tags-found = Tags found: { $count }. Use the arrow keys to choose.

## Copying a link

copy-done = Copied.
copy-failed = That didn’t work. Select the text and copy it yourself.

## The company's colour

colour-contrast = Contrast of text on it: { $ratio } : 1
## The article editor

article-kept = Not saved yet. Your draft is kept.
article-kept-here = No answer from the server. Your draft is kept in this browser.
article-newer = Somebody saved a newer version meanwhile. Saving shows you both.
article-others = { $who } has this article open too.
article-too-large = The text is larger than { $count } KB. It is kept in this browser; shorten it to save it.
article-restored = What you had not saved is back, from this browser.
article-discard = Discard it
article-markdown-only = This text holds something the editor cannot show, so it stays as Markdown and nothing of it is lost.
article-rich = Back to the editor
article-tag-remove = Remove { $tag }
