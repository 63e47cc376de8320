### An- und Abmelden, und wohin eine Fehlerseite führt.

session-title = Anmelden
session-email = E-Mail
session-password = Passwort
session-sign-in = Anmelden
session-sign-out = Abmelden
# Was ein Screenreader zur Schaltfläche mit den Initialen der Person sagt.
session-account = Konto von { $name }
session-forgotten = Passwort vergessen?
session-profile = Ihr Profil
session-wrong = Diese E-Mail-Adresse und dieses Passwort passen nicht zusammen. Bitte prüfen Sie beides und versuchen Sie es noch einmal.
session-too-many = { $count ->
    [one] Zu viele Versuche. Bitte warten Sie eine Minute und versuchen Sie es dann noch einmal.
   *[other] Zu viele Versuche. Bitte warten Sie { $count } Minuten und versuchen Sie es dann noch einmal.
}

## Die Zugänge der Demo

session-demo-title = Zugänge zum Ausprobieren
session-demo-text = Dies ist die Demo. Alle haben das Passwort
session-demo-sees = Sieht
session-demo-portal = Das Kundenportal
session-demo-desk = Den Helpdesk

## Fehlerseiten

error-page-status = Fehler { $number }
error-page-again = Noch einmal versuchen
error-page-to-home = Zur Übersicht
error-page-to-desk = Zum Helpdesk
error-page-to-help = Zur Hilfe
