### Was Artikel aus beantworteten Tickets gelernt haben, und die Artikel neben einem Ticket.

## Neben einem Ticket am Helpdesk

beside-title = Artikel
beside-solutions = Gelöst durch
beside-offered = Kann helfen
beside-insert = Link einfügen
beside-insert-which = Link zu „{ $title }“ einfügen
beside-mark = Als Lösung markieren
beside-mark-which = „{ $title }“ als Lösung markieren
beside-unmark = Rückgängig
beside-unmark-which = „{ $title }“ ist nicht die Lösung
beside-hidden = Kunden können ihn nicht lesen
beside-nothing = Kein Artikel passt zu diesem Betreff.
beside-hint = Aus einer Lösung wird gelernt: Der Artikel wird bei ähnlichen Betreffs gefunden.

## Was ein Artikel gelernt hat

lessons-title = Was „{ $title }“ gelernt hat
lessons-lead = Über die Betreffs von Tickets, die dieser Artikel beantwortet hat, wird er zusätzlich gefunden. Kunden sehen sie nie. Machen Sie rückgängig, was nicht passt.
lessons-read = Artikel lesen
lessons-from = Gelernt aus
lessons-teacher = Wer es sagt
lessons-when = Wann
lessons-do = Rückgängig machen oder zurückholen
lessons-ticket = Ticket #{ $number }
lessons-import = Ein importiertes Ticket
lessons-asked = Eine Frage im Portal
lessons-staff-link = Ein Link in einer Antwort
lessons-staff-link-by = Ein Link in einer Antwort von { $name }
lessons-solution = Als Lösung markiert
lessons-solution-by = Von { $name } als Lösung markiert
lessons-client = Ein Kunde
lessons-client-hint = Was nur Kunden sagen, zählt erst, wenn drei es sagen.
lessons-imported = Import
lessons-undone = Rückgängig gemacht
lessons-undo = Rückgängig
lessons-undo-which = Rückgängig machen, was aus „{ $what }“ gelernt wurde
lessons-restore = Zurückholen
lessons-restore-which = Zurückholen, was aus „{ $what }“ gelernt wurde
lessons-empty-title = Noch nichts gelernt
lessons-empty-text = Beantworten Sie ein Ticket mit einem Link zu diesem Artikel, oder markieren Sie ihn als Lösung eines Tickets.
