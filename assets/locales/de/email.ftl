# Einstellungen → E-Mail: der Mailserver und die E-Mails.

mails-title = E-Mail
mails-no-server-title = Kein Mailserver ist eingerichtet
mails-no-server-text = E-Mails werden hier mit ihren Links aufbewahrt und gesendet, sobald ein Server eingerichtet ist.
way-own = E-Mails gehen über { $host } hinaus.
way-server = E-Mails gehen über den Mailserver dieses Servers hinaus, von { $sender }. Mit einem eigenen Mailserver kommen sie von Ihrer Adresse.
way-unreadable-title = Das gespeicherte Passwort ist nicht lesbar
way-unreadable-text = Der FRONTDESK_SECRET_KEY dieses Servers ist ein anderer als der, mit dem das Passwort für { $host } gespeichert wurde. Geben Sie das Passwort noch einmal ein; bis dahin werden E-Mails aufbewahrt.

## Das Formular

server-title = Ihr Mailserver
server-host = Host
server-host-hint = Wie Ihr E-Mail-Anbieter ihn für den Versand (SMTP) nennt, etwa mail.example.com.
server-port = Port
server-security = Verschlüsselung
security-tls = TLS (Port 465)
security-starttls = STARTTLS (Port 587)
security-none = Keine (Port 25)
server-security-warning = Ohne Verschlüsselung können E-Mails und das Passwort unterwegs mitgelesen werden. Wählen Sie das nur für einen Mailserver auf demselben Rechner oder im selben Netz.
server-username = Benutzer
server-username-hint = Oft die ganze E-Mail-Adresse. Lassen Sie das Feld leer, wenn der Server keine Anmeldung verlangt.
server-password = Passwort
server-password-hint = Es wird verschlüsselt gespeichert und nie wieder angezeigt.
server-password-stored = Ein Passwort ist gespeichert. Lassen Sie das Feld leer, um es zu behalten.
server-password-unreadable = Das gespeicherte Passwort ist mit dem Schlüssel dieses Servers nicht lesbar: Geben Sie es noch einmal ein.
server-password-again = Was hier getippt wurde, wird nicht aufbewahrt: Geben Sie es vor dem Speichern noch einmal ein.
server-password-no-key = Dieser Server kann noch keine Passwörter speichern: Wer ihn betreibt, setzt FRONTDESK_SECRET_KEY.
server-password-remove = Gespeichertes Passwort entfernen
server-sender = Absender
server-sender-hint = Die Adresse, von der E-Mails kommen. Ihr Anbieter muss sie erlauben.
server-save = Speichern
server-remove = Diesen Mailserver entfernen
server-remove-text = E-Mails gehen wieder über den Mailserver dieses Servers hinaus.
server-remove-kept = Es gibt keinen anderen Mailserver: E-Mails werden aufbewahrt, bis einer eingerichtet ist.
done-mail-server-removed = Der Mailserver wurde entfernt.

## Ein Test

test-to = Test geht an
test-send = Test senden
test-busy = Wird gesendet…
test-accepted = Der Server hat den Test für { $email } angenommen.
test-accepted-text = Kommt er in den nächsten Minuten nicht an, sehen Sie in den Spam-Ordner.
trouble-sign-in = Der Server hat Benutzer und Passwort nicht angenommen
trouble-sign-in-text = Prüfen Sie beides. Manche Anbieter verlangen ein eigenes Passwort für dieses eine Programm, manche die ganze Adresse als Benutzer.
trouble-no-sign-in = Der Server bietet keine Anmeldung an
trouble-no-sign-in-text = Viele tun das nur über eine verschlüsselte Verbindung: Wählen Sie TLS oder STARTTLS. Verlangt der Server keine Anmeldung, lassen Sie Benutzer und Passwort leer.
trouble-refused = Der Server hat den Test abgelehnt
trouble-refused-text = Seine Antwort sagt, warum. Oft erlaubt er diesen Absender nicht oder kennt den Empfänger nicht.
trouble-unreachable = Unter diesem Host und Port antwortet niemand
trouble-unreachable-text = Prüfen Sie beides auf Fehler. Auch eine Firewall kann im Weg sein: Viele Hoster sperren Port 25.
trouble-tls = Eine verschlüsselte Verbindung kam nicht zustande
trouble-tls-text = TLS gehört zu Port 465, STARTTLS zu Port 587. Das Zertifikat muss gültig und für den Namen des Hosts ausgestellt sein, wie er hier steht.
trouble-no-starttls = Der Server bietet kein STARTTLS an
trouble-no-starttls-text = Versuchen Sie es mit TLS und Port 465.
trouble-slow = Der Server hat nicht innerhalb von zehn Sekunden geantwortet
trouble-slow-text = Prüfen Sie Host und Port. Wählen Sie bei Port 465 TLS: Mit einer anderen Einstellung warten beide Seiten aufeinander.
trouble-no-mail-server = Was dort antwortet, ist kein Mailserver
trouble-no-mail-server-text = Prüfen Sie Host und Port.
trouble-unwritable = Der Test konnte nicht geschrieben werden
trouble-unwritable-text = Prüfen Sie die Adressen.
trouble-unreadable = Das gespeicherte Passwort ist mit dem Schlüssel dieses Servers nicht lesbar
trouble-unreadable-text = Geben Sie es noch einmal ein.

## Die E-Mails

mails-list = E-Mails
mails-parts = E-Mails nach dem, was aus ihnen wurde
mails-all = Alle
mails-kept = Aufbewahrt
mails-sent = Gesendet
mails-not-sent = Abgelehnt
mails-empty-title = Noch keine E-Mails
mails-empty-text = Was Frontdesk sendet, steht hier.
mails-none-title = Hier sind keine E-Mails
mails-none-text = Keine Ihrer E-Mails ist in diesem Teil der Liste.
mails-none-all = Alle E-Mails anzeigen
mails-to = An { $recipient }
mails-refused = Der Mailserver antwortete:
mails-again = Sie konnte noch nicht gesendet werden. Der letzte Versuch endete mit:
mails-read = Lesen
mails-retry = Noch einmal versuchen
mails-retry-one = Noch einmal versuchen: { $subject }
mails-copy = Link kopieren
mails-copy-one = Link kopieren: { $subject }
mails-link-later = (ein Link, der beim Senden der E-Mail entsteht)
mails-link-not-yours = Der Link ist nur für den Empfänger: Dessen Zugang gehört auch zu anderen Unternehmen. Er geht über den Mailserver dieses Servers hinaus.
done-mail-retried = Die E-Mail ist wieder unterwegs.
copied-from-mail = Link für { $recipient }
copied-invite-label = Einladungslink
copied-invite-text = Er gilt einmal, innerhalb von { $count } Stunden, und wird nur jetzt angezeigt. Wer ihn hat, kann an Stelle dieser Person beitreten: Geben Sie ihn sonst niemandem.
copied-reset-label = Link zum Setzen eines neuen Passworts
copied-reset-text = { $count ->
    [one] Er gilt einmal, innerhalb von { $count } Stunde, und wird nur jetzt angezeigt. Wer ihn hat, kann sich als diese Person anmelden: Geben Sie ihn sonst niemandem.
   *[other] Er gilt einmal, innerhalb von { $count } Stunden, und wird nur jetzt angezeigt. Wer ihn hat, kann sich als diese Person anmelden: Geben Sie ihn sonst niemandem.
}
copied-address-label = Link zum Bestätigen der Adresse
copied-address-text = Er gilt einmal, innerhalb von { $count } Stunden, nach der Anmeldung der Person, und wird nur jetzt angezeigt.
