### Artikel am Helpdesk: die Liste, der Editor, die Versionen.

## Die Liste

articles-title = Artikel
articles-new = Neuer Artikel
articles-search = Artikel suchen
articles-search-placeholder = Wörter aus dem Titel
articles-search-submit = Suchen
articles-filter = Welche Artikel
articles-filter-category = Kategorie
articles-filter-tag = Schlagwort
articles-filter-any = Alle
articles-order = Sortierung
articles-order-changed = Zuletzt geändert
articles-order-title = Titel
articles-apply = Anwenden
articles-clear = Filter aufheben
articles-export = Alle herunterladen
articles-more = Weitere Artikel
articles-imported = importiert
articles-none-title = Noch keine Artikel
articles-none-text = Was Kunden immer wieder fragen, beantworten Sie am besten einmal, hier. Veröffentlichte Artikel erscheinen in der Hilfe und während jemand einen Betreff tippt.
articles-not-found-title = Kein Artikel passt
articles-not-found-text = Versuchen Sie es mit weniger Wörtern oder weniger Filtern.

## Ein Artikel am Helpdesk

article-edit = Bearbeiten
article-publish = Veröffentlichen
article-unpublish = Zurückziehen
article-preview = Als Kunde ansehen
article-open = In der Hilfe öffnen
article-revisions = Versionen
article-lessons = Was er gelernt hat
article-delete = Löschen
article-delete-title = Diesen Entwurf löschen
article-delete-text = Löschen ist endgültig, samt allen Versionen.
article-delete-refused = Ein veröffentlichter Artikel kann nicht gelöscht werden. Ziehen Sie ihn zuerst zurück.
article-hidden-draft = Kunden sehen diesen Artikel nicht: Er ist ein Entwurf.
article-hidden-internal = Kunden sehen diesen Artikel nicht: Er ist nur für das Team.
article-empty = Noch ist nichts geschrieben.
article-about = Details
article-category = Kategorie
article-tags = Schlagwörter
article-slug = Adresse
article-visibility = Sichtbarkeit
article-status = Status
article-changed = Geändert
article-source = Quelle

## Eine Vorschau

preview-title = Das sehen Kunden.
preview-draft = Das sehen Kunden, sobald der Artikel veröffentlicht ist.
preview-internal = Dieser Artikel ist nur für das Team. Kunden sähen das hier.
preview-back = Zurück zum Artikel

## Der Editor

editor-new = Neuer Artikel
editor-title = { $title } bearbeiten
editor-title-label = Titel
editor-body-label = Text
editor-body-hint = In Markdown geschrieben: # Überschrift, **fett**, - Liste.
editor-slug-label = Adresse
editor-slug-hint = Was in Links zum Artikel steht. Bleibt das Feld leer, entsteht sie aus dem Titel.
editor-category-label = Kategorie
editor-tags-label = Schlagwörter
editor-tags-hint = Wörter, unter die er gehört, durch Kommas getrennt.
editor-visibility-label = Sichtbarkeit
editor-save = Entwurf speichern
editor-save-published = Speichern
editor-publish = Speichern und veröffentlichen
editor-unpublish = Speichern und zurückziehen
editor-cancel = Schließen
editor-restored = Was Sie noch nicht gespeichert hatten, steht im Formular, Stand { $when }.
editor-discard = Verwerfen
editor-others = { $who } hat diesen Artikel auch geöffnet.
editor-stale-title = { $who } hat inzwischen eine neuere Version gespeichert
editor-stale-title-unknown = Inzwischen wurde eine neuere Version gespeichert
editor-stale-text = Von Ihrem Text ist nichts verloren: Er steht im Formular unten. Die Markierungen zeigen, was das Speichern an der neueren Version ändern würde. Speichern Sie ihn als neue Version darüber, oder bearbeiten Sie ihn zuerst weiter.
editor-stale-theirs = Neuere Version öffnen
editor-stale-save = Meinen Text darüber speichern

## Die Werkzeugleiste

tool-bar = Formatierung
tool-heading-2 = Überschrift
tool-heading-3 = Kleinere Überschrift
tool-heading-4 = Kleinste Überschrift
tool-heading-2-short = H2
tool-heading-3-short = H3
tool-heading-4-short = H4
tool-bold = Fett (Strg+B)
tool-italic = Kursiv (Strg+I)
tool-strike = Durchgestrichen
tool-code = Code (Strg+E)
tool-bullets = Liste
tool-numbers = Nummerierte Liste
tool-quote = Zitat
tool-code-block = Codeblock
tool-picture = Bild
tool-rule = Trennlinie
tool-link = Link (Strg+K)
tool-table = Tabelle
tool-undo = Rückgängig (Strg+Z)
tool-redo = Wiederholen (Strg+Y)
tool-markdown = Markdown
tool-table-bar = Tabelle
tool-row-above = Zeile darüber
tool-row-below = Zeile darunter
tool-row-delete = Zeile löschen
tool-column-before = Spalte davor
tool-column-after = Spalte danach
tool-column-delete = Spalte löschen
tool-table-delete = Tabelle löschen

## Der Dialog für einen Link

link-title = Link
link-address = Adresse
link-hint = https://…, eine E-Mail-Adresse oder /help/…
link-wrong = Bitte geben Sie eine Adresse an, die mit https://, http://, mailto: oder / beginnt.
link-set = Link setzen
link-remove = Link entfernen
link-cancel = Abbrechen

## Der Dialog für ein Bild

picture-title = Bild
picture-alt = Was das Bild zeigt
picture-alt-hint = Für alle, die es nicht sehen können: ein Satz, oder nichts bei reinem Schmuck.
picture-insert = Einfügen
picture-cancel = Abbrechen
picture-refused = Das lässt sich nicht verwenden. Bilder sind PNG, JPEG, GIF, WebP oder SVG mit höchstens 5 MB.

## Versionen

revisions-title = Versionen von „{ $title }“
revisions-number = Version { $number }
revisions-now = Wie er jetzt ist
revisions-none-title = Noch keine Versionen
revisions-none-text = Sobald der Artikel gespeichert wird, bleibt sein jetziger Stand erhalten.
revisions-more = Ältere Versionen
revision-title = Version { $number } von „{ $title }“
revision-first = Dies ist die erste Version.
revision-since = Was sich seit Version { $number } geändert hat. Neues ist unterstrichen, Weggefallenes durchgestrichen.
revision-restore = Diesen Text wiederherstellen
revision-restore-text = Er wird eine neue Version; wer den Artikel lesen darf, bleibt gleich.
revision-same = Der Text ist derselbe.
revision-skipped = { $count ->
    [one] { $count } Zeile unverändert
   *[other] { $count } Zeilen unverändert
}
revision-earlier = Früher
revision-later = Später
articles-views = { $count ->
    [one] Einmal gelesen
   *[other] { $count }-mal gelesen
}
articles-helpful = { $helpful } von { $count } fanden ihn hilfreich
articles-solved = { $count ->
    [one] Hat eine Frage gelöst
   *[other] Hat { $count } Fragen gelöst
}
