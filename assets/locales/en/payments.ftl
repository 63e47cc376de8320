# Paying by card: the client's page, what comes of it, the desk's side, Settings → Payments.

## The client pays

pay-now = Pay now
pay-title = Pay invoice { $number }
pay-back = Invoice { $number }
pay-total = Outstanding
pay-whole = The whole amount: { $amount }
pay-part = A part of it
pay-part-amount = Amount in { $currency }
pay-part-hint = At most { $amount }. The rest stays outstanding.
pay-choose = How much do you pay?
pay-continue = Continue to card details
pay-change-amount = Pay another amount
pay-amount = You pay { $amount }
pay-card-title = Card details
pay-card-safe = Card details go straight to Stripe, which handles the payment for { $name }. They are never stored here.
pay-submit = Pay { $amount }
pay-loading = Loading the card form…
pay-paying = Paying… please keep this page open.
pay-offline = You are offline. Nothing is lost: pay when the connection is back.
pay-unreachable-title = The card form could not be loaded
pay-unreachable-text = A blocker or the network may be in the way. Nothing was charged.
pay-again = Try again
pay-unexpected = The payment did not go through. Nothing was charged; please try again.
pay-no-script-title = Paying by card needs JavaScript
pay-no-script-text = The card form comes from Stripe and works only with JavaScript. Allow it for this page, or pay in another way.
pay-unanswered-title = The payment service does not answer
pay-unanswered-text = It cannot be said at this moment how the payment stands. Nothing is charged twice: try again in a minute.
pay-looks-on = You look on as this client: paying is theirs alone.
pay-nothing-title = Nothing is left to be paid
pay-nothing-text = Invoice { $number } is settled. Thank you.
pay-void-text = Invoice { $number } was taken back: nothing is asked for any more.
pay-to-invoice = See the invoice
pay-in-progress-title = A payment of { $amount } is on its way
pay-no-cards = { $name } takes no cards at the moment.
pay-ask = Ask about paying

## What came of it

paid-title = Paid: { $amount }
paid-text = Thank you. Invoice { $number } is paid, and a receipt comes by e-mail.
paid-part-text = Thank you. Of invoice { $number }, { $amount } is still outstanding. A receipt comes by e-mail.
paid-rest = Pay the rest
processing-title = Your payment is being processed
processing-text = This can take a moment. This page shows by itself when it is done; you may also leave it, and a receipt comes by e-mail.
failed-title = The payment did not go through
failed-nothing-charged = Nothing was charged.
failed-again = Try again
unfinished-title = The payment is not finished
unfinished-text = No card was charged yet.
unfinished-go-on = Go on to pay
ended-title = This payment was ended
ended-text = No card was charged by it. What is still outstanding can be paid anew.

## Why a card was not taken

decline-general = The card was declined by its bank. Try another card, or ask the bank.
decline-funds = The account behind the card does not hold enough for this amount. Try another card.
decline-expired = The card has expired. Try another card.
decline-code = The security code is not right. Check it, or try another card.
decline-number = The card’s number is not right. Check it, or try another card.
decline-authentication = The card’s bank could not confirm that it is you. Try again, or try another card.
decline-limit = The card’s limit is reached. Try another card, or ask the bank.
decline-unsupported = The card cannot be used for this kind of payment or currency. Try another card.
decline-processing = The card’s bank could not be reached. Try again in a moment.

## Refusals

refused-not-sent = This invoice asks for nothing.
refused-nothing = Nothing is outstanding on this invoice any more.
refused-no-cards = Cards are not taken at the moment.
refused-parts = Only the whole amount can be paid by card.
refused-amount = Enter an amount of at most { $amount }.
refused-under-way = A payment of another amount is on its way. Wait until it is done.
refused-too-small = This amount is too small to be paid by card.
refused-currency = This amount cannot be charged in this currency.
refused-by-stripe = Stripe did not take this: { $reason }
refused-unanswered = The payment service does not answer. Nothing was charged; try again in a minute.

## At the desk

desk-cards-title = Payment by card
desk-cards-ready = Clients see Pay now on this invoice.
desk-cards-not-set-up = Clients cannot pay by card: whoever runs this server has not set up Stripe.
desk-cards-not-connected = Clients cannot pay by card: no Stripe account is connected.
desk-cards-blocked = Clients cannot pay by card: Stripe has not enabled payments for your account.
desk-cards-other-ways = They see your other ways to pay.
desk-cards-no-ways = There is no other way to pay either: they are told to ask you.
desk-cards-give-ways = Say how else to pay
desk-cards-missing = Stripe asks for: { $requirement }
desk-cards-settings = Payment settings
desk-cards-waiting = A card form is open for { $amount } since { $since }.
desk-cards-moving = A payment of { $amount } is being processed: what it comes to is not known yet.
desk-cards-failed = The last try was declined: { $reason }
desk-refund-title = Return a payment by card
desk-refund-of = Payment of { $amount }
desk-refund-amount = Amount in { $currency }
desk-refund-hint = It goes back to the card it came from, through Stripe. Banks take 5 to 10 days.
desk-refund-submit = Return it
desk-refund-problem = This cannot be returned: { $reason }
done-refunded = The money is on its way back.

## Settings → Payments

payments-title = Payments
payments-no-stripe-title = This server is not set up for Stripe
payments-no-stripe-text = Whoever runs it sets STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY and STRIPE_WEBHOOK_SECRET and starts it again. Until then clients see your other ways to pay.
payments-ways-link = Other ways to pay, part payments
payments-connect-title = Take payments by card
payments-connect-text = Connect a Stripe account of your own. Clients then see Pay now on every invoice that is outstanding, and the money goes to your account. Stripe asks for your company’s details; have its registration and bank account at hand.
payments-country = Country of your company
payments-country-hint = It cannot be changed later.
payments-connect = Connect with Stripe
payments-own-title = This server’s own Stripe account
payments-own-text = You have this server for yourself: use the Stripe account that it is set up with, without connecting another one.
payments-own = Use this server’s own Stripe account
payments-own-several = This server is used by several organisations. For one of them to take its money with the server’s own account, whoever runs it says so: frontdesk organisation own-stripe-account { $slug }
payments-account = Account
payments-account-own = This server’s own
payments-account-unnamed = Not created yet
payments-status = Status
payments-ready = Takes payments
payments-ready-text = Clients see Pay now on every outstanding invoice.
payments-blocked = Cannot take payments yet
payments-blocked-text = Clients see your other ways to pay until Stripe has what it asks for.
payments-payouts-off = Payments come in, but Stripe does not send them on to your bank yet.
payments-checked = Asked Stripe
payments-refresh = Ask again
payments-continue = Go on at Stripe
payments-past-due = Late: Stripe waits for this
payments-due = Stripe asks for this
payments-deadline = Until { $day }, or payments stop.
payments-pending = Stripe is checking this
payments-pending-text = Nothing is to be done. It can take a few days.
payments-errors = Not accepted
payments-dashboard = Give it in your Stripe dashboard: dashboard.stripe.com.
payments-gone-title = The account is not connected any more
payments-gone-text = Stripe does not let this server use it: the connection was ended at Stripe, or the account was closed. Connect again to make another one.
payments-disconnect = Disconnect
payments-disconnect-title = Stop taking payments by card
payments-disconnect-text = Pay now disappears from every invoice at once, and card forms that are open are ended. What was paid stays recorded; your Stripe account stays yours. Refunds and disputes made at Stripe are not shown here any more.
payments-trouble = Stripe did not do it: { $reason }
done-payments-connected = Stripe was asked how the account stands.
done-payments-own = This server’s own account takes the payments.
done-payments-disconnected = No more payments are taken by card.

## Why an account is restricted

restricted-past-due = Something that Stripe asks for is late.
restricted-pending = Stripe is checking what was given.
restricted-review = Stripe is reviewing the account.
restricted-rejected = Stripe has rejected the account. Write to Stripe’s support.
restricted-platform = The server’s own Stripe account has paused this one. Write to whoever runs the server.
restricted-other = Stripe has restricted the account ({ $code }).

## What Stripe asks for

requirement-name = { $whose ->
    [company] The company’s name
    [individual] Your first and last name
   *[person] A person’s first and last name
}
requirement-address = { $whose ->
    [company] The company’s address
    [individual] Your home address
   *[person] A person’s home address
}
requirement-birth-date = { $whose ->
    [individual] Your date of birth
   *[person] A person’s date of birth
}
requirement-email = { $whose ->
    [individual] Your e-mail address
   *[person] A person’s e-mail address
}
requirement-phone = { $whose ->
    [company] The company’s telephone number
    [individual] Your telephone number
   *[person] A person’s telephone number
}
requirement-id-number = { $whose ->
    [individual] Your personal identification number
   *[person] A person’s identification number
}
requirement-tax-number = The company’s tax number
requirement-registration-number = The company’s registration number
requirement-document = { $whose ->
    [company] A document that proves the company’s details
    [individual] A picture of your passport or identity card
   *[person] A picture of a person’s passport or identity card
}
requirement-additional-document = { $whose ->
    [individual] A document that proves your address
   *[person] A document that proves a person’s address
}
requirement-political-exposure = { $whose ->
    [individual] Whether you hold a political office
   *[person] Whether a person holds a political office
}
requirement-relationship = { $whose ->
    [individual] What you are in the company
   *[person] What a person is in the company: owner, director, title
}
requirement-people = Who owns and directs the company, and who represents it
requirement-bank-account = The bank account to which the money goes
requirement-business-type = What kind of company it is
requirement-trade = What the company sells
requirement-website = The company’s website, or what it sells
requirement-support = How customers reach the company
requirement-statement-text = The text on card statements
requirement-terms = Accepting Stripe’s terms
requirement-other = { $name } (Stripe’s name for it)

## Where Stripe opens accounts

country-name = { $code ->
    [AE] United Arab Emirates
    [AT] Austria
    [AU] Australia
    [BE] Belgium
    [BG] Bulgaria
    [BR] Brazil
    [CA] Canada
    [CH] Switzerland
    [CY] Cyprus
    [CZ] Czechia
    [DE] Germany
    [DK] Denmark
    [EE] Estonia
    [ES] Spain
    [FI] Finland
    [FR] France
    [GB] United Kingdom
    [GI] Gibraltar
    [GR] Greece
    [HK] Hong Kong
    [HR] Croatia
    [HU] Hungary
    [IE] Ireland
    [IT] Italy
    [JP] Japan
    [LI] Liechtenstein
    [LT] Lithuania
    [LU] Luxembourg
    [LV] Latvia
    [MT] Malta
    [MX] Mexico
    [MY] Malaysia
    [NL] Netherlands
    [NO] Norway
    [NZ] New Zealand
    [PL] Poland
    [PT] Portugal
    [RO] Romania
    [SE] Sweden
    [SG] Singapore
    [SI] Slovenia
    [SK] Slovakia
    [TH] Thailand
   *[US] United States
}

## In the audit log

action-payment-opened = Opened a payment by card
action-card-paid = A payment by card came in
action-refund-ordered = Ordered a payment by card to be returned
action-card-refunded = A payment by card was returned
action-card-disputed = A bank took a payment back for a dispute
action-dispute-won = A dispute was won
action-payment-account-chosen = Changed the account that takes payments
action-payment-account-moved = The account’s standing at Stripe changed
audited-account = Account
audited-account-kind = Kind of account
audited-stripe = At Stripe
audited-takes-payments = Takes payments

## On other pages

cause-no-account-title = There is no Pay now: no Stripe account is connected
cause-no-account-text = Clients see your other ways to pay on every invoice.
cause-blocked-title = There is no Pay now: Stripe has not enabled payments
cause-blocked-text = Stripe asks for: { $requirement }
cause-blocked-only-text = Settings → Payments says why. Clients see your other ways to pay on every invoice.
remedy-payments = Payment settings
start-payments = Payments by card
start-payments-text = Clients pay invoices with one click, and the invoice turns Paid by itself.
start-payments-action = Connect Stripe
