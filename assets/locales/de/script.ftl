### Was das Skript im Browser sagt. Es füllt die Variablen selbst ein und kennt keine Pluralformen: hier keine Auswahl.

## Die Verbindung

connection-lost = Verbindung wird wiederhergestellt… nichts geht verloren

## Nachrichten unterwegs

outbox-sending = Wird gesendet…
outbox-sent = Gesendet
outbox-seen = Gelesen
outbox-retry = Erneut senden
outbox-edit = Bearbeiten

## Der Verlauf

messages-new = Neue Nachrichten
typing-one = { $who } schreibt…
typing-many = { $who } schreiben…
typing-note = { $who } schreibt eine Notiz…
presence-one = { $who } ist hier
presence-many = { $who } sind hier

## Kurze Zeiten in Listen, wie time-now und time-minutes sie sagen

moment-now = jetzt
moment-minutes = { $count } Min.

## Anfragen

request-refused = Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.
request-unreachable = Der Server antwortet nicht. Nichts wurde geändert; bitte versuchen Sie es noch einmal.
request-kept = Bei uns ist etwas ausgefallen. Ihr Text bleibt erhalten und wird von selbst noch einmal gesendet.
request-repeated = Der Server antwortet noch nicht. Ihr Text bleibt erhalten und wird von selbst noch einmal gesendet.

## Vorschläge

suggestions-found = Vorgeschlagene Artikel: { $count }. Wählen Sie mit den Pfeiltasten.

## Einen Kunden beim Tippen wählen

combobox-found = Gefundene Kunden: { $count }. Wählen Sie mit den Pfeiltasten.
combobox-many = Die ersten { $count } Kunden; tippen Sie weiter, um die Auswahl einzugrenzen. Wählen Sie mit den Pfeiltasten.
combobox-none = Kein Kunde passt zu „{ $name }“.
combobox-create = In einem neuen Tab anlegen
tags-found = Gefundene Schlagwörter: { $count }. Wählen Sie mit den Pfeiltasten.

## Einen Link kopieren

copy-done = Kopiert.
copy-failed = Das hat nicht geklappt. Markieren Sie den Text und kopieren Sie ihn selbst.

## Die Farbe des Unternehmens

colour-contrast = Kontrast von Text darauf: { $ratio } : 1

## Der Editor für Artikel

article-kept = Noch nicht gespeichert. Ihr Entwurf bleibt erhalten.
article-kept-here = Der Server antwortet nicht. Ihr Entwurf bleibt in diesem Browser erhalten.
article-newer = Inzwischen hat jemand eine neuere Version gespeichert. Beim Speichern sehen Sie beide.
article-others = { $who } hat diesen Artikel auch geöffnet.
article-too-large = Der Text ist größer als { $count } KB. Er bleibt in diesem Browser erhalten; kürzen Sie ihn, um ihn zu speichern.
article-restored = Was Sie noch nicht gespeichert hatten, ist wieder da, aus diesem Browser.
article-discard = Verwerfen
article-markdown-only = Dieser Text enthält etwas, das der Editor nicht zeigen kann. Er bleibt Markdown, damit nichts verloren geht.
article-rich = Zurück zum Editor
article-tag-remove = { $tag } entfernen
