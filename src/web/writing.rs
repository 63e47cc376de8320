//! Articles at the desk: the list, the editor, publishing.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use maud::PreEscaped;
use serde::Deserialize;

use crate::app::editing::{self, After, Editor, Outcome};
use crate::clock::Timestamp;
use crate::domain::article::{Article, ArticleFilter, ArticleOrder, ArticleRow};
use crate::domain::comparing::{Piece, compare};
use crate::domain::input::{Invalid, Problem};
use crate::domain::manuscript::{BODY_MAX, Then, Typed};
use crate::domain::people::Denied;
use crate::domain::rich_text;
use crate::domain::rights::Right;
use crate::id::ArticleId;
use crate::views;
use crate::views::desk::article::DeskArticle;
use crate::views::desk::article_form::{ArticleForm, Stale};
use crate::views::desk::articles::ArticleList;
use crate::views::done::Done;
use crate::views::help::ArticlePage;
use crate::web::customers::done;
use crate::web::desk::rail;
use crate::web::error::Error;
use crate::web::forms::{LargeForm, page, page_with, see_other};
use crate::web::visit::{Staff, Visit};

/// Characters of a search that are looked for.
const QUERY_MAX: usize = 200;

#[derive(Deserialize)]
pub(crate) struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    visibility: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    tag: String,
    #[serde(default)]
    order: String,
    /// The article before the page's first: when it last changed, its title, its id.
    after_at: Option<i64>,
    after_title: Option<String>,
    after: Option<ArticleId>,
    done: Option<String>,
}

impl ListQuery {
    /// What cannot be read is not asked for.
    fn filter(&self) -> ArticleFilter {
        let chosen = |text: &String| (!text.is_empty()).then(|| text.clone());
        ArticleFilter {
            query: self.q.chars().filter(|c| !c.is_control()).take(QUERY_MAX).collect(),
            status: self.status.parse().ok(),
            visibility: self.visibility.parse().ok(),
            category: chosen(&self.category),
            tag: chosen(&self.tag),
        }
    }

    /// The address of the page after this row.
    fn next(&self, order: ArticleOrder, last: &ArticleRow) -> String {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        let fields = [
            ("q", &self.q),
            ("status", &self.status),
            ("visibility", &self.visibility),
            ("category", &self.category),
            ("tag", &self.tag),
        ];
        pairs.extend_pairs(fields.iter().filter(|(_, value)| !value.is_empty()));
        pairs.append_pair("order", order.as_str()).append_pair("after", &last.id.to_string());
        match order {
            ArticleOrder::Changed => pairs.append_pair("after_at", &last.updated_at.as_millis().to_string()),
            ArticleOrder::Title => pairs.append_pair("after_title", &last.title),
        };
        format!("/desk/articles?{}", pairs.finish())
    }
}

/// `GET /desk/articles`
pub(crate) async fn index(Staff(visit): Staff, query: web::Query<ListQuery>) -> Result<HttpResponse, Error> {
    let (filter, order) = (query.filter(), query.order.parse().unwrap_or(ArticleOrder::Changed));
    let after = query.after.map(|id| After {
        updated_at: Timestamp::from_millis(query.after_at.unwrap_or_default()),
        title: query.after_title.as_deref().unwrap_or_default(),
        id,
    });
    let list = editing::list(&visit.state.app, &visit.caller, &filter, (order, after)).await?;
    let next = list.rows.last().filter(|_| list.more).map(|last| query.next(order, last));
    let shown = ArticleList {
        filter: &filter,
        order,
        rows: &list.rows,
        figures: &list.figures,
        categories: &list.categories,
        tags: &list.tags,
        older: next.as_deref(),
        done: done(query.done.as_deref()),
    };
    let rail = rail(&visit).await?;
    Ok(page(views::desk::articles::page(&visit.desk_frame(rail), &shown)))
}

#[derive(Deserialize)]
pub(crate) struct PageQuery {
    done: Option<String>,
}

/// `GET /desk/articles/{id}`
pub(crate) async fn show(
    Staff(visit): Staff,
    id: web::Path<ArticleId>,
    query: web::Query<PageQuery>,
) -> Result<HttpResponse, Error> {
    show_with(&visit, *id, done(query.done.as_deref()), false).await
}

async fn show_with(
    visit: &Visit,
    id: ArticleId,
    done: Option<Done>,
    delete_refused: bool,
) -> Result<HttpResponse, Error> {
    let (article, tags) = editing::article(&visit.state.app, &visit.caller, id).await?;
    let html = PreEscaped(rich_text::article(&article.body));
    let shown = DeskArticle { article: &article, html, tags: &tags, done, delete_refused };
    let rail = rail(visit).await?;
    let status = if delete_refused { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(page_with(status, views::desk::article::page(&visit.desk_frame(rail), &shown)))
}

/// `GET /desk/articles/{id}/preview`: the portal's page of it, whether or not clients can see it.
pub(crate) async fn preview(Staff(visit): Staff, id: web::Path<ArticleId>) -> Result<HttpResponse, Error> {
    let (article, tags) = editing::article(&visit.state.app, &visit.caller, *id).await?;
    let related = editing::related(&visit.state.app, &visit.state.index, &visit.caller, *id).await?;
    let frame = visit.frame();
    let notice = views::desk::article::preview_notice(&frame, &article);
    let shown = ArticlePage {
        article: &article,
        html: PreEscaped(rich_text::article(&article.body)),
        tags: &tags,
        related: &related,
        vote: None,
        voted: false,
        inquiry: None,
        preview: Some(&notice),
    };
    Ok(page(views::help::article(&frame, &shown)))
}

/// `GET /desk/articles/new`
pub(crate) async fn new(Staff(visit): Staff, query: web::Query<Typed>) -> Result<HttpResponse, Error> {
    let editor = editing::editor(&visit.state.app, &visit.caller, None).await?;
    // What the link asks for is less than what was written.
    let given = query.into_inner();
    let (blank, base) = editing::typed(None);
    let typed = Typed { title: given.title, tags: given.tags, ..blank };
    open(&visit, &editor, (typed, base)).await
}

/// `GET /desk/articles/{id}/edit`
pub(crate) async fn edit(Staff(visit): Staff, id: web::Path<ArticleId>) -> Result<HttpResponse, Error> {
    let editor = editing::editor(&visit.state.app, &visit.caller, Some(*id)).await?;
    let stored = editing::typed(editor.article.as_ref());
    open(&visit, &editor, stored).await
}

/// The editor with what was not saved, or else with what is stored.
async fn open(visit: &Visit, editor: &Editor, (typed, base): (Typed, i64)) -> Result<HttpResponse, Error> {
    let (typed, base, kept_at) = match &editor.draft {
        Some(draft) => (draft.typed.clone(), draft.base, Some(draft.saved_at)),
        None => (typed, base, None),
    };
    let form = Form { typed: &typed, base, kept_at, problems: &[], stale: None };
    form_page(visit, editor, StatusCode::OK, form).await
}

/// What stands in the form.
struct Form<'a> {
    typed: &'a Typed,
    base: i64,
    kept_at: Option<Timestamp>,
    problems: &'a [Invalid],
    stale: Option<Stale<'a>>,
}

async fn form_page(visit: &Visit, editor: &Editor, status: StatusCode, form: Form<'_>) -> Result<HttpResponse, Error> {
    let shown = ArticleForm {
        article: editor.article.as_ref().map(|(article, _)| article),
        typed: form.typed,
        base: form.base,
        kept_at: form.kept_at,
        others: &editor.others,
        categories: &editor.categories,
        tags: &editor.tags,
        beyond: rich_text::is_beyond_editor(&form.typed.body),
        limit: BODY_MAX,
        problems: form.problems,
        stale: form.stale,
    };
    let rail = rail(visit).await?;
    Ok(page_with(status, views::desk::article_form::page(&visit.desk_frame(rail), &shown)))
}

#[derive(Deserialize)]
pub(crate) struct Fields {
    #[serde(flatten)]
    typed: Typed,
    #[serde(default)]
    base: String,
    #[serde(default)]
    then: String,
}

/// `POST /desk/articles`
pub(crate) async fn create(Staff(visit): Staff, fields: LargeForm<Fields>) -> Result<HttpResponse, Error> {
    save(&visit, None, fields.0).await
}

/// `POST /desk/articles/{id}`
pub(crate) async fn update(
    Staff(visit): Staff,
    id: web::Path<ArticleId>,
    fields: LargeForm<Fields>,
) -> Result<HttpResponse, Error> {
    save(&visit, Some(*id), fields.0).await
}

async fn save(visit: &Visit, id: Option<ArticleId>, fields: Fields) -> Result<HttpResponse, Error> {
    may_write(visit)?;
    let (app, caller) = (&visit.state.app, &visit.caller);
    let typed = fields.typed.with_plain_lines();
    let base = fields.base.parse().unwrap_or_default();
    let then = fields.then.parse().unwrap_or(Then::Keep);
    let again = async |status, base, problems: &[Invalid], stale: Option<Stale<'_>>| {
        let editor = editing::editor(app, caller, id).await?;
        form_page(visit, &editor, status, Form { typed: &typed, base, kept_at: None, problems, stale }).await
    };
    let written = match typed.parse() {
        Ok(written) => written,
        Err(problems) => return again(StatusCode::UNPROCESSABLE_ENTITY, base, &problems, None).await,
    };
    match editing::save(app, caller, (id, base), &written, then).await? {
        Outcome::Saved(id) => Ok(see_other(&saved(then).at(&match then {
            Then::Keep => format!("{}/edit", address(id)),
            Then::Publish | Then::Unpublish => address(id),
        }))),
        Outcome::SlugTaken { free } => {
            let problems = [Invalid { field: "slug", problem: Problem::Taken { free } }];
            again(StatusCode::UNPROCESSABLE_ENTITY, base, &problems, None).await
        }
        Outcome::Stale(now, _) => {
            let who = last_editor(visit, &now).await?;
            let (title, body) = compared(&now, &typed).await?;
            let stale = Stale { who: who.as_deref(), title: &title, body: &body };
            again(StatusCode::CONFLICT, now.revision, &[], Some(stale)).await
        }
    }
}

/// Who saved the article's last revision, when it was somebody.
async fn last_editor(visit: &Visit, article: &Article) -> Result<Option<String>, Error> {
    let found = editing::revision(&visit.state.app, &visit.caller, article.id, article.revision).await;
    Ok(found.ok().and_then(|compared| compared.revision.author))
}

/// What saving this would change in the title and in the text of the article. Long texts take a while: not on this thread.
async fn compared(now: &Article, typed: &Typed) -> Result<(Vec<Piece>, Vec<Piece>), Error> {
    let (now, typed) = (now.clone(), typed.clone());
    let comparing = move || (compare(&now.title, &typed.title), compare(&now.body, &typed.body));
    web::block(comparing).await.map_err(|error| Error::Broken(error.to_string()))
}

const fn saved(then: Then) -> Done {
    match then {
        Then::Keep => Done::Saved,
        Then::Publish => Done::Published,
        Then::Unpublish => Done::Unpublished,
    }
}

#[derive(Deserialize)]
pub(crate) struct StatusFields {
    then: String,
}

/// `POST /desk/articles/{id}/status`
pub(crate) async fn set_status(
    Staff(visit): Staff,
    id: web::Path<ArticleId>,
    fields: web::Form<StatusFields>,
) -> Result<HttpResponse, Error> {
    may_write(&visit)?;
    let then = fields.then.parse().map_err(|_| Error::Unreadable("no such status".to_owned()))?;
    editing::set_status(&visit.state.app, &visit.caller, *id, then).await?;
    Ok(see_other(&saved(then).at(&address(*id))))
}

/// `POST /desk/articles/{id}/delete`
pub(crate) async fn delete(Staff(visit): Staff, id: web::Path<ArticleId>) -> Result<HttpResponse, Error> {
    if editing::delete(&visit.state.app, &visit.caller, *id).await? {
        return Ok(see_other(&Done::Deleted.at("/desk/articles")));
    }
    show_with(&visit, *id, None, true).await
}

#[derive(Deserialize)]
pub(crate) struct RenderingFields {
    #[serde(default)]
    body: String,
}

/// `POST /desk/articles/rendering`: a text as readers see it, for the editor.
pub(crate) async fn rendering(Staff(visit): Staff, fields: LargeForm<RenderingFields>) -> Result<HttpResponse, Error> {
    may_write(&visit)?;
    let html = rich_text::article(&fields.0.body.replace("\r\n", "\n"));
    let beyond = rich_text::is_beyond_editor(&fields.0.body);
    Ok(HttpResponse::Ok().json(serde_json::json!({ "html": html, "beyond": beyond })))
}

/// Before anything else is said about a form that changes something.
pub(crate) fn may_write(visit: &Visit) -> Result<(), Error> {
    if visit.caller.may(Right::WriteArticles) { Ok(()) } else { Err(Denied::NotAllowed.into()) }
}

/// An article's page at the desk.
pub(crate) fn address(id: ArticleId) -> String {
    format!("/desk/articles/{id}")
}
