//! Choosing a customer by typing: with the script the list opens while one types (the combobox pattern of the WAI-ARIA Authoring
//! Practices, list autocomplete); without it the server recognises the name, and offers those that fit when several do.
//!
//! A form carries `customer`, the id of what was chosen, and `customer_name`, what stands in the field. The hidden field is enabled by the
//! script alone, which keeps it in step with the text: without it an old id could travel with another name.

use maud::{Markup, html};

use crate::domain::input::Invalid;
use crate::domain::people::Customer;
use crate::domain::rights::Right;
use crate::id::CustomerId;
use crate::views::form::{self, Field};
use crate::views::frame::Frame;
use crate::views::icon;
use crate::words::Msg;
use crate::words::msg::customers;

/// A field in which a customer is chosen.
#[derive(Clone, Copy)]
pub struct Chooser<'a> {
    /// Its id, unique on the page. The first of a form is called `customer`, so that what lists its problems leads there.
    pub id: &'a str,
    /// What stands above it.
    pub label: Msg,
    /// The customer chosen.
    pub customer: Option<CustomerId>,
    /// What stands in it: the chosen one's name, or what was typed.
    pub name: &'a str,
    /// Those that fit what was typed, when it was not clear which one is meant.
    pub candidates: &'a [Customer],
    /// What is wrong with the form.
    pub problems: &'a [Invalid],
    /// What stands below it.
    pub hint: Option<Msg>,
    /// Whether the form needs one.
    pub required: bool,
}

/// The field.
pub fn customer(frame: &Frame<'_>, chooser: &Chooser<'_>) -> Markup {
    let field = Field { name: "customer", label: chooser.label };
    let problem = form::problem_id(chooser.problems, field).map(|_| format!("{}-problem", chooser.id));
    let hint = chooser.hint.map(|_| format!("{}-hint", chooser.id));
    let described: Vec<String> = hint.clone().into_iter().chain(problem.clone()).collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let may_create = frame.viewer.is_some_and(|viewer| viewer.may(Right::ManageCustomers));
    html! {
        div class="field" {
            label for=(chooser.id) { (frame.text(chooser.label)) }
            div class="combo" data-combobox="/desk/customers/options" data-create=[may_create.then_some("/desk/customers/new")] {
                @if chooser.candidates.is_empty() {
                    input type="hidden" name="customer" value=[chooser.customer] disabled;
                }
                input id=(chooser.id) name="customer_name" class="input" type="text" value=(chooser.name) dir="auto" autocomplete="off"
                    spellcheck="false" required[chooser.required] placeholder=(frame.text(customers::CHOOSER_PLACEHOLDER))
                    aria-invalid=[problem.is_some().then_some("true")] aria-describedby=[described];
                button type="button" class="combo-clear" aria-label=(frame.text(customers::CHOOSER_CLEAR)) hidden { (icon::cross()) }
            }
            p class="unseen" role="status" data-combobox-status {}
            @if let (Some(hint), Some(id)) = (chooser.hint, hint) { p class="hint" id=(id) { (frame.text(hint)) } }
            @if let Some(id) = &problem {
                p class="problem" id=(id) {
                    @if let Some(invalid) = chooser.problems.iter().find(|invalid| invalid.field == field.name) {
                        (crate::words::nouns::problem(frame.locale, &invalid.problem))
                    }
                }
                @if chooser.candidates.is_empty() && !chooser.name.is_empty() { (nobody(frame, chooser, may_create)) }
            }
            @if !chooser.candidates.is_empty() { (candidates(frame, chooser)) }
        }
    }
}

/// Which of those that fit is meant.
fn candidates(frame: &Frame<'_>, chooser: &Chooser<'_>) -> Markup {
    html! {
        fieldset class="combo-candidates" data-combobox-candidates {
            legend class="small" { (frame.with(customers::CHOOSER_WHICH, &[("name", chooser.name.into())])) }
            @for customer in chooser.candidates {
                label { input type="radio" name="customer" value=(customer.id); span dir="auto" { (customer.name) } }
            }
        }
    }
}

/// Said when nobody is called that.
fn nobody(frame: &Frame<'_>, chooser: &Chooser<'_>, may_create: bool) -> Markup {
    let query: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("name", chooser.name).finish();
    html! {
        p class="small" data-combobox-candidates {
            (frame.with(customers::CHOOSER_NOBODY, &[("name", chooser.name.into())]))
            @if may_create {
                " " a href={ "/desk/customers/new?" (query) } target="_blank" rel="noopener" { (frame.text(customers::CHOOSER_CREATE)) }
            }
        }
    }
}
