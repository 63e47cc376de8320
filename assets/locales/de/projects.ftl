# Projekte, am Desk und im Portal.

## Status, Fächer und Rechte

project-status-planned = Geplant
project-status-active = Aktiv
project-status-on-hold = Pausiert
project-status-completed = Abgeschlossen
project-status-cancelled = Abgebrochen
project-shelf-current = Aktuell
project-shelf-over = Beendet
project-shelf-archived = Archiviert
right-read-projects = Projekte mit ihren Meilensteinen und Neuigkeiten sehen
right-manage-projects = Projekte beginnen und ändern, Meilensteine abhaken, Neuigkeiten schreiben

## Listen

project-list = Projekte
project-new = Neues Projekt
project-search = Projekte suchen
project-search-placeholder = Name, Beschreibung oder Kunde
project-search-submit = Suchen
project-filter = Projekte anzeigen
project-filter-only = Nur Projekte von { $name }.
project-filter-clear = Die aller Kunden anzeigen
project-more = Weitere Projekte
project-over = Abgeschlossen und abgebrochen
project-over-all = { $count ->
    [one] Zeigen
   *[other] Alle { $count } zeigen
}
project-overdue = Überfällig
# Unter dem Namen in einer Liste: was als Nächstes kommt.
project-next = Als Nächstes: { $title }
project-next-due = Als Nächstes: { $title }, fällig am { $day }
project-next-overdue = Als Nächstes: { $title }, war fällig am { $day }
project-due = Fällig am { $day }
project-none-title = Noch keine Projekte
project-none-text = Ein Projekt zeigt Ihren Kunden, wie weit es ist: seine Meilensteine, seine Neuigkeiten und was als Nächstes kommt.
project-none-viewer-text = Projekte stehen hier, sobald jemand eines beginnt.
project-none-client-text = Jedes Projekt, das mit Ihnen vereinbart ist, steht hier: wie weit es ist und was als Nächstes kommt.
project-none-current-title = Zurzeit läuft nichts
project-none-current-text = Was für Sie gemacht wurde, steht unten.
project-none-over-title = Noch ist nichts beendet
project-none-over-text = Projekte stehen hier, sobald sie abgeschlossen sind.
project-none-here-title = Hier ist nichts
project-none-here-text = Kein Projekt hat diesen Status.
project-not-found-title = Kein Projekt enthält „{ $query }“
project-not-found-text = Versuchen Sie es mit dem Namen oder einem Teil davon, oder mit dem Namen des Kunden.
project-all-of-customer = { $count ->
    [one] Ein Projekt
   *[other] Alle { $count } Projekte
}
project-none-of-customer = Noch kein Projekt.

## Ein Projekt

project-progress = Fortschritt
project-progress-milestones = { $count ->
    [one] { $done } von einem Meilenstein erledigt
   *[other] { $done } von { $count } Meilensteinen erledigt
}
project-progress-no-milestones = Noch keine Meilensteine.
project-progress-by-hand = Von Hand gesetzt, unabhängig von den Meilensteinen.
project-progress-by-organisation = Nach der Schätzung von { $organisation }.
project-starts-on = Beginn
project-due-on = Fällig
project-timeline = Zeitplan
project-team = Ihr Team
project-ask = Frage zu diesem Projekt
project-tickets = Tickets dazu
project-tickets-client = Ihre Fragen dazu
project-history = Was getan wurde
project-members = Mitglieder
project-members-none = Noch niemand.
project-archived = Archiviert
project-archived-text = Es ist archiviert: Ihr Kunde sieht es nicht, und nichts daran kann geändert werden.
project-gone = Dieses Projekt ist nicht mehr hier.
timeline-starts = Projekt beginnt
timeline-due = Projekt fällig
timeline-today = Heute
timeline-update = Neuigkeit von { $name }

## Meilensteine

milestones = Meilensteine
milestones-none = Noch keine Meilensteine. Fügen Sie unten den ersten hinzu: Ihr Kunde sieht ihn sofort.
milestones-none-client = Noch keine Meilensteine.
milestone-title = Meilenstein
milestone-due-on = Fällig
milestone-add = Meilenstein hinzufügen
milestone-due = Fällig am { $day }
milestone-no-day = Ohne Datum
milestone-done-on = Erledigt am { $day }
milestone-done-by = Erledigt am { $day } von { $name }
milestone-overdue = Überfällig
milestone-state-done = Erledigt
milestone-state-open = Nicht erledigt
# Was ein Bildschirmleser vom Kästchen sagt, das abgehakt wird.
milestone-tick = Erledigt: { $title }
milestone-up = Nach oben: { $title }
milestone-down = Nach unten: { $title }
milestone-edit = Bearbeiten: { $title }
milestone-edit-title = Meilenstein bearbeiten
milestone-remove = Diesen Meilenstein entfernen
milestone-remove-text = Er verschwindet auch bei Ihrem Kunden. Das Protokoll behält, wie er hieß.

## Neuigkeiten

updates = Neuigkeiten
updates-none = Noch keine Neuigkeiten.
updates-none-client = Noch keine Neuigkeiten. Sie werden hier stehen.
updates-older = Ältere Neuigkeiten
update-body = Was gibt es Neues?
update-body-hint = Markdown wird verstanden: **fett**, *kursiv*, Listen, [Links](https://…).
update-post = Neuigkeit veröffentlichen
update-who-reads = Die Portalbenutzer von { $name } sehen sie sofort und erhalten sie per E-Mail.
update-edited = bearbeitet
update-edit = Die Neuigkeit von { $name } bearbeiten
update-edit-title = Neuigkeit bearbeiten
update-delete = Diese Neuigkeit löschen
update-delete-text = Sie verschwindet auch bei Ihrem Kunden. Das Protokoll behält, was darin stand.

## Status eines Projekts

project-status = Status
project-start = Beginnen
project-resume = Fortsetzen
project-reopen = Wieder aufnehmen
project-plan = Zurück in Planung
project-hold = Pausieren
project-complete = Abschließen
project-cancel = Projekt abbrechen

## Das Formular

project-edit = Bearbeiten
project-edit-title = Projekt bearbeiten
project-customer = Kunde
project-customer-hint = Seine Portalbenutzer sehen das Projekt im Portal.
project-name = Name
project-description = Beschreibung
project-description-hint = Worum es geht. Ihr Kunde liest es.
project-way-milestones = Aus den Meilensteinen
project-way-hand = Von Hand gesetzt
project-percent = Prozent erledigt
project-percent-hint = Von 0 bis 100; gilt, wenn es von Hand gesetzt wird.
project-members-hint = Ihr Kunde sieht ihre Namen.
project-no-customers = Ein Projekt gehört zu einem Kunden, und noch gibt es keinen.
project-create = Projekt beginnen
project-save = Speichern
project-cancel-edit = Abbrechen
project-overtaken-title = Jemand hat es inzwischen gespeichert
project-overtaken-text = Von Ihnen ist noch nichts gespeichert. Vergleichen Sie und speichern Sie dann noch einmal, um es durch Ihres zu ersetzen.
project-overtaken-theirs = Was jetzt dort steht
project-removal = Archivieren oder löschen
project-archive = Archivieren
project-archive-text = Ihr Kunde sieht es nicht mehr. Sie finden es in der Liste der archivierten Projekte.
project-delete = Löschen
project-delete-text = Löscht ein Projekt, an dem nichts hängt. Eines mit Meilensteinen, Neuigkeiten oder Tickets wird stattdessen archiviert.
project-restore = Wiederherstellen
project-restore-text = Danach sieht Ihr Kunde es wieder, wie es war.

## Was getan wurde

done-project-saved = Gespeichert.
done-project-archived = Archiviert. Ihr Kunde sieht es nicht mehr.
done-project-archived-instead = An diesem Projekt hängt etwas, deshalb wurde es archiviert statt gelöscht.
done-project-restored = Es ist wieder da.
done-project-deleted = Gelöscht.
done-milestone-removed = Der Meilenstein ist entfernt.
done-update-deleted = Die Neuigkeit ist gelöscht.

## Was nicht stimmt

field-due-before-start = Das liegt vor dem Beginn. Wählen Sie denselben Tag oder einen späteren.
error-project-move-title = Dieser Wechsel geht nicht
error-project-move-text = Von seinem jetzigen Status aus kann das Projekt diesen nicht bekommen. Vielleicht hat es inzwischen jemand geändert.
error-project-is-over-title = Das Projekt ist beendet
error-project-is-over-text = Nehmen Sie es zuerst wieder auf.
error-project-archived-title = Das Projekt ist archiviert
error-project-archived-text = Stellen Sie es zuerst wieder her.
error-project-customer-archived-title = Der Kunde ist archiviert
error-project-customer-archived-text = Stellen Sie zuerst den Kunden wieder her, oder wählen Sie einen anderen.
error-project-too-many-milestones-title = Zu viele Meilensteine
error-project-too-many-milestones-text = Dieses Projekt hat so viele, wie es haben darf. Entfernen Sie zuerst einen.

## Tickets zu einem Projekt

ticket-about-project = Projekt: { $name }
ticket-about-project-label = Zum Projekt { $name }
ticket-about-project-remove = Es geht um etwas anderes

## E-Mails

mail-update-subject = { $organisation }: Neues zu Ihrem Projekt „{ $project }“
mail-update-intro = es gibt Neues zu „{ $project }“.
mail-update-wrote = { $name } schrieb:
mail-update-link = Zum Projekt
mail-update-reason = Sie erhalten diese E-Mail, weil { $organisation } für Ihr Unternehmen an diesem Projekt arbeitet. In Ihrem Profil wählen Sie, welche E-Mails Sie bekommen.

## Die Prüfliste: Warum sehen sie es nicht?

cause-project-elsewhere-title = Das Projekt „{ $name }“ gehört zu { $customer }
cause-project-elsewhere-text = Nur die Portalbenutzer dieses Kunden sehen es. Ändern Sie den Kunden des Projekts, wenn es hierher gehört.
cause-project-archived-title = Das Projekt „{ $name }“ ist archiviert
cause-project-archived-text = Im Portal sieht es niemand, bis es wiederhergestellt ist.
finding-project-title = Der Kunde sieht das Projekt „{ $name }“
finding-project-text = Es steht unter Projekte: { $status }.
remedy-open-project = Projekt öffnen

## Das Protokoll

audit-group-projects = Projekte
action-project-added = Projekt begonnen
action-project-changed = Projekt geändert
action-project-status = Status des Projekts geändert
action-project-archived = Projekt archiviert
action-project-restored = Projekt wiederhergestellt
action-project-deleted = Projekt gelöscht
action-milestone-added = Meilenstein hinzugefügt
action-milestone-changed = Meilenstein geändert
action-milestone-done = Meilenstein erledigt
action-milestone-reopened = Meilenstein wieder offen
action-milestones-ordered = Meilensteine geordnet
action-milestone-removed = Meilenstein entfernt
action-update-posted = Neuigkeit veröffentlicht
action-update-edited = Neuigkeit bearbeitet
action-update-deleted = Neuigkeit gelöscht
audited-description = Beschreibung
audited-starts-on = Beginn
audited-progress = Fortschritt
audited-project = Projekt
audited-members = Mitglieder
audited-milestone = Meilenstein
audited-milestones = Meilensteine
