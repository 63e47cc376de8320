# Bringing customers in from a file: choosing it, what its columns hold, what would come of it, what came of it.

import-customers-title = Kunden importieren
import-customers-intro = Wählen Sie eine CSV-Datei aus Ihrer Tabellenkalkulation oder einem anderen Programm. Gespeichert wird erst, nachdem Sie gesehen haben, was daraus wird.
import-customers-file = Datei
import-customers-file-hint = Bis zu 100.000 Zeilen und 32 MB. Komma, Semikolon oder Tabulator; UTF-8, UTF-16 oder Windows-1252.
import-customers-look = Ansehen
import-customers-rules = Wie Kunden wiedererkannt werden
import-customers-rule-id = Haben Zeile und Kunde eine ID, entscheidet diese. Ein Export enthält für jeden eine.
import-customers-rule-email = Sonst, wenn beide eine E-Mail-Adresse haben, diese.
import-customers-rule-name = Sonst der Name, ohne Groß- und Kleinschreibung und Akzente.
import-customers-rule-empty = Eine leere Zelle ändert nichts. Ein Kunde, der zweimal in der Datei steht, wird einmal übernommen, aus der ersten Zeile.
import-customers-too-large = Diese Datei ist größer als 32 MB. Teilen Sie sie auf mehrere auf.
import-customers-nothing-chosen = Wählen Sie zuerst eine Datei.

## What would come of it

import-customers-preview = Was daraus würde
import-customers-preview-text = Noch ist nichts gespeichert. Geben Sie an, was die Spalten enthalten, und sehen Sie sich die ersten Zeilen an.
import-customers-columns = Spalten
import-customers-column = In der Datei
import-customers-sample = Zum Beispiel
import-customers-holds = Enthält
import-customers-holds-of = „{ $head }“ enthält
import-customers-unnamed = Spalte { $number }
import-customers-nothing = Wird nicht importiert
import-customers-existing = Kunden, die es schon gibt
import-customers-existing-change = Ändern
import-customers-existing-keep = Lassen, wie sie sind
import-customers-again = Neu ansehen
import-customers-would = { $total ->
    [one] Eine Zeile
   *[other] { $total } Zeilen
}: { $added } neu, { $changed } zu ändern, { $unchanged } bleiben, wie sie sind, { $refused } nicht übernommen
import-customers-first = Die ersten Zeilen
import-customers-row = Zeile
import-customers-customer = Kunde
import-customers-fate = Was geschieht
import-customers-fate-add = Wird angelegt
import-customers-fate-change = Wird geändert
import-customers-fate-same = Nichts Neues
import-customers-fate-keep = Bleibt, wie er ist
import-customers-changes = Ändert: { $columns }
import-customers-run = { $count ->
    [one] Einen Kunden importieren
   *[other] { $count } Kunden importieren
}
import-customers-none = So kann keine Zeile übernommen werden.
import-customers-other = Eine andere Datei wählen
import-customers-refused = { $count ->
    [one] Eine Zeile wird nicht übernommen
   *[other] { $count } Zeilen werden nicht übernommen
}
import-customers-refused-file = Zeilen zum Korrigieren, als Datei
import-customers-refused-some = Die ersten { $count } davon:
import-customers-why = Warum
import-customers-why-not = Warum sie nicht übernommen wurde
import-customers-failed-name = kunden-zu-korrigieren

## What came of it

import-customers-running = Wird importiert
import-customers-progress = { $taken } von { $total } Zeilen
import-customers-running-text = Sie können diese Seite verlassen: Es geht von selbst weiter.
import-customers-refresh = Sehen, wie weit es ist
import-customers-done = Importiert
import-customers-done-added = { $count ->
    [0] Kein Kunde wurde angelegt.
    [one] Ein Kunde wurde angelegt.
   *[other] { $count } Kunden wurden angelegt.
}
import-customers-done-changed = { $count ->
    [0] Kein Kunde wurde geändert.
    [one] Ein Kunde wurde geändert.
   *[other] { $count } Kunden wurden geändert.
}
import-customers-done-unchanged = { $count ->
    [one] Einer blieb, wie er war.
   *[other] { $count } blieben, wie sie waren.
}
import-customers-done-refused = { $count ->
    [one] Eine Zeile wurde nicht übernommen. Korrigieren Sie sie in der Datei unten und importieren Sie diese.
   *[other] { $count } Zeilen wurden nicht übernommen. Korrigieren Sie sie in der Datei unten und importieren Sie diese.
}
import-customers-to-list = Zu den Kunden

## What columns hold

import-customers-column-id = ID
import-customers-column-postal-code = Postleitzahl
import-customers-column-city = Ort
import-customers-column-country = Land

## Why a file cannot be read

customer-file-empty = In dieser Datei steht nichts.
customer-file-not-text = Das ist keine Textdatei. Speichern Sie sie in Ihrer Tabellenkalkulation als CSV.
customer-file-too-many = Die Datei hat mehr als 100.000 Zeilen. Teilen Sie sie auf mehrere auf.
customer-file-no-column = Keine Spalte sagt, um welchen Kunden es in einer Zeile geht. Wählen Sie, welche den Namen, die E-Mail-Adresse oder die ID enthält.
customer-file-two-columns = Zwei Spalten sollen dasselbe enthalten: { $column }. Wählen Sie eine davon.
customer-file-open-quote = Ein Anführungszeichen, das in Zeile { $row } geöffnet wird, wird nie geschlossen. Bitte schließen Sie es, oder verdoppeln Sie es, wo es zum Text gehört.
customer-file-broken = Eine Zeile ist beschädigt und lässt sich nicht lesen.

## Why a row is not taken

customer-row-too-long = { $column }: mehr als { $max } Zeichen
customer-row-not-an-address = E-Mail: keine Adresse
customer-row-nobody = Weder Name noch E-Mail-Adresse noch ID
customer-row-no-name = Ein neuer Kunde braucht einen Namen
customer-row-twice = Steht schon in Zeile { $row }
customer-row-several = Mehrere Kunden heißen so; eine ID würde sie unterscheiden
customer-row-archived = Dieser Kunde ist archiviert: Stellen Sie ihn zuerst wieder her
action-customers-imported = Kunden aus einer Datei importiert
