# The settings: company, users and roles, e-mail, audit log.

settings-title = Settings
settings-company = Company
settings-invoices = Invoices
settings-users = Users & roles
settings-roles = What roles may do
settings-email = E-mail
settings-audit = Audit log

## Users and their invitations

users-title = Users & roles
users-list = People
users-no-mail-title = No mail server is set up
users-no-mail-text = Invitations are kept and not sent. Copy their links and hand them on yourself.
users-no-mail-link = Set up e-mail
users-search = Search
users-search-hint = Name, e-mail or customer
users-parts = Show
users-all = All
users-active = Active
users-invited = Invited
users-deactivated = Deactivated
users-unlinked = Not connected to a customer
users-none-title = Nobody here
users-none-text = No one fits this search and filter.
users-none-all = Show everybody
users-no-name = No name yet
users-me = You
users-not-linked = No customer: sees nothing
users-menu = What to do with { $name }
users-change-role = Change role
users-change-customer = Change linked customer
users-deactivate = Deactivate…
users-reactivate = Reactivate
standing-active = Active
standing-pending = Invite pending
standing-expired = Invite expired
standing-deactivated = Deactivated
standing-unlinked = Not connected
invite-user-title = Invite user
invite-user-email = E-mail
invite-user-role = Role
invite-user-customer = Linked customer
invite-user-customer-hint = For a client: whose tickets, invoices and projects they see.
invite-user-send = Send invite
invite-resend = Resend invite
invite-copy = Copy link
invite-withdraw = Withdraw invite
invite-until = The link works until { $when }.
invite-ended = The link ended on { $when }.
invite-mail-coming = The e-mail is on its way.
invite-mail-sent = The e-mail was sent.
invite-mail-kept = The e-mail is kept: no mail server is set up.
invite-mail-again = The e-mail could not be sent yet and is tried again. The mail server answered:
invite-mail-refused = The e-mail was refused. The mail server answered:
copy = Copy
copied-title = Link for { $email }
copied-label = Invitation link
copied-text = It works once, within { $count } hours, and is shown only now. Whoever has it can join in their name: hand it to nobody else.
change-role-title = Role of { $name }
change-role-text = It takes effect at once, on open pages too.
change-customer-title = Linked customer of { $name }
change-customer-text = They see that customer’s tickets from now on, and no longer those of the one before. It takes effect at once, on open pages too.
change-save = Save
change-cancel = Cancel
deactivate-title = Deactivate { $name }?
deactivate-text = { $name } is signed out everywhere at once and can’t come in any more. All tickets and messages stay, and stay assigned. You can reactivate them at any time.
deactivate-submit = Deactivate
pages = Pages
pages-back = Back
pages-on = Next
pages-where = Page { $page } of { $count }

## The audit log

audit-lead = What changed, who did it and from where. Nothing in here can be changed or deleted.
audit-person = Person
audit-person-any = Everybody
audit-person-nobody = Command line, or by itself
audit-kind = What was done
audit-kind-any = Anything
audit-kind-all = { $group }: everything
audit-record = Record
audit-from = From day
audit-until = To day
audit-show = Show
audit-clear = Clear the filter
audit-export = Download as CSV
audit-empty-title = Nothing recorded yet
audit-empty-text = Whatever somebody changes is listed here.
audit-no-match-title = Nothing fits this filter
audit-no-match-text = Choose other days, another person or another kind.
audit-not-yet-title = Nothing fits in the newest part
audit-not-yet-text = The log is long, and this part of it was looked through. Go on to older lines.
audit-by-itself = By itself
audit-by-command-line = Command line
audit-by-deactivated = Deactivated
audit-only-by = Only what { $name } did
audit-changes =
    { $count ->
        [one] One field
       *[other] { $count } fields
    }
audit-change = { $field }: { $before } → { $after }
audit-value-none = none
audit-value-yes = yes
audit-value-no = no

## The audit log as a table for spreadsheets

audit-column-time = Time (UTC)
audit-column-person = Person
audit-column-address = Network address
audit-column-what = What was done
audit-column-record = Record
audit-column-changes = Changes
audit-column-action = Action
audit-column-record-id = Record ID
audit-column-before = Before
audit-column-after = After

## Kinds of actions

audit-group-people = People and access
audit-group-sign-in = Sign-in and profiles
audit-group-view-as = Looking on as a client
audit-group-customers = Customers
audit-group-tickets = Tickets
audit-group-help = Help centre
audit-group-money = Invoices and payments
audit-group-settings = Settings

## Actions; the record's name stands behind each

action-organisation-added = Organisation added
action-invoice-settings-changed = Rounding and ways to pay of invoices changed
action-start-list = List of what is left to be set up put away or brought back
action-company-changed = Company profile changed
action-logo-changed = Logo changed
action-domain-changed = Portal domain changed
action-mail-server-changed = Mail server changed
action-mail-server-tested = Test mail sent
action-mail-retried = Mail sent again
action-invited = Invited
action-invite-resent = Invitation sent again
action-invite-link-copied = Invitation link copied
action-invite-changed = Invitation changed
action-invite-withdrawn = Invitation withdrawn
action-invite-accepted = Invitation accepted
action-membership-added = Member added
action-role-changed = Role changed
action-link-changed = Linked customer changed
action-deactivated = Deactivated
action-reactivated = Reactivated
action-signed-in = Signed in
action-signed-out = Signed out
action-password-changed = Password changed
action-password-link-made = Link for a new password made
action-password-reset = Forgotten password replaced
action-reset-link-copied = Link for a forgotten password copied
action-address-link-copied = Link that confirms an address copied
action-profile-changed = Profile changed
action-email-changed = E-mail address changed
action-email-asked = Another e-mail address asked for
action-address-confirmed = E-mail address confirmed
action-view-started = Began to look on as a client
action-view-ended = Stopped looking on as a client
action-customer-added = Customer added
action-customer-changed = Customer changed
action-customer-archived = Customer archived
action-customer-restored = Customer brought back
action-customer-deleted = Customer deleted
action-contact-added = Contact added
action-contact-changed = Contact changed
action-contact-deleted = Contact deleted
action-ticket-opened = Ticket opened
action-ticket-replied = Reply posted
action-ticket-noted = Note left
action-ticket-status = Ticket status changed
action-ticket-assigned = Ticket assigned
action-ticket-moved = Ticket moved to another customer
action-article-added = Article added
action-article-deleted = Article deleted
action-article-changed = Article changed
action-picture-added = Picture uploaded
action-articles-imported = Articles imported
action-reindexed = Articles read anew
action-lesson-taught = Marked as a ticket’s solution
action-lesson-undone = Lesson undone
action-lesson-restored = Lesson brought back
action-lessons-imported = Answered tickets imported
action-search-dismissed = Search without a result dismissed
action-search-brought-back = Search without a result brought back
action-invoice-drafted = Invoice written
action-invoice-changed = Invoice changed
action-invoice-deleted = Draft of an invoice deleted
action-invoice-sent = Invoice sent
action-invoice-resent = Invoice sent again
action-invoice-voided = Invoice voided
action-payment-recorded = Payment recorded
action-refund-recorded = Refund recorded
action-invoice-credited = Credit note written
action-audit-exported = Audit log exported

## What a record's fields are called in the audit log

audited-amount = Amount
audited-due-on = Due
audited-lines = Lines
audited-note = Note
audited-outstanding = Outstanding
audited-recipient = Sent to
audited-reference = Reference
audited-tax-rounding = Rounding of tax
audited-total = Total
audited-accent = Colour
audited-accepted = Accepted by the server
audited-action = What was done
audited-address = Address
audited-articles = Articles
audited-assignee = Assignee
audited-body = Text
audited-browser = Browser
audited-business-hours = Business hours
audited-category = Category
audited-currency = Currency
audited-customer = Customer
audited-domain = Domain
audited-email = E-mail
audited-expires-at = Ends
audited-from = From
audited-host = Host
audited-customers = Customers
audited-external-id = ID
audited-invoices = Invoices
audited-payments = Payments
action-invoices-imported = Invoices brought in from a file
audited-invoice = Invoice
audited-invoice-days = Days to pay
audited-invoice-prefix = Invoice prefix
audited-invoice-terms = Invoice terms
audited-language = Language
audited-logo = Logo
audited-membership = Member
audited-name = Name
audited-notes = Notes
audited-notify = Notifications
audited-organisation = Organisation
audited-part-payments = Part payments by card
audited-ways-to-pay = Other ways to pay
audited-password = Password
audited-person = Person
audited-phone = Phone
audited-port = Port
audited-position = Position
audited-record = Record
audited-role = Role
audited-rows = Rows
audited-security = Encryption
audited-sender = Sender
audited-shown = Shown
audited-slug = Address in links
audited-source = Source
audited-status = Status
audited-tags = Tags
audited-tax-number = Tax number
audited-lessons = Answered tickets
audited-teacher = Learned from
audited-ticket = Ticket
audited-time-zone = Time zone
audited-title = Title
audited-until = Until
audited-username = User name
audited-visibility = Visible to

## Statuses of a member

membership-active = Active
membership-deactivated = Deactivated

## Whether and by whom an article is read

article-draft = Draft
article-published = Published
visibility-public = Everybody
visibility-internal = Staff

## What roles may do

roles-lead = Each person in your organisation has one role. Only admins give roles, under Users & roles.
roles-caption = What each role may do
roles-right = Right
roles-yes = Yes
roles-no = No
roles-own = Your role
roles-clients = Clients see what hangs on their linked customer: its tickets and, in the help centre, what is published for everybody.

right-read-tickets = See every ticket, with its notes
right-work-on-tickets = Open, answer, assign and resolve tickets at the desk
right-ask-for-support = Open tickets and reply at the portal
right-read-customers = See customers, their contacts and their logins
right-manage-customers = Add, change and archive customers and contacts
right-view-as-client = Look at the portal as a client sees it
right-read-articles = Read every article, drafts included
right-write-articles = Write and publish articles
right-manage-users = Invite people, change their roles and deactivate them
right-change-settings = Change the company’s profile, its mail server and other settings
right-read-invoices = See every invoice and what was paid of it
right-manage-invoices = Write, send, void and credit invoices, record payments, return money
right-pay-invoices = Pay the own company’s invoices
right-read-reports = Read and export reports
right-read-audit = Read and export the audit log
