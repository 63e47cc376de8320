### Invitations, forgotten passwords, profiles, the first visit, switching between organisations.

## A forgotten password

reset-title = Forgot your password?
reset-text = Give the address that you sign in with. A mail with a link to set a new password goes there.
reset-email = E-mail
reset-submit = Send the link
reset-sent-title = Look into your mail
reset-sent-text = If the address has a login, a mail with a link is on its way to it. The link works once, within an hour.
reset-sent-nothing = Nothing there after a few minutes? Look among unwanted mail too, and check how the address is spelt. Whoever invited you can help as well.
reset-again = Ask once more
reset-set-title = Set a new password
reset-set-text = For the login { $email }. Every browser that is signed in now will be signed out.
reset-set-password = New password
reset-set-submit = Set the password and sign in
reset-unusable-title = This link no longer works
reset-unusable-text = It was used already, a newer change ended it, or its hour is over. Ask for a new one: it takes a moment.
reset-ask-again = Ask for a new link
reset-to-sign-in = Back to sign-in

# Beside every field in which a password is chosen.
password-hint = Ten characters or more. A few unrelated words make a good one.

## One’s own profile

profile-title = Your profile
profile-you = About you
profile-name = Name
profile-name-hint = As others see you in tickets.
profile-language = Language
profile-language-browser = As my browser says
profile-time-zone = Time zone
profile-time-zone-hint = Type a city, as in Europe/Berlin. Left empty, it is the company’s.
profile-notify = Mails about tickets
profile-notify-all-staff = My tickets, and those that nobody has
profile-notify-mine = My tickets only
profile-notify-all-client = Tickets that I take part in
profile-notify-none = No mails
profile-save = Save
profile-viewed = This is how the client sees the page. Only they can change it.

profile-email = E-mail
profile-email-now = You sign in with { $email }.
profile-email-confirmed = Confirmed
profile-email-unconfirmed = Not confirmed
profile-email-unconfirmed-text = Nothing has shown yet that this address is yours. Until it has, no other company’s invitation can be added to your login.
profile-email-unconfirmed-cannot = This server has no mail server of its own. Whoever runs it can confirm the address.
profile-email-send = Send a link to confirm it
profile-email-waiting = { $email } waits to be confirmed, until { $when }. Asking again ends that.
profile-email-new = New address
profile-email-new-hint = A link goes there, and your present address is told.
profile-email-password = Your password
profile-email-submit = Change the address
profile-email-same = This is the address you have.

profile-password = Password
profile-password-text = Every other browser that is signed in will be signed out.
profile-password-now = Present password
profile-password-new = New password
profile-password-submit = Change the password

profile-sessions = Signed-in browsers
profile-sessions-text = Is one of them not yours? Sign it out, then change your password.
profile-sessions-none = No other browser is signed in.
# As in: Firefox on Windows.
profile-session-on = { $browser } on { $system }
profile-session-unknown = Unknown browser
profile-session-from = From { $address }
profile-session-since = Since { $when }
profile-session-this = This browser
profile-session-end = Sign out
profile-session-end-label = Sign out { $browser }, since { $when }
profile-sessions-end = Sign out all others

## Confirming an address by its link

address-title = Confirm your address
address-new-text = { $email } becomes the address of your login, in place of { $before }.
address-own-text = { $email } is the address of your login. Confirm that it is yours.
address-submit = Use this address
address-submit-own = Confirm
address-unusable-title = This link no longer works
address-unusable-text = It was used already, a newer change ended it, its day is over, or it is for another login than { $email }. Your profile can send a new one.
address-to-profile = Open your profile

## The first visit

setup-title = Set up Frontdesk
setup-text = A minute, and your portal is there. All of it can be changed later.
setup-company = Your company
setup-admin = You
setup-organisation = Company name
setup-organisation-hint = As your clients know you.
setup-name = Your name
setup-email = Your e-mail
setup-password = Password
setup-language = Language
setup-time-zone = Time zone
setup-time-zone-hint = Type a city: Europe/Berlin.
setup-submit = Set it up
setup-token-text = So that nobody else can do it, the program printed a link with a token when it started. Open that link, or give the token here.
setup-token = Token
setup-token-wrong = This token doesn’t work. Each start of the program prints a new one.
setup-token-submit = Go on

## Accepting an invitation

invite-title = { $organisation } invites you
invite-for-client = { $inviter } invites you to the client portal, for { $customer }.
invite-for-staff = { $inviter } invites you to the support desk. Your role: { $role }.
invite-new-title = Choose a password
invite-name = Your name
invite-password = New password
invite-password-hint = At least { $count } characters. A few unrelated words make a good one.
invite-known-title = I sign in here already
invite-known-text = Then your password is all you need. It stays as it is.
invite-signed-in = You are signed in as { $email }.
invite-accept = Accept the invitation
invite-already-in = You are in already. Sign in as you always do; this invitation isn’t needed.
# Invitations, forgotten passwords, profiles, the first visit, switching between organisations.

## Switching between organisations

switcher-title = Your organisations
switcher-current = You are here
# What the client's company has to pay there.
switcher-due = { $amount } due
switcher-unread = { $count ->
    [one] { $count } new reply
   *[other] { $count } new replies
}

## A form that was made for another organisation

elsewhere-title = This form belongs to { $organisation }
elsewhere-title-unnamed = This form belongs to another organisation
elsewhere-text = You went on in { $organisation } in another tab, so nothing was sent.
elsewhere-kept = This is what you typed:
elsewhere-field = Text
elsewhere-back = Back to { $organisation }
elsewhere-stay = Stay in { $organisation }
# In place on the page, and beside a message that could not be sent.
elsewhere-said = You went on in { $organisation } in another tab. What you typed here is kept.

## Going on at another organisation's own address

handover-arrive-title = Go on here?
handover-arrive-text = You are about to be signed in here as { $incoming }. If that is not you, close this page: somebody sent you their own link.
handover-title = Somebody else is signed in here
handover-text = In this browser { $here } is signed in at this address. If you go on as { $incoming }, they are signed out here.
handover-go-on = Go on as { $incoming }
handover-stay = Stay signed in as { $here }

## Looking at the portal as a client

viewing-text = You see the portal as { $client } of { $customer }.
viewing-text-unlinked = You see the portal as { $client }, whose login isn’t connected to a company.
viewing-only = Nothing can be changed.
viewing-end = Back to the desk
