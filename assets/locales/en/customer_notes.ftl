# What staff write about a customer, for each other.

note-list = Notes
note-none = What colleagues should know about this customer. Clients never see it.
note-new = New note
note-hint = For staff only.
note-save = Add note
note-edit = Edit note
note-edit-of = Edit the note of { $when }
note-delete = Delete note
note-changed = changed { $when }
note-undo = Undo
done-noted = Note added.
done-note-deleted = Note deleted.
done-note-restored = The note is back.
action-customer-noted = Note about a customer written
action-note-changed = Note about a customer changed
action-note-deleted = Note about a customer deleted
action-note-restored = Note about a customer brought back
