//! Settings → What roles may do: the table that the verbs ask.

use maud::{Markup, html};

use crate::domain::people::Role;
use crate::domain::rights::Right;
use crate::views::frame::Frame;
use crate::views::icon;
use crate::views::layout::{self, SettingsNav};
use crate::words::msg::settings;
use crate::words::nouns;

/// The page.
pub fn page(frame: &Frame<'_>) -> Markup {
    let own = frame.viewer.map(|viewer| viewer.role);
    // On a phone each right is a card with the roles that may; the roles of ARIA keep it a table there.
    let main = html! {
        p class="quiet" { (frame.text(settings::ROLES_LEAD)) }
        table class="card roles" role="table" {
            caption class="unseen" { (frame.text(settings::ROLES_CAPTION)) }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { (frame.text(settings::ROLES_RIGHT)) }
                    @for &role in Role::ALL {
                        th scope="col" role="columnheader" class=[(own == Some(role)).then_some("own")] {
                            (frame.text(nouns::role(role)))
                            @if own == Some(role) { span class="roles-own" { (frame.text(settings::ROLES_OWN)) } }
                        }
                    }
                }
            }
            tbody role="rowgroup" {
                @for &right in Right::ALL {
                    tr role="row" {
                        th scope="row" role="rowheader" { (frame.text(nouns::right(right))) }
                        @for &role in Role::ALL { (cell(frame, right, role, own == Some(role))) }
                    }
                }
            }
        }
        p class="small quiet" { (frame.text(settings::ROLES_CLIENTS)) }
    };
    layout::settings(frame, &frame.text(settings::SETTINGS_ROLES), SettingsNav::Roles, &main)
}

fn cell(frame: &Frame<'_>, right: Right, role: Role, own: bool) -> Markup {
    let may = role.may(right);
    html! {
        td role="cell" class={ @if may { "may" } @else { "may-not" } @if own { " own" } } {
            @if may {
                (icon::check())
                span class="roles-name" aria-hidden="true" { (frame.text(nouns::role(role))) }
                span class="unseen" { (frame.text(settings::ROLES_YES)) }
            } @else {
                span aria-hidden="true" { "–" }
                span class="unseen" { (frame.text(settings::ROLES_NO)) }
            }
        }
    }
}
