//! What staff write about a customer, for each other.

use super::messages;

messages! {
    NOTE_LIST = "note-list",
    NOTE_NONE = "note-none",
    NOTE_NEW = "note-new",
    NOTE_HINT = "note-hint",
    NOTE_SAVE = "note-save",
    NOTE_EDIT = "note-edit",
    NOTE_EDIT_OF = "note-edit-of",
    NOTE_DELETE = "note-delete",
    NOTE_CHANGED = "note-changed",
    NOTE_UNDO = "note-undo",
    DONE_NOTED = "done-noted",
    DONE_NOTE_DELETED = "done-note-deleted",
    DONE_NOTE_RESTORED = "done-note-restored",
    ACTION_CUSTOMER_NOTED = "action-customer-noted",
    ACTION_NOTE_CHANGED = "action-note-changed",
    ACTION_NOTE_DELETED = "action-note-deleted",
    ACTION_NOTE_RESTORED = "action-note-restored",
}
