//! Going on at another host in whose browser somebody else is signed in.

use maud::{Markup, html};

use crate::views::frame::Frame;
use crate::views::{icon, layout};
use crate::words::msg::people;

/// Who is to give way to whom.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The address of whoever is signed in here.
    pub here: &'a str,
    /// The address of whoever comes.
    pub incoming: &'a str,
    /// What the link holds.
    pub token: &'a str,
    /// Where to go on.
    pub next: Option<&'a str>,
}

/// Asks before another person is signed out.
pub fn ask(frame: &Frame<'_>, question: &Question<'_>) -> Markup {
    let title = frame.text(people::HANDOVER_TITLE);
    let main = html! {
        div class="gate handover" {
            div class="card empty" {
                span class="empty-picture" { (icon::people()) }
                h1 class="empty-title" { (title) }
                p { (frame.with(people::HANDOVER_TEXT, &[("here", question.here.into()), ("incoming", question.incoming.into())])) }
                form class="choices" method="post" action="/session/handover" {
                    input type="hidden" name="token" value=(question.token);
                    @if let Some(next) = question.next { input type="hidden" name="next" value=(next); }
                    button type="submit" class="button primary" { (frame.with(people::HANDOVER_GO_ON, &[("incoming", question.incoming.into())])) }
                }
                p class="small quiet" { a href="/" { (frame.with(people::HANDOVER_STAY, &[("here", question.here.into())])) } }
            }
        }
    };
    layout::bare(frame, &title, &main)
}
