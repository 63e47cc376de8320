### Einladungen, vergessene Passwörter, Profile, der erste Besuch, der Wechsel zwischen Organisationen.

## Ein vergessenes Passwort

reset-title = Passwort vergessen?
reset-text = Geben Sie die Adresse an, mit der Sie sich anmelden. Dorthin geht eine E-Mail mit einem Link, über den Sie ein neues Passwort setzen.
reset-email = E-Mail
reset-submit = Link senden
reset-sent-title = Sehen Sie in Ihr Postfach
reset-sent-text = Gibt es zu dieser Adresse einen Zugang, ist eine E-Mail mit einem Link dorthin unterwegs. Der Link gilt eine Stunde lang und nur einmal.
reset-sent-nothing = Nach ein paar Minuten ist nichts da? Sehen Sie auch in den Spam-Ordner und prüfen Sie, wie die Adresse geschrieben ist. Auch wer Sie eingeladen hat, kann helfen.
reset-again = Noch einmal anfordern
reset-set-title = Neues Passwort setzen
reset-set-text = Für den Zugang { $email }. Alle angemeldeten Browser werden abgemeldet.
reset-set-password = Neues Passwort
reset-set-submit = Passwort setzen und anmelden
reset-unusable-title = Dieser Link gilt nicht mehr
reset-unusable-text = Er wurde schon verwendet, eine neuere Änderung hat ihn beendet, oder seine Stunde ist um. Fordern Sie einen neuen an: Das dauert nur einen Moment.
reset-ask-again = Neuen Link anfordern
reset-to-sign-in = Zurück zur Anmeldung

# Neben jedem Feld, in dem ein Passwort gewählt wird.
password-hint = Zehn Zeichen oder mehr. Ein paar Wörter ohne Zusammenhang ergeben ein gutes Passwort.

## Das eigene Profil

profile-title = Ihr Profil
profile-you = Über Sie
profile-name = Name
profile-name-hint = So sehen Sie andere in Tickets.
profile-language = Sprache
profile-language-browser = Wie in meinem Browser
profile-time-zone = Zeitzone
profile-time-zone-hint = Tippen Sie eine Stadt, etwa Europe/Berlin. Bleibt das Feld leer, gilt die des Unternehmens.
profile-notify = E-Mails zu Tickets
profile-notify-all-staff = Meine Tickets und solche, die niemandem zugewiesen sind
profile-notify-mine = Nur meine Tickets
profile-notify-all-client = Tickets, an denen ich beteiligt bin
profile-notify-none = Keine E-Mails
profile-save = Speichern
profile-viewed = So sieht der Kunde die Seite. Nur er selbst kann sie ändern.

profile-email = E-Mail
profile-email-now = Sie melden sich mit { $email } an.
profile-email-confirmed = Bestätigt
profile-email-unconfirmed = Nicht bestätigt
profile-email-unconfirmed-text = Noch ist nicht gezeigt, dass diese Adresse Ihre ist. Bis dahin kann Ihrem Zugang keine Einladung eines anderen Unternehmens hinzugefügt werden.
profile-email-unconfirmed-cannot = Dieser Server hat keinen eigenen Mailserver. Wer ihn betreibt, kann die Adresse bestätigen.
profile-email-send = Link zum Bestätigen senden
profile-email-waiting = { $email } wartet bis { $when } auf Bestätigung. Eine neue Änderung beendet das.
profile-email-new = Neue Adresse
profile-email-new-hint = Dorthin geht ein Link; Ihre bisherige Adresse wird benachrichtigt.
profile-email-password = Ihr Passwort
profile-email-submit = Adresse ändern
profile-email-same = Diese Adresse haben Sie schon.

profile-password = Passwort
profile-password-text = Alle anderen angemeldeten Browser werden abgemeldet.
profile-password-now = Bisheriges Passwort
profile-password-new = Neues Passwort
profile-password-submit = Passwort ändern

profile-sessions = Angemeldete Browser
profile-sessions-text = Einer davon ist nicht Ihrer? Melden Sie ihn ab, und ändern Sie dann Ihr Passwort.
profile-sessions-none = Kein anderer Browser ist angemeldet.
# Wie in: Firefox unter Windows.
profile-session-on = { $browser } unter { $system }
profile-session-unknown = Unbekannter Browser
profile-session-from = Von { $address }
profile-session-since = Seit { $when }
profile-session-this = Dieser Browser
profile-session-end = Abmelden
profile-session-end-label = { $browser } abmelden, angemeldet seit { $when }
profile-sessions-end = Alle anderen abmelden

## Eine Adresse über ihren Link bestätigen

address-title = Bestätigen Sie Ihre Adresse
address-new-text = { $email } wird die Adresse Ihres Zugangs, statt { $before }.
address-own-text = { $email } ist die Adresse Ihres Zugangs. Bestätigen Sie, dass sie Ihre ist.
address-submit = Diese Adresse verwenden
address-submit-own = Bestätigen
address-unusable-title = Dieser Link gilt nicht mehr
address-unusable-text = Er wurde schon verwendet, eine neuere Änderung hat ihn beendet, sein Tag ist um, oder er gilt für einen anderen Zugang als { $email }. Von Ihrem Profil aus lässt sich ein neuer senden.
address-to-profile = Zum Profil

## Der erste Besuch

setup-title = Frontdesk einrichten
setup-text = Eine Minute, und Ihr Portal ist da. Alles lässt sich später ändern.
setup-company = Ihr Unternehmen
setup-admin = Sie
setup-organisation = Name des Unternehmens
setup-organisation-hint = So, wie Ihre Kunden Sie kennen.
setup-name = Ihr Name
setup-email = Ihre E-Mail-Adresse
setup-password = Passwort
setup-language = Sprache
setup-time-zone = Zeitzone
setup-time-zone-hint = Tippen Sie eine Stadt: Europe/Berlin.
setup-submit = Einrichten
setup-token-text = Damit das niemand sonst tun kann, hat das Programm beim Start einen Link mit einem Token ausgegeben. Öffnen Sie diesen Link, oder geben Sie das Token hier ein.
setup-token = Token
setup-token-wrong = Dieses Token gilt nicht. Bei jedem Start gibt das Programm ein neues aus.
setup-token-submit = Weiter

## Eine Einladung annehmen

invite-title = { $organisation } lädt Sie ein
invite-for-client = { $inviter } lädt Sie für { $customer } ins Kundenportal ein.
invite-for-staff = { $inviter } lädt Sie in den Helpdesk ein. Ihre Rolle: { $role }.
invite-new-title = Wählen Sie ein Passwort
invite-name = Ihr Name
invite-password = Neues Passwort
invite-password-hint = Mindestens { $count } Zeichen. Ein paar Wörter ohne Zusammenhang ergeben ein gutes Passwort.
invite-known-title = Ich melde mich hier schon an
invite-known-text = Dann genügt Ihr Passwort. Es bleibt, wie es ist.
invite-signed-in = Sie sind als { $email } angemeldet.
invite-accept = Einladung annehmen
invite-already-in = Sie sind schon dabei. Melden Sie sich an wie immer; diese Einladung brauchen Sie nicht.

## Zwischen Organisationen wechseln

switcher-title = Ihre Organisationen
switcher-current = Sie sind hier
# Was das Unternehmen des Kunden dort zu zahlen hat.
switcher-due = { $amount } zu zahlen
switcher-unread = { $count ->
    [one] { $count } neue Antwort
   *[other] { $count } neue Antworten
}

## Ein Formular, das für eine andere Organisation gemacht war

elsewhere-title = Dieses Formular gehört zu { $organisation }
elsewhere-title-unnamed = Dieses Formular gehört zu einer anderen Organisation
elsewhere-text = Sie haben in einem anderen Tab bei { $organisation } weitergemacht, deshalb wurde nichts gesendet.
elsewhere-kept = Das hatten Sie getippt:
elsewhere-field = Text
elsewhere-back = Zurück zu { $organisation }
elsewhere-stay = Bei { $organisation } bleiben
# An Ort und Stelle auf der Seite und neben einer Nachricht, die nicht gesendet werden konnte.
elsewhere-said = Sie haben in einem anderen Tab bei { $organisation } weitergemacht. Was Sie hier getippt haben, bleibt erhalten.

## Unter der eigenen Adresse einer anderen Organisation weitermachen

handover-arrive-title = Hier weitermachen?
handover-arrive-text = Sie werden hier gleich als { $incoming } angemeldet. Sind Sie das nicht, schließen Sie diese Seite: Jemand hat Ihnen den eigenen Link gesendet.
handover-title = Hier ist jemand anderes angemeldet
handover-text = In diesem Browser ist unter dieser Adresse { $here } angemeldet. Machen Sie als { $incoming } weiter, wird diese Person hier abgemeldet.
handover-go-on = Als { $incoming } weitermachen
handover-stay = Als { $here } angemeldet bleiben

## Das Portal als Kunde ansehen

viewing-text = Sie sehen das Portal als { $client } von { $customer }.
viewing-text-unlinked = Sie sehen das Portal als { $client }; dieser Zugang ist mit keinem Unternehmen verknüpft.
viewing-only = Nichts lässt sich ändern.
viewing-end = Zurück zum Helpdesk
