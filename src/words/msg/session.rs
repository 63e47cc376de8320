//! Signing in and out, and where an error page leads. Catalogue: `assets/locales/{language}/session.ftl`.

super::messages! {
    SESSION_TITLE = "session-title",
    SESSION_EMAIL = "session-email",
    SESSION_PASSWORD = "session-password",
    SESSION_SIGN_IN = "session-sign-in",
    SESSION_SIGN_OUT = "session-sign-out",
    SESSION_ACCOUNT = "session-account",
    SESSION_FORGOTTEN = "session-forgotten",
    SESSION_PROFILE = "session-profile",
    SESSION_WRONG = "session-wrong",
    SESSION_TOO_MANY = "session-too-many",
    SESSION_DEMO_TITLE = "session-demo-title",
    SESSION_DEMO_TEXT = "session-demo-text",
    SESSION_DEMO_SEES = "session-demo-sees",
    SESSION_DEMO_PORTAL = "session-demo-portal",
    SESSION_DEMO_DESK = "session-demo-desk",
    ERROR_PAGE_STATUS = "error-page-status",
    ERROR_PAGE_AGAIN = "error-page-again",
    ERROR_PAGE_TO_HOME = "error-page-to-home",
    ERROR_PAGE_TO_DESK = "error-page-to-desk",
    ERROR_PAGE_TO_HELP = "error-page-to-help",
}
