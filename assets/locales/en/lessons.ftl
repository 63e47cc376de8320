### What articles have learned from answered tickets, and the articles beside a ticket.

## Beside a ticket at the desk

beside-title = Articles
beside-solutions = Solved by
beside-offered = May help
beside-insert = Insert link
beside-insert-which = Insert link to { $title }
beside-mark = Mark as solution
beside-mark-which = Mark { $title } as solution
beside-unmark = Undo
beside-unmark-which = { $title } is not the solution
beside-hidden = Clients can’t read it
beside-nothing = No article fits this subject.
beside-hint = A solution teaches: the article is found for subjects like this one.

## What an article has learned

lessons-title = What “{ $title }” has learned
lessons-lead = Subjects of tickets that this article answered are further ways in which it is found. They are never shown to clients. Undo what doesn’t fit.
lessons-read = Read the article
lessons-from = Learned from
lessons-teacher = Who says so
lessons-when = When
lessons-do = Undo or bring back
lessons-ticket = Ticket #{ $number }
lessons-import = An imported ticket
lessons-asked = A question at the portal
lessons-staff-link = A link in a reply
lessons-staff-link-by = A link in a reply by { $name }
lessons-solution = Marked as solution
lessons-solution-by = Marked as solution by { $name }
lessons-client = A client
lessons-client-hint = What clients alone say counts once three customers say it.
lessons-imported = Import
lessons-undone = Undone
lessons-undo = Undo
lessons-undo-which = Undo what was learned from { $what }
lessons-restore = Bring back
lessons-restore-which = Bring back what was learned from { $what }
lessons-empty-title = Nothing learned yet
lessons-empty-text = Answer a ticket with a link to this article, or mark it as a ticket’s solution.
