//! Fields of forms, and what is wrong with them: said at the field, and gathered above the form where the focus goes first.

use maud::{Markup, html};

use crate::domain::input::Invalid;
use crate::words::msg::portal;
use crate::words::{Locale, Msg, Zone, nouns};

/// A field's name in the form and its label.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
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

/// A field of one line: its label, a hint below it, and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    /// `text`, `email`, `password`, `tel`, `number` …
    pub(super) kind: &'static str,
    pub(super) value: &'a str,
    pub(super) required: bool,
    pub(super) autocomplete: Option<&'static str>,
    pub(super) hint: Option<Msg>,
}

impl<'a> Input<'a> {
    /// A line of text.
    pub(super) const fn text(value: &'a str) -> Self {
        Self { kind: "text", value, required: false, autocomplete: None, hint: None }
    }

    /// An e-mail address.
    pub(super) const fn email(value: &'a str) -> Self {
        Self { kind: "email", autocomplete: Some("email"), ..Self::text(value) }
    }

    /// A password that is chosen now; what was typed never comes back.
    pub(super) const fn new_password(hint: Msg) -> Self {
        Self {
            kind: "password",
            autocomplete: Some("new-password"),
            hint: Some(hint),
            required: true,
            ..Self::text("")
        }
    }

    /// The password one has.
    pub(super) const fn password() -> Self {
        Self { kind: "password", autocomplete: Some("current-password"), required: true, ..Self::text("") }
    }

    pub(super) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    pub(super) const fn hint(self, hint: Msg) -> Self {
        Self { hint: Some(hint), ..self }
    }

    pub(super) const fn autocomplete(self, autocomplete: &'static str) -> Self {
        Self { autocomplete: Some(autocomplete), ..self }
    }
}

/// A field of one line.
pub(super) fn input(locale: &Locale, problems: &[Invalid], field: Field, input: Input<'_>) -> Markup {
    let is_plain = matches!(input.kind, "email" | "password" | "tel" | "url");
    html! {
        (around(locale, problems, field, input.hint, &html! {
            input id=(field.name) name=(field.name) class="input" type=(input.kind) value=(input.value) required[input.required]
                autocomplete=[input.autocomplete] dir=[(!is_plain).then_some("auto")]
                autocapitalize=[is_plain.then_some("none")] spellcheck=[is_plain.then_some("false")]
                aria-invalid=[problem_id(problems, field).map(|_| "true")] aria-describedby=[described_by(problems, field, input.hint)];
        }))
    }
}

/// A field of several lines.
pub(super) fn area(locale: &Locale, problems: &[Invalid], field: Field, value: &str, hint: Option<Msg>) -> Markup {
    around(
        locale,
        problems,
        field,
        hint,
        &html! {
            textarea id=(field.name) name=(field.name) class="input" rows="4" dir="auto"
                aria-invalid=[problem_id(problems, field).map(|_| "true")] aria-describedby=[described_by(problems, field, hint)] { (value) }
        },
    )
}

/// A choice among these values, each with its name.
pub(super) fn select(
    locale: &Locale,
    problems: &[Invalid],
    field: Field,
    (value, choices): (&str, &[(String, String)]),
    hint: Option<Msg>,
) -> Markup {
    around(
        locale,
        problems,
        field,
        hint,
        &html! {
            select id=(field.name) name=(field.name) class="input"
                aria-invalid=[problem_id(problems, field).map(|_| "true")] aria-describedby=[described_by(problems, field, hint)] {
                @for (choice, name) in choices { option value=(choice) selected[choice == value] { (name) } }
            }
        },
    )
}

/// A time zone, found as one types: the browser offers every one there is.
pub(super) fn zone(locale: &Locale, problems: &[Invalid], field: Field, value: &str, hint: Option<Msg>) -> Markup {
    let list = format!("{}-choices", field.name);
    around(
        locale,
        problems,
        field,
        hint,
        &html! {
            input id=(field.name) name=(field.name) class="input" type="text" value=(value) list=(list) autocomplete="off"
                autocapitalize="none" spellcheck="false" dir="ltr"
                aria-invalid=[problem_id(problems, field).map(|_| "true")] aria-describedby=[described_by(problems, field, hint)];
            datalist id=(list) { @for zone in Zone::all() { option value=(zone) {} } }
        },
    )
}

/// The label above a control, and the hint and the problem below it.
pub(super) fn around(
    locale: &Locale,
    problems: &[Invalid],
    field: Field,
    hint: Option<Msg>,
    control: &Markup,
) -> Markup {
    html! {
        div class="field" {
            label for=(field.name) { (locale.text(field.label)) }
            (control)
            @if let Some(hint) = hint { p class="hint" id={ (field.name) "-hint" } { (locale.text(hint)) } }
            (problem(locale, problems, field))
        }
    }
}

/// The ids of what describes a field, for `aria-describedby`.
pub(super) fn described_by(problems: &[Invalid], field: Field, hint: Option<Msg>) -> Option<String> {
    let hint = hint.map(|_| format!("{}-hint", field.name));
    let ids: Vec<String> = hint.into_iter().chain(problem_id(problems, field)).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// Said above a form that a rule refused: the reason in words, and what to do. It takes the focus.
pub(super) fn refused(reason: Option<&str>) -> Markup {
    html! {
        @if let Some(reason) = reason {
            div class="notice bad" role="alert" tabindex="-1" autofocus data-refused { p { (reason) } }
        }
    }
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
