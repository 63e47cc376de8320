# Die Einstellungen: Unternehmen, Benutzer und Rollen, E-Mail, Protokoll.

settings-title = Einstellungen
settings-company = Unternehmen
settings-invoices = Rechnungen
settings-users = Benutzer & Rollen
settings-roles = Was Rollen dürfen
settings-email = E-Mail
settings-audit = Protokoll

## Benutzer und ihre Einladungen

users-title = Benutzer & Rollen
users-list = Personen
users-no-mail-title = Kein Mailserver ist eingerichtet
users-no-mail-text = Einladungen werden aufbewahrt und nicht gesendet. Kopieren Sie ihre Links und geben Sie sie selbst weiter.
users-no-mail-link = E-Mail einrichten
users-search = Suchen
users-search-hint = Name, E-Mail oder Kunde
users-parts = Anzeigen
users-all = Alle
users-active = Aktiv
users-invited = Eingeladen
users-deactivated = Deaktiviert
users-unlinked = Mit keinem Kunden verknüpft
users-none-title = Hier ist niemand
users-none-text = Zu dieser Suche und diesem Filter passt niemand.
users-none-all = Alle anzeigen
users-no-name = Noch kein Name
users-me = Sie
users-not-linked = Kein Kunde: sieht nichts
users-menu = Was mit { $name } geschehen soll
users-change-role = Rolle ändern
users-change-customer = Verknüpften Kunden ändern
users-deactivate = Deaktivieren…
users-reactivate = Wieder aktivieren
standing-active = Aktiv
standing-pending = Einladung offen
standing-expired = Einladung abgelaufen
standing-deactivated = Deaktiviert
standing-unlinked = Nicht verknüpft
invite-user-title = Benutzer einladen
invite-user-email = E-Mail
invite-user-role = Rolle
invite-user-customer = Verknüpfter Kunde
invite-user-customer-hint = Für Portalbenutzer: wessen Tickets, Rechnungen und Projekte sie sehen.
invite-user-send = Einladung senden
invite-resend = Einladung erneut senden
invite-copy = Link kopieren
invite-withdraw = Einladung zurückziehen
invite-until = Der Link gilt bis { $when }.
invite-ended = Der Link endete am { $when }.
invite-mail-coming = Die E-Mail ist unterwegs.
invite-mail-sent = Die E-Mail wurde gesendet.
invite-mail-kept = Die E-Mail wird aufbewahrt: Kein Mailserver ist eingerichtet.
invite-mail-again = Die E-Mail konnte noch nicht gesendet werden und wird erneut versucht. Der Mailserver antwortete:
invite-mail-refused = Die E-Mail wurde abgelehnt. Der Mailserver antwortete:
copy = Kopieren
copied-title = Link für { $email }
copied-label = Einladungslink
copied-text = Er gilt einmal, innerhalb von { $count } Stunden, und wird nur jetzt angezeigt. Wer ihn hat, kann an Stelle dieser Person beitreten: Geben Sie ihn sonst niemandem.
change-role-title = Rolle von { $name }
change-role-text = Sie gilt sofort, auch auf offenen Seiten.
change-customer-title = Verknüpfter Kunde von { $name }
change-customer-text = Ab jetzt sind dessen Tickets zu sehen und nicht mehr die des bisherigen. Das gilt sofort, auch auf offenen Seiten.
change-save = Speichern
change-cancel = Abbrechen
deactivate-title = { $name } deaktivieren?
deactivate-text = { $name } wird sofort überall abgemeldet und kann sich nicht mehr anmelden. Alle Tickets und Nachrichten bleiben, auch die Zuweisungen. Sie können den Zugang jederzeit wieder aktivieren.
deactivate-submit = Deaktivieren
pages = Seiten
pages-back = Zurück
pages-on = Weiter
pages-where = Seite { $page } von { $count }

## Das Protokoll

audit-lead = Was geändert wurde, von wem und von wo. Nichts hier lässt sich ändern oder löschen.
audit-person = Person
audit-person-any = Alle
audit-person-nobody = Kommandozeile oder von selbst
audit-kind = Was getan wurde
audit-kind-any = Alles
audit-kind-all = { $group }: alles
audit-record = Datensatz
audit-from = Ab Tag
audit-until = Bis Tag
audit-show = Anzeigen
audit-clear = Filter aufheben
audit-export = Als CSV herunterladen
audit-empty-title = Noch nichts festgehalten
audit-empty-text = Was jemand ändert, steht hier.
audit-no-match-title = Nichts passt zu diesem Filter
audit-no-match-text = Wählen Sie andere Tage, eine andere Person oder eine andere Art.
audit-not-yet-title = Im neuesten Teil passt nichts
audit-not-yet-text = Das Protokoll ist lang, und dieser Teil davon ist durchsucht. Gehen Sie weiter zu älteren Zeilen.
audit-by-itself = Von selbst
audit-by-command-line = Kommandozeile
audit-by-deactivated = Deaktiviert
audit-only-by = Nur, was { $name } getan hat
audit-changes =
    { $count ->
        [one] Ein Feld
       *[other] { $count } Felder
    }
audit-change = { $field }: { $before } → { $after }
audit-value-none = nichts
audit-value-yes = ja
audit-value-no = nein

## Das Protokoll als Tabelle

audit-column-time = Zeit (UTC)
audit-column-person = Person
audit-column-address = Netzwerkadresse
audit-column-what = Was getan wurde
audit-column-record = Datensatz
audit-column-changes = Änderungen
audit-column-action = Vorgang
audit-column-record-id = ID des Datensatzes
audit-column-before = Vorher
audit-column-after = Nachher

## Arten von Vorgängen

audit-group-people = Personen und Zugriff
audit-group-sign-in = Anmeldung und Profile
audit-group-view-as = Als Kunde ansehen
audit-group-customers = Kunden
audit-group-tickets = Tickets
audit-group-help = Hilfe
audit-group-money = Rechnungen und Zahlungen
audit-group-settings = Einstellungen

## Vorgänge; der Name des Datensatzes steht jeweils dahinter

action-organisation-added = Organisation angelegt
action-invoice-settings-changed = Rundung und Zahlungswege von Rechnungen geändert
action-start-list = Liste der Einrichtung weggelegt oder zurückgeholt
action-company-changed = Unternehmensprofil geändert
action-logo-changed = Logo geändert
action-domain-changed = Domain des Portals geändert
action-mail-server-changed = Mailserver geändert
action-mail-server-tested = Test-E-Mail gesendet
action-mail-retried = E-Mail erneut gesendet
action-invited = Eingeladen
action-invite-resent = Einladung erneut gesendet
action-invite-link-copied = Einladungslink kopiert
action-invite-changed = Einladung geändert
action-invite-withdrawn = Einladung zurückgezogen
action-invite-accepted = Einladung angenommen
action-membership-added = Mitglied hinzugefügt
action-role-changed = Rolle geändert
action-link-changed = Verknüpfter Kunde geändert
action-deactivated = Deaktiviert
action-reactivated = Wieder aktiviert
action-signed-in = Angemeldet
action-signed-out = Abgemeldet
action-password-changed = Passwort geändert
action-password-link-made = Link für ein neues Passwort erstellt
action-password-reset = Vergessenes Passwort ersetzt
action-reset-link-copied = Link für ein vergessenes Passwort kopiert
action-address-link-copied = Link zum Bestätigen einer Adresse kopiert
action-profile-changed = Profil geändert
action-email-changed = E-Mail-Adresse geändert
action-email-asked = Andere E-Mail-Adresse angefordert
action-address-confirmed = E-Mail-Adresse bestätigt
action-view-started = Ansicht als Kunde begonnen
action-view-ended = Ansicht als Kunde beendet
action-customer-added = Kunde angelegt
action-customer-changed = Kunde geändert
action-customer-archived = Kunde archiviert
action-customer-restored = Kunde wiederhergestellt
action-customer-deleted = Kunde gelöscht
action-contact-added = Ansprechpartner angelegt
action-contact-changed = Ansprechpartner geändert
action-contact-deleted = Ansprechpartner gelöscht
action-ticket-opened = Ticket geöffnet
action-ticket-replied = Antwort gesendet
action-ticket-noted = Notiz hinterlassen
action-ticket-status = Status eines Tickets geändert
action-ticket-assigned = Ticket zugewiesen
action-ticket-moved = Ticket zu anderem Kunden verschoben
action-article-added = Artikel angelegt
action-article-deleted = Artikel gelöscht
action-article-changed = Artikel geändert
action-picture-added = Bild hochgeladen
action-articles-imported = Artikel importiert
action-reindexed = Artikel neu eingelesen
action-lesson-taught = Als Lösung eines Tickets markiert
action-lesson-undone = Gelerntes rückgängig gemacht
action-lesson-restored = Gelerntes zurückgeholt
action-lessons-imported = Beantwortete Tickets importiert
action-search-dismissed = Suche ohne Ergebnis ausgeblendet
action-search-brought-back = Suche ohne Ergebnis zurückgeholt
action-invoice-drafted = Rechnung geschrieben
action-invoice-changed = Rechnung geändert
action-invoice-deleted = Rechnungsentwurf gelöscht
action-invoice-sent = Rechnung gesendet
action-invoice-resent = Rechnung erneut gesendet
action-invoice-voided = Rechnung storniert
action-payment-recorded = Zahlung erfasst
action-refund-recorded = Erstattung erfasst
action-invoice-credited = Gutschrift geschrieben
action-audit-exported = Protokoll exportiert

## Wie die Felder eines Datensatzes im Protokoll heißen

audited-amount = Betrag
audited-due-on = Fällig
audited-lines = Positionen
audited-note = Notiz
audited-outstanding = Offen
audited-recipient = Gesendet an
audited-reference = Zeichen des Kunden
audited-tax-rounding = Rundung der USt.
audited-total = Gesamtbetrag
audited-accent = Farbe
audited-accepted = Vom Server angenommen
audited-action = Was getan wurde
audited-address = Anschrift
audited-articles = Artikel
audited-assignee = Zuständig
audited-body = Text
audited-browser = Browser
audited-business-hours = Geschäftszeiten
audited-category = Kategorie
audited-currency = Währung
audited-customer = Kunde
audited-domain = Domain
audited-email = E-Mail
audited-expires-at = Endet
audited-from = Von
audited-host = Host
audited-customers = Kunden
audited-external-id = ID
audited-invoices = Rechnungen
audited-payments = Zahlungen
action-invoices-imported = Rechnungen aus einer Datei importiert
audited-invoice = Rechnung
audited-invoice-days = Zahlungsziel in Tagen
audited-invoice-prefix = Anfang der Rechnungsnummer
audited-invoice-terms = Zahlungsbedingungen
audited-language = Sprache
audited-logo = Logo
audited-membership = Mitglied
audited-name = Name
audited-notes = Notizen
audited-notify = Benachrichtigungen
audited-organisation = Organisation
audited-part-payments = Teilzahlungen mit Karte
audited-ways-to-pay = Weitere Zahlungswege
audited-password = Passwort
audited-person = Person
audited-phone = Telefon
audited-port = Port
audited-position = Position
audited-record = Datensatz
audited-role = Rolle
audited-rows = Zeilen
audited-security = Verschlüsselung
audited-sender = Absender
audited-shown = Angezeigt
audited-slug = Adresse in Links
audited-source = Quelle
audited-status = Status
audited-tags = Schlagwörter
audited-tax-number = Steuernr./USt-IdNr.
audited-lessons = Beantwortete Tickets
audited-teacher = Gelernt aus
audited-ticket = Ticket
audited-time-zone = Zeitzone
audited-title = Titel
audited-until = Bis
audited-username = Benutzername
audited-visibility = Sichtbar für

## Status eines Mitglieds

membership-active = Aktiv
membership-deactivated = Deaktiviert

## Ob und von wem ein Artikel gelesen wird

article-draft = Entwurf
article-published = Veröffentlicht
visibility-public = Alle
visibility-internal = Team

## Was Rollen dürfen

roles-lead = Jede Person in Ihrer Organisation hat eine Rolle. Rollen vergeben nur Administratoren, unter Benutzer & Rollen.
roles-caption = Was jede Rolle darf
roles-right = Recht
roles-yes = Ja
roles-no = Nein
roles-own = Ihre Rolle
roles-clients = Portalbenutzer sehen, was zu ihrem verknüpften Kunden gehört: seine Tickets und in der Hilfe, was für alle veröffentlicht ist.

right-read-tickets = Alle Tickets sehen, mit ihren Notizen
right-work-on-tickets = Tickets am Helpdesk öffnen, beantworten, zuweisen und lösen
right-ask-for-support = Tickets im Portal öffnen und dort antworten
right-read-customers = Kunden, ihre Ansprechpartner und Zugänge sehen
right-manage-customers = Kunden und Ansprechpartner anlegen, ändern und archivieren
right-view-as-client = Das Portal so ansehen, wie ein Kunde es sieht
right-read-articles = Alle Artikel lesen, auch Entwürfe
right-write-articles = Artikel schreiben und veröffentlichen
right-manage-users = Personen einladen, ihre Rollen ändern und sie deaktivieren
right-change-settings = Unternehmensprofil, Mailserver und andere Einstellungen ändern
right-read-invoices = Alle Rechnungen sehen, und was davon bezahlt ist
right-manage-invoices = Rechnungen schreiben, senden, stornieren und gutschreiben, Zahlungen erfassen, Geld erstatten
right-pay-invoices = Rechnungen des eigenen Unternehmens bezahlen
right-read-reports = Berichte lesen und exportieren
right-read-audit = Das Protokoll lesen und exportieren
