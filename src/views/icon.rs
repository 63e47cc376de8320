//! Line icons of 24 units, drawn for Frontdesk. Decoration: the words beside them carry the meaning.

use maud::{Markup, html};

fn icon(path: &str) -> Markup {
    html! {
        svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false" { path d=(path) {} }
    }
}

pub(super) fn home() -> Markup {
    icon("M4 11.2 12 4.5l8 6.7V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z")
}

/// Invoices: a paper with a torn edge.
pub(super) fn receipt() -> Markup {
    icon("M6 3.5v17l2-1.4 2 1.4 2-1.4 2 1.4 2-1.4 2 1.4v-17zM9 8h6M9 11.5h6M9 15h3.5")
}

pub(super) fn thread() -> Markup {
    icon(
        "M5 5h14a1.5 1.5 0 0 1 1.5 1.5v8A1.5 1.5 0 0 1 19 16h-6.5L8 20v-4H5a1.5 1.5 0 0 1-1.5-1.5v-8A1.5 1.5 0 0 1 5 5zM8 9h8M8 12h5",
    )
}

pub(super) fn book() -> Markup {
    icon("M12 6.5C10.5 5.2 8.4 4.5 5 4.5v13c3.4 0 5.5.7 7 2 1.5-1.3 3.6-2 7-2v-13c-3.4 0-5.5.7-7 2zm0 0v13")
}

pub(super) fn menu() -> Markup {
    icon("M4.5 7h15M4.5 12h15M4.5 17h15")
}

pub(super) fn plus() -> Markup {
    icon("M12 5v14M5 12h14")
}

pub(super) fn search() -> Markup {
    icon("M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l4.5 4.5")
}

/// Files are attached.
pub(super) fn clip() -> Markup {
    icon("m8.5 12.5 6-6a2.8 2.8 0 0 1 4 4l-8.2 8.2a4.6 4.6 0 0 1-6.5-6.5l7.7-7.7")
}

/// Files in a file.
pub(super) fn archive() -> Markup {
    icon("M4 5h16v4H4zM5.5 9v10.5h13V9M10 12.5h4")
}

/// Something to hear or see.
pub(super) fn play() -> Markup {
    icon("M5 4.5h14v15H5zM10 9l5 3-5 3z")
}

/// Points to where one came from; turned round in right-to-left scripts.
pub(super) fn back() -> Markup {
    html! { span class="flip" { (icon("M14.5 5.5 8 12l6.5 6.5")) } }
}

/// Something moves up.
pub(super) fn up() -> Markup {
    icon("M6.5 14.5 12 9l5.5 5.5")
}

/// A sheet with sums on it.
pub(super) fn invoice() -> Markup {
    icon("M6 3.5h12v17l-2.4-1.5-1.8 1.5-1.8-1.5-1.8 1.5-1.8-1.5L6 20.5zM9 8h6M9 11.5h6M9 15h3.5")
}

/// Projects: a flag on its pole.
pub(super) fn project() -> Markup {
    icon("M6 20.5v-17M6 4.5h11.5l-2.5 4 2.5 4H6")
}

/// Something opens below.
pub(super) fn down() -> Markup {
    icon("M6.5 9.5 12 15l5.5-5.5")
}

pub(super) fn check() -> Markup {
    icon("M5 12.5 10 17.5 19.5 7")
}

pub(super) fn mail() -> Markup {
    icon("M4.5 6h15a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM4 7l8 6 8-6")
}

pub(super) fn chart() -> Markup {
    icon("M4.5 4.5v15h15M8.5 16v-4.5M12.5 16V7.5M16.5 16v-6")
}

pub(super) fn inbox() -> Markup {
    icon("M4 13.5 6.5 5.5h11L20 13.5V18a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM4 13.5h4.5l1.2 2.5h4.6l1.2-2.5H20")
}

pub(super) fn details() -> Markup {
    icon("M4.5 5h15a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM14.5 5v14")
}

pub(super) fn link() -> Markup {
    icon("M9.5 14.5l5-5M11 7l2-2a4.2 4.2 0 0 1 6 6l-2 2M13 17l-2 2a4.2 4.2 0 0 1-6-6l2-2")
}

pub(super) fn leave() -> Markup {
    html! { span class="flip" { (icon("M10 4.5H5.5a1 1 0 0 0-1 1v13a1 1 0 0 0 1 1H10M15 8l4 4-4 4M19 12H9")) } }
}

pub(super) fn gear() -> Markup {
    icon(
        "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3.5v2.5M12 18v2.5M3.5 12H6M18 12h2.5M6 6l1.8 1.8M16.2 16.2 18 18M18 6l-1.8 1.8M7.8 16.2 6 18",
    )
}

pub(super) fn people() -> Markup {
    icon(
        "M9 5.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3.5 19c0-3 2.4-5 5.5-5s5.5 2 5.5 5M15.5 6a3 3 0 0 1 0 5.6M17 14.4c2.1.6 3.5 2.3 3.5 4.6",
    )
}

pub(super) fn cross() -> Markup {
    icon("M6.5 6.5l11 11M17.5 6.5l-11 11")
}

/// Customers: a house with a door.
pub(super) fn company() -> Markup {
    icon("M5 20V5.5a1 1 0 0 1 1-1h7a1 1 0 0 1 1 1V20M14 10h4a1 1 0 0 1 1 1v9M3.5 20h17M8 8.5h3M8 12h3M8 15.5h3")
}

pub(super) fn pen() -> Markup {
    icon("M5 19l.8-3.6L16 5.2a1.4 1.4 0 0 1 2 0l.8.8a1.4 1.4 0 0 1 0 2L8.6 18.2z")
}

pub(super) fn question() -> Markup {
    icon("M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM9.7 9.6a2.4 2.4 0 1 1 3.5 2.2c-.8.4-1.2.9-1.2 1.7M12 16.3v.2")
}

pub(super) fn person() -> Markup {
    icon("M12 4.5a3.75 3.75 0 1 0 0 7.5 3.75 3.75 0 0 0 0-7.5zM4.5 20c0-3.6 3.3-6 7.5-6s7.5 2.4 7.5 6")
}

pub(super) fn eye() -> Markup {
    icon(
        "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4z",
    )
}

pub(super) fn warning() -> Markup {
    icon("M12 4.5 21 19.5H3zM12 10v4.5M12 17v.2")
}

/// Three dots: what else can be done.
pub(super) fn more() -> Markup {
    icon(
        "M4.7 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M11.2 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0M17.7 12a.8.8 0 1 0 1.6 0 .8.8 0 1 0-1.6 0",
    )
}

pub(super) fn bold() -> Markup {
    icon("M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z")
}

pub(super) fn italic() -> Markup {
    icon("M10 5h8M6 19h8M14 5l-4 14")
}

pub(super) fn strike() -> Markup {
    icon("M5 12h14M16.5 8.5C16 6.5 14.3 5.5 12 5.5S7.5 6.6 7.5 8.5M7.5 15.5c.5 2 2.2 3 4.5 3s4.5-1.1 4.5-3")
}

pub(super) fn code() -> Markup {
    icon("M8.5 7 3.5 12l5 5M15.5 7l5 5-5 5")
}

pub(super) fn bullets() -> Markup {
    icon("M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01")
}

pub(super) fn numbers() -> Markup {
    icon("M10 6.5h10M10 12h10M10 17.5h10M4 5l1.5-.8v4.3M4 15.7c.2-1.5 2.6-1.4 2.5.1 0 1-2.3 2-2.5 3.2h2.6")
}

pub(super) fn quote() -> Markup {
    icon("M9.5 7H5v5h4.5zM9.5 12c0 3-1.5 4.5-3.5 5M19 7h-4.5v5H19zM19 12c0 3-1.5 4.5-3.5 5")
}

pub(super) fn code_block() -> Markup {
    icon(
        "M4.5 5h15a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM10 9.5 7.5 12l2.5 2.5M14 9.5l2.5 2.5-2.5 2.5",
    )
}

pub(super) fn rule() -> Markup {
    icon("M3.5 12h17")
}

pub(super) fn table() -> Markup {
    icon("M4 5h16v14H4zM4 10h16M4 14.5h16M12 10v9")
}

pub(super) fn undo() -> Markup {
    icon("M9 7 4.5 11.5 9 16M5 11.5h9.5a4.5 4.5 0 0 1 0 9")
}

pub(super) fn redo() -> Markup {
    icon("M15 7l4.5 4.5L15 16M19 11.5H9.5a4.5 4.5 0 0 0 0 9")
}

/// Something is taken away with the page.
pub(super) fn download() -> Markup {
    icon("M12 4v11M7 10.5 12 15.5l5-5M5 19.5h14")
}

pub(super) fn picture() -> Markup {
    icon(
        "M4.5 5h15a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM3.5 16.5l5-5 4.5 4.5 2.5-2.5 5 4.5M15.5 9.5h.01",
    )
}
