# Die Rechnungen eines Kunden im Portal.

## Die Liste

client-invoices-title = Rechnungen
client-invoices-show = Anzeigen
client-invoices-open = Zu zahlen
client-invoices-overdue = Überfällig
client-invoices-paid = Bezahlt
client-invoices-all = Alle
client-invoices-search = Rechnungen suchen
client-invoices-search-placeholder = Nummer oder Zeichen
client-invoices-search-submit = Suchen
client-invoices-export = Als CSV herunterladen
# Der Name der heruntergeladenen Datei, ohne ihre Endung.
client-invoices-file = rechnungen
client-invoices-more = Weitere Rechnungen
client-invoices-owed = Offener Betrag
client-invoices-owed-nothing = Es ist nichts mehr zu zahlen.
client-invoices-owed-overdue = davon { $amount } überfällig
client-invoices-owed-count = { $count ->
    [one] aus einer Rechnung
   *[other] aus { $count } Rechnungen
}
client-invoices-none-title = Noch keine Rechnungen
client-invoices-none-text = Hier steht jede Rechnung, die Sie erhalten, mit dem Betrag, der noch zu zahlen ist.
client-invoices-none-here-title = Hier steht nichts
client-invoices-none-here-text = Keine Rechnung hat diesen Status.
client-invoices-not-found-title = Keine Rechnung enthält „{ $query }“
client-invoices-not-found-text = Versuchen Sie es mit der Nummer, einem Teil davon oder mit Ihrem Zeichen.
# Unter der Nummer in der Liste.
client-invoice-row = { $issued } · fällig { $due }
client-invoice-row-left = { $left } von { $total }

## Eine Rechnung

client-invoice-title = Rechnung { $number }
client-invoice-back = Rechnungen
client-invoice-pdf = PDF herunterladen
client-invoice-ask = Frage zu dieser Rechnung
client-invoice-to-pay = Offener Betrag
client-invoice-due = Fällig am { $day }
client-invoice-due-today = Heute fällig, { $day }
client-invoice-due-in = { $count ->
    [one] Morgen fällig, { $day }
   *[other] Fällig in { $count } Tagen, { $day }
}
client-invoice-overdue = { $count ->
    [one] Seit gestern fällig, { $day }
   *[other] Seit { $count } Tagen fällig, { $day }
}
client-invoice-paid = Es ist nichts mehr zu zahlen.
client-invoice-void = Diese Rechnung wurde storniert. Es ist nichts zu zahlen.
client-invoice-surplus = Es gingen { $amount } mehr ein, als verlangt war. Das Geld gehört Ihnen: { $organisation } wird es erstatten oder verrechnen.
client-invoice-ways = So können Sie zahlen
client-invoice-quote = Bitte geben Sie { $number } an.
client-invoice-no-ways = Bitte fragen Sie { $organisation }, wie Sie zahlen können.
client-invoice-history = Was bisher geschah
client-invoice-tickets = Ihre Fragen dazu
client-invoice-look = Ansehen

client-ledger-sent = Gesendet
client-ledger-payment = { $method ->
    [bank] { $amount } per Überweisung bezahlt
    [cash] { $amount } bar bezahlt
    [cheque] { $amount } per Scheck bezahlt
    [card] { $amount } mit Karte bezahlt
    [stripe] { $amount } mit Karte bezahlt
   *[other] { $amount } bezahlt
}
client-ledger-refund = { $amount } an Sie erstattet
client-ledger-dispute = { $amount } von Ihrer Bank zurückgebucht
client-ledger-dispute-won = { $amount } wieder eingegangen: Ihre Bank hat entschieden
client-ledger-credit-note = { $amount } weniger zu zahlen: Gutschrift { $number }

## Das Dokument

document-title = Rechnung
document-from = Von
document-to = An
document-tax-number = Steuernr./USt-IdNr. { $number }
document-number = Rechnungsnummer
document-issued = Rechnungsdatum
document-due = Fällig am
document-reference = Ihr Zeichen
document-lines = Positionen
document-description = Bezeichnung
document-quantity = Menge
document-unit-price = Einzelpreis
document-discount = Rabatt
document-tax-rate = USt.
document-net = Netto
document-subtotal = Zwischensumme (netto)
document-tax = USt. { $rate } auf { $net }
document-total = Gesamtbetrag

## Die erste Seite

home-owed = Offener Betrag
home-owed-nothing = Nichts
home-next = Als Nächstes zu zahlen
home-next-late = Überfällig

## Tickets zu Rechnungen

# Auf der Seite der Rechnung am Helpdesk.
tickets-about-invoice = Tickets dazu
ticket-about-invoice = Zu Rechnung { $number }
ticket-about-invoice-label = Diese Frage betrifft Rechnung { $number }
ticket-about-invoice-remove = Es geht um etwas anderes

## Die Datei der Rechnungen

csv-customer = Kunde
csv-number = Rechnungsnummer
csv-status = Status
csv-issued = Rechnungsdatum
csv-due = Fällig am
csv-currency = Währung
csv-total = Gesamtbetrag
csv-credited = Gutgeschrieben
csv-paid = Bezahlt
csv-outstanding = Offen
