//! What articles have learned.

use std::time::Duration;

use frontdesk::clock::Timestamp;
use frontdesk::domain::article::Article;
use frontdesk::domain::lesson::Teacher;
use frontdesk::id::{ArticleId, LessonId, SystemChance, TicketId};
use frontdesk::store::lessons::{self, NewLesson};

use crate::articles::{article, save};
use crate::{House, NOW, Store, each_database};

each_database!(
    the_same_is_learned_once,
    what_is_undone_does_not_count_and_can_come_back,
    what_was_learned_is_listed_by_page,
    a_ticket_s_solutions_are_those_that_are_not_undone,
);

async fn the_same_is_learned_once(store: &Store) {
    let (house, article) = prepared(store).await;
    let (ticket, _) = store.ticket(&house, "Subject", NOW).await;
    let learn = async |teacher, origin: &str| {
        store
            .write(async |tx| {
                lessons::insert(tx, house.id, &lesson(&house, &article, ticket, teacher, origin), NOW).await.unwrap()
            })
            .await
    };
    assert!(learn(Teacher::StaffLink, "ticket:1").await);
    assert!(!learn(Teacher::StaffLink, "ticket:1").await);
    assert!(learn(Teacher::Solution, "ticket:1").await, "by another teacher");
    assert!(learn(Teacher::StaffLink, "ticket:2").await, "from another ticket");
    let learned = store.read(async |tx| lessons::of_articles(tx, house.id, &[article.id]).await.unwrap()).await;
    let learned: Vec<_> = learned.iter().map(|lesson| (lesson.origin.as_str(), lesson.teacher)).collect();
    let wanted = [("ticket:1", Teacher::Solution), ("ticket:1", Teacher::StaffLink), ("ticket:2", Teacher::StaffLink)];
    assert_eq!(learned, wanted);
}

async fn what_is_undone_does_not_count_and_can_come_back(store: &Store) {
    let (house, article) = prepared(store).await;
    let (ticket, _) = store.ticket(&house, "Subject", NOW).await;
    let new = lesson(&house, &article, ticket, Teacher::StaffLink, "ticket:1");
    store.write(async |tx| lessons::insert(tx, house.id, &new, NOW).await.unwrap()).await;
    let count =
        async || store.read(async |tx| lessons::of_articles(tx, house.id, &[article.id]).await.unwrap()).await.len();
    let set = async |at| store.write(async |tx| lessons::set_undone(tx, house.id, new.id, at).await.unwrap()).await;
    for (at, changes, left) in [(Some(NOW), true, 0), (Some(NOW), false, 0), (None, true, 1), (None, false, 1)] {
        assert_eq!((set(at).await, count().await), (changes, left), "{at:?}");
    }
}

async fn what_was_learned_is_listed_by_page(store: &Store) {
    let (house, article) = prepared(store).await;
    let (ticket, number) = store.ticket(&house, "Subject", NOW).await;
    for at in 0..5 {
        let origin = format!("ticket:{at}");
        let new = lesson(&house, &article, ticket, Teacher::StaffLink, &origin);
        // Two of each moment.
        let taught_at = NOW + Duration::from_secs(at / 2);
        store.write(async |tx| lessons::insert(tx, house.id, &new, taught_at).await.unwrap()).await;
    }
    let mut seen: Vec<(Timestamp, LessonId)> = Vec::new();
    loop {
        let before = seen.last().copied();
        let page = store.read(async |tx| lessons::page(tx, house.id, article.id, before, 2).await.unwrap()).await;
        assert!(page.iter().all(|line| line.number == Some(number) && line.customer.as_deref() == Some("Northwind")));
        seen.extend(page.iter().map(|line| (line.taught_at, line.id)));
        if page.len() < 2 {
            break;
        }
    }
    assert_eq!(seen.len(), 5);
    assert!(seen.is_sorted_by(|one, next| one > next), "{seen:?}");
}

async fn a_ticket_s_solutions_are_those_that_are_not_undone(store: &Store) {
    let (house, article) = prepared(store).await;
    let (ticket, _) = store.ticket(&house, "Subject", NOW).await;
    let solution = lesson(&house, &article, ticket, Teacher::Solution, "ticket:1");
    let link = lesson(&house, &article, ticket, Teacher::StaffLink, "ticket:1");
    store
        .write(async |tx| {
            for new in [&solution, &link] {
                lessons::insert(tx, house.id, new, NOW).await.unwrap();
            }
        })
        .await;
    let solutions = async || -> Vec<ArticleId> {
        let found = store.read(async |tx| lessons::solutions(tx, house.id, ticket).await.unwrap()).await;
        assert!(found.iter().all(|solution| solution.is_public));
        found.into_iter().map(|solution| solution.id).collect()
    };
    assert_eq!(solutions().await, [article.id]);
    store.write(async |tx| lessons::set_undone(tx, house.id, solution.id, Some(NOW)).await.unwrap()).await;
    assert_eq!(solutions().await, []);
    let known = store.read(async |tx| lessons::solution(tx, house.id, ticket, article.id).await.unwrap()).await;
    assert_eq!(known, Some(solution.id));
}

async fn prepared(store: &Store) -> (House, Article) {
    let house = store.house("harbour").await;
    let article = article("first", "First");
    save(store, &house, &article, &[]).await;
    (house, article)
}

pub(crate) fn lesson<'a>(
    house: &House,
    article: &Article,
    ticket: TicketId,
    teacher: Teacher,
    origin: &'a str,
) -> NewLesson<'a> {
    NewLesson {
        id: LessonId::new(NOW, &SystemChance),
        article: article.id,
        origin,
        ticket: Some(ticket),
        customer: Some(house.customer),
        subject: "Subject",
        staff_written: false,
        teacher,
        by: Some(house.agent),
    }
}
