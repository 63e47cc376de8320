### Signing in and out, and where an error page leads.

session-title = Sign in
session-email = E-mail
session-password = Password
session-sign-in = Sign in
session-sign-out = Sign out
# What a screen reader says of the button with the person's initials.
session-account = Account of { $name }
session-forgotten = Forgot your password?
session-profile = Your profile
session-wrong = This e-mail and password don’t go together. Check both and try again.
session-too-many = { $count ->
    [one] Too many tries. Wait a minute, then try again.
   *[other] Too many tries. Wait { $count } minutes, then try again.
}

## The demo's sample sign-ins

session-demo-title = Sample sign-ins
session-demo-text = This is the demo. Each has the password
session-demo-sees = Sees
session-demo-portal = The client portal
session-demo-desk = The support desk

## Error pages

error-page-status = Error { $number }
error-page-again = Try again
error-page-to-home = Go to your home page
error-page-to-desk = Go to the desk
error-page-to-help = Open the help centre
