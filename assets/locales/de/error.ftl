### Was schiefging: auf Fehlerseiten, in kurzen Meldungen und neben Feldern.

## Fehlerseiten: ein Titel und ein Satz

error-looks-on-title = Sie sehen nur zu
error-looks-on-text = Solange Sie das Portal als Kunde ansehen, lässt sich dort nichts ändern. Gehen Sie zurück zum Helpdesk, um selbst zu arbeiten.
error-handover-title = Dieser Link gilt nicht mehr
error-handover-text = Ein Link zu einer anderen Organisation gilt einmal, eine Minute lang und nur an seinem Ziel. Wählen Sie die Organisation noch einmal in der Liste oben auf der Seite, oder melden Sie sich hier an.
error-bad-request-title = Diese Anfrage ist nicht lesbar
error-bad-request-text = Etwas daran ist nicht, wie es sein soll. Gehen Sie zurück, prüfen Sie Ihre Eingaben und versuchen Sie es noch einmal.
error-signed-out-title = Sie sind abgemeldet
error-signed-out-text = Melden Sie sich wieder an, um weiterzumachen. Was Sie getippt haben, bleibt in Ihrem Browser erhalten.
error-not-allowed-title = Ihre Rolle erlaubt das nicht
error-not-allowed-text = Wenn Sie es brauchen, wenden Sie sich an einen Administrator.
error-not-linked-title = Ihr Zugang ist noch mit keinem Unternehmen verknüpft
error-not-linked-text = Sobald er es ist, funktioniert diese Seite von selbst.
error-foreign-origin-title = Das kam von einer anderen Website
error-foreign-origin-text = Zu Ihrer Sicherheit nehmen wir Formulare nur von unseren eigenen Seiten an. Öffnen Sie die Seite noch einmal und senden Sie es von dort.
error-not-found-title = Seite nicht gefunden
error-not-found-text = Vielleicht ist sie umgezogen, oder Sie haben keinen Zugriff darauf.
error-ticket-closed-title = Dieses Ticket ist geschlossen
error-ticket-closed-text = Es kann nichts mehr hinzugefügt werden. Eine Antwort öffnet ein neues Ticket, das auf dieses verweist.
error-conflict-title = Das wurde schon gesendet
error-conflict-text = Dasselbe Formular wurde schon mit anderem Text gesendet. Sehen Sie im Verlauf nach und senden Sie dann als neue Nachricht, was fehlt.
error-invoice-is-sent-title = Diese Rechnung ist schon gesendet
error-invoice-is-sent-text = Ihr Text steht fest. Stornieren Sie sie, schreiben Sie eine Gutschrift, oder duplizieren Sie sie und ändern Sie die Kopie.
error-invoice-is-draft-title = Diese Rechnung ist ein Entwurf
error-invoice-is-draft-text = Senden Sie sie zuerst: Bis dahin wird nichts verlangt.
error-invoice-is-void-title = Diese Rechnung ist storniert
error-invoice-is-void-text = Es wird nichts mehr verlangt. Duplizieren Sie sie, um den Betrag neu zu verlangen.
error-invoice-no-lines-title = Diese Rechnung hat keine Position
error-invoice-no-lines-text = Schreiben Sie auf, wofür sie ist und was es kostet, und senden Sie sie dann.
error-invoice-is-negative-title = Diese Rechnung verlangt weniger als nichts
error-invoice-is-negative-text = Ihre Positionen müssen zusammen null oder mehr ergeben. Um etwas zurückzugeben, schreiben Sie eine Gutschrift zu der Rechnung, die zu hoch war.
error-invoice-has-payments-title = Für diese Rechnung ging Geld ein
error-invoice-has-payments-text = Sie kann nicht mehr storniert werden. Schreiben Sie eine Gutschrift über den Rest, oder erstatten Sie zuerst das Geld.
error-invoice-too-much-title = Das ist mehr als der offene Betrag
error-invoice-too-much-text = Eine Gutschrift kann höchstens das abziehen, was noch zu zahlen ist. Um Gezahltes zurückzugeben, erfassen Sie eine Erstattung.
error-invoice-more-than-paid-title = Das ist mehr, als eingegangen ist
error-invoice-more-than-paid-text = Es kann nicht mehr zurückgehen, als gezahlt wurde.
error-invoice-under-way-title = Eine Kartenzahlung läuft gerade
error-invoice-under-way-text = In wenigen Minuten steht fest, was aus ihr wird. Versuchen Sie es dann noch einmal.
error-invoice-archived-title = Dieser Kunde ist archiviert
error-invoice-archived-text = Stellen Sie zuerst den Kunden wieder her; dann können Sie wieder Rechnungen schreiben und senden.
error-unknown-host-title = Unter dieser Adresse gibt es nichts
error-unknown-host-text = Prüfen Sie die Adresse, oder fragen Sie, wer sie Ihnen gegeben hat.
error-too-large-title = Das ist zu groß
error-too-large-text = Kürzen Sie es und senden Sie es noch einmal.
error-busy-title = Einen Moment, bitte
error-busy-text = Gerade werden viele Dokumente erstellt. Versuchen Sie es in ein paar Sekunden noch einmal.
error-too-many-title = Zu viele Versuche
error-too-many-text = Warten Sie einen Moment und versuchen Sie es dann noch einmal.
error-internal-title = Etwas ist schiefgegangen
error-internal-text = Der Fehler liegt bei uns und wurde festgehalten. Was Sie getippt haben, bleibt in Ihrem Browser erhalten; bitte versuchen Sie es noch einmal.
error-submission-title = Ihre Nachricht konnte nicht gespeichert werden
error-submission-text = Der Fehler liegt bei uns. Was Sie geschrieben haben, ist unter der Nummer unten aufbewahrt: Senden Sie es noch einmal, oder nennen Sie uns die Nummer, und wir öffnen das Ticket für Sie.
# Mit ihr findet das Team den Fehler im Log.
error-reference = Referenz: { $id }

## Neben einem Feld

field-missing = Bitte füllen Sie dieses Feld aus.
field-too-long = Bitte kürzen Sie das auf { $count } Zeichen.
field-not-an-address = Das sieht nicht nach einer E-Mail-Adresse aus.
field-not-a-choice = Bitte wählen Sie eine der Möglichkeiten.
field-not-a-domain = Das sieht nicht nach einer Domain aus. Geben Sie sie als example.com an, ohne etwas davor oder danach.
field-not-a-host = Das sieht nicht nach einem Server aus. Geben Sie nur seinen Namen an, etwa mail.example.com.
field-not-a-number = Bitte geben Sie eine ganze Zahl von { $min } bis { $max } an.
field-too-large = Bitte kürzen Sie das auf { $count } KB.
field-not-a-slug = Bitte verwenden Sie einige Buchstaben von a bis z oder Ziffern: Aus ihnen wird die Adresse.
field-changed-meanwhile = Jemand anderes hat dies inzwischen zu „{ $theirs }“ geändert. Noch einmal gespeichert, gilt Ihre Fassung.
field-emptied-meanwhile = Jemand anderes hat dies inzwischen geleert. Noch einmal gespeichert, gilt Ihre Fassung.
field-taken = Ein anderer Artikel hat diese Adresse. „{ $free }“ ist frei.
field-not-a-decimal = Bitte geben Sie eine Zahl an, etwa 1,5.
field-too-many-decimals = { $count ->
    [0] Bitte geben Sie eine ganze Zahl an.
    [one] Bitte geben Sie höchstens eine Nachkommastelle an.
   *[other] Bitte geben Sie höchstens { $count } Nachkommastellen an.
}
field-not-an-amount = Bitte geben Sie einen Betrag an, etwa 1.250,00.
field-not-a-share = Bitte geben Sie einen Prozentsatz von 0 bis 100 an.
field-not-a-quantity = Bitte geben Sie eine Zahl größer als null an.
field-two-numbers = Meinen Sie { $small } oder { $great }?
field-too-many = Es dürfen höchstens { $count } sein.
field-not-a-prefix = Bitte verwenden Sie nur Buchstaben von A bis Z, Ziffern, Bindestriche und Unterstriche.
field-not-a-day = Bitte geben Sie einen Tag an, etwa 2026-11-30.
field-not-a-time-zone = So heißt keine Zeitzone. Bitte wählen Sie eine aus der Liste, etwa Europe/Berlin.
field-not-a-colour = Bitte geben Sie eine Farbe als sechs Ziffern oder Buchstaben von A bis F an, etwa #3257d6.
field-not-hours = Bitte geben Sie Zeiten an, etwa 09:00–12:30, 13:30–17:00. Lassen Sie das Feld leer, wenn geschlossen ist.
field-ends-too-early = Bitte lassen Sie die Zeiten am selben Tag enden, und zwar nach ihrem Beginn.
field-hours-overlap = Bitte geben Sie Zeiten an, die sich nicht überschneiden.
file-empty = Die Datei ist leer. Bitte wählen Sie eine andere.
file-too-large = Die Datei ist zu groß. Bitte wählen Sie eine mit höchstens { $megabytes } MB.
file-not-a-picture = Diese Datei ist kein lesbares Bild. Bitte wählen Sie eine PNG-, JPEG- oder SVG-Datei.
file-wrong-type = Bilder dieser Art werden hier nicht angenommen. Bitte wählen Sie eine PNG-, JPEG- oder SVG-Datei.
file-truncated = Die Datei endet zu früh: Vielleicht wurde sie nicht vollständig kopiert. Bitte wählen Sie sie noch einmal.
file-wrong-size = Bitte wählen Sie ein Bild mit höchstens { $max } Pixeln in Breite und Höhe.
file-too-intricate = Diese Zeichnung hat zu viele Teile. Bitte vereinfachen Sie sie, oder exportieren Sie sie als PNG.
field-too-weak = Das ist zu schnell erraten. Ein paar Wörter ohne Zusammenhang ergeben ein gutes Passwort.
field-too-short = Bitte verwenden Sie mindestens { $count } Zeichen.

error-last-admin-title = Einen Administrator muss es geben
error-last-admin-text = Dies ist der letzte aktive Administrator. Geben Sie diese Rolle zuerst jemand anderem.
error-no-linked-customer-title = Bitte wählen Sie einen Kunden
error-no-linked-customer-text = Portalbenutzer sehen, was zu ihrem Kunden gehört. Ohne verknüpften Kunden sähen sie nichts, deshalb brauchen sie einen.
error-customer-archived-title = Dieser Kunde ist archiviert
error-customer-archived-text = Stellen Sie zuerst den Kunden wieder her, oder wählen Sie einen anderen.
error-customer-in-use-title = Für diesen Kunden meldet sich noch jemand an
error-customer-in-use-text = Zugang oder Einladung dafür haben: { $people }. Deaktivieren Sie zuerst die Zugänge oder verknüpfen Sie sie mit einem anderen Kunden, und ziehen Sie die Einladungen zurück.
error-already-member-title = Diese Person ist schon dabei
error-already-member-text = Die Adresse gehört jemandem, der schon in Ihrer Organisation ist. Sie finden die Person in der Liste; ist sie deaktiviert, lässt sie sich dort wieder aktivieren.
error-deactivated-title = Ihr Zugang wurde abgeschaltet
error-deactivated-text = Sie waren schon dabei, und jemand hat Ihren Zugang abgeschaltet. Fragen Sie, wer Sie eingeladen hat, ob er wieder eingeschaltet wird.
error-already-invited-title = Diese Person ist schon eingeladen
error-already-invited-text = Für diese Adresse gibt es eine Einladung. Senden Sie sie erneut, oder kopieren Sie ihren Link.
error-link-unusable-title = Dieser Link gilt nicht mehr
error-link-unusable-text = Links gelten nur einmal und nur für begrenzte Zeit. Fragen Sie nach einem neuen, wer ihn Ihnen gesendet hat.
error-address-not-confirmed-title = Ihre Adresse ist noch nicht bestätigt
error-address-not-confirmed-text = Bevor Sie beitreten können, muss eine E-Mail bestätigen, dass diese Adresse Ihre ist. Lassen Sie sich von Ihrem Profil aus eine senden, oder setzen Sie über „Passwort vergessen?“ ein neues Passwort.
error-wrong-password-title = Das Passwort ist falsch
error-wrong-password-text = Das ist nicht das Passwort dieses Zugangs. Nichts wurde geändert.
error-address-taken-title = Die Adresse hat schon einen Zugang
error-address-taken-text = Ein anderer Zugang verwendet diese Adresse. Nichts wurde geändert.
error-too-many-mails-title = Genug E-Mails für jetzt
error-too-many-mails-text = In der letzten Stunde wurden mehrere gesendet. Sehen Sie nach ihnen, auch im Spam-Ordner, oder versuchen Sie es später noch einmal.
error-password-of-another-title = Bitte geben Sie das Passwort noch einmal ein
error-password-of-another-text = Das gespeicherte galt für einen anderen Server oder für eine verschlüsselte Verbindung und wird hier nicht verwendet.
error-no-secret-key-title = Passwörter lassen sich hier noch nicht speichern
error-no-secret-key-text = Dieser Server hat keinen Schlüssel, um sie zu verschlüsseln. Wer ihn betreibt, setzt FRONTDESK_SECRET_KEY.

error-not-payable-title = Das kann jetzt nicht mit Karte bezahlt werden
error-not-payable-text = Nichts wurde abgebucht. Öffnen Sie die Rechnung, um zu sehen, wie es um sie steht.
error-stripe-title = Der Zahlungsdienst hat es nicht ausgeführt
error-stripe-text = Nichts wurde doppelt abgebucht. Versuchen Sie es in einer Minute noch einmal; bleibt es dabei, steht der Grund im Log des Servers.
error-no-stripe-title = Karten werden nicht angenommen
error-no-stripe-text = Dieser Server ist nicht für Stripe eingerichtet.
