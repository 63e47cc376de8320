//! Settings → Audit log: who changed what, when and from where (P10).

use maud::{Markup, html};
use serde_json::Value;

use crate::clock::Timestamp;
use crate::domain::audit::{By, Filter, Group, Kind, Line, Who};
use crate::domain::hours::BusinessHours;
use crate::domain::people::Person;
use crate::views::form::{self, Field, Input};
use crate::views::frame::Frame;
use crate::views::layout::{self, SettingsNav};
use crate::views::{csv, icon, parts};
use crate::words::msg::settings;
use crate::words::{Locale, Zone, nouns};

const PERSON: Field = Field { name: "person", label: settings::AUDIT_PERSON };
const KIND: Field = Field { name: "kind", label: settings::AUDIT_KIND };
const RECORD: Field = Field { name: "record", label: settings::AUDIT_RECORD };
const FROM: Field = Field { name: "from", label: settings::AUDIT_FROM };
const UNTIL: Field = Field { name: "until", label: settings::AUDIT_UNTIL };

/// Where the log is.
const URL: &str = "/desk/settings/audit";
/// So many changes of a line are shown at once; more are unfolded.
const SHOWN: usize = 3;
/// Characters of a value that are shown at once.
const SHORT: usize = 80;

/// Part of the log, and which.
#[derive(Clone, Copy)]
pub struct AuditLog<'a> {
    /// Its lines, newest first.
    pub lines: &'a [Line],
    /// Whose lines one can choose.
    pub people: &'a [Person],
    /// Which lines are wanted.
    pub filter: &'a Filter,
    /// The first and the last day that are wanted, as the form sends them; empty for no end.
    pub days: (&'a str, &'a str),
    /// Where the next part starts.
    pub older: Option<&'a str>,
}

impl AuditLog<'_> {
    /// An address with this filter, but for what stands in `instead`.
    fn url(&self, path: &str, instead: &[(&str, &str)]) -> String {
        let who = self.filter.who.map(|who| who.to_string()).unwrap_or_default();
        let kind = self.filter.kind.map(|kind| kind.to_string()).unwrap_or_default();
        let own = [
            (PERSON.name, who.as_str()),
            (KIND.name, kind.as_str()),
            (RECORD.name, self.filter.about.as_str()),
            (FROM.name, self.days.0),
            (UNTIL.name, self.days.1),
        ];
        let kept = own.into_iter().filter(|(name, _)| instead.iter().all(|(other, _)| other != name));
        let all = kept.chain(instead.iter().copied()).filter(|(_, value)| !value.is_empty());
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// The page.
pub fn page(frame: &Frame<'_>, log: &AuditLog<'_>) -> Markup {
    let everything = *log.filter == Filter::default();
    let older = log.older.map(|place| log.url(URL, &[("before", place)]));
    let main = html! {
        div class="audit-head" {
            p class="quiet" { (frame.text(settings::AUDIT_LEAD)) }
            a class="button" href=(log.url(&format!("{URL}.csv"), &[])) download { (frame.text(settings::AUDIT_EXPORT)) }
        }
        (choice(frame, log, everything))
        @if log.lines.is_empty() {
            div class="card" { (nothing(frame, everything, older.is_some())) }
        } @else {
            @for lines in log.lines.chunk_by(|one, next| frame.zone.day(one.at) == frame.zone.day(next.at)) { (day(frame, log, lines)) }
        }
        (parts::older(frame.locale, older.as_deref()))
    };
    layout::settings(frame, &frame.text(settings::SETTINGS_AUDIT), SettingsNav::Audit, &main)
}

/// The filter: a form that asks for the page again, so that what is wanted stands in the address.
fn choice(frame: &Frame<'_>, log: &AuditLog<'_>, everything: bool) -> Markup {
    let day = |value| Input { kind: "date", ..Input::text(value) };
    html! {
        form class="card form audit-filter" method="get" action=(URL) role="search" {
            (form::select(frame.locale, &[], PERSON, (&log.filter.who.map(|who| who.to_string()).unwrap_or_default(), &people(frame, log.people)), None))
            (form::around(frame.locale, &[], KIND, None, &kinds(frame, log.filter.kind)))
            (form::input(frame.locale, &[], RECORD, Input { kind: "search", ..Input::text(&log.filter.about) }))
            (form::input(frame.locale, &[], FROM, day(log.days.0)))
            (form::input(frame.locale, &[], UNTIL, day(log.days.1)))
            div class="tools" {
                button type="submit" class="button primary" { (frame.text(settings::AUDIT_SHOW)) }
                @if !everything { a class="button plain" href=(URL) { (frame.text(settings::AUDIT_CLEAR)) } }
            }
        }
    }
}

fn people(frame: &Frame<'_>, people: &[Person]) -> Vec<(String, String)> {
    let any = (String::new(), frame.text(settings::AUDIT_PERSON_ANY));
    let nobody = (Who::NoMember.to_string(), frame.text(settings::AUDIT_PERSON_NOBODY));
    let known = people.iter().map(|person| (person.membership_id.to_string(), person.name.clone()));
    std::iter::once(any).chain(known).chain([nobody]).collect()
}

fn kinds(frame: &Frame<'_>, chosen: Option<Kind>) -> Markup {
    html! {
        select id=(KIND.name) name=(KIND.name) class="input select" {
            option value="" { (frame.text(settings::AUDIT_KIND_ANY)) }
            @for &group in Group::ALL {
                @let name = frame.text(nouns::action_group(group));
                optgroup label=(name) {
                    option value=(group) selected[chosen == Some(Kind::Group(group))] { (frame.with(settings::AUDIT_KIND_ALL, &[("group", name.as_str().into())])) }
                    @for action in group.actions() {
                        option value=(action) selected[chosen == Some(Kind::Action(action))] { (frame.text(nouns::action(action))) }
                    }
                }
            }
        }
    }
}

/// Why no line is there; perhaps further down there is one.
fn nothing(frame: &Frame<'_>, everything: bool, further: bool) -> Markup {
    let (title, text) = match (everything, further) {
        (true, _) => (settings::AUDIT_EMPTY_TITLE, settings::AUDIT_EMPTY_TEXT),
        (false, true) => (settings::AUDIT_NOT_YET_TITLE, settings::AUDIT_NOT_YET_TEXT),
        (false, false) => (settings::AUDIT_NO_MATCH_TITLE, settings::AUDIT_NO_MATCH_TEXT),
    };
    parts::empty(&icon::search(), &frame.text(title), &frame.text(text), None)
}

fn day(frame: &Frame<'_>, log: &AuditLog<'_>, lines: &[Line]) -> Markup {
    html! {
        @if let Some(first) = lines.first() {
            @let id = format!("day-{}", frame.zone.day(first.at));
            section class="audit-day" aria-labelledby=(id) {
                h2 id=(id) { time datetime=(frame.zone.day(first.at)) { (frame.locale.date(first.at, frame.zone)) } }
                ol class="card rows" { @for line in lines { li class="audit-line" { (one(frame, log, line)) } } }
            }
        }
    }
}

fn one(frame: &Frame<'_>, log: &AuditLog<'_>, line: &Line) -> Markup {
    html! {
        time class="num audit-time" datetime=(frame.zone.iso(line.at)) title=(frame.locale.date_time(line.at, frame.zone)) { (frame.locale.time(line.at, frame.zone)) }
        div class="audit-what" {
            p { strong { (frame.text(nouns::action(line.action))) } @if !line.subject.is_empty() { " " bdi { (line.subject) } } }
            (changes(frame, &line.changes()))
        }
        div class="audit-who" { (by(frame, log, line)) }
    }
}

/// Who did it and from where; a member's name leads to all that they did.
fn by(frame: &Frame<'_>, log: &AuditLog<'_>, line: &Line) -> Markup {
    html! {
        p {
            @match line.by() {
                By::Member { id, name, is_active } => {
                    @let (name, address) = parted(name);
                    @let id = id.to_string();
                    a href=(log.url(URL, &[(PERSON.name, &id)])) title=(frame.with(settings::AUDIT_ONLY_BY, &[("name", name.into())])) { bdi { (name) } }
                    @if !is_active { " " span class="chip" { (frame.text(settings::AUDIT_BY_DEACTIVATED)) } }
                    @if let Some(address) = address { br; span class="small quiet" { (address) } }
                },
                By::Somebody(name) => bdi { (name) },
                By::CommandLine => (frame.text(settings::AUDIT_BY_COMMAND_LINE)),
                By::Itself => (frame.text(settings::AUDIT_BY_ITSELF)),
            }
        }
        @if !line.address.is_empty() { p class="small quiet num audit-from" { (line.address) } }
    }
}

/// The name and the address of `Name <address>`.
pub(super) fn parted(actor: &str) -> (&str, Option<&str>) {
    match actor.strip_suffix('>').and_then(|actor| actor.rsplit_once(" <")) {
        Some((name, address)) => (name, Some(address)),
        None => (actor, None),
    }
}

fn changes(frame: &Frame<'_>, changes: &[(String, Value, Value)]) -> Markup {
    let list = html! { dl class="audit-changes" { @for change in changes { (field(frame, change)) } } };
    html! {
        @match changes.len() {
            0 => {},
            1..=SHOWN => (list),
            count => details { summary class="small" { (frame.with(settings::AUDIT_CHANGES, &[("count", count.into())])) } (list) },
        }
    }
}

fn field(frame: &Frame<'_>, (name, before, after): &(String, Value, Value)) -> Markup {
    let [before, after] = [before, after].map(|value| shown(frame, name, value));
    html! {
        div {
            dt { (called(frame.locale, name)) }
            dd {
                @if let Some(before) = before { del { (before) } " " span class="flip" { "→" } " " }
                @match after {
                    Some(after) => ins { (after) },
                    None => ins class="quiet" { (frame.text(settings::AUDIT_VALUE_NONE)) },
                }
            }
        }
    }
}

/// A value; a long one is unfolded.
fn shown(frame: &Frame<'_>, field: &str, value: &Value) -> Option<Markup> {
    let text = in_words(frame.locale, frame.zone, field, value)?;
    let short: String = text.chars().take(SHORT).collect();
    Some(match moment(field, value) {
        Some(at) => html! { time datetime=(frame.zone.iso(at)) { (text) } },
        None if short.len() == text.len() => html! { bdi { (text) } },
        None => html! { details class="audit-long" { summary { bdi { (short) "…" } } bdi { (text) } } },
    })
}

/// The time that a field holds.
fn moment(field: &str, value: &Value) -> Option<Timestamp> {
    let is_time = matches!(field, "from" | "until") || field.ends_with("_at");
    value.as_i64().filter(|_| is_time).map(Timestamp::from_millis)
}

fn called(locale: &Locale, field: &str) -> String {
    nouns::audited(field).map_or_else(|| field.to_owned(), |msg| locale.text(msg))
}

/// A value as people read it; none when there is none.
fn in_words(locale: &Locale, zone: &Zone, field: &str, value: &Value) -> Option<String> {
    let msg = match (field, value) {
        (_, Value::Null) => return None,
        (_, Value::String(text)) if text.is_empty() => return None,
        ("role", Value::String(text)) => text.parse().ok().map(nouns::role),
        ("status", Value::String(text)) => {
            let of_ticket = text.parse().ok().map(nouns::status);
            let of_member = || text.parse().ok().map(nouns::membership_status);
            let of_article = || text.parse().ok().map(nouns::article_status);
            of_ticket.or_else(of_member).or_else(of_article)
        }
        ("tax_rounding", Value::String(text)) => text.parse().ok().map(nouns::tax_rounding),
        ("visibility", Value::String(text)) => text.parse().ok().map(nouns::visibility),
        ("source", Value::String(text)) => text.parse().ok().map(nouns::source),
        ("action", Value::String(text)) => match text.parse() {
            Ok(Kind::Group(group)) => Some(nouns::action_group(group)),
            Ok(Kind::Action(action)) => Some(nouns::action(action)),
            Err(_) => None,
        },
        ("person", Value::String(text)) if *text == Who::NoMember.to_string() => Some(settings::AUDIT_PERSON_NOBODY),
        (_, Value::Bool(true)) => Some(settings::AUDIT_VALUE_YES),
        (_, Value::Bool(false)) => Some(settings::AUDIT_VALUE_NO),
        (_, Value::String(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => None,
    };
    if let Some(msg) = msg {
        return Some(locale.text(msg));
    }
    if let ("business_hours", Some(week)) = (field, value.as_str()) {
        return hours(locale, week);
    }
    Some(match (moment(field, value), value.as_i64()) {
        (Some(at), _) => locale.date_time(at, zone),
        (None, Some(number)) => locale.number(number),
        (None, None) => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
    })
}

/// The days on which somebody answers, with their hours.
fn hours(locale: &Locale, week: &str) -> Option<String> {
    let week = BusinessHours::from_json(week);
    let open = week.days().filter(|(_, hours)| !hours.spans().is_empty());
    let days: Vec<String> = open.map(|(day, hours)| format!("{} {hours}", locale.text(nouns::weekday(day)))).collect();
    (!days.is_empty()).then(|| days.join("; "))
}

/// The first line of the log as a table.
pub fn csv_head(locale: &Locale) -> Result<Vec<u8>, ::csv::Error> {
    let columns = [
        settings::AUDIT_COLUMN_TIME,
        settings::AUDIT_COLUMN_PERSON,
        settings::AUDIT_COLUMN_ADDRESS,
        settings::AUDIT_COLUMN_WHAT,
        settings::AUDIT_COLUMN_RECORD,
        settings::AUDIT_COLUMN_CHANGES,
        settings::AUDIT_COLUMN_ACTION,
        settings::AUDIT_COLUMN_RECORD_ID,
        settings::AUDIT_COLUMN_BEFORE,
        settings::AUDIT_COLUMN_AFTER,
    ];
    csv::head(columns.map(|column| locale.text(column)))
}

/// A line of the log in a table: in words for people, then as it is stored for programs. Times are UTC, whoever reads it.
pub fn csv_line(locale: &Locale, zone: &Zone, line: &Line) -> Result<Vec<u8>, ::csv::Error> {
    let person = match line.by() {
        By::Member { name, .. } | By::Somebody(name) => name.to_owned(),
        By::CommandLine => locale.text(settings::AUDIT_BY_COMMAND_LINE),
        By::Itself => locale.text(settings::AUDIT_BY_ITSELF),
    };
    let none = || locale.text(settings::AUDIT_VALUE_NONE);
    let changes: Vec<String> = line
        .changes()
        .iter()
        .map(|(field, before, after)| {
            let [before, after] =
                [before, after].map(|value| in_words(locale, zone, field, value).unwrap_or_else(none));
            let field = called(locale, field);
            locale.with(
                settings::AUDIT_CHANGE,
                &[("field", field.into()), ("before", before.into()), ("after", after.into())],
            )
        })
        .collect();
    csv::line([
        zone.iso(line.at).as_str(),
        &person,
        &line.address,
        &locale.text(nouns::action(line.action)),
        &line.subject,
        &changes.join("; "),
        line.action.as_str(),
        line.subject_id.as_deref().unwrap_or_default(),
        &line.before,
        &line.after,
    ])
}
