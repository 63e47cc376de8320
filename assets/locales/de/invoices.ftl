# Rechnungen am Helpdesk, und die Namen dessen, was beide Seiten von ihnen sehen.

## Wie es um eine Rechnung steht

invoice-status-draft = Entwurf
invoice-status-sent = Gesendet
invoice-status-partially-paid = Teilweise bezahlt
invoice-status-paid = Bezahlt
invoice-status-overdue = Überfällig
invoice-status-void = Storniert

## Wie Geld kam

method-bank = Überweisung
method-cash = Bar
method-card = Karte
method-cheque = Scheck
method-stripe = Karte im Portal
method-other = Anderer Weg

## Was in der Buchführung einer Rechnung steht

ledger-payment = Zahlung
ledger-refund = Erstattung
ledger-dispute = Rückbuchung durch die Bank
ledger-dispute-won = Rückbuchung aufgehoben
ledger-credit-note = Gutschrift

## Die Liste

invoice-list = Rechnungen
invoice-new = Neue Rechnung
invoice-search = Rechnungen suchen
invoice-search-placeholder = Nummer, Zeichen oder Kunde
invoice-search-submit = Anzeigen
invoice-filter = Welche Rechnungen
invoice-filter-customer = Kunde
invoice-filter-only = Nur { $name }
invoice-filter-clear = Alle Kunden anzeigen
invoice-order = Sortierung
invoice-order-changed = Änderung
invoice-order-issued = Versand
invoice-order-due = Fälligkeit
invoice-shelf-all = Alle
invoice-shelf-outstanding = Offen
invoice-more = Weitere Rechnungen
invoice-owed = Offen
invoice-owed-overdue = { $amount } überfällig
invoice-owed-count = { $count ->
    [one] { $count } Rechnung
   *[other] { $count } Rechnungen
}
invoice-row-draft = Entwurf, geändert am { $day }
invoice-row-due = Gesendet am { $issued } · fällig am { $due }
invoice-row-left = { $left } von { $total }
invoice-none-title = Noch keine Rechnungen
invoice-none-text = Schreiben Sie eine, prüfen Sie sie, senden Sie sie: Ihr Kunde erhält sie per E-Mail und im Portal, und Sie sehen hier, was bezahlt ist.
invoice-none-viewer-text = Was Ihr Team schreibt und sendet, steht hier.
invoice-none-here-title = In dieser Liste steht nichts
invoice-none-here-text = Wählen Sie oben eine andere Liste.
invoice-not-found-title = Keine Rechnung passt zu „{ $query }“
invoice-not-found-text = Gesucht wird in Nummern, Zeichen und Kundennamen. Versuchen Sie es mit weniger Buchstaben oder mit der Liste aller Rechnungen.
invoice-no-customers = Es gibt noch keinen Kunden, für den man eine Rechnung schreiben könnte.

## Eine schreiben

invoice-edit-title = Rechnung bearbeiten
invoice-customer = Kunde
invoice-customer-hint = Wer zahlt. Name und Anschrift stehen auf der Rechnung.
invoice-currency = Währung
invoice-days = Zahlungsziel in Tagen
invoice-days-hint = Gezählt ab dem Tag, an dem sie gesendet wird.
invoice-reference = Zeichen des Kunden
invoice-reference-hint = Zum Beispiel die Bestellnummer des Kunden. Kann fehlen.
invoice-notes = Hinweis über den Positionen
invoice-terms = Zahlungsbedingungen unter den Positionen
invoice-lines = Positionen
invoice-lines-hint = Preise ohne USt. Eine Position ohne Bezeichnung und Preis entfällt.
invoice-line = Position { $number }
invoice-line-description = Bezeichnung
invoice-line-quantity = Menge
invoice-line-unit = Einheit
invoice-line-unit-price = Einzelpreis
invoice-line-discount = Rabatt, %
invoice-line-tax-rate = USt., %
invoice-line-net = Netto
invoice-line-field = { $field } von Position { $number }
invoice-line-add = Position hinzufügen
invoice-line-remove = Position { $number } entfernen
invoice-line-up = Position { $number } nach oben
invoice-line-down = Position { $number } nach unten
invoice-total-open = Oben ist noch etwas nicht ausgefüllt.
invoice-total-update = Zusammenrechnen
invoice-rounding-total = Die USt. wird einmal je Steuersatz gerundet.
invoice-rounding-line = Die USt. wird bei jeder Position gerundet.
invoice-save = Entwurf speichern
invoice-save-send = Speichern und weiter zum Senden
invoice-cancel = Abbrechen
invoice-no-address = { $name } hat keine Anschrift: Auf der Rechnung wird nur der Name stehen.
invoice-no-address-add = Anschrift eintragen
invoice-overtaken-title = Inzwischen hat jemand anderes diese Rechnung gespeichert
invoice-overtaken-text = Verloren ist nichts, weder davon noch von Ihrem Text. Unten steht, was Sie getippt haben; wenn Sie es noch einmal speichern, ersetzt es den anderen Stand.
invoice-overtaken-theirs = Was jetzt dort steht

## Ihre Seite

invoice-title = Rechnung { $number }
invoice-title-draft = Rechnungsentwurf
invoice-edit = Bearbeiten
invoice-pdf = PDF herunterladen
invoice-duplicate = Duplizieren
invoice-delete = Entwurf löschen
invoice-issued = Gesendet
invoice-due = Fällig
invoice-due-draft = { $count ->
    [0] Am Tag, an dem sie gesendet wird
    [one] { $count } Tag nach dem Senden
   *[other] { $count } Tage nach dem Senden
}
invoice-gross = Gesamtbetrag
invoice-paid = Bezahlt
invoice-credited = Gutgeschrieben
invoice-outstanding = Offen
invoice-surplus = Zu viel gezahlt
invoice-surplus-text = Es gingen { $amount } mehr ein, als verlangt war. Das Geld gehört dem Kunden: Zahlen Sie es zurück und erfassen Sie die Erstattung.
invoice-being-paid = Eine Kartenzahlung läuft gerade. In wenigen Minuten steht fest, was aus ihr wird.
invoice-being-paid-by-hand = Eine Kartenzahlung läuft gerade. Erfassen Sie dieses Geld auch noch und wird die Karte belastet, hat der Kunde doppelt gezahlt.
invoice-nothing-to-pay = Darauf ist nichts zu zahlen: Einmal gesendet, gilt sie als bezahlt.
invoice-who-may = Ihre Rolle liest Rechnungen. Manager und Administratoren schreiben und senden sie.

invoice-send = Senden
invoice-send-text = Sie bekommt ihre Nummer und lässt sich nicht mehr ändern. Diese Personen erhalten sie per E-Mail, mit dem PDF und einem Link zum Portal.
invoice-send-to = Senden an
invoice-send-others = Weitere Adressen
invoice-send-others-hint = Trennen Sie mehrere durch Kommas.
invoice-send-nobody = Niemand erhält eine E-Mail, wenn Sie keine Adresse angeben. Im Portal steht die Rechnung trotzdem.
invoice-send-submit = Rechnung senden
invoice-send-no-lines = Sie hat noch keine Position. Bearbeiten Sie sie zuerst.
invoice-send-portal-none = Von { $name } kann sich niemand im Portal anmelden.
invoice-resend = Erneut senden
invoice-resend-text = Dieselbe Rechnung noch einmal, per E-Mail.
invoice-resend-submit = E-Mail senden

invoice-pay = Zahlung erfassen
invoice-pay-text = Geld, das anders als mit Karte im Portal eingegangen ist.
invoice-pay-amount = Betrag ({ $currency })
invoice-pay-method = Zahlungsweg
invoice-pay-on = Tag
invoice-pay-note = Notiz
invoice-pay-note-hint = Für Ihre Bücher; der Kunde sieht sie nicht.
invoice-pay-submit = Zahlung erfassen
invoice-pay-surplus = So viel ging ein: Was zu viel ist, gehört dem Kunden.
field-too-much = Das ergibt mehr, als eine Rechnung fassen kann. Bitte prüfen Sie Menge und Preis.
field-more-than-outstanding = Mehr, als offen ist. Bitte berichtigen Sie es, oder bestätigen Sie unten, dass so viel einging.
invoice-refund = Erstattung erfassen
invoice-refund-text = Geld, das anders als mit Karte an den Kunden zurückging.
invoice-refund-submit = Erstattung erfassen
invoice-credit = Gutschrift
invoice-credit-text = Ein Teil, den Sie nicht mehr verlangen. Sie bekommt eine eigene Nummer und steht auf der Rechnung.
invoice-credit-reason = Grund
invoice-credit-reason-hint = Der Kunde liest ihn.
invoice-credit-submit = Gutschrift schreiben
invoice-void = Stornieren
invoice-void-text = Es wird nichts mehr verlangt. Die Nummer bleibt vergeben, und der Kunde sieht, dass die Rechnung storniert ist. Das lässt sich nicht rückgängig machen.
invoice-void-confirm = Ich möchte { $number } stornieren
invoice-void-submit = Rechnung stornieren
invoice-void-unconfirmed = Setzen Sie zuerst das Häkchen: Das lässt sich nicht rückgängig machen.
invoice-void-done = Sie ist storniert: Es wird nichts verlangt. Duplizieren Sie sie, um den Betrag neu zu verlangen.
invoice-delete-text = Der Entwurf ist endgültig weg. Außerhalb des Teams hat ihn niemand gesehen.

invoice-ledger = Zahlungen und Gutschriften
invoice-ledger-none = Noch ist nichts eingegangen.
invoice-ledger-by = { $method } · { $name }
invoice-history = Wer was getan hat

## Auf der Seite eines Kunden

invoice-account = Rechnungen
invoice-account-none = Noch keine Rechnungen.
invoice-account-settled = Nichts ist offen.
invoice-account-all = Alle { $count }

## Was getan wurde

done-invoice-saved = Entwurf gespeichert.
done-invoice-sent = Gesendet.
done-invoice-sent-untold = Ohne E-Mail gesendet. Die Rechnung steht im Portal.
done-invoice-resent = Die E-Mail ist wieder unterwegs.
done-invoice-payment = Zahlung erfasst.
done-invoice-refund = Erstattung erfasst.
done-invoice-credited = Gutschrift geschrieben.
done-invoice-voided = Storniert.
done-invoice-duplicated = Dies ist die Kopie.
done-invoice-deleted = Der Entwurf ist gelöscht.
