### Die Berichte, und was sie neben ein Ticket stellen.

reports = Berichte

## Was Vorschläge und Artikel bewirkt haben

deflection-title = Was Artikel beantwortet haben
deflection-lead = Wie oft ein Artikel ein Ticket ersetzt hat, vom { $from } bis zum { $until }.
deflection-period = Zeitraum
deflection-last-days = { $count } Tage
deflection-from = Von
deflection-until = Bis
deflection-show = Anzeigen
deflection-empty-title = In diesem Zeitraum gibt es nichts zu zählen
deflection-empty-text = Während Kunden tippen, wobei sie Hilfe brauchen, werden Artikel vorgeschlagen. Hier sehen Sie, wie oft sie angezeigt und geöffnet wurden, wie oft einer die Frage gelöst hat und wann trotzdem ein Ticket gesendet wurde; was Kunden über Artikel sagen; und wonach sie vergeblich gesucht haben.

deflection-funnel = Von der Frage zur Antwort
step-shown = Angezeigt
step-shown-text = Artikel wurden vorgeschlagen, während ein Kunde tippte, was er braucht.
step-opened = Geöffnet
step-opened-text = Der Kunde hat mindestens einen davon geöffnet.
step-solved = Gelöst
step-solved-text = Der Kunde hat gesagt, dass seine Frage beantwortet ist. Ein Ticket war nicht nötig.
step-submitted = Trotzdem gesendet
step-submitted-text = Der Kunde hat ein Ticket gesendet, nachdem er die Vorschläge gesehen hatte.
deflection-share = { $percent } % der angezeigten
deflection-left = { $count ->
    [one] Einmal wurde die Seite ohne ein Wort verlassen: weder gelöst noch gesendet.
   *[other] { $count }-mal wurde die Seite ohne ein Wort verlassen: weder gelöst noch gesendet.
}
deflection-unanswered = { $count ->
    [one] Ein Ticket wurde gesendet, ohne dass es einen passenden Artikel gab.
   *[other] { $count } Tickets wurden gesendet, ohne dass es einen passenden Artikel gab.
}

deflection-trend = Verlauf
deflection-trend-text = Balken nach Tag oder Woche: Fragen, zu denen Artikel angezeigt wurden, davon gelöste, davon trotzdem gesendete. Die Zahlen stehen in der Tabelle darunter.
deflection-trend-numbers = Die Zahlen
deflection-trend-top = höchstens { $count }
deflection-day = Tag
deflection-week = Woche ab

deflection-by-article = Nach Artikel
deflection-by-tag = Nach Schlagwort
deflection-article = Artikel
deflection-tag = Schlagwort
deflection-views = Gelesen
deflection-helpful = Hilfreich
deflection-unhelpful = Nicht hilfreich
deflection-no-tags = Keiner der angezeigten Artikel hat ein Schlagwort.
deflection-first = Die ersten { $count }. Die CSV-Datei enthält alle.
deflection-csv = CSV
deflection-csv-of = { $table }: als CSV herunterladen

comments-title = Was Kunden in Artikeln gefehlt hat
comment-by = { $name } zu „{ $article }“

searches-title = Vergeblich gesucht
searches-lead = Suchen, die keinen Artikel fanden, und Fragen, die ohne einen gesendet wurden. Wie Kunden sie getippt haben: nur für Ihr Team.
searches-query = Gesucht
searches-count = Anzahl
searches-customers = Kunden
searches-last = Zuletzt
searches-actions = Was zu tun ist
searches-write = Diesen Artikel schreiben
searches-write-of = Artikel zu „{ $query }“ schreiben
searches-dismiss = Ausblenden
searches-dismiss-of = „{ $query }“ ausblenden
searches-bring-back = Zurückholen
searches-bring-back-of = „{ $query }“ zurückholen
searches-none = Jede Suche in diesem Zeitraum hat etwas gefunden.
searches-none-dismissed = Nach nichts Ausgeblendetem wurde in diesem Zeitraum gesucht.
searches-show-dismissed = Ausgeblendete anzeigen
searches-show-rest = Nicht ausgeblendete anzeigen

## Neben einem Ticket

read-before = Vor der Frage gelesen
read-before-opened = Geöffnet
read-before-shown = Angezeigt
