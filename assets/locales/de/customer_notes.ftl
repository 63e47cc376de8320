# What staff write about a customer, for each other.

note-list = Notizen
note-none = Was das Team über diesen Kunden wissen sollte. Kunden sehen es nie.
note-new = Neue Notiz
note-hint = Nur für das Team.
note-save = Notiz hinzufügen
note-edit = Notiz bearbeiten
note-edit-of = Notiz vom { $when } bearbeiten
note-delete = Notiz löschen
note-changed = geändert { $when }
note-undo = Rückgängig
done-noted = Notiz hinzugefügt.
done-note-deleted = Notiz gelöscht.
done-note-restored = Die Notiz ist wieder da.
action-customer-noted = Notiz über einen Kunden geschrieben
action-note-changed = Notiz über einen Kunden geändert
action-note-deleted = Notiz über einen Kunden gelöscht
action-note-restored = Notiz über einen Kunden zurückgeholt
