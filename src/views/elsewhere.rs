//! What people read when a form was made for another organisation than the one they are in now: they went on there in another tab.
//! Nothing of what they typed is lost.

use maud::{Markup, html};

use crate::domain::session::Affiliation;
use crate::views::frame::Frame;
use crate::views::{icon, layout};
use crate::words::Msg;
use crate::words::msg::{people, portal, session};

/// A form that was refused.
#[derive(Clone, Debug)]
pub struct Elsewhere<'a> {
    /// The organisation it was made for; none when the reader is not in it.
    pub made_for: Option<&'a Affiliation>,
    /// The address of the page on which it stood, when it is known.
    pub back_to: String,
    /// What was typed: the fields' names and their texts.
    pub texts: &'a [(String, String)],
}

/// The page: what happened, what was typed, and the way back.
pub fn page(frame: &Frame<'_>, elsewhere: &Elsewhere<'_>) -> Markup {
    let title = match elsewhere.made_for {
        Some(made_for) => {
            frame.with(people::ELSEWHERE_TITLE, &[("organisation", made_for.organisation.as_str().into())])
        }
        None => frame.text(people::ELSEWHERE_TITLE_UNNAMED),
    };
    let now = frame.name();
    let main = html! {
        div class="narrow" data-elsewhere {
            div class="card elsewhere" {
                h1 { (title) }
                p { (frame.with(people::ELSEWHERE_TEXT, &[("organisation", now.into())])) }
                @if !elsewhere.texts.is_empty() {
                    p class="quiet" { (frame.text(people::ELSEWHERE_KEPT)) }
                    @for (at, (name, text)) in elsewhere.texts.iter().enumerate() { (typed(frame, at, name, text)) }
                }
                div class="tools" {
                    @if let Some(made_for) = elsewhere.made_for {
                        form method="post" action="/organisation" {
                            input type="hidden" name="organisation" value=(made_for.slug);
                            @if !elsewhere.back_to.is_empty() { input type="hidden" name="next" value=(elsewhere.back_to); }
                            button type="submit" class="button primary" { (icon::back()) (back(frame, made_for)) }
                        }
                    }
                    a class="button" href="/" { (frame.with(people::ELSEWHERE_STAY, &[("organisation", now.into())])) }
                }
            }
        }
    };
    layout::bare(frame, &title, &main)
}

/// The same for the script: what happened, and the words on the way back.
pub fn in_words(frame: &Frame<'_>, elsewhere: &Elsewhere<'_>) -> (String, Option<String>) {
    let said = frame.with(people::ELSEWHERE_SAID, &[("organisation", frame.name().into())]);
    (said, elsewhere.made_for.map(|made_for| back(frame, made_for)))
}

fn back(frame: &Frame<'_>, made_for: &Affiliation) -> String {
    frame.with(people::ELSEWHERE_BACK, &[("organisation", made_for.organisation.as_str().into())])
}

/// A text to be read and copied.
fn typed(frame: &Frame<'_>, at: usize, name: &str, text: &str) -> Markup {
    let id = format!("typed-{at}");
    let rows = text.lines().count().clamp(1, 12);
    html! {
        div class="field" {
            label for=(id) { (frame.text(label(name))) }
            textarea id=(id) class="input" rows=(rows) readonly dir="auto" { "\n" (text) }
        }
    }
}

/// What the fields are called in which people write most.
fn label(name: &str) -> Msg {
    match name {
        "subject" => portal::TICKET_NEW_SUBJECT,
        "body" => portal::COMPOSER_LABEL,
        "email" => session::SESSION_EMAIL,
        _ => people::ELSEWHERE_FIELD,
    }
}
