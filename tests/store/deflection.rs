//! What articles did: steps that happen once, figures of lists, and queries that go by their indexes.

use std::time::Duration;

use frontdesk::domain::deflection::{Figures, Funnel, Span, Vote};
use frontdesk::id::{InquiryId, SystemChance};
use frontdesk::store::db::Arg;
use frontdesk::store::inquiries::Asker;
use frontdesk::store::{Db, Tx, article_views, deflection, inquiries, votes};

use crate::articles::{article, save};
use crate::{House, NOW, Store, each_database};

each_database!(
    steps_happen_once,
    lists_of_articles_show_what_they_did,
    parts_of_a_time_are_counted_in_one_query,
    the_report_goes_by_its_indexes,
);

const fn asker(house: &House) -> Asker {
    Asker { membership_id: house.client, customer_id: house.customer }
}

async fn steps_happen_once(store: &Store) {
    let house = store.house("harbour").await;
    let (one, later) = (article("one", "One"), NOW + Duration::from_secs(60));
    save(store, &house, &one, &[]).await;
    let inquiry = InquiryId::new(NOW, &SystemChance);
    store
        .write(async |tx| {
            for at in [NOW, later] {
                let held = inquiries::hold(tx, house.id, inquiry, asker(&house), at).await.unwrap();
                assert!(held.is_some_and(|held| held.is_open()));
                inquiries::show(tx, house.id, inquiry, &[one.id], at).await.unwrap();
                inquiries::open(tx, house.id, inquiry, one.id, at).await.unwrap();
            }
        })
        .await;
    let now = NOW.as_millis().to_string();
    let sql = "SELECT CAST(began_at AS TEXT) || shown_at || opened_at FROM inquiries
               UNION ALL SELECT CAST(shown_at AS TEXT) || opened_at FROM inquiry_articles";
    let rows: Vec<(String,)> = store.read(async |tx| tx.all(sql, &[]).await.unwrap()).await;
    assert_eq!(rows, [(now.repeat(3),), (now.repeat(2),)], "the first time counts");
    store.write(async |tx| inquiries::solve(tx, house.id, inquiry, one.id, later).await.unwrap()).await;
    let (first, again) = store
        .write(async |tx| {
            let first = inquiries::unsolve(tx, house.id, inquiry).await.unwrap();
            (first, inquiries::unsolve(tx, house.id, inquiry).await.unwrap())
        })
        .await;
    assert_eq!((first, again), (Some(one.id), None));
}

async fn lists_of_articles_show_what_they_did(store: &Store) {
    let house = store.house("harbour").await;
    let articles = ["one", "two", "three"].map(|slug| article(slug, slug));
    let [one, two, three] = articles.each_ref().map(|article| article.id);
    for article in &articles {
        save(store, &house, article, &[]).await;
    }
    let vote = |helpful| Vote { helpful, comment: String::new() };
    store
        .write(async |tx| {
            for (nth, solved) in [true, true, false].into_iter().enumerate() {
                let (inquiry, at) = (InquiryId::new(NOW, &SystemChance), NOW);
                inquiries::hold(tx, house.id, inquiry, asker(&house), at).await.unwrap();
                inquiries::show(tx, house.id, inquiry, &[one, two], at).await.unwrap();
                if solved {
                    inquiries::solve(tx, house.id, inquiry, one, at).await.unwrap();
                }
                let day = format!("2026-11-2{nth}");
                for _ in 0..2 {
                    article_views::insert(tx, house.id, one, (house.client, &day), at).await.unwrap();
                }
            }
            votes::save(tx, house.id, one, (house.client, &vote(true)), NOW).await.unwrap();
            votes::save(tx, house.id, two, (house.client, &vote(true)), NOW).await.unwrap();
            votes::save(tx, house.id, two, (house.client, &vote(false)), NOW).await.unwrap();
        })
        .await;
    let found = store.read(async |tx| deflection::figures_of(tx, house.id, &[one, two, three]).await.unwrap()).await;
    assert_eq!(found.get(&one), Some(&Figures { views: 3, helpful: 1, unhelpful: 0, solved: 2 }));
    assert_eq!(found.get(&two), Some(&Figures { views: 0, helpful: 0, unhelpful: 1, solved: 0 }));
    assert_eq!(found.get(&three), None);
}

async fn parts_of_a_time_are_counted_in_one_query(store: &Store) {
    let house = store.house("harbour").await;
    let one = article("one", "One");
    save(store, &house, &one, &[]).await;
    let minute = |n: u64| NOW + Duration::from_secs(60 * n);
    store
        .write(async |tx| {
            for n in [0, 0, 1, 3] {
                let inquiry = InquiryId::new(NOW, &SystemChance);
                inquiries::hold(tx, house.id, inquiry, asker(&house), minute(n)).await.unwrap();
                inquiries::show(tx, house.id, inquiry, &[one.id], minute(n)).await.unwrap();
            }
        })
        .await;
    let spans: Vec<Span> = (0..3).map(|n| Span { from: minute(n), until: minute(n + 1) }).collect();
    let parts = store.read(async |tx| deflection::funnels(tx, house.id, &spans).await.unwrap()).await;
    let shown = |shown| Funnel { shown, ..Funnel::default() };
    assert_eq!(parts, [shown(2), shown(1), shown(0)], "what begins at the end of a part is the next one's");
    assert!(store.read(async |tx| deflection::funnels(tx, house.id, &[]).await.unwrap()).await.is_empty());
}

/// On the embedded database, whose planner can be asked without a table full of rows.
async fn the_report_goes_by_its_indexes(store: &Store) {
    if matches!(store.db, Db::Postgres(_)) {
        return;
    }
    let plan = async |tx: &mut Tx, sql: &str| {
        let rows: Vec<(i64, i64, i64, String)> =
            tx.all(&format!("EXPLAIN QUERY PLAN {sql}"), &[Arg::Text(Some("x".to_owned()))]).await.unwrap();
        rows.into_iter().map(|(.., detail)| detail).collect::<Vec<_>>().join("; ")
    };
    store
        .read(async |tx| {
            for (sql, index) in [
                (
                    "SELECT COUNT(*) FROM inquiries WHERE organisation_id = $1 AND began_at >= 1 AND began_at < 2",
                    "inquiries_by_time",
                ),
                (
                    "SELECT COUNT(*) FROM article_views WHERE organisation_id = $1 AND at >= 1 AND at < 2",
                    "article_views_by_time",
                ),
                (
                    "SELECT COUNT(*) FROM article_votes WHERE organisation_id = $1 AND at >= 1 AND at < 2",
                    "article_votes_by_time",
                ),
                (
                    "SELECT COUNT(*) FROM missed_searches WHERE organisation_id = $1 AND at >= 1 AND at < 2",
                    "missed_searches_by_time",
                ),
                ("SELECT id FROM inquiries WHERE ticket_id = $1", "inquiries_by_ticket"),
            ] {
                let plan = plan(tx, sql).await;
                assert!(plan.contains(index), "{sql}: {plan}");
            }
        })
        .await;
}
