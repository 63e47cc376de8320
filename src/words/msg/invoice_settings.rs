//! Settings → Invoices. Catalogue: `assets/locales/{language}/invoice_settings.ftl`.

super::messages! {
    INVOICE_SETTINGS_TITLE = "invoice-settings-title",
    INVOICE_SETTINGS_ROUNDING = "invoice-settings-rounding",
    INVOICE_SETTINGS_ROUNDING_TEXT = "invoice-settings-rounding-text",
    INVOICE_SETTINGS_ROUNDING_NEW = "invoice-settings-rounding-new",
    INVOICE_SETTINGS_ROUNDING_TOTAL_EXAMPLE = "invoice-settings-rounding-total-example",
    INVOICE_SETTINGS_ROUNDING_LINE_EXAMPLE = "invoice-settings-rounding-line-example",
    INVOICE_SETTINGS_PAYING = "invoice-settings-paying",
    INVOICE_SETTINGS_PARTS = "invoice-settings-parts",
    INVOICE_SETTINGS_PARTS_HINT = "invoice-settings-parts-hint",
    INVOICE_SETTINGS_WAYS = "invoice-settings-ways",
    INVOICE_SETTINGS_WAYS_HINT = "invoice-settings-ways-hint",
    INVOICE_SETTINGS_NUMBERS = "invoice-settings-numbers",
    INVOICE_SETTINGS_NUMBERS_TEXT = "invoice-settings-numbers-text",
    INVOICE_SETTINGS_NUMBERS_CHANGE = "invoice-settings-numbers-change",
    INVOICE_SETTINGS_YES = "invoice-settings-yes",
    INVOICE_SETTINGS_NO = "invoice-settings-no",
    TAX_ROUNDING_TOTAL = "tax-rounding-total",
    TAX_ROUNDING_LINE = "tax-rounding-line",
}
