//! A field of rich text: Markdown, which the form sends and which stands there without scripts, and the place of the rich editor with its
//! tools, which a script puts in the Markdown's place.

use maud::{Markup, html};

use crate::domain::input::Invalid;
use crate::views::form::{self, Field};
use crate::views::frame::Frame;
use crate::views::{icon, layout};
use crate::words::Msg;
use crate::words::msg::{articles, error};

/// What becomes of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pictures {
    /// They stand in the text, where they are placed.
    Placed,
    /// They go with it, as every file does.
    Attached,
}

/// What stands in the field, and around it.
#[derive(Clone, Copy)]
pub(super) struct RichField<'a> {
    /// Markdown.
    pub(super) value: &'a str,
    /// What is said of it while it is shown as Markdown.
    pub(super) hint: Msg,
    /// Lines that the Markdown shows at first.
    pub(super) rows: u8,
    /// Whether it must say something.
    pub(super) is_required: bool,
    /// What becomes of pictures.
    pub(super) pictures: Pictures,
}

/// The field; one to a page. Its form says in `data-rendering` where a script gets the HTML that the editor shows.
pub(super) fn field(frame: &Frame<'_>, problems: &[Invalid], field: Field, rich: &RichField<'_>) -> Markup {
    let locale = frame.locale;
    let class = match rich.pictures {
        Pictures::Placed => "input code",
        Pictures::Attached => "input",
    };
    html! {
        div class="field editor-field" {
            label for=(field.name) id="body-label" { (frame.text(field.label)) }
            div class="editor" id="editor" data-scripts=(layout::EDITOR.map(|script| frame.asset(script)).join(" ")) hidden {
                div class="toolbars" { (toolbar(frame, rich.pictures)) }
                div id="editor-surface" class="editor-surface prose" {}
            }
            // A line break right after the tag is not part of the text.
            textarea id=(field.name) name=(field.name) class=(class) rows=(rich.rows) dir="auto" spellcheck="true" required[rich.is_required]
                aria-invalid=[form::problem_id(problems, field).map(|_| "true")] aria-describedby=[form::described_by(problems, field, Some(rich.hint))] {
                "\n" (rich.value)
            }
            p class="hint" id="body-hint" { (frame.text(rich.hint)) }
            // The browser says it of the Markdown alone.
            @if rich.is_required { p class="problem" id="body-missing" role="alert" hidden { (frame.text(error::FIELD_MISSING)) } }
            (form::problem(locale, problems, field))
        }
    }
}

/// What its tools ask, after the form.
pub(super) fn dialogs(frame: &Frame<'_>, pictures: Pictures) -> Markup {
    html! {
        (link_dialog(frame))
        @if pictures == Pictures::Placed { (picture_dialog(frame)) }
    }
}

/// The tools of the rich editor: one stop of the Tab key, arrows inside.
fn toolbar(frame: &Frame<'_>, pictures: Pictures) -> Markup {
    let word = |msg: Msg| html! { span aria-hidden="true" { (frame.text(msg)) } };
    let tools: [(&str, Msg, Markup); 17] = [
        ("heading-2", articles::TOOL_HEADING_2, word(articles::TOOL_HEADING_2_SHORT)),
        ("heading-3", articles::TOOL_HEADING_3, word(articles::TOOL_HEADING_3_SHORT)),
        ("heading-4", articles::TOOL_HEADING_4, word(articles::TOOL_HEADING_4_SHORT)),
        ("strong", articles::TOOL_BOLD, icon::bold()),
        ("em", articles::TOOL_ITALIC, icon::italic()),
        ("strike", articles::TOOL_STRIKE, icon::strike()),
        ("code", articles::TOOL_CODE, icon::code()),
        ("link", articles::TOOL_LINK, icon::link()),
        ("bullet_list", articles::TOOL_BULLETS, icon::bullets()),
        ("ordered_list", articles::TOOL_NUMBERS, icon::numbers()),
        ("blockquote", articles::TOOL_QUOTE, icon::quote()),
        ("code_block", articles::TOOL_CODE_BLOCK, icon::code_block()),
        ("table", articles::TOOL_TABLE, icon::table()),
        ("picture", articles::TOOL_PICTURE, icon::picture()),
        ("rule", articles::TOOL_RULE, icon::rule()),
        ("undo", articles::TOOL_UNDO, icon::undo()),
        ("redo", articles::TOOL_REDO, icon::redo()),
    ];
    let rows = [
        ("row-above", articles::TOOL_ROW_ABOVE),
        ("row-below", articles::TOOL_ROW_BELOW),
        ("row-delete", articles::TOOL_ROW_DELETE),
        ("column-before", articles::TOOL_COLUMN_BEFORE),
        ("column-after", articles::TOOL_COLUMN_AFTER),
        ("column-delete", articles::TOOL_COLUMN_DELETE),
        ("table-delete", articles::TOOL_TABLE_DELETE),
    ];
    let toggles = |command: &str| !matches!(command, "link" | "table" | "picture" | "rule" | "undo" | "redo");
    html! {
        div class="toolbar" role="toolbar" aria-label=(frame.text(articles::TOOL_BAR)) aria-controls="editor-surface" {
            @for (command, label, picture) in tools.iter().filter(|(command, ..)| *command != "picture" || pictures == Pictures::Placed) {
                @let label = frame.text(*label);
                button type="button" class="tool" data-command=(command) aria-label=(label) title=(label)
                    aria-pressed=[toggles(command).then_some("false")] tabindex="-1" { (picture) }
            }
            button type="button" class="tool tool-text end" data-command="markdown" tabindex="-1" { (frame.text(articles::TOOL_MARKDOWN)) }
        }
        div class="toolbar table-tools" role="toolbar" aria-label=(frame.text(articles::TOOL_TABLE_BAR)) aria-controls="editor-surface" hidden {
            @for (command, label) in rows {
                button type="button" class="tool tool-text" data-command=(command) tabindex="-1" { (frame.text(label)) }
            }
        }
    }
}

fn link_dialog(frame: &Frame<'_>) -> Markup {
    html! {
        dialog id="link-dialog" class="ask-dialog" aria-labelledby="link-dialog-title" {
            form method="dialog" class="form" {
                h2 id="link-dialog-title" { (frame.text(articles::LINK_TITLE)) }
                div class="field" {
                    label for="link-href" { (frame.text(articles::LINK_ADDRESS)) }
                    input id="link-href" class="input" type="text" inputmode="url" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="link-hint link-wrong";
                    p class="hint" id="link-hint" { (frame.text(articles::LINK_HINT)) }
                    p class="problem" id="link-wrong" role="alert" hidden { (frame.text(articles::LINK_WRONG)) }
                }
                div class="tools" {
                    button type="button" class="button plain" data-link="cancel" { (frame.text(articles::LINK_CANCEL)) }
                    button type="button" class="button" data-link="remove" { (frame.text(articles::LINK_REMOVE)) }
                    button type="submit" class="button primary end" { (frame.text(articles::LINK_SET)) }
                }
            }
        }
    }
}

fn picture_dialog(frame: &Frame<'_>) -> Markup {
    html! {
        dialog id="picture-dialog" class="ask-dialog" aria-labelledby="picture-dialog-title" {
            form method="dialog" class="form" {
                h2 id="picture-dialog-title" { (frame.text(articles::PICTURE_TITLE)) }
                div class="field" {
                    label for="picture-alt" { (frame.text(articles::PICTURE_ALT)) }
                    input id="picture-alt" class="input" type="text" autocomplete="off" dir="auto" aria-describedby="picture-alt-hint";
                    p class="hint" id="picture-alt-hint" { (frame.text(articles::PICTURE_ALT_HINT)) }
                }
                div class="tools" {
                    button type="button" class="button plain" data-picture="cancel" { (frame.text(articles::PICTURE_CANCEL)) }
                    button type="submit" class="button primary end" { (frame.text(articles::PICTURE_INSERT)) }
                }
            }
        }
    }
}
