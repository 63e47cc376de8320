### Mails to people.

## One mail about what a person missed in a ticket

# The same for every mail about a ticket: mail programs put mails with one subject together.
mail-ticket-subject = [{ $organisation }] Ticket { $number }: { $subject }
mail-ticket-hello = Hello { $name },
mail-ticket-intro = There is news in ticket { $number }, “{ $subject }”:
mail-ticket-wrote = { $name } wrote on { $when }:
mail-ticket-noted = { $name } left a note for staff on { $when }:
# Somebody whose name is no longer known.
mail-ticket-somebody = Somebody
mail-ticket-status = { $name } changed the status from { $from } to { $to } on { $when }.
# Nobody did it: time passed.
mail-ticket-status-by-time = The status changed from { $from } to { $to } on { $when }.
mail-ticket-assigned = { $name } assigned the ticket to { $assignee } on { $when }.
mail-ticket-unassigned = { $name } left the ticket without an assignee on { $when }.
mail-ticket-followed-up = { $name } continued in ticket { $number } on { $when }.
mail-ticket-link = Read and answer
mail-ticket-reason-client = You receive this e-mail because your company wrote to { $organisation } about this ticket and you were away from its page.
mail-ticket-reason-staff = You receive this e-mail because you answer tickets at { $organisation } and were away from this one’s page.
