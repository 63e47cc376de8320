//! A link to be handed on by hand, shown once.

use maud::{Markup, html};

use crate::views::frame::Frame;
use crate::words::Msg;
use crate::words::msg::settings;

/// A read-only field with the link, and a button that copies it. Without scripts the field is copied from as any text.
pub(super) fn link(frame: &Frame<'_>, label: Msg, url: &str) -> Markup {
    html! {
        div class="field" {
            label for="copied-link" { (frame.text(label)) }
            div class="joined" data-copy {
                input id="copied-link" class="input" type="text" readonly value=(url) dir="ltr" spellcheck="false" autofocus;
                button type="button" class="button" hidden { (frame.text(settings::COPY)) }
            }
            p class="unseen" role="status" data-copy-status {}
        }
    }
}
