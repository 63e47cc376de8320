### What more than one area says: statuses, roles, short times.
###
### For whoever translates: a variable named $number is a name (a ticket's number) and is written without separators; amounts are
### named $count and are written as the language writes numbers.

## What the language calls itself, where one chooses among them

language-name = English

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

percent = { $number }%
time-now = now
time-minutes = { $count } min

## What was done

done-saved = Saved.
done-email-asked = A link was sent to the new address. Open it to go on; until then, the address stays as it is.
done-confirmation-sent = A mail with a link is on its way.
done-email-changed = Your login has the new address now.
done-address-confirmed = Your address is confirmed.
done-password-changed = Your password was changed, and every other browser signed out.
done-session-ended = That browser is signed out.
done-sessions-ended = Every other browser is signed out.
done-invited = The invitation is on its way.
done-withdrawn = The invitation was withdrawn. Its links no longer work.
done-deactivated = Deactivated, and signed out everywhere.
done-reactivated = Reactivated. They can sign in again.
done-published = Published. If it is Public, clients find it within a second.
done-unpublished = Unpublished. Clients no longer find it.
done-revision-restored = Restored, as a new revision.
