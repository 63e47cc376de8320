# The desk's dashboard: what waits, what is late, how it stands.

dashboard-title = Übersicht
dashboard-overview = Auf einen Blick
dashboard-greeting = Guten Tag, { $name }
dashboard-mine = Ihre offenen Tickets
dashboard-unassigned = Nicht zugewiesene Tickets
dashboard-open = Alle offenen Tickets
dashboard-outstanding = Offener Betrag
dashboard-outstanding-nothing = Nichts
dashboard-overdue-of = { $amount } überfällig
dashboard-waiting-mine = Wartet auf Sie
dashboard-waiting-mine-all = Alle Ihre
dashboard-waiting-mine-none-title = Nichts wartet auf Sie
dashboard-waiting-mine-none-text = Hier stehen offene Tickets, für die Sie zuständig sind; was am längsten wartet, zuerst.
dashboard-take-one = Ein nicht zugewiesenes übernehmen
dashboard-waiting-nobody = Nicht zugewiesen
dashboard-waiting-nobody-all = Alle davon
dashboard-waiting-nobody-none-title = Jedes Ticket ist zugewiesen
dashboard-waiting-nobody-none-text = Hier stehen neue Tickets, die noch niemand übernommen hat.
dashboard-overdue = Überfällige Rechnungen
dashboard-overdue-all = Alle überfälligen
dashboard-overdue-none = Keine Rechnung ist überfällig.
dashboard-late = { $days ->
    [one] Einen Tag überfällig
   *[other] { $days } Tage überfällig
}
dashboard-misfits = Geld, nach dem man sehen sollte
dashboard-surplus = { $amount } zu viel eingegangen. Erstatten Sie es, oder schreiben Sie eine Gutschrift über das, was damit bezahlt ist.
dashboard-disputed = Die Bank hat eine Zahlung zurückgebucht: Antworten Sie darauf bei Stripe.
dashboard-receivables = Forderungen nach Alter
dashboard-receivables-none = Nichts ist offen. Was Sie senden und was noch nicht bezahlt ist, wird hier danach summiert, wie überfällig es ist.
dashboard-write-invoice = Rechnung schreiben
dashboard-milestones = Überfällige Meilensteine
dashboard-milestones-none = Kein Meilenstein ist überfällig.
dashboard-ratings = Bewertungen der letzten sieben Tage
dashboard-ratings-report = Bericht
dashboard-ratings-none = In den letzten sieben Tagen wurde kein Ticket bewertet.
dashboard-ratings-average = { $average } von 5 Sternen
dashboard-ratings-rated = { $count ->
    [one] aus einer Bewertung
   *[other] aus { $count } Bewertungen
}
dashboard-ratings-unrated = { $count ->
    [one] Ein gelöstes Ticket ist noch nicht bewertet.
   *[other] { $count } gelöste Tickets sind noch nicht bewertet.
}
age-not-due = Noch nicht fällig
age-to-thirty = 1–30 Tage überfällig
age-to-sixty = 31–60 Tage überfällig
age-to-ninety = 61–90 Tage überfällig
age-older = Über 90 Tage überfällig

## The portal’s first page

home-projects = Laufende Projekte
home-projects-title = In Arbeit
home-projects-all = Alle Projekte

## Mails about money that needs a look

mail-misfit-hello = Guten Tag { $name },
mail-surplus-subject = { $amount } zu viel für Rechnung { $number } eingegangen
mail-surplus-intro = für Rechnung { $number } an { $customer } ist eine Zahlung eingegangen; jetzt sind { $amount } mehr bezahlt, als sie verlangt.
mail-surplus-advice = Erstatten Sie den Betrag auf der Seite der Rechnung, oder schreiben Sie eine Gutschrift über das, was damit bezahlt ist.
mail-dispute-subject = Eine Zahlung von { $amount } für Rechnung { $number } wurde zurückgebucht
mail-dispute-intro = die Bank von { $customer } hat { $amount } zurückgebucht, die für Rechnung { $number } gezahlt waren. Die Rechnung verlangt den Betrag wieder, bis die Rückbuchung entschieden ist.
mail-dispute-advice = Antworten Sie rechtzeitig bei Stripe: Ohne Antwort ist der Fall verloren.
mail-misfit-link = Rechnung ansehen
mail-misfit-reason = Sie erhalten diese E-Mail, weil Sie sich um die Rechnungen von { $organisation } kümmern.
