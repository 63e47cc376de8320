### Was Kunden sehen: Übersicht, ihre Tickets, ein neues Ticket, der Verlauf (den auch der Helpdesk zeigt).

## Auf jeder Seite

layout-skip = Zum Inhalt springen
layout-navigation = Hauptmenü
layout-home = Übersicht
layout-support = Support
layout-help = Hilfe
layout-desk = Zurück zum Helpdesk

## Listen und Formulare

list-older = Ältere anzeigen
form-problems = { $count ->
    [one] Bitte korrigieren Sie noch eine Angabe:
   *[other] Bitte korrigieren Sie noch { $count } Angaben:
}
form-problem = { $field } – { $problem }
form-conflict-title = Das wurde schon mit anderem Text gesendet
form-conflict-text = Nichts wurde doppelt gesendet, und Ihr Text steht noch hier. Sehen Sie nach, was angekommen ist; fehlt etwas, senden Sie es noch einmal.

## Übersicht

home-title = Übersicht
home-greeting = Guten Tag, { $name }
home-open = Offene Tickets
home-unread = Mit neuen Antworten
home-latest = Neues im Support
home-all = Alle Tickets
home-help-title = Suchen Sie eine Antwort?
home-unlinked-title = Ihr Zugang ist noch mit keinem Unternehmen verknüpft
home-unlinked-text = Sie sind als { $email } angemeldet. Sobald { $organisation } diesen Zugang mit Ihrem Unternehmen verknüpft hat, erscheinen Ihre Tickets hier von selbst. Dauert das zu lange, wenden Sie sich bitte an Ihren Ansprechpartner dort.

## Tickets

ticket-list-title = Support
ticket-list-empty-title = Noch keine Tickets
ticket-list-empty-text = Wenn Sie uns etwas fragen, bleibt der Verlauf hier erhalten.
ticket-list-empty-help = In der Hilfe stöbern
ticket-new-link = Neues Ticket
ticket-row-new-reply = Neue Antwort
ticket-pending-for-client = Wartet auf Sie
ticket-back = Alle Tickets
ticket-number = Nr. { $number }
ticket-page-title = { $number }: { $subject }
ticket-assignee = Bei { $name }
ticket-unassigned = Niemandem zugewiesen
ticket-follows = Folgt auf Ticket { $number }

## Ein neues Ticket

ticket-new-title = Wobei können wir helfen?
ticket-new-subject = Betreff
ticket-new-body = Was ist passiert?
ticket-new-body-placeholder = Was haben Sie erwartet, und was kam stattdessen?
ticket-new-hint = Wir antworten hier und per E-Mail.
ticket-new-send = Senden

## Der Verlauf

thread-label = Nachrichten
thread-earlier = Frühere Nachrichten anzeigen
thread-read-only = Sie können diesen Verlauf lesen, aber nicht darin schreiben.
thread-note = Notiz
thread-seen = Gelesen
# Wird gezeigt, wenn es die Zeit war: vierzehn Tage nach „Gelöst“.
thread-closed-by-time = Nach zwei Wochen ohne Antwort geschlossen
thread-status-moved = Der Status wurde geändert
thread-reopened = Von { $who } wieder geöffnet
thread-open-again = Von { $who } wieder auf „Offen“ gesetzt
thread-pending = Von { $who } auf „Wartend“ gesetzt
thread-pending-for-client = Von { $who } auf „Wartend“ gesetzt: Ihre Antwort fehlt noch
thread-resolved = Von { $who } als gelöst markiert
thread-closed = Von { $who } geschlossen
thread-assigned = Von { $who } an { $name } zugewiesen
thread-taken = Von { $who } übernommen
thread-unassigned = Zuweisung von { $who } aufgehoben
thread-assigned-for-client = { $name } kümmert sich darum
thread-unassigned-for-client = Wartet wieder auf Zuweisung
thread-moved = Von { $who } verschoben: von { $from } zu { $to }
thread-followed-up = Fortgesetzt in Ticket { $number }

## Das Formular darunter

composer-label = Ihre Nachricht
composer-placeholder = Antwort schreiben
composer-send = Senden
composer-solved = Problem gelöst
composer-resolved = Gelöst. Ist noch etwas offen, antworten Sie oder öffnen Sie das Ticket wieder.
composer-reopen = Wieder öffnen
composer-closed = Dieses Ticket ist geschlossen. Ihre Antwort öffnet ein neues, das hierher verweist.
composer-key-ctrl = Strg
composer-key-enter = Enter
composer-key-sends = sendet
