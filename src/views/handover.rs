//! Going on at another host, where nobody is signed in yet, or somebody else.

use maud::{Markup, html};

use crate::views::frame::Frame;
use crate::views::{icon, layout};
use crate::words::msg::people;

/// Who comes, and who is to give way.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The address of whoever is signed in here.
    pub here: Option<&'a str>,
    /// The address of whoever comes.
    pub incoming: &'a str,
    /// What the link holds.
    pub token: &'a str,
    /// Where to go on.
    pub next: Option<&'a str>,
}

/// Asks before somebody is signed in here, or another person out.
pub fn ask(frame: &Frame<'_>, question: &Question<'_>) -> Markup {
    let incoming = ("incoming", question.incoming.into());
    let (title, text) = match question.here {
        None => (
            frame.text(people::HANDOVER_ARRIVE_TITLE),
            frame.with(people::HANDOVER_ARRIVE_TEXT, std::slice::from_ref(&incoming)),
        ),
        Some(here) => (
            frame.text(people::HANDOVER_TITLE),
            frame.with(people::HANDOVER_TEXT, &[("here", here.into()), incoming.clone()]),
        ),
    };
    let main = html! {
        div class="gate handover" {
            div class="card empty" {
                span class="empty-picture" { (icon::people()) }
                h1 class="empty-title" { (title) }
                p { (text) }
                form class="choices" method="post" action="/session/handover" {
                    input type="hidden" name="token" value=(question.token);
                    @if let Some(next) = question.next { input type="hidden" name="next" value=(next); }
                    button type="submit" class="button primary" { (frame.with(people::HANDOVER_GO_ON, &[incoming])) }
                }
                @if let Some(here) = question.here {
                    p class="small quiet" { a href="/" { (frame.with(people::HANDOVER_STAY, &[("here", here.into())])) } }
                }
            }
        }
    };
    layout::bare(frame, &title, &main)
}
