### What went wrong, on error pages, in toasts and beside fields.

## Error pages: a title and a sentence

error-bad-request-title = This request can’t be read
error-bad-request-text = Something in it is not as it should be. Go back, check what you entered and try again.
error-signed-out-title = You are signed out
error-signed-out-text = Sign in again to go on. What you typed is kept in your browser.
error-not-allowed-title = Your role doesn’t allow this
error-not-allowed-text = Ask an administrator if you need it.
error-not-linked-title = Your login isn’t connected to a company yet
error-not-linked-text = Once it is, this page works by itself.
error-foreign-origin-title = This came from another site
error-foreign-origin-text = For your safety, forms are taken only from our own pages. Open the page again and send it from there.
error-not-found-title = Page not found
error-not-found-text = It may have moved, or you may not have access to it.
error-ticket-closed-title = This ticket is closed
error-ticket-closed-text = Nothing more can be added to it. A reply opens a new ticket that links back to this one.
error-conflict-title = This was already sent
error-conflict-text = The same form was sent before with other words. Check the thread, then send what is missing as a new message.
error-unknown-host-title = Nothing is served at this address
error-unknown-host-text = Check the address, or ask whoever gave it to you.
error-too-large-title = This is too large
error-too-large-text = Shorten it and send it again.
error-too-many-title = Too many tries
error-too-many-text = Wait a little, then try again.
error-internal-title = Something went wrong
error-internal-text = It is our fault, and it has been noted. What you typed is kept in your browser; please try again.
# By it, staff find the failure in the logs.
error-reference = Reference: { $id }

## Beside a field

field-missing = Please fill this in.
field-too-long = Please shorten this to { $count } characters.
field-not-an-address = This doesn’t look like an e-mail address.
field-not-a-choice = Please choose one of the options.
