### Was mehr als ein Bereich sagt: Status, Rollen, kurze Zeiten.
###
### Für alle, die übersetzen: Eine Variable namens $number ist ein Name (die Nummer eines Tickets) und steht ohne Tausenderpunkte;
### Mengen heißen $count und werden so geschrieben, wie es die Sprache tut.
###
### Wörter, für jede Sache eines. Angeredet wird mit „Sie“, geschrieben wird freundlich, genau und kurz; Schaltflächen stehen im Infinitiv.
###
###   article          der Artikel               login            der Zugang
###   assignee         zuständig, zuweisen       membership       das Mitglied
###   audit log        das Protokoll             note             die Notiz (nur für das Team)
###   client (person)  Kunde; als Rolle:         organisation     die Organisation
###                    Portalbenutzer            portal           das Kundenportal, das Portal
###   company          das Unternehmen           reply            die Antwort
###   contact          der Ansprechpartner       report           der Bericht
###   credit note      die Gutschrift            settings         die Einstellungen
###   customer         der Kunde                 staff            das Team
###   desk             der Helpdesk              suggestion       der Vorschlag
###   draft            der Entwurf               thread           der Verlauf
###   due, overdue     fällig, überfällig        ticket           das Ticket
###   help centre      die Hilfe                 to void          stornieren
###   invoice          die Rechnung              tax              die USt.
###   invite           die Einladung             view as client   als Kunde ansehen

## Wie sich die Sprache nennt, wo man sie wählt

language-name = Deutsch

## Status eines Tickets

status-open = Offen
status-pending = Wartend
status-resolved = Gelöst
status-closed = Geschlossen

## Wie ein Ticket kam

source-portal = Portal
source-email = E-Mail
source-desk = Helpdesk
source-widget = Widget
source-api = API

## Rollen

role-admin = Administrator
role-manager = Manager
role-agent = Agent
role-viewer = Betrachter
role-client = Portalbenutzer

## Kurze Zeiten in Listen; ältere sind eine Uhrzeit, ein Wochentag oder ein Datum

percent = { $number }{ "\u00A0" }%
time-now = jetzt
time-minutes = { $count } Min.

## Was getan wurde

done-saved = Gespeichert.
done-email-asked = An die neue Adresse ging eine E-Mail mit einem Link. Öffnen Sie ihn; bis dahin bleibt die bisherige Adresse gültig.
done-confirmation-sent = Eine E-Mail mit einem Link ist unterwegs.
done-email-changed = Ihr Zugang hat jetzt die neue Adresse.
done-address-confirmed = Ihre Adresse ist bestätigt.
done-password-changed = Ihr Passwort wurde geändert, und alle anderen Browser wurden abgemeldet.
done-session-ended = Dieser Browser ist abgemeldet.
done-sessions-ended = Alle anderen Browser sind abgemeldet.
done-invited = Die Einladung ist unterwegs.
done-withdrawn = Die Einladung wurde zurückgezogen. Ihre Links gelten nicht mehr.
done-deactivated = Deaktiviert und überall abgemeldet.
done-reactivated = Wieder aktiviert. Die Anmeldung ist wieder möglich.
done-published = Veröffentlicht. Ist der Artikel für alle sichtbar, finden Kunden ihn innerhalb einer Sekunde.
done-unpublished = Nicht mehr veröffentlicht. Kunden finden den Artikel nicht mehr.
done-revision-restored = Als neue Version wiederhergestellt.
