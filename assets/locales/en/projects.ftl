# Projects, at the desk and at the portal.

## Status, shelves and rights

project-status-planned = Planned
project-status-active = Active
project-status-on-hold = On hold
project-status-completed = Completed
project-status-cancelled = Cancelled
project-shelf-current = Current
project-shelf-over = Over
project-shelf-archived = Archived
right-read-projects = See projects, their milestones and updates
right-manage-projects = Begin and change projects, tick milestones, write updates

## Lists

project-list = Projects
project-new = New project
project-search = Search projects
project-search-placeholder = Name, description or customer
project-search-submit = Search
project-filter = Show projects
project-filter-only = Only projects of { $name }.
project-filter-clear = Show those of every customer
project-more = More projects
project-over = Completed and cancelled
project-over-all = { $count ->
    [one] Show it
   *[other] Show all { $count }
}
project-overdue = Overdue
# Below the name in a list: what comes next.
project-next = Next: { $title }
project-next-due = Next: { $title }, due { $day }
project-next-overdue = Next: { $title }, was due { $day }
project-due = Due { $day }
project-none-title = No projects yet
project-none-text = A project shows your client how far it is: its milestones, its updates, and what comes next.
project-none-viewer-text = Projects stand here as soon as somebody begins one.
project-none-client-text = Each project that is agreed on with you stands here, with how far it is and what comes next.
project-none-current-title = Nothing under way
project-none-current-text = What was done for you stands below.
project-none-over-title = Nothing is over yet
project-none-over-text = Projects stand here once they are completed.
project-none-here-title = Nothing here
project-none-here-text = No project is in this state.
project-not-found-title = No project holds “{ $query }”
project-not-found-text = Try the name or a part of it, or the customer’s name.
project-all-of-customer = { $count ->
    [one] One project
   *[other] All { $count } projects
}
project-none-of-customer = No project yet.

## A project

project-progress = Progress
project-progress-milestones = { $count ->
    [one] { $done } of one milestone done
   *[other] { $done } of { $count } milestones done
}
project-progress-no-milestones = No milestones yet.
project-progress-by-hand = Set by hand, whatever the milestones say.
project-progress-by-organisation = As estimated by { $organisation }.
project-starts-on = Start
project-due-on = Due
project-timeline = Timeline
project-team = Your team
project-ask = Ask about this project
project-tickets = Tickets about it
project-tickets-client = Your questions about it
project-history = What was done
project-members = Members
project-members-none = Nobody yet.
project-archived = Archived
project-archived-text = It was put away: your client does not see it, and nothing on it can be changed.
project-gone = This project is not here any more.
timeline-starts = Project starts
timeline-due = Project due
timeline-today = Today
timeline-update = Update by { $name }

## Milestones

milestones = Milestones
milestones-none = No milestones yet. Add the first one below: your client sees it at once.
milestones-none-client = No milestones yet.
milestone-title = Milestone
milestone-due-on = Due
milestone-add = Add milestone
milestone-due = Due { $day }
milestone-no-day = No date
milestone-done-on = Done { $day }
milestone-done-by = Done { $day } by { $name }
milestone-overdue = Overdue
milestone-state-done = Done
milestone-state-open = Not done
# What a screen reader says of the box that is ticked.
milestone-tick = Done: { $title }
milestone-up = Move up: { $title }
milestone-down = Move down: { $title }
milestone-edit = Edit: { $title }
milestone-edit-title = Edit milestone
milestone-remove = Remove this milestone
milestone-remove-text = It disappears for your client too. The audit log keeps what it was called.

## Updates

updates = Updates
updates-none = Nothing was told yet.
updates-none-client = Nothing was told yet. News of this project will stand here.
updates-older = Older updates
update-body = What is new?
update-body-hint = Markdown works: **bold**, *italic*, lists, [links](https://…).
update-post = Post update
update-who-reads = The people of { $name } see it at once, and get it by e-mail.
update-edited = edited
update-edit = Edit the update by { $name }
update-edit-title = Edit update
update-delete = Delete this update
update-delete-text = It disappears for your client too. The audit log keeps what it said.

## Status of a project

project-status = Status
project-start = Start
project-resume = Resume
project-reopen = Open again
project-plan = Back to planned
project-hold = Put on hold
project-complete = Complete
project-cancel = Cancel project

## The form

project-edit = Edit
project-edit-title = Edit project
project-customer = Customer
project-customer-hint = Their people see the project at the portal.
project-name = Name
project-description = Description
project-description-hint = What it is about. Your client reads it.
project-way-milestones = From the milestones
project-way-hand = Set by hand
project-percent = Percent done
project-percent-hint = From 0 to 100; used when it is set by hand.
project-members-hint = Your client sees their names.
project-no-customers = A project belongs to a customer, and there is none yet.
project-create = Begin project
project-save = Save
project-cancel-edit = Cancel
project-overtaken-title = Somebody saved it meanwhile
project-overtaken-text = Nothing of yours is stored yet. Compare, then save again to put yours in its place.
project-overtaken-theirs = What stands there now
project-removal = Archive or delete
project-archive = Archive
project-archive-text = Your client does not see it any more. You find it in the list of archived projects.
project-delete = Delete
project-delete-text = Deletes a project with nothing on it. One with milestones, updates or tickets is archived instead.
project-restore = Bring it back
project-restore-text = Brought back, your client sees it again as it was.

## What was done

done-project-saved = Saved.
done-project-archived = Archived. Your client does not see it any more.
done-project-archived-instead = Something hangs on this project, so it was archived instead of deleted.
done-project-restored = It is back.
done-project-deleted = Deleted.
done-milestone-removed = The milestone is removed.
done-update-deleted = The update is deleted.

## What is wrong

field-due-before-start = This is before the start. Choose the same day or a later one.
error-project-move-title = It cannot go there
error-project-move-text = From where it is now, the project cannot get this status. Somebody may have changed it meanwhile.
error-project-is-over-title = The project is over
error-project-is-over-text = Open it again first.
error-project-archived-title = The project is archived
error-project-archived-text = Bring it back first.
error-project-customer-archived-title = The customer is archived
error-project-customer-archived-text = Bring the customer back first, or choose another one.
error-project-too-many-milestones-title = Too many milestones
error-project-too-many-milestones-text = This project has as many as it may. Remove one first.

## Tickets about a project

ticket-about-project = Project: { $name }
ticket-about-project-label = About the project { $name }
ticket-about-project-remove = Ask about something else

## Mails

mail-update-subject = { $organisation }: news of your project “{ $project }”
mail-update-intro = There is news of “{ $project }”.
mail-update-wrote = { $name } wrote:
mail-update-link = See the project
mail-update-reason = You receive this e-mail because { $organisation } works for your company on this project. You can choose in your profile which e-mails you get.

## The checklist: why can’t they see it?

cause-project-elsewhere-title = The project “{ $name }” belongs to { $customer }
cause-project-elsewhere-text = Only that customer’s people see it. Change the project’s customer if it belongs here.
cause-project-archived-title = The project “{ $name }” is archived
cause-project-archived-text = Nobody at the portal sees it until it is brought back.
finding-project-title = They see the project “{ $name }”
finding-project-text = It stands under Projects: { $status }.
remedy-open-project = Open the project

## The audit log

audit-group-projects = Projects
action-project-added = Project begun
action-project-changed = Project changed
action-project-status = Project’s status changed
action-project-archived = Project archived
action-project-restored = Project brought back
action-project-deleted = Project deleted
action-milestone-added = Milestone added
action-milestone-changed = Milestone changed
action-milestone-done = Milestone done
action-milestone-reopened = Milestone not done again
action-milestones-ordered = Milestones put in order
action-milestone-removed = Milestone removed
action-update-posted = Update posted
action-update-edited = Update edited
action-update-deleted = Update deleted
audited-description = Description
audited-starts-on = Start
audited-progress = Progress
audited-project = Project
audited-members = Members
audited-milestone = Milestone
audited-milestones = Milestones
