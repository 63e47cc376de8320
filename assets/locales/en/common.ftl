### What more than one area says: statuses, roles, short times.
###
### For whoever translates: a variable named $number is a name (a ticket's number) and is written without separators; amounts are
### named $count and are written as the language writes numbers.

## Statuses of a ticket

status-open = Open
status-pending = Pending
status-resolved = Resolved
status-closed = Closed

## How a ticket came in

source-portal = Portal
source-email = E-mail
source-desk = Desk
source-widget = Widget
source-api = API

## Roles

role-admin = Admin
role-manager = Manager
role-agent = Agent
role-viewer = Viewer
role-client = Client

## Short times in lists; older ones are a clock time, a weekday or a date

time-now = now
time-minutes = { $count } min
