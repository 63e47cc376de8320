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

## Copying a link

copy-done = Copied.
copy-failed = That didn’t work. Select the text and copy it yourself.
