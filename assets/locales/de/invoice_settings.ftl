# Einstellungen → Rechnungen.

invoice-settings-title = Rechnungen
invoice-settings-rounding = Rundung der USt.
invoice-settings-rounding-text = Die USt. ergibt selten ganze Cent. Wo gerundet wird, macht einen Cent Unterschied; viele Länder lassen Ihnen die Wahl. Halbe werden immer aufgerundet.
invoice-settings-rounding-new = Gesendete Rechnungen bleiben, wie sie sind; Entwürfe und neue folgen Ihrer Wahl.
# $each ist, was eine Position netto kostet, $net, was alle kosten, $line die USt. einer Position, $tax die USt. aller.
invoice-settings-rounding-total-example = Die USt. wird einmal je Steuersatz berechnet, auf die Summe seiner Positionen. { $count } Positionen zu { $each } mit { $rate } ergeben { $net }, und ihre USt. beträgt { $tax }.
invoice-settings-rounding-line-example = Die USt. wird bei jeder Position berechnet, und die USt. der Rechnung ist, was die Positionen zeigen. { $count } Positionen zu { $each } mit { $rate } tragen je { $line }, das macht { $tax }.
invoice-settings-paying = Bezahlen
invoice-settings-parts = Kunden dürfen einen Teil einer Rechnung mit Karte zahlen
invoice-settings-parts-hint = Sie wählen, wie viel. Was sie nicht zahlen, bleibt offen.
invoice-settings-ways = Weitere Zahlungswege
invoice-settings-ways-hint = Etwa Ihre Bankverbindung. Kunden lesen sie bei jeder Rechnung, die nicht bezahlt ist, mit der Nummer für den Verwendungszweck.
invoice-settings-numbers = Nummern und Zahlungsbedingungen
# $number ist die erste Nummer, die es gibt, $count das Zahlungsziel in Tagen.
invoice-settings-numbers-text = Nummern sehen so aus: { $number }. { $count ->
    [0] Rechnungen sind sofort fällig.
    [one] Kunden haben einen Tag Zeit zum Zahlen.
   *[other] Kunden haben { $count } Tage Zeit zum Zahlen.
}
invoice-settings-numbers-change = Unter Unternehmen ändern
invoice-settings-yes = ja
invoice-settings-no = nein
tax-rounding-total = Einmal für die Rechnung
tax-rounding-line = Bei jeder Position
