### Dateien, die Menschen mit dem senden, was sie schreiben.

## Dateien wählen, im Formular einer Nachricht

attach = Dateien anhängen
attach-list = Dateien zum Senden
attach-drop = Dateien hier ablegen
attach-limits = Bis zu { $files } Dateien mit je höchstens { $megabytes } MB.
attach-send = { $name } senden

## Was das Skript von ihnen sagt

attach-remove = Entfernen
attach-remove-which = { $name } entfernen
attach-cancel-which = Hochladen von { $name } abbrechen
attach-retry = Noch einmal versuchen
attach-retry-which = { $name } noch einmal hochladen
attach-waiting = Wartet
attach-progress = { $percent } %
attach-progress-which = Hochladen von { $name }
attach-done = { $name } ist angehängt.
attach-lost = Die Verbindung ist unterbrochen. Es geht weiter, wenn sie wieder da ist, oder sofort mit „Noch einmal versuchen“.
attach-held = Ihre Nachricht geht ab, sobald ihre Dateien hochgeladen sind.
attach-failed = Nicht gesendet: Versuchen Sie die markierte Datei noch einmal, oder entfernen Sie sie.
attach-refused = Nicht gesendet: Entfernen Sie zuerst die markierte Datei. Bei ihr steht, was Sie stattdessen tun können.
attach-pasted = Eingefügtes Bild

## Dateien in einem Verlauf

attachments = Angehängte Dateien
attachment-picture = Bild { $name } öffnen
attachment-said = { $kind } · { $size }
attachment-mail = Angehängt: { $name } ({ $said })

## Arten von Dateien

family-picture = Bild
family-pdf = PDF
family-document = Dokument
family-spreadsheet = Tabelle
family-presentation = Präsentation
family-text = Text
family-archive = ZIP-Archiv
family-audio = Audio
family-video = Video

## Größen

size-bytes = { $count } B
size-kilobytes = { $count } KB
size-megabytes = { $count } MB

## Warum eine Datei nicht angenommen wird

attachment-empty = Die Datei ist leer. Bitte wählen Sie eine andere.
attachment-too-large = Die Datei ist größer als { $megabytes } MB. Bitte hängen Sie eine kleinere Fassung an, oder schreiben Sie, wo sie zu finden ist.
attachment-drawing-too-large = Eine Zeichnung darf höchstens { $kilobytes } KB haben. Bitte exportieren Sie sie als PNG oder PDF, und hängen Sie das an.
attachment-not-taken = Dateien dieser Art werden nicht angenommen. Bitte hängen Sie ein Bild, ein PDF, ein Office-Dokument, Text, eine Tabelle, Audio, Video oder ein ZIP-Archiv an.
attachment-mismatch = Der Inhalt der Datei passt nicht zu ihrem Namen, deshalb wurde sie nicht angenommen. Bitte speichern Sie sie in ihrem Programm neu, und hängen Sie das an.
attachment-truncated = Die Datei endet mittendrin. Bitte öffnen Sie sie auf Ihrem Gerät, um zu sehen, ob sie vollständig ist, und hängen Sie sie dann noch einmal an.
attachment-too-many-unsent = Sie haben viele Dateien, die noch nicht gesendet sind. Senden oder entfernen Sie zuerst einige.
attachment-key-in-use = Eine andere Datei wurde an ihrer Stelle hochgeladen. Bitte hängen Sie sie noch einmal an.
attachment-too-many = Eine Nachricht nimmt höchstens { $files } Dateien auf. Bitte senden Sie diese mit Ihrer nächsten Nachricht.
attachment-not-stored = Der Server konnte die Datei gerade nicht speichern. Bitte versuchen Sie es noch einmal.
files-refused = Einige Dateien konnten nicht angehängt werden. Ihr Text und die übrigen Dateien sind noch da.
files-gone = Eine Datei ist nicht mehr da. Bitte hängen Sie sie noch einmal an.

## Das Protokoll

action-attachment-added = Datei hochgeladen
