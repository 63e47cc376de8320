# The desk's dashboard: what waits, what is late, how it stands.

dashboard-title = Übersicht
dashboard-overview = Auf einen Blick
dashboard-greeting = Hallo { $name }
dashboard-mine = Ihre offenen Tickets
dashboard-unassigned = Ohne Zuständige
dashboard-open = Alle offenen Tickets
dashboard-outstanding = Ausstehend
dashboard-outstanding-nothing = Nichts
dashboard-overdue-of = { $amount } überfällig
dashboard-waiting-mine = Wartet auf Sie
dashboard-waiting-mine-all = Alle Ihre
dashboard-waiting-mine-none-title = Nichts wartet auf Sie
dashboard-waiting-mine-none-text = Hier stehen offene Tickets, für die Sie zuständig sind; was am längsten wartet, zuerst.
dashboard-take-one = Eines ohne Zuständige nehmen
dashboard-waiting-nobody = Wartet auf irgendwen
dashboard-waiting-nobody-all = Alle davon
dashboard-waiting-nobody-none-title = Für jedes Ticket ist jemand zuständig
dashboard-waiting-nobody-none-text = Hier stehen neue Tickets, die noch niemand übernommen hat.
dashboard-overdue = Überfällige Rechnungen
dashboard-overdue-all = Alle überfälligen
dashboard-overdue-none = Keine Rechnung ist überfällig.
dashboard-late = { $days ->
    [one] Einen Tag überfällig
   *[other] { $days } Tage überfällig
}
dashboard-misfits = Geld, das einen Blick braucht
dashboard-surplus = { $amount } zu viel eingegangen. Zahlen Sie es zurück, oder schreiben Sie eine Gutschrift für das, was es bezahlt.
dashboard-disputed = Die Bank hat eine Zahlung zurückgeholt: Antworten Sie bei Stripe auf die Anfechtung.
dashboard-receivables = Forderungen nach Alter
dashboard-receivables-none = Nichts steht aus. Was Sie verschicken und was noch nicht bezahlt ist, wird hier nach Fälligkeit zusammengezählt.
dashboard-write-invoice = Eine Rechnung schreiben
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

mail-misfit-hello = Hallo { $name },
mail-surplus-subject = { $amount } zu viel für Rechnung { $number } eingegangen
mail-surplus-intro = Für Rechnung { $number } an { $customer } ist eine Zahlung eingegangen; jetzt ist { $amount } mehr bezahlt, als sie verlangt.
mail-surplus-advice = Zahlen Sie es auf der Seite der Rechnung zurück, oder schreiben Sie eine Gutschrift für das, was es bezahlt.
mail-dispute-subject = Eine Zahlung von { $amount } für Rechnung { $number } wird angefochten
mail-dispute-intro = Die Bank von { $customer } hat { $amount } zurückgeholt, die für Rechnung { $number } bezahlt waren. Die Rechnung verlangt sie wieder, bis die Anfechtung entschieden ist.
mail-dispute-advice = Antworten Sie bei Stripe rechtzeitig auf die Anfechtung: Ohne Antwort ist sie verloren.
mail-misfit-link = Die Rechnung ansehen
mail-misfit-reason = Sie erhalten diese E-Mail, weil Sie sich um die Rechnungen von { $organisation } kümmern.
