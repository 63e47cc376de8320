### Rechnungen auf Papier. Beträge, Sätze und Tage sind schon geschrieben.

pdf-title = Rechnung { $number }
pdf-title-draft = Rechnungsentwurf
# Quer über der Seite einer Rechnung, die noch nicht gesendet wurde.
pdf-draft = Entwurf
# Quer über der Seite einer Rechnung, die zurückgenommen wurde.
pdf-void = Storniert
pdf-paid = Bezahlt
# Über Name und Anschrift des Kunden.
pdf-to = Rechnung an

pdf-number = Rechnungsnummer
pdf-issued = Rechnungsdatum
pdf-due = Fällig am
pdf-reference = Ihr Zeichen
pdf-tax-number = Steuernr./USt-IdNr. { $number }

## Die Tabelle

pdf-description = Bezeichnung
pdf-quantity = Menge
pdf-price = Einzelpreis
pdf-discount = Rabatt
pdf-tax = USt.
pdf-net = Netto
pdf-empty = Es gibt noch keine Positionen.

## Die Summen

pdf-subtotal = Zwischensumme (netto)
pdf-tax-at-rate = USt. { $rate } auf { $net }
pdf-total = Gesamtbetrag
pdf-payment = Zahlung vom { $day }
pdf-refund = Erstattung vom { $day }
pdf-dispute = Rückbuchung vom { $day }
pdf-dispute-won = Rückbuchung aufgehoben am { $day }
pdf-credit = Gutschrift vom { $day }
pdf-credit-note = Gutschrift { $number } vom { $day }
pdf-surplus = Zu viel gezahlt
pdf-to-pay = Zahlbetrag

## Darunter

pdf-terms = Zahlungsbedingungen
pdf-ways = Weitere Zahlungswege
pdf-page = Seite { $page } von { $pages }

## Am Helpdesk, zum Dokument

pdf-unshown = Das PDF zeigt leere Kästchen statt der Zeichen, die in seinen Schriften fehlen: { $characters }
