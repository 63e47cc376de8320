//! Ratings of tickets, from the portal.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::app::{reading, tickets};
use crate::domain::input::{Invalid, Lines, Problem, Problems};
use crate::domain::rating::{Rating, Reason, Stars};
use crate::domain::ticket::TicketNumber;
use crate::views;
use crate::views::rating::RatingForm;
use crate::views::thread::ReplyForm;
use crate::web::error::Error;
use crate::web::forms::{is_fragment, new_key, see_other};
use crate::web::tickets::show_with;
use crate::web::visit::{Client, Visit};

/// A rating's fields; there may be several reasons, each under the same name.
#[derive(Default)]
struct Fields {
    score: String,
    reasons: Vec<Reason>,
    comment: String,
}

impl Fields {
    fn of(pairs: Vec<(String, String)>) -> Self {
        let mut fields = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "score" => fields.score = value,
                "comment" => fields.comment = value,
                // What is no reason says nothing.
                "reason" => fields.reasons.extend(value.parse::<Reason>()),
                _ => {}
            }
        }
        fields
    }

    fn parse(&self) -> Result<Rating, Vec<Invalid>> {
        let mut problems = Problems::default();
        let missing = if self.score.is_empty() { Problem::Missing } else { Problem::NotAChoice };
        let stars = problems.keep("score", self.score.parse::<Stars>().map_err(|_| missing));
        let comment = problems.keep("comment", Lines::parse(&self.comment));
        match (stars, comment) {
            (Some(stars), Some(comment)) => Ok(Rating::new(stars, &self.reasons, &comment)),
            _ => Err(problems.into_vec()),
        }
    }
}

/// `POST /support/{number}/rating`
pub(crate) async fn create(
    request: HttpRequest,
    Client(visit): Client,
    number: web::Path<TicketNumber>,
    fields: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    let fields = Fields::of(fields.into_inner());
    match fields.parse() {
        Ok(rating) => {
            tickets::rate(&visit.state.app, &visit.caller, *number, &rating).await?;
            Ok(see_other(&format!("/support/{number}#rating")))
        }
        Err(problems) => again(&request, &visit, *number, &fields, &problems).await,
    }
}

/// The thread again, with what was chosen and what is wrong with it.
async fn again(
    request: &HttpRequest,
    visit: &Visit,
    number: TicketNumber,
    fields: &Fields,
    problems: &[Invalid],
) -> Result<HttpResponse, Error> {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    if is_fragment(request) {
        reading::ticket(&visit.state.app, &visit.caller, number).await?;
        let said = views::rating::in_words(&visit.locale, problems);
        return Ok(HttpResponse::build(status).json(serde_json::json!({ "error": said })));
    }
    let rating = RatingForm {
        stars: fields.score.parse().ok(),
        reasons: &fields.reasons,
        comment: &fields.comment,
        open: true,
        problems,
    };
    let key = new_key(&*visit.state.app.chance);
    let form = ReplyForm::fresh(&key);
    show_with(visit, number, false, (form, Some(rating)), status).await
}
