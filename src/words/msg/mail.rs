//! Mails to people. Catalogue: `assets/locales/{language}/mail.ftl`.

super::messages! {
    MAIL_TICKET_SUBJECT = "mail-ticket-subject",
    MAIL_TICKET_HELLO = "mail-ticket-hello",
    MAIL_TICKET_INTRO = "mail-ticket-intro",
    MAIL_TICKET_WROTE = "mail-ticket-wrote",
    MAIL_TICKET_NOTED = "mail-ticket-noted",
    MAIL_TICKET_SOMEBODY = "mail-ticket-somebody",
    MAIL_TICKET_STATUS = "mail-ticket-status",
    MAIL_TICKET_STATUS_BY_TIME = "mail-ticket-status-by-time",
    MAIL_TICKET_ASSIGNED = "mail-ticket-assigned",
    MAIL_TICKET_UNASSIGNED = "mail-ticket-unassigned",
    MAIL_TICKET_FOLLOWED_UP = "mail-ticket-followed-up",
    MAIL_TICKET_LINK = "mail-ticket-link",
    MAIL_TICKET_REASON_CLIENT = "mail-ticket-reason-client",
    MAIL_TICKET_REASON_STAFF = "mail-ticket-reason-staff",
}
