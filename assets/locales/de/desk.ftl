### Was das Team sieht.

## Die Leiste

desk-views = Ansichten
desk-more = Mehr
desk-inbox = Posteingang
desk-new-ticket = Neues Ticket
desk-read-only = Ihre Rolle liest Tickets; sie beantwortet sie nicht.

## Der Posteingang

inbox-view-mine = Meine
inbox-view-unassigned = Nicht zugewiesen
inbox-view-open = Alle offenen
inbox-view-pending = Wartend
inbox-view-resolved = Gelöst
inbox-showing-mine = Ihre, offen oder wartend.
inbox-showing-unassigned = Noch niemandem zugewiesen, offen oder wartend.
inbox-showing-open = Alle offenen Tickets.
inbox-showing-pending = Warten auf den Kunden.
inbox-showing-resolved = Gelöst und geschlossen.
inbox-clear = Alle offenen anzeigen
inbox-unread = Ungelesen:
inbox-empty-mine = Bei Ihnen liegt nichts
inbox-empty-unassigned = Alles ist vergeben
inbox-empty-open = Keine offenen Tickets
inbox-empty-pending = Es wartet niemand
inbox-empty-resolved = Noch nichts gelöst
inbox-empty-text = Neue Tickets erscheinen hier von selbst.
inbox-choose-title = Wählen Sie ein Ticket
inbox-choose-text = Sein Verlauf öffnet sich hier. Die Liste bewegt sich weiter, sobald etwas geschieht.

## Ein Ticket

ticket-take = Übernehmen
ticket-resolve = Lösen
ticket-details = Details
ticket-details-close = Details schließen
ticket-asked-by = Gefragt von { $name }
ticket-facts = Ticket
ticket-fact-source = Quelle
ticket-fact-opened = Geöffnet
ticket-fact-resolved = Gelöst
ticket-assignee-label = Zuständig
ticket-assign = Zuweisen
ticket-status-label = Status
ticket-status-set = Ändern

## Das Formular unter einem Verlauf

composer-placeholder-for-staff = Schreiben Sie dem Kunden, oder hinterlassen Sie eine Notiz
composer-closed-for-staff = Dieses Ticket ist geschlossen. Eine Antwort öffnet ein neues, das hierher verweist; eine Notiz bleibt hier.
composer-kind = Wer es sieht
composer-kind-reply = Antwort
composer-kind-note = Notiz
composer-note-hint = Das sieht nur Ihr Team
composer-then = Was aus dem Ticket wird
composer-then-nothing = und so lassen
composer-then-pending = und auf den Kunden warten
composer-then-resolved = und lösen

## Ein neues Ticket für einen Kunden

ticket-open-title = Neues Ticket für einen Kunden
ticket-open-submit = Ticket öffnen
ticket-customer = Kunde
ticket-message = Erste Nachricht
ticket-message-hint = Der Kunde sieht sie und erhält sie per E-Mail.
ticket-no-customers = Es gibt noch keine Kunden. Ein Ticket gehört zu einem Kunden: Legen Sie zuerst einen an.
