//! Fields of forms, and what is wrong with them: said at the field, and gathered above the form where the focus goes first.

use maud::{Markup, html};

use crate::domain::input::Invalid;
use crate::words::msg::portal;
use crate::words::{Locale, Msg, nouns};

/// A field's name in the form and its label.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: Msg,
}

/// The box above a form that lists what has to be mended, each line a link to its field. It takes the focus.
pub(super) fn summary(locale: &Locale, problems: &[Invalid], fields: &[Field]) -> Markup {
    html! {
        @if !problems.is_empty() {
            div class="notice bad" role="alert" tabindex="-1" autofocus data-problems {
                p { strong { (locale.with(portal::FORM_PROBLEMS, &[("count", problems.len().into())])) } }
                ul {
                    @for invalid in problems {
                        li {
                            @if fields.iter().any(|field| field.name == invalid.field) {
                                a href={ "#" (invalid.field) } { (sentence(locale, invalid, fields)) }
                            } @else {
                                (sentence(locale, invalid, fields))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The id of the line that says what is wrong with a field, for `aria-describedby`; none when nothing is.
pub(super) fn problem_id(problems: &[Invalid], field: Field) -> Option<String> {
    problems.iter().any(|invalid| invalid.field == field.name).then(|| format!("{}-problem", field.name))
}

/// The line under a field that says what is wrong with it.
pub(super) fn problem(locale: &Locale, problems: &[Invalid], field: Field) -> Markup {
    html! {
        @if let Some(invalid) = problems.iter().find(|invalid| invalid.field == field.name) {
            p class="problem" id={ (field.name) "-problem" } { (nouns::problem(locale, &invalid.problem)) }
        }
    }
}

/// Said above a form whose key was used before with another text (409): the text is kept, nothing was sent twice.
pub(super) fn conflict(locale: &Locale, conflict: bool) -> Markup {
    html! {
        @if conflict {
            div class="notice warn" role="alert" tabindex="-1" autofocus {
                p { strong { (locale.text(portal::FORM_CONFLICT_TITLE)) } }
                p { (locale.text(portal::FORM_CONFLICT_TEXT)) }
            }
        }
    }
}

/// What is wrong with a form, in one line: for the script, which says it beside what it could not send.
pub(super) fn in_words(locale: &Locale, problems: &[Invalid], fields: &[Field], conflict: bool) -> String {
    let conflict = conflict.then(|| locale.text(portal::FORM_CONFLICT_TEXT));
    let sentences = problems.iter().map(|invalid| sentence(locale, invalid, fields));
    sentences.chain(conflict).collect::<Vec<_>>().join(" ")
}

fn sentence(locale: &Locale, invalid: &Invalid, fields: &[Field]) -> String {
    let what = nouns::problem(locale, &invalid.problem);
    match fields.iter().find(|field| field.name == invalid.field) {
        Some(field) => {
            locale.with(portal::FORM_PROBLEM, &[("field", locale.text(field.label).into()), ("problem", what.into())])
        }
        None => what,
    }
}
