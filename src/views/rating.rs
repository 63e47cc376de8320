//! A ticket's rating: asked of the client below the thread, and shown on both sides.
//!
//! The question is in the page whatever the ticket's status; the stylesheet shows it when `#ticket-head` says that the ticket is resolved.
//! [`state`] is what moves live: whether it was rated, and how.

use maud::{Markup, html};

use crate::domain::input::{Invalid, Lines};
use crate::domain::rating::{Rating, Reason, Sentiment, Stars};
use crate::domain::ticket::{Status, Ticket};
use crate::views::form::{self, Field};
use crate::views::frame::Frame;
use crate::views::parts;
use crate::views::thread::Thread;
use crate::words::msg::ratings;
use crate::words::{Locale, Msg, nouns};

const SCORE: Field = Field { name: "score", label: ratings::RATING_STARS_FIELD };
const COMMENT: Field = Field { name: "comment", label: ratings::RATING_COMMENT };

/// What stands in the rating's form.
#[derive(Clone, Copy, Default)]
pub struct RatingForm<'a> {
    /// The stars that are chosen.
    pub stars: Option<Stars>,
    /// The reasons that are ticked.
    pub reasons: &'a [Reason],
    /// The comment.
    pub comment: &'a str,
    /// Whether it is open although the ticket is rated: it was asked for, or came back.
    pub open: bool,
    /// What is wrong with it.
    pub problems: &'a [Invalid],
}

/// The question, or the answer with the way to another one.
pub(super) fn section(frame: &Frame<'_>, thread: &Thread<'_>) -> Markup {
    let ticket = thread.ticket;
    html! {
        section id="rating" class="rating" aria-label=(frame.text(ratings::RATING_TITLE)) {
            div role="status" { (state(frame.locale, ticket)) }
            @if !thread.read_only {
                details id="rating-details" class="when-resolved" open[thread.rating.open || !ticket.is_rated()] {
                    summary class="link small" { (frame.text(ratings::RATING_CHANGE)) }
                    (question(frame, thread))
                }
            }
        }
    }
}

/// Whether the last resolution was rated, and how. It is pushed to the clients' pages when that moves.
pub(super) fn state(locale: &Locale, ticket: &Ticket) -> Markup {
    let rated = ticket.is_rated();
    html! {
        div id="rating-state" data-rated=(if rated { "yes" } else { "no" }) {
            @match ticket.last_rating.stars() {
                None => p class="rating-ask" { (locale.text(ratings::RATING_ASK)) },
                Some(given) if !rated => {
                    p class="rating-ask" { (locale.with(ratings::RATING_ASK_AGAIN, &[("stars", given.count().into())])) }
                },
                Some(given) => {
                    (stars(locale, given))
                    @if ticket.status == Status::Resolved { span class="small" { (locale.text(thanks(given))) } }
                },
            }
        }
    }
}

/// Stars to be chosen, and what they mean; what else may be said appears with the first of them.
fn question(frame: &Frame<'_>, thread: &Thread<'_>) -> Markup {
    let form = thread.rating;
    let address = frame.action(&format!("{}/rating", parts::portal_ticket(thread.ticket.number)));
    html! {
        form id="rating-form" method="post" action=(address) data-quiet {
            (form::summary(frame.locale, form.problems, &[SCORE, COMMENT]))
            fieldset class="star-choice" aria-describedby=[form::problem_id(form.problems, SCORE)] {
                legend class="unseen" { (frame.text(ratings::RATING_STARS)) }
                @for stars in Stars::ALL {
                    label {
                        input type="radio" id=[(stars == Stars::ALL[0]).then_some("score")] name="score" value=(stars) required checked[form.stars == Some(stars)]
                            aria-label=(meaning(frame.locale, ratings::RATING_STAR, stars));
                        span class="star" aria-hidden="true" { "★" }
                        span class="star-meaning small" aria-hidden="true" { (frame.text(nouns::stars(stars))) }
                    }
                }
            }
            (form::problem(frame.locale, form.problems, SCORE))
            div class="rating-more" {
                (reasons(frame, &form, Sentiment::Satisfied))
                (reasons(frame, &form, Sentiment::Unsatisfied))
                div class="field" {
                    label for="comment" { (frame.text(ratings::RATING_COMMENT)) }
                    textarea id="comment" name="comment" class="input" rows="2" dir="auto" maxlength=(Lines::MAX)
                        aria-invalid=[form::problem_id(form.problems, COMMENT).map(|_| "true")] aria-describedby=[form::problem_id(form.problems, COMMENT)] { "\n" (form.comment) }
                    (form::problem(frame.locale, form.problems, COMMENT))
                }
                button type="submit" class="button primary" { (frame.text(ratings::RATING_SEND)) }
            }
        }
    }
}

/// Reasons that go with some stars; the stylesheet shows them with those.
fn reasons(frame: &Frame<'_>, form: &RatingForm<'_>, sentiment: Sentiment) -> Markup {
    let (class, legend) = match sentiment {
        Sentiment::Satisfied => ("satisfied", ratings::RATING_WHY_SATISFIED),
        Sentiment::Unsatisfied => ("unsatisfied", ratings::RATING_WHY_UNSATISFIED),
    };
    html! {
        fieldset class={ "reasons " (class) } {
            legend { (frame.text(legend)) }
            div class="chips" {
                @for reason in Reason::of(sentiment) {
                    label class="reason" {
                        input type="checkbox" name="reason" value=(reason) checked[form.reasons.contains(&reason)];
                        span { (frame.text(nouns::reason(reason))) }
                    }
                }
            }
        }
    }
}

/// Stars that were given, as a picture with its name: the whole is said, not each of them.
pub(super) fn stars(locale: &Locale, stars: Stars) -> Markup {
    let given = usize::try_from(stars.count()).unwrap_or(0);
    let all = Stars::ALL.len();
    html! {
        span class="stars" role="img" aria-label=(locale.with(ratings::RATING_OF, &[("stars", stars.count().into())])) data-stars=(stars) {
            ("★".repeat(given)) @if given < all { i { ("★".repeat(all - given)) } }
        }
    }
}

/// A rating in the thread, as it was given then.
pub(super) fn line(locale: &Locale, who: &str, rating: &Rating) -> Markup {
    html! {
        (locale.with(ratings::RATING_LINE, &[("who", who.into())])) " "
        (details(locale, rating))
    }
}

/// What staff see of the rating beside the thread; pushed when the ticket moves.
pub(super) fn panel(locale: &Locale, ticket: &Ticket) -> Markup {
    html! {
        section id="panel-rating" {
            h2 { (locale.text(ratings::RATING_TITLE)) }
            @match ticket.last_rating.rating() {
                None => p class="small quiet" { (locale.text(ratings::RATING_NONE)) },
                Some(rating) => {
                    (details(locale, &rating))
                    @if !ticket.is_rated() { p class="small quiet" { (locale.text(ratings::RATING_BEFORE)) } }
                },
            }
        }
    }
}

/// Stars, reasons and what was said.
pub(super) fn details(locale: &Locale, rating: &Rating) -> Markup {
    html! {
        (stars(locale, rating.stars))
        @if !rating.reasons.is_empty() {
            span class="rating-why" { @for reason in &rating.reasons { span class="chip" { (locale.text(nouns::reason(*reason))) } } }
        }
        @if !rating.comment.is_empty() { span class="rating-said" dir="auto" { (rating.comment) } }
    }
}

/// The stars with what they mean: for those who do not see them.
pub(super) fn meaning(locale: &Locale, msg: Msg, stars: Stars) -> String {
    locale.with(msg, &[("count", stars.count().into()), ("meaning", locale.text(nouns::stars(stars)).into())])
}

/// What is wrong with a rating, in one line for the script.
pub fn in_words(locale: &Locale, problems: &[Invalid]) -> String {
    form::in_words(locale, problems, &[SCORE, COMMENT], false)
}

const fn thanks(stars: Stars) -> Msg {
    match stars.sentiment() {
        Sentiment::Satisfied => ratings::RATING_THANKS,
        Sentiment::Unsatisfied => ratings::RATING_THANKS_UNSATISFIED,
    }
}
