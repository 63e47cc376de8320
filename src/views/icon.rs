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

pub(super) fn thread() -> Markup {
    icon(
        "M5 5h14a1.5 1.5 0 0 1 1.5 1.5v8A1.5 1.5 0 0 1 19 16h-6.5L8 20v-4H5a1.5 1.5 0 0 1-1.5-1.5v-8A1.5 1.5 0 0 1 5 5zM8 9h8M8 12h5",
    )
}

pub(super) fn book() -> Markup {
    icon("M12 6.5C10.5 5.2 8.4 4.5 5 4.5v13c3.4 0 5.5.7 7 2 1.5-1.3 3.6-2 7-2v-13c-3.4 0-5.5.7-7 2zm0 0v13")
}

pub(super) fn plus() -> Markup {
    icon("M12 5v14M5 12h14")
}

pub(super) fn search() -> Markup {
    icon("M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l4.5 4.5")
}

/// Points to where one came from; turned round in right-to-left scripts.
pub(super) fn back() -> Markup {
    html! { span class="flip" { (icon("M14.5 5.5 8 12l6.5 6.5")) } }
}

pub(super) fn check() -> Markup {
    icon("M5 12.5 10 17.5 19.5 7")
}

pub(super) fn mail() -> Markup {
    icon("M4.5 6h15a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM4 7l8 6 8-6")
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

pub(super) fn warning() -> Markup {
    icon("M12 4.5 21 19.5H3zM12 10v4.5M12 17v.2")
}
