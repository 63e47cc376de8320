# Settings → E-mail: the mail server and the mails.

mails-title = E-mail
mails-no-server-title = No mail server is set up
mails-no-server-text = Mails are kept here, with their links, and are sent once a server is set up.
way-own = Mails go out through { $host }.
way-server = Mails go out through this server’s own mail server, from { $sender }. With a mail server of your own they come from your address.
way-unreadable-title = The stored password cannot be read
way-unreadable-text = This server’s FRONTDESK_SECRET_KEY is another one than when the password for { $host } was stored. Enter the password again; until then mails are kept.

## The form

server-title = Your mail server
server-host = Host
server-host-hint = As your mail provider names it for sending (SMTP), like mail.example.com.
server-port = Port
server-security = Encryption
security-tls = TLS (port 465)
security-starttls = STARTTLS (port 587)
security-none = None (port 25)
server-security-warning = Without encryption, mails and the password can be read on their way. Choose this only for a mail server on the same machine or in the same network.
server-username = User
server-username-hint = Often the whole e-mail address. Leave it empty for a server that asks for nobody.
server-password = Password
server-password-hint = It is stored encrypted and never shown again.
server-password-stored = A password is stored. Leave this empty to keep it.
server-password-unreadable = The stored password cannot be read with this server’s key: enter it again.
server-password-again = What was typed here is not kept: enter it again before you save.
server-password-no-key = This server cannot store passwords yet: whoever runs it sets FRONTDESK_SECRET_KEY.
server-password-remove = Remove the stored password
server-sender = From
server-sender-hint = The address that mails come from. Your provider must allow it.
server-save = Save
server-remove = Remove this mail server
server-remove-text = Mails go out through this server’s own mail server again.
server-remove-kept = There is no other mail server: mails are kept until one is set up.
done-mail-server-removed = The mail server was removed.

## A test

test-to = Test goes to
test-send = Send test
test-busy = Sending…
test-accepted = The server took the test for { $email }.
test-accepted-text = If it does not arrive within a few minutes, look among unwanted mail.
trouble-sign-in = The server did not accept the user and password
trouble-sign-in-text = Check both. Some providers want a password made for this one program, and some the whole address as the user.
trouble-no-sign-in = The server offers no way to sign in
trouble-no-sign-in-text = Many do so only over an encrypted connection: choose TLS or STARTTLS. If this server needs nobody to sign in, leave user and password empty.
trouble-refused = The server refused the test
trouble-refused-text = Its answer says why. Often it does not allow this “From” address, or does not know the recipient.
trouble-unreachable = Nobody answers at this host and port
trouble-unreachable-text = Check both for mistakes. A firewall may be in the way too: many hosting companies block port 25.
trouble-tls = An encrypted connection could not be made
trouble-tls-text = TLS belongs to port 465 and STARTTLS to port 587. The certificate must be valid, and made for the host’s name as it stands here.
trouble-no-starttls = The server does not offer STARTTLS
trouble-no-starttls-text = Try TLS with port 465.
trouble-slow = The server did not answer within ten seconds
trouble-slow-text = Check host and port. At port 465 choose TLS: with another setting both sides wait for each other.
trouble-no-mail-server = Whoever answers there is not a mail server
trouble-no-mail-server-text = Check host and port.
trouble-unwritable = The test could not be written
trouble-unwritable-text = Check the addresses.
trouble-unreadable = The stored password cannot be read with this server’s key
trouble-unreadable-text = Enter it again.

## The mails

mails-list = Mails
mails-parts = Mails by what became of them
mails-all = All
mails-kept = Kept
mails-sent = Sent
mails-not-sent = Refused
mails-empty-title = No mails yet
mails-empty-text = What Frontdesk sends is listed here.
mails-none-title = No mails here
mails-none-text = None of your mails is in this part of the list.
mails-none-all = Show all mails
mails-to = To { $recipient }
mails-refused = The mail server answered:
mails-again = It could not be sent yet. The last try ended with:
mails-read = Read
mails-retry = Try again
mails-retry-one = Try again: { $subject }
mails-copy = Copy link
mails-copy-one = Copy link: { $subject }
mails-link-later = (a link that is made when the mail is sent)
mails-link-not-yours = Its link is for the recipient alone: their login belongs to other companies too. It goes out by this server’s own mail server.
done-mail-retried = The mail is on its way again.
copied-from-mail = Link for { $recipient }
copied-invite-label = Invitation link
copied-invite-text = It works once, within { $count } hours, and is shown only now. Whoever has it can join in their name: hand it to nobody else.
copied-reset-label = Link to set a new password
copied-reset-text = { $count ->
    [one] It works once, within { $count } hour, and is shown only now. Whoever has it can sign in as them: hand it to nobody else.
   *[other] It works once, within { $count } hours, and is shown only now. Whoever has it can sign in as them: hand it to nobody else.
}
copied-address-label = Link that confirms the address
copied-address-text = It works once, within { $count } hours, after they sign in, and is shown only now.
