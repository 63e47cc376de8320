//! What the script in the browser says; the layout hands these to it as templates (`Locale::template`). Catalogue: `assets/locales/{language}/script.ftl`.

super::messages! {
    CONNECTION_LOST = "connection-lost",
    OUTBOX_SENDING = "outbox-sending",
    OUTBOX_SENT = "outbox-sent",
    OUTBOX_SEEN = "outbox-seen",
    OUTBOX_RETRY = "outbox-retry",
    OUTBOX_EDIT = "outbox-edit",
    MESSAGES_NEW = "messages-new",
    TYPING_ONE = "typing-one",
    TYPING_MANY = "typing-many",
    TYPING_NOTE = "typing-note",
    PRESENCE_ONE = "presence-one",
    PRESENCE_MANY = "presence-many",
    MOMENT_NOW = "moment-now",
    MOMENT_MINUTES = "moment-minutes",
    REQUEST_REFUSED = "request-refused",
    REQUEST_UNREACHABLE = "request-unreachable",
    REQUEST_REPEATED = "request-repeated",
    SUGGESTIONS_FOUND = "suggestions-found",
    DRAWER_SOLVED = "drawer-solved",
}
