### Bewertungen: um sie bitten, sie zeigen, und der Bericht darüber, wie zufrieden Kunden sind. Die Schlagwörter eines Tickets.

## Die Frage an den Kunden

rating-ask = Wie zufrieden sind Sie?
# Das Ticket war bewertet, bevor es wieder geöffnet wurde; $stars ist eine Zahl von 1 bis 5.
rating-ask-again = Vor dem Wiederöffnen mit { $stars } von 5 bewertet. Wie zufrieden sind Sie diesmal?
rating-stars = Ihre Bewertung
# Was ein Stern, zwei Sterne … bedeuten; wird mit der Zahl zusammen vorgelesen.
rating-star = { $count ->
    [one] Ein Stern: { $meaning }
   *[other] { $count } Sterne: { $meaning }
}
rating-meaning-1 = Sehr schlecht
rating-meaning-2 = Schlecht
rating-meaning-3 = In Ordnung
rating-meaning-4 = Gut
rating-meaning-5 = Ausgezeichnet
rating-why-satisfied = Was war gut?
rating-why-unsatisfied = Was hätte besser sein können?
rating-comment = Noch etwas? (freiwillig)
rating-send = Bewertung senden
rating-change = Bewertung ändern
rating-thanks = Vielen Dank für Ihre Bewertung.
rating-thanks-unsatisfied = Danke, dass Sie es uns sagen. Ist noch etwas offen, antworten Sie unten: Das öffnet das Ticket wieder.
rating-stars-field = Sterne
# Beside a resolved ticket in the list of a client who has not rated it yet.
rating-row = Jetzt bewerten

reason-quick = Schnelle Antwort
reason-solved = Problem gelöst
reason-expert = Kannte die Antwort
reason-clear = Leicht verständlich
reason-friendly = Freundlich
reason-slow = Dauerte zu lange
reason-unsolved = Nicht gelöst
reason-inexpert = Kannte die Antwort nicht
reason-unclear = Schwer verständlich
reason-unfriendly = Unfreundlich

## Was beide Seiten sehen

rating-of = { $stars } von 5 Sternen
rating-title = Bewertung
rating-none = Noch nicht bewertet.
rating-before = Bewertet, bevor es wieder geöffnet wurde.
rating-line = { $who } hat dieses Ticket bewertet

## Was abgelehnt wird

error-not-resolved-title = Dieses Ticket ist nicht gelöst
error-not-resolved-text = Sie können es bewerten, sobald es gelöst ist.
error-rating-stays-title = Dieses Ticket ist geschlossen
error-rating-stays-text = Seine Bewertung bleibt, wie sie ist.

## In E-Mails

mail-rating-ask = Wie zufrieden sind Sie? Wählen Sie Ihre Sterne; gesendet wird erst, wenn Sie auf der Seite bestätigen:
mail-rating-star = { $count ->
    [one] Ein Stern ({ $meaning })
   *[other] { $count } Sterne ({ $meaning })
}
mail-rated = { $name } bewertete das Ticket am { $when } mit { $stars } von 5 Sternen.
mail-tagged = { $name } änderte am { $when } die Schlagwörter in „{ $tags }“.
mail-untagged = { $name } entfernte am { $when } die Schlagwörter.

## Im Protokoll

action-ticket-rated = Ticket bewertet
action-ticket-tagged = Schlagwörter eines Tickets geändert
audited-stars = Sterne

## Die Schlagwörter eines Tickets

tags-title = Schlagwörter
tags-none = Noch keine Schlagwörter.
tags-label = Schlagwörter, durch Kommas getrennt
tags-save = Speichern
tags-line = Schlagwörter von { $who }: { $tags }
tags-line-none = Schlagwörter von { $who } entfernt

## Der Bericht

csat-title = Kundenzufriedenheit
csat-lead = Wie Kunden die Tickets bewertet haben, die vom { $from } bis zum { $until } gelöst wurden.
csat-empty-title = In diesem Zeitraum wurde nichts gelöst
csat-empty-text = Sobald ein Ticket gelöst ist, wird der Kunde gefragt, wie zufrieden er ist: auf der offenen Seite und per E-Mail. Hier sehen Sie, was Kunden sagen, nach Monat, Agent und Schlagwort.
csat-average = Durchschnitt
csat-average-of = von 5
csat-average-text = Nur bewertete Tickets zählen.
csat-satisfied = Zufrieden
csat-satisfied-text = Mit vier oder fünf Sternen bewertet.
csat-rated = Bewertet
csat-rated-text = { $percent } % der gelösten.
csat-unrated = Noch nicht bewertet
csat-unrated-text = Gelöst, und der Kunde hat bisher nichts gesagt.
csat-percent = { $percent } %
csat-nothing = –
csat-distribution = Sterne
csat-distribution-text = Ein Balken für jede Zahl von Sternen: wie viele Bewertungen sie haben. Die Zahlen stehen neben den Balken.
csat-months = Nach Monat
csat-months-text = Ein Balken für jeden Monat: der Durchschnitt seiner Bewertungen, bis fünf. Die Zahlen stehen in der Tabelle darunter.
csat-month = Monat
csat-agents = Nach Agent
csat-agents-text = Wem das Ticket zugewiesen war, als es gelöst wurde.
csat-agent = Agent
csat-nobody = Niemand
csat-tags = Nach Schlagwort
csat-tags-none = Keines dieser Tickets hat ein Schlagwort. Schlagwörter gibt man neben einem Ticket.
csat-tag = Schlagwort
csat-remarks = Was Kunden gesagt haben
csat-remarks-none = Noch hat niemand mehr als Sterne gegeben.
csat-remark-by = { $name } ({ $customer }) zu „{ $subject }“
csat-count = Bewertungen
csat-first = Die ersten { $count }. Die CSV-Datei enthält alle.
csat-all = Alle Bewertungen als CSV
csat-column-ticket = Ticket
csat-column-subject = Betreff
csat-column-customer = Kunde
csat-column-by = Bewertet von
csat-column-stars = Sterne
csat-column-reasons = Gründe
csat-column-comment = Kommentar
csat-column-at = Bewertet am

## Auf der Seite eines Kunden

csat-customer = Bewertungen
csat-customer-average = { $average } von 5, aus { $count ->
    [one] einer Bewertung
   *[other] { $count } Bewertungen
}
csat-customer-none = Noch wurde kein Ticket bewertet.
csat-customer-unrated = { $count ->
    [one] Ein gelöstes Ticket ist noch nicht bewertet.
   *[other] { $count } gelöste Tickets sind noch nicht bewertet.
}
