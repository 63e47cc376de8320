//! The report on what suggestions and articles did (K5).

use maud::{Markup, html};

use crate::domain::deflection::{ArticleFigures, Comment, Funnel, MissedSearch, Sort, Span, Table, TagFigures, share};
use crate::domain::rights::Right;
use crate::views::desk::{deflection_chart, reports as every};
use crate::views::frame::Frame;
use crate::views::layout::{self, DeskNav};
use crate::views::{csv, icon, parts};
use crate::words::msg::reports;
use crate::words::{Locale, Msg, Zone};

/// Where the report is.
const URL: &str = "/desk/reports/deflection";
/// The periods that are one press away, in days.
pub const PERIODS: &[u32] = &[7, 30, 90];

/// What was asked for, as the address says it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The first day and the last, as forms send them.
    pub days: (&'a str, &'a str),
    /// The period of the last days that is shown, if it is one of them.
    pub last: Option<u32>,
    /// By which columns the two tables are sorted.
    pub sort: (Sort, Sort),
    /// Whether the searches are those that were put away.
    pub dismissed: bool,
}

impl Asked<'_> {
    /// An address with what was asked for, but for what stands in `instead`.
    fn url(&self, path: &str, instead: &[(&str, &str)]) -> String {
        let own = [
            ("from", self.days.0),
            ("until", self.days.1),
            ("articles", if self.sort.0 == Sort::Shown { "" } else { self.sort.0.as_str() }),
            ("tags", if self.sort.1 == Sort::Shown { "" } else { self.sort.1.as_str() }),
            ("searches", if self.dismissed { "dismissed" } else { "" }),
        ];
        let kept = own.into_iter().filter(|(name, _)| instead.iter().all(|(other, _)| other != name));
        let all = kept.chain(instead.iter().copied()).filter(|(_, value)| !value.is_empty());
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(all).finish();
        format!("{path}?{query}")
    }
}

/// The report.
#[derive(Clone, Copy, Debug)]
pub struct Deflection<'a> {
    /// What was asked for.
    pub asked: Asked<'a>,
    /// The whole time.
    pub span: Span,
    /// How many inquiries came how far.
    pub funnel: Funnel,
    /// How many tickets were sent by clients whom no article was shown.
    pub unanswered: i64,
    /// The same over time.
    pub parts: &'a [(Span, Funnel)],
    /// Whether the parts are weeks, not days.
    pub weekly: bool,
    /// By article.
    pub articles: &'a [ArticleFigures],
    /// By tag.
    pub tags: &'a [TagFigures],
    /// Searches that found nothing.
    pub searches: &'a [MissedSearch],
    /// What clients said.
    pub comments: &'a [Comment],
    /// Rows that a table shows.
    pub most: usize,
}

impl Deflection<'_> {
    fn is_empty(&self) -> bool {
        self.funnel == Funnel::default()
            && self.unanswered == 0
            && self.articles.is_empty()
            && self.searches.is_empty()
            && !self.asked.dismissed
    }
}

/// The page.
pub fn page(frame: &Frame<'_>, report: &Deflection<'_>) -> Markup {
    let title = frame.text(reports::DEFLECTION_TITLE);
    let main = html! {
        main id="main" class="desk-page" tabindex="-1" {
            div class="stack report" {
                (every::tabs(frame, URL))
                div class="report-head" {
                    h1 { (title) }
                    p class="quiet" { (every::lead(frame, reports::DEFLECTION_LEAD, report.span)) }
                }
                (period(frame, report))
                @if report.is_empty() {
                    div class="card" {
                        (parts::empty(&icon::chart(), &frame.text(reports::DEFLECTION_EMPTY_TITLE), &frame.text(reports::DEFLECTION_EMPTY_TEXT), None))
                    }
                } @else {
                    (funnel(frame, report))
                    (trend(frame, report))
                    @if !report.articles.is_empty() { (articles(frame, report)) }
                    @if report.funnel.shown > 0 { (tags(frame, report)) }
                    (searches(frame, report))
                    @if !report.comments.is_empty() { (comments(frame, report.comments)) }
                }
            }
        }
    };
    layout::desk(frame, &title, DeskNav::Reports, &main)
}

/// The period: the last days at one press, or two days of one's own.
fn period(frame: &Frame<'_>, report: &Deflection<'_>) -> Markup {
    let asked = &report.asked;
    html! {
        div class="report-period" {
            nav aria-label=(frame.text(reports::DEFLECTION_PERIOD)) {
                ul class="chips" {
                    @for &days in PERIODS {
                        @let here = asked.last == Some(days);
                        li {
                            a class={ "chip" @if here { " accent" } } aria-current=[here.then_some("true")]
                                href=(asked.url(URL, &[("from", ""), ("until", ""), ("days", &days.to_string())])) {
                                (frame.with(reports::DEFLECTION_LAST_DAYS, &[("count", i64::from(days).into())]))
                            }
                        }
                    }
                }
            }
            form class="report-days" method="get" action=(URL) {
                @for (id, label, day) in [("from", reports::DEFLECTION_FROM, asked.days.0), ("until", reports::DEFLECTION_UNTIL, asked.days.1)] {
                    div class="field" {
                        label for=(id) { (frame.text(label)) }
                        input id=(id) name=(id) class="input" type="date" value=(day) required;
                    }
                }
                button type="submit" class="button" { (frame.text(reports::DEFLECTION_SHOW)) }
            }
        }
    }
}

/// The steps, each with its share and what it means.
fn funnel(frame: &Frame<'_>, report: &Deflection<'_>) -> Markup {
    let Funnel { shown, opened, solved, submitted } = report.funnel;
    let steps = [
        ("shown", shown, reports::STEP_SHOWN, reports::STEP_SHOWN_TEXT),
        ("opened", opened, reports::STEP_OPENED, reports::STEP_OPENED_TEXT),
        ("solved", solved, reports::STEP_SOLVED, reports::STEP_SOLVED_TEXT),
        ("submitted", submitted, reports::STEP_SUBMITTED, reports::STEP_SUBMITTED_TEXT),
    ];
    html! {
        section class="card" aria-labelledby="funnel-title" {
            div class="card-head" { h2 id="funnel-title" { (frame.text(reports::DEFLECTION_FUNNEL)) } }
            ol class="funnel" {
                @for (class, count, name, text) in steps {
                    li class={ "funnel-step " (class) } data-step=(class) {
                        p class="funnel-name" { (frame.text(name)) }
                        p class="funnel-count num" { (frame.locale.number(count)) }
                        @if class != "shown" {
                            @if let Some(percent) = share(count, shown) {
                                p class="small num" { (frame.with(reports::DEFLECTION_SHARE, &[("percent", percent.into())])) }
                            }
                        }
                        p class="small quiet" { (frame.text(text)) }
                    }
                }
            }
            @let rest = [(report.funnel.left(), reports::DEFLECTION_LEFT), (report.unanswered, reports::DEFLECTION_UNANSWERED)];
            @if rest.iter().any(|(count, _)| *count > 0) {
                div class="funnel-rest small" {
                    @for (count, text) in rest { @if count > 0 { p { (frame.with(text, &[("count", count.into())])) } } }
                }
            }
        }
    }
}

fn trend(frame: &Frame<'_>, report: &Deflection<'_>) -> Markup {
    html! {
        section class="card" aria-labelledby="trend-title" {
            (head(frame, "trend-title", reports::DEFLECTION_TREND, Some((report, Table::Days))))
            div class="trend-body" { (deflection_chart::trend(frame, report.parts, report.weekly)) }
        }
    }
}

/// The head of a table, with the way to the whole of it as a file.
fn head(frame: &Frame<'_>, id: &str, name: Msg, export: Option<(&Deflection<'_>, Table)>) -> Markup {
    let address = export.map(|(report, table)| report.asked.url(&format!("{URL}/{table}.csv"), &[]));
    every::head(frame, id, name, address)
}

/// The name of a column of figures.
const fn column(sort: Sort) -> Msg {
    match sort {
        Sort::Shown => reports::STEP_SHOWN,
        Sort::Opened => reports::STEP_OPENED,
        Sort::Solved => reports::STEP_SOLVED,
        Sort::Submitted => reports::STEP_SUBMITTED,
        Sort::Views => reports::DEFLECTION_VIEWS,
        Sort::Helpful => reports::DEFLECTION_HELPFUL,
        Sort::Unhelpful => reports::DEFLECTION_UNHELPFUL,
    }
}

const fn of_funnel(funnel: &Funnel, sort: Sort) -> i64 {
    match sort {
        Sort::Opened => funnel.opened,
        Sort::Solved => funnel.solved,
        Sort::Submitted => funnel.submitted,
        Sort::Shown | Sort::Views | Sort::Helpful | Sort::Unhelpful => funnel.shown,
    }
}

const fn of_article(article: &ArticleFigures, sort: Sort) -> i64 {
    match sort {
        Sort::Views => article.views,
        Sort::Helpful => article.helpful,
        Sort::Unhelpful => article.unhelpful,
        Sort::Shown | Sort::Opened | Sort::Solved | Sort::Submitted => of_funnel(&article.funnel, sort),
    }
}

/// A table whose figures one can sort by: each head of a column leads to the page sorted by it.
fn sortable(
    frame: &Frame<'_>,
    report: &Deflection<'_>,
    (table, id, first): (Table, &str, Msg),
    (columns, sorted): (&[Sort], Sort),
    rows: &Markup,
) -> Markup {
    html! {
        div class="table-scroll" tabindex="0" role="group" aria-labelledby=(id) {
            table class="figures-table" {
                thead {
                    tr {
                        th scope="col" { (frame.text(first)) }
                        @for &sort in columns {
                            th scope="col" aria-sort=[(sort == sorted).then_some("descending")] {
                                a href={ (report.asked.url(URL, &[(table.as_str(), sort.as_str())])) "#" (id) } { (frame.text(column(sort))) }
                            }
                        }
                    }
                }
                tbody { (rows) }
            }
        }
    }
}

fn articles(frame: &Frame<'_>, report: &Deflection<'_>) -> Markup {
    let rows = html! {
        @for article in report.articles.iter().take(report.most) {
            tr data-article=(article.slug) {
                th scope="row" { a href={ "/help/" (article.slug) } dir="auto" { (article.title) } }
                @for &sort in Sort::ALL { td class="num" { (frame.locale.number(of_article(article, sort))) } }
            }
        }
    };
    let names = (Table::Articles, "articles-title", reports::DEFLECTION_ARTICLE);
    html! {
        section class="card" aria-labelledby="articles-title" {
            (head(frame, "articles-title", reports::DEFLECTION_BY_ARTICLE, Some((report, Table::Articles))))
            (sortable(frame, report, names, (Sort::ALL, report.asked.sort.0), &rows))
            (first(frame, report, report.articles.len()))
        }
    }
}

fn tags(frame: &Frame<'_>, report: &Deflection<'_>) -> Markup {
    let rows = html! {
        @for tag in report.tags.iter().take(report.most) {
            tr data-tag=(tag.tag) {
                th scope="row" { bdi { (tag.tag) } }
                @for &sort in Sort::STEPS { td class="num" { (frame.locale.number(of_funnel(&tag.funnel, sort))) } }
            }
        }
    };
    let names = (Table::Tags, "tags-title", reports::DEFLECTION_TAG);
    html! {
        section class="card" aria-labelledby="tags-title" {
            (head(frame, "tags-title", reports::DEFLECTION_BY_TAG, Some((report, Table::Tags))))
            @if report.tags.is_empty() {
                p class="quiet report-none" { (frame.text(reports::DEFLECTION_NO_TAGS)) }
            } @else {
                (sortable(frame, report, names, (Sort::STEPS, report.asked.sort.1), &rows))
                (first(frame, report, report.tags.len()))
            }
        }
    }
}

/// Says that there are more rows than are shown.
fn first(frame: &Frame<'_>, report: &Deflection<'_>, rows: usize) -> Markup {
    html! {
        @if rows > report.most { p class="small quiet report-none" { (frame.with(reports::DEFLECTION_FIRST, &[("count", report.most.into())])) } }
    }
}

fn searches(frame: &Frame<'_>, report: &Deflection<'_>) -> Markup {
    let dismissed = report.asked.dismissed;
    let none = if dismissed { reports::SEARCHES_NONE_DISMISSED } else { reports::SEARCHES_NONE };
    let (other, other_name) =
        if dismissed { ("", reports::SEARCHES_SHOW_REST) } else { ("dismissed", reports::SEARCHES_SHOW_DISMISSED) };
    html! {
        section id="searches" class="card" aria-labelledby="searches-title" {
            (head(frame, "searches-title", reports::SEARCHES_TITLE, Some((report, Table::Searches))))
            div class="searches-lead small" {
                p class="quiet" { (frame.text(reports::SEARCHES_LEAD)) }
                a href={ (report.asked.url(URL, &[("searches", other)])) "#searches" } { (frame.text(other_name)) }
            }
            @if report.searches.is_empty() {
                p class="quiet report-none" { (frame.text(none)) }
            } @else {
                (searches_table(frame, report))
                (first(frame, report, report.searches.len()))
            }
        }
    }
}

fn searches_table(frame: &Frame<'_>, report: &Deflection<'_>) -> Markup {
    let may_write = frame.viewer.is_some_and(|viewer| viewer.may(Right::WriteArticles));
    html! {
        div class="table-scroll" tabindex="0" role="group" aria-labelledby="searches-title" {
            table class="figures-table searches-table" {
                thead {
                    tr {
                        @for name in [reports::SEARCHES_QUERY, reports::SEARCHES_COUNT, reports::SEARCHES_CUSTOMERS, reports::SEARCHES_LAST] {
                            th scope="col" { (frame.text(name)) }
                        }
                        @if may_write { th scope="col" { span class="unseen" { (frame.text(reports::SEARCHES_ACTIONS)) } } }
                    }
                }
                tbody {
                    @for search in report.searches.iter().take(report.most) {
                        tr data-query=(search.query) {
                            th scope="row" { bdi { (search.wording) } }
                            td class="num" { (frame.locale.number(search.searches)) }
                            td class="num" { (frame.locale.number(search.customers)) }
                            td { time class="num" datetime=(frame.zone.iso(search.last_at)) data-format="date" { (frame.locale.date(search.last_at, frame.zone)) } }
                            @if may_write { td { (search_actions(frame, report, search)) } }
                        }
                    }
                }
            }
        }
    }
}

fn search_actions(frame: &Frame<'_>, report: &Deflection<'_>, search: &MissedSearch) -> Markup {
    let title: String =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("title", &search.wording).finish();
    let named = |msg| frame.with(msg, &[("query", search.wording.as_str().into())]);
    let (path, name, long) = if report.asked.dismissed {
        ("/desk/reports/searches/dismissal/end", reports::SEARCHES_BRING_BACK, reports::SEARCHES_BRING_BACK_OF)
    } else {
        ("/desk/reports/searches/dismissal", reports::SEARCHES_DISMISS, reports::SEARCHES_DISMISS_OF)
    };
    html! {
        div class="searches-actions" {
            @if !report.asked.dismissed {
                a class="button small" href={ "/desk/articles/new?" (title) } aria-label=(named(reports::SEARCHES_WRITE_OF)) { (frame.text(reports::SEARCHES_WRITE)) }
            }
            form method="post" action=(frame.action(path)) {
                input type="hidden" name="query" value=(search.query);
                input type="hidden" name="from" value=(report.asked.days.0);
                input type="hidden" name="until" value=(report.asked.days.1);
                button type="submit" class="button small plain" aria-label=(named(long)) { (frame.text(name)) }
            }
        }
    }
}

fn comments(frame: &Frame<'_>, comments: &[Comment]) -> Markup {
    html! {
        section class="card" aria-labelledby="comments-title" {
            (head(frame, "comments-title", reports::COMMENTS_TITLE, None))
            ul class="rows" {
                @for comment in comments {
                    li {
                        a class="row" href={ "/help/" (comment.slug) } {
                            span class="row-text" {
                                span class="lines" dir="auto" { (comment.comment) }
                                span class="row-snip" { (frame.with(reports::COMMENT_BY, &[("name", comment.name.as_str().into()), ("article", comment.title.as_str().into())])) }
                            }
                            span class="row-end" { (parts::when(frame, comment.at)) }
                        }
                    }
                }
            }
        }
    }
}

/// The table by article as a file.
pub fn articles_csv(locale: &Locale, articles: &[ArticleFigures]) -> Result<Vec<u8>, ::csv::Error> {
    let names = std::iter::once(reports::DEFLECTION_ARTICLE).chain(Sort::ALL.iter().map(|sort| column(*sort)));
    let rows = articles.iter().map(|article| {
        let figures = Sort::ALL.iter().map(|sort| of_article(article, *sort).to_string());
        std::iter::once(article.title.clone()).chain(figures).collect()
    });
    csv::file(names.map(|name| locale.text(name)), rows)
}

/// The table by tag as a file.
pub fn tags_csv(locale: &Locale, tags: &[TagFigures]) -> Result<Vec<u8>, ::csv::Error> {
    let names = std::iter::once(reports::DEFLECTION_TAG).chain(Sort::STEPS.iter().map(|sort| column(*sort)));
    let rows = tags.iter().map(|tag| {
        let figures = Sort::STEPS.iter().map(|sort| of_funnel(&tag.funnel, *sort).to_string());
        std::iter::once(tag.tag.clone()).chain(figures).collect()
    });
    csv::file(names.map(|name| locale.text(name)), rows)
}

/// Searches that found nothing as a file. Times are UTC, whoever reads it.
pub fn searches_csv(locale: &Locale, searches: &[MissedSearch]) -> Result<Vec<u8>, ::csv::Error> {
    let names = [reports::SEARCHES_QUERY, reports::SEARCHES_COUNT, reports::SEARCHES_CUSTOMERS, reports::SEARCHES_LAST];
    let rows = searches.iter().map(|search| {
        let last = Zone::utc().iso(search.last_at);
        vec![search.wording.clone(), search.searches.to_string(), search.customers.to_string(), last]
    });
    csv::file(names.map(|name| locale.text(name)), rows)
}

/// What changed over time as a file: days of the reader's zone.
pub fn days_csv(locale: &Locale, zone: &Zone, parts: &[(Span, Funnel)], weekly: bool) -> Result<Vec<u8>, ::csv::Error> {
    let first = if weekly { reports::DEFLECTION_WEEK } else { reports::DEFLECTION_DAY };
    let names = std::iter::once(first).chain(Sort::STEPS.iter().map(|sort| column(*sort)));
    let rows = parts.iter().map(|(span, funnel)| {
        let figures = Sort::STEPS.iter().map(|sort| of_funnel(funnel, *sort).to_string());
        std::iter::once(zone.day(span.from)).chain(figures).collect()
    });
    csv::file(names.map(|name| locale.text(name)), rows)
}
