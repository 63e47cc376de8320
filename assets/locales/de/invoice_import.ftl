# Rechnungen und Zahlungen aus Dateien übernehmen.

import-title = Rechnungen importieren
import-link = Aus Datei importieren
import-export = Als CSV herunterladen
import-intro = Rechnungen, die Sie früher gesendet haben, und was davon bezahlt ist, damit die Salden vom ersten Tag an stimmen. Es wird niemandem etwas gesendet. Zuerst sehen Sie, was übernommen würde und was nicht; dieselbe Datei noch einmal zu importieren, verdoppelt nichts.
import-invoices = Datei mit Rechnungen
import-invoices-hint = CSV, wie Tabellenkalkulationen und Buchhaltungsprogramme sie schreiben, bis 100.000 Zeilen und 8 MB.
import-payments = Datei mit Zahlungen
import-payments-hint = Zusammen mit den Rechnungen oder später.
import-look = Zuerst ansehen
import-nothing-chosen = Wählen Sie zuerst eine Datei.
import-too-large = Die Datei ist größer als 8 MB. Teilen Sie sie auf und importieren Sie einen Teil nach dem anderen.
import-columns = Spalten
import-columns-text = Die erste Zeile benennt die Spalten, in beliebiger Reihenfolge; andere werden übergangen. Tage dürfen als 2026-11-23, 23.11.2026, 23/11/2026 oder 11/23/2026 geschrieben sein, Beträge als 1,234.50 oder 1.234,50.
import-column = Spalte
import-column-holds = Was sie enthält
import-needed = nötig
import-preview = Was übernommen würde
import-preview-text = Noch ist nichts gespeichert.
import-taken = { $count ->
    [0] Keine Rechnung
    [one] Eine Rechnung
   *[other] { $count } Rechnungen
}
import-taken-payments = { $count ->
    [0] keine Zahlung
    [one] eine Zahlung
   *[other] { $count } Zahlungen
}
import-taken-none = Davon lässt sich nichts übernehmen.
import-sum = { $total } verlangt
import-sum-paid = { $paid } bezahlt
import-refused = { $count ->
    [one] Eine Zeile wird nicht übernommen
   *[other] { $count } Zeilen werden nicht übernommen
}
import-refused-some = Die ersten { $count } davon:
import-refused-file = Alle als CSV herunterladen
# Der Name der heruntergeladenen Datei, ohne ihre Endung.
import-failed-name = nicht-uebernommen
import-row = Zeile
import-number = Nummer
import-why = Warum
import-file = Datei
import-customer = Kunde
import-total = Gesamtbetrag
import-choices = Auswahl
import-add-customers = Fehlende Kunden anlegen
import-add-customers-hint = Unter dem Namen, den ihnen die Datei gibt.
import-new-customers = { $count ->
    [one] Ein Kunde fehlt: { $names }
   *[other] { $count } Kunden fehlen: { $names }
}
import-order = Tage wie 3/4/2026 bedeuten
import-order-hint = Wird nur gefragt, wo die Datei es nicht selbst sagt.
import-order-itself = Was die Datei sagt
import-order-day = 3. April
import-order-month = 4. März
import-again = Noch einmal ansehen
import-run = Importieren
import-other = Andere Dateien wählen
import-done = Importiert
import-done-invoices = { $count ->
    [0] Keine Rechnung wurde übernommen.
    [one] Eine Rechnung wurde übernommen.
   *[other] { $count } Rechnungen wurden übernommen.
}
import-done-payments = { $count ->
    [0] Keine Zahlung wurde übernommen.
    [one] Eine Zahlung wurde übernommen.
   *[other] { $count } Zahlungen wurden übernommen.
}
import-done-customers = { $count ->
    [one] Ein Kunde wurde angelegt.
   *[other] { $count } Kunden wurden angelegt.
}
import-done-refused = { $count ->
    [one] Eine Zeile wurde nicht übernommen.
   *[other] { $count } Zeilen wurden nicht übernommen.
}
import-to-list = Zu den Rechnungen
import-stopped-invoices = Die Datei mit Rechnungen ist nicht lesbar
import-stopped-payments = Die Datei mit Zahlungen ist nicht lesbar
file-problem-empty = Sie enthält nichts.
file-problem-not-text = Sie ist keine CSV-Datei. Speichern Sie sie in Ihrer Tabellenkalkulation als CSV.
file-problem-too-many = Sie hat mehr als 100.000 Zeilen. Teilen Sie sie auf und importieren Sie einen Teil nach dem anderen.
file-problem-no-column = Ihr fehlt die Spalte { $column }. Ist die erste Zeile die, die die Spalten benennt?
file-problem-two-columns = Sie hat zwei Spalten für { $column }. Benennen Sie eine davon um, oder löschen Sie sie.
file-problem-open-quote = Ein Anführungszeichen, das in Zeile { $row } geöffnet wird, wird nie geschlossen. Bitte schließen Sie es, oder verdoppeln Sie es, wo es zum Text gehört.
file-problem-broken = Eine Zeile ist beschädigt und lässt sich nicht lesen.
file-problem-which-day = Ihre Tage, etwa 3/4/2026, lassen sich auf zwei Arten verstehen. Wählen Sie unten, welche gemeint ist.
row-problem-cell = { $column }: { $problem }
row-problem-number = Nummern haben nur Buchstaben von A bis Z, Ziffern, - und _, höchstens 40 davon.
row-problem-day = { $column }: Diesen Tag gibt es nicht, oder er ist anders geschrieben als die übrigen.
row-problem-twice = Steht schon in Zeile { $number }.
row-problem-negative = Sie verlangt weniger als nichts. Erfassen Sie das als Gutschrift zu ihrer Rechnung.
row-problem-net = Der Nettobetrag ist größer als der Gesamtbetrag oder kleiner als null.
row-problem-due = Sie ist fällig, bevor sie gesendet wurde.
row-problem-exists = Eine Rechnung mit dieser Nummer ist schon da.
row-problem-payment-exists = Sie ist schon erfasst.
row-problem-nobody = Die Zeile nennt keinen Kunden.
row-problem-no-customer = Einen Kunden { $name } gibt es nicht.
row-problem-several = Mehrere Kunden heißen { $name }. Geben Sie ihre E-Mail-Adressen an.
row-problem-no-invoice = Eine Rechnung mit dieser Nummer gibt es nicht.
row-problem-not-payable = Diese Rechnung ist storniert.
row-problem-currency = Die Rechnung lautet auf { $currency }.

# Was die Spalten enthalten.
column-number = Die Nummer der Rechnung, wie ihr Kunde sie kennt.
column-customer = Der Name des Kunden; er oder die Adresse ist nötig.
column-email = Die E-Mail-Adresse des Kunden, nach der vor dem Namen gesucht wird.
column-date = Der Tag, an dem sie gesendet wurde.
column-due = Der letzte Tag zum Zahlen; fehlt er, gilt Ihr Zahlungsziel.
column-currency = Ein Kürzel wie EUR; fehlt es, gilt Ihres.
column-total = Was sie insgesamt verlangt, mit USt.
column-net = Was davon netto ist.
column-tax-rate = Der Steuersatz in Prozent; mit ihm oder mit dem Nettobetrag wird die USt. ausgewiesen.
column-description = Worum es geht.
column-reference = Die Bestellnummer des Kunden.
column-amount = Was eingegangen ist.
column-method = Bank, Bar, Karte, Scheck oder anderer Weg.
column-note = Für Ihre Bücher.
column-id = Der eigene Name der Zahlung dort, wo sie herkommt. Ohne ihn werden zwei Zahlungen derselben Rechnung, desselben Tages und Betrags nach ihrer Reihenfolge unterschieden.
column-payment-date = Der Tag, an dem sie einging.
column-payment-number = Die Nummer der Rechnung, die bezahlt wurde.
