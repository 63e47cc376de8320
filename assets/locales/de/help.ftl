### Die Hilfe und die Vorschläge.

help-title = Hilfe
help-search = In der Hilfe suchen
help-search-placeholder = Beschreiben Sie es mit Ihren Worten
help-search-submit = Suchen
help-tags = Themen
help-categories = Kategorien
help-in-category = Artikel in { $category }
help-all = Alle Artikel
help-tagged = Artikel zu „{ $tag }“
help-results = Ergebnisse für „{ $query }“
help-clear = Alle anzeigen
help-more = Weitere Artikel
help-empty-title = Hier steht noch nichts
help-empty-text = Artikel erscheinen hier, sobald sie veröffentlicht sind.
help-no-results-title = Kein passender Artikel
help-no-results-text = Versuchen Sie es mit anderen oder weniger Wörtern. Oder fragen Sie uns: Wir helfen gern.
help-back = Hilfe
help-related = Mehr zum Thema
help-updated = Aktualisiert am { $date }
help-source = Quelle:
help-still = Noch Fragen?
help-solved = Schön, dass das geholfen hat!
help-solved-text = Es wurde kein Ticket geöffnet.

## Ob ein Artikel geholfen hat

vote-question = War das hilfreich?
vote-yes = Ja
vote-no = Nein
vote-thanks = Vielen Dank. Sie können Ihre Antwort jederzeit ändern.
vote-comment = Was hat Ihnen gefehlt?
vote-comment-hint = Diese Angabe ist freiwillig. Unser Team liest sie.
vote-comment-send = Senden

## Die Seitenleiste neben dem Formular eines neuen Tickets

help-drawer = Hilfeartikel
help-drawer-solved = Das hat geholfen
help-drawer-close = Ich brauche noch Hilfe

## Vorschläge unter dem Betreff

suggestion-title = Vielleicht ist das schon die Antwort
suggestion-look = Nach passenden Artikeln suchen
