//! What more than one area says: statuses, roles, short times. Catalogue: `assets/locales/{language}/common.ftl`.

super::messages! {
    STATUS_OPEN = "status-open",
    STATUS_PENDING = "status-pending",
    STATUS_RESOLVED = "status-resolved",
    STATUS_CLOSED = "status-closed",
    SOURCE_PORTAL = "source-portal",
    SOURCE_EMAIL = "source-email",
    SOURCE_DESK = "source-desk",
    SOURCE_WIDGET = "source-widget",
    SOURCE_API = "source-api",
    ROLE_ADMIN = "role-admin",
    ROLE_MANAGER = "role-manager",
    ROLE_AGENT = "role-agent",
    ROLE_VIEWER = "role-viewer",
    ROLE_CLIENT = "role-client",
    TIME_NOW = "time-now",
    TIME_MINUTES = "time-minutes",
}
