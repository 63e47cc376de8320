//! Files that go with what people write: chosen in a form, shown where they were sent.

use maud::{Markup, html};

use crate::domain::attachment::{Attachment, BadAttachment, Family, MAX_BYTES, MAX_FILES};
use crate::domain::people::{Caller, Side};
use crate::views::form::Field;
use crate::views::frame::Frame;
use crate::views::icon;
use crate::words::msg::attachments;
use crate::words::{Locale, Msg, nouns};

/// Pixels of the box in which a picture is shown; the whole one is a click away.
const BOX: (i64, i64) = (360, 260);

/// The field of a form's files, by which what is wrong with them is said above it.
pub(super) const FILES: Field = Field { name: "files", label: attachments::ATTACH_LIST };

/// What stands in the part of a form where files are chosen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Picker<'a> {
    /// What was uploaded already and not sent.
    pub files: &'a [Attachment],
    /// What was not taken.
    pub refused: &'a [RefusedFile],
}

/// A file that was not taken.
#[derive(Clone, Debug)]
pub struct RefusedFile {
    /// What it is called.
    pub name: String,
    /// Why.
    pub why: BadAttachment,
}

/// What the script says, by the names it knows.
const WORDS: &[(&str, Msg)] = &[
    ("remove", attachments::ATTACH_REMOVE),
    ("removeWhich", attachments::ATTACH_REMOVE_WHICH),
    ("cancelWhich", attachments::ATTACH_CANCEL_WHICH),
    ("retry", attachments::ATTACH_RETRY),
    ("retryWhich", attachments::ATTACH_RETRY_WHICH),
    ("waiting", attachments::ATTACH_WAITING),
    ("progress", attachments::ATTACH_PROGRESS),
    ("progressWhich", attachments::ATTACH_PROGRESS_WHICH),
    ("done", attachments::ATTACH_DONE),
    ("lost", attachments::ATTACH_LOST),
    ("held", attachments::ATTACH_HELD),
    ("failed", attachments::ATTACH_FAILED),
    ("refused", attachments::ATTACH_REFUSED),
    ("pasted", attachments::ATTACH_PASTED),
    ("drop", attachments::ATTACH_DROP),
    ("empty", attachments::ATTACHMENT_EMPTY),
    ("gone", attachments::FILES_GONE),
];

/// The part of a form where files are chosen: those that are chosen, and the button.
pub(super) fn picker(frame: &Frame<'_>, picker: &Picker<'_>) -> Markup {
    html! {
        (chosen(frame, picker))
        div class="field" {
            (button(frame))
            p class="hint" { (limits(frame)) }
        }
    }
}

/// The files that are chosen. Without scripts those that a form comes back with can be left out; the script has its own rows.
pub(super) fn chosen(frame: &Frame<'_>, picker: &Picker<'_>) -> Markup {
    let locale = frame.locale;
    html! {
        ul class="attach-list" data-attach aria-label=(frame.text(attachments::ATTACH_LIST)) data-upload=(frame.action(upload_address(frame))) data-words=(words(locale))
            data-max-bytes=(MAX_BYTES) data-max-files=(MAX_FILES) {
            @for file in picker.files {
                li class="attach-file" data-id=(file.id) data-name=(file.name) data-said=(said(locale, file)) data-address=(file.address()) data-src=[file.shown().map(|_| file.address())] {
                    label {
                        input type="checkbox" name="attachment" value=(file.id) checked;
                        span { (frame.with(attachments::ATTACH_SEND, &[("name", file.name.as_str().into())])) " " span class="quiet small" { (said(locale, file)) } }
                    }
                }
            }
            @for file in picker.refused {
                li class="attach-file bad" role="alert" {
                    bdi class="attach-name" { (file.name) }
                    span class="attach-why" { (nouns::bad_attachment(locale, file.why)) }
                }
            }
        }
    }
}

/// Chooses files: the browser's own control, which the script shows as a button.
pub(super) fn button(frame: &Frame<'_>) -> Markup {
    html! {
        label class="attach-button button plain" title=(limits(frame)) {
            (icon::clip())
            span class="attach-label" { (frame.text(attachments::ATTACH)) }
            input id="files" type="file" name="files" multiple data-attach-input disabled[frame.is_viewing()];
        }
    }
}

/// The files of a message or an update: pictures as they are, everything else as a row that leads to it.
pub(super) fn list(locale: &Locale, files: &[Attachment]) -> Markup {
    html! {
        @if !files.is_empty() {
            ul class="files" aria-label=(locale.text(attachments::ATTACHMENTS)) {
                @for file in files { li { (one(locale, file)) } }
            }
        }
    }
}

fn one(locale: &Locale, file: &Attachment) -> Markup {
    let Some(pixels) = file.shown() else { return row(locale, file) };
    // The size stands in the page, so that nothing moves when the picture comes.
    let (width, height) = within(BOX, pixels);
    let label = locale.with(attachments::ATTACHMENT_PICTURE, &[("name", file.name.as_str().into())]);
    html! {
        a class="file-picture" href=(file.address()) target="_blank" rel="noopener" title=(file.name) {
            img src=(file.address()) width=(width) height=(height) alt=(label) loading="lazy" decoding="async";
        }
    }
}

fn row(locale: &Locale, file: &Attachment) -> Markup {
    html! {
        a class="file-row" href=(file.address()) download=(file.name) {
            (family_icon(file.media_type.family()))
            span class="file-text" {
                bdi class="file-name" { (file.name) }
                span class="file-said" { (said(locale, file)) }
            }
        }
    }
}

fn family_icon(family: Family) -> Markup {
    match family {
        Family::Picture => icon::picture(),
        Family::Archive => icon::archive(),
        Family::Audio | Family::Video => icon::play(),
        Family::Pdf | Family::Document | Family::Spreadsheet | Family::Presentation | Family::Text => icon::invoice(),
    }
}

/// What a file is, in short: `PDF · 1.4 MB`.
pub fn said(locale: &Locale, file: &Attachment) -> String {
    let kind = locale.text(nouns::family(file.media_type.family()));
    let size = nouns::size(locale, file.size);
    locale.with(attachments::ATTACHMENT_SAID, &[("kind", kind.into()), ("size", size.into())])
}

/// The largest size of the same shape within a box, and at least a pixel a side.
fn within((most_wide, most_high): (i64, i64), (width, height): (i64, i64)) -> (i64, i64) {
    if width <= most_wide && height <= most_high {
        return (width, height);
    }
    if width * most_high > height * most_wide {
        (most_wide, (height * most_wide / width).max(1))
    } else {
        ((width * most_high / height).max(1), most_high)
    }
}

/// Where the script uploads: staff who look on as a client in another tab are themselves at the desk.
fn upload_address(frame: &Frame<'_>) -> &'static str {
    match frame.viewer.map(Caller::side) {
        Some(Side::Staff) => "/desk/attachments",
        Some(Side::Client) | None => "/attachments",
    }
}

fn words(locale: &Locale) -> String {
    let mut words: serde_json::Map<String, serde_json::Value> =
        WORDS.iter().map(|(name, msg)| ((*name).to_owned(), locale.template(*msg).into())).collect();
    let large = nouns::bad_attachment(locale, BadAttachment::TooLarge { max: MAX_BYTES });
    words.insert("tooLarge".to_owned(), large.into());
    words.insert("tooMany".to_owned(), nouns::bad_attachment(locale, BadAttachment::TooMany).into());
    serde_json::Value::Object(words).to_string()
}

fn limits(frame: &Frame<'_>) -> String {
    let megabytes = i64::try_from(MAX_BYTES / (1024 * 1024)).unwrap_or(i64::MAX);
    frame.with(attachments::ATTACH_LIMITS, &[("files", MAX_FILES.into()), ("megabytes", megabytes.into())])
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_picture_keeps_its_shape() {
        assert_eq!(within((360, 260), (100, 50)), (100, 50));
        assert_eq!(within((360, 260), (7_200, 3_600)), (360, 180));
        assert_eq!(within((360, 260), (2_600, 5_200)), (130, 260));
        assert_eq!(within((360, 260), (8_000, 1)), (360, 1));
    }
}
