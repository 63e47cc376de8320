//! Help pages and their tags.

use frontdesk::domain::article::{Article, ArticleFilter, ArticleOrder, ArticleStatus, TagCount, Visibility};
use frontdesk::id::{ArticleId, SystemChance};
use frontdesk::store::articles::After;
use frontdesk::store::events::{append, create_topic, help_topic};
use frontdesk::store::{article_drafts, articles, revisions};

use crate::house::event;
use crate::{House, NOW, Store, each_database};

each_database!(
    an_article_saved_again_keeps_its_slug,
    tags_are_replaced_and_each_stands_once,
    clients_get_only_what_is_public_and_published,
    the_list_goes_on_after_titles_that_are_alike,
    changes_are_followed_by_their_numbers,
    the_desks_list_is_narrowed_and_goes_on,
    an_article_keeps_its_former_addresses_and_its_revisions,
    what_is_unsaved_is_its_writers,
);

async fn an_article_saved_again_keeps_its_slug(store: &Store) {
    let house = store.house("harbour").await;
    let mut article = article("first", "First");
    save(store, &house, &article, &[]).await;
    "another".clone_into(&mut article.slug);
    "Changed".clone_into(&mut article.title);
    article.status = ArticleStatus::Draft;
    save(store, &house, &article, &[]).await;
    let found = store.read(async |tx| articles::find(tx, house.id, article.id).await.unwrap()).await.unwrap();
    assert_eq!((found.slug.as_str(), found.title.as_str(), found.status), ("first", "Changed", ArticleStatus::Draft));
    let by_origin =
        store.read(async |tx| articles::find_by_external_id(tx, house.id, "from-first").await.unwrap()).await;
    assert_eq!(by_origin.map(|found| found.id), Some(article.id));
    for (slug, taken) in [("first", true), ("another", false)] {
        assert_eq!(
            store.read(async |tx| articles::slug_is_taken(tx, house.id, slug).await.unwrap()).await,
            taken,
            "{slug}"
        );
    }
}

async fn tags_are_replaced_and_each_stands_once(store: &Store) {
    let house = store.house("harbour").await;
    let article = article("first", "First");
    save(store, &house, &article, &["b", "a", "b"]).await;
    let tags = async || store.read(async |tx| articles::tags(tx, house.id, article.id).await.unwrap()).await;
    assert_eq!(tags().await, ["a", "b"]);
    save(store, &house, &article, &["c"]).await;
    assert_eq!(tags().await, ["c"]);
    let all = store.read(async |tx| articles::with_tags(tx, house.id, &[article.id]).await.unwrap()).await;
    assert_eq!(
        all.iter().map(|(found, tags)| (found.slug.as_str(), tags.clone())).collect::<Vec<_>>(),
        [("first", vec!["c".to_owned()])]
    );
    assert!(store.read(async |tx| articles::with_tags(tx, house.id, &[]).await.unwrap()).await.is_empty());
}

async fn clients_get_only_what_is_public_and_published(store: &Store) {
    let house = store.house("harbour").await;
    for (slug, visibility, status) in [
        ("shown", Visibility::Public, ArticleStatus::Published),
        ("draft", Visibility::Public, ArticleStatus::Draft),
        ("internal", Visibility::Internal, ArticleStatus::Published),
        ("neither", Visibility::Internal, ArticleStatus::Draft),
    ] {
        save(store, &house, &Article { visibility, status, ..article(slug, slug) }, &["common", slug]).await;
        let public = store.read(async |tx| articles::public(tx, house.id, slug).await.unwrap()).await;
        assert_eq!(public.is_some(), slug == "shown", "{slug}");
    }
    assert_eq!(links(store, &house, None, None, 10).await, ["shown"]);
    assert_eq!(links(store, &house, Some("common"), None, 10).await, ["shown"]);
    assert_eq!(links(store, &house, Some("draft"), None, 10).await, [""; 0]);
    let tags = store.read(async |tx| articles::public_tags(tx, house.id, 10).await.unwrap()).await;
    let count = |tag: &str| TagCount { tag: tag.to_owned(), articles: 1 };
    assert_eq!(tags, [count("common"), count("shown")]);
    assert_eq!(store.read(async |tx| articles::all_ids(tx, house.id).await.unwrap()).await.len(), 4);
}

async fn the_list_goes_on_after_titles_that_are_alike(store: &Store) {
    let house = store.house("harbour").await;
    for slug in ["same-3", "same-1", "same-2", "same-4"] {
        save(store, &house, &article(slug, "Same"), &["tag"]).await;
    }
    save(store, &house, &article("last", "Zebra"), &[]).await;
    save(store, &house, &article("first", "Aardvark"), &["tag"]).await;
    for (tag, wanted) in [
        (None, vec!["first", "same-1", "same-2", "same-3", "same-4", "last"]),
        (Some("tag"), vec!["first", "same-1", "same-2", "same-3", "same-4"]),
    ] {
        let mut all: Vec<String> = Vec::new();
        loop {
            let title = all.last().map(|slug| if slug.starts_with("same") { "Same" } else { "Aardvark" }.to_owned());
            let after = title.as_deref().zip(all.last().map(String::as_str));
            let page = links(store, &house, tag, after, 2).await;
            let is_last = page.len() < 2 || page.iter().any(|slug| slug == "last");
            all.extend(page);
            if is_last {
                break;
            }
        }
        assert_eq!(all, wanted);
    }
}

async fn changes_are_followed_by_their_numbers(store: &Store) {
    let house = store.house("harbour").await;
    let (topic, article) = (help_topic(house.id), article("first", "First"));
    store
        .write(async |tx| {
            create_topic(tx, house.id, &topic).await.unwrap();
            for subject in [Some(article.id.to_string()), None, Some(article.id.to_string())] {
                append(tx, house.id, &topic, event("saved", None, subject), NOW).await.unwrap();
            }
        })
        .await;
    let after = async |number, limit| {
        store.read(async |tx| articles::changed_after(tx, house.id, &topic, number, limit).await.unwrap()).await
    };
    assert_eq!(after(0, 2).await, [(1, Some(article.id)), (2, None)]);
    assert_eq!(after(2, 2).await, [(3, Some(article.id))]);
    assert_eq!(after(3, 2).await, []);
}

async fn the_desks_list_is_narrowed_and_goes_on(store: &Store) {
    let house = store.house("harbour").await;
    let draft = Article { status: ArticleStatus::Draft, ..article("cafe", "Café opening") };
    let internal = Article { visibility: Visibility::Internal, ..article("b-100", "100% internal") };
    let filed = Article { category: Some("Mail".to_owned()), ..article("c", "Receive mail") };
    for (article, tags) in [(&draft, &["open"][..]), (&internal, &[]), (&filed, &["open", "mail"])] {
        save(store, &house, article, tags).await;
    }
    let list = async |filter: &ArticleFilter, order, after: Option<After<'_>>, limit| {
        let rows =
            store.read(async |tx| articles::list(tx, house.id, filter, (order, after), limit).await.unwrap()).await;
        rows.into_iter().map(|row| row.title).collect::<Vec<_>>()
    };
    let all = ArticleFilter::default();
    for (filter, wanted) in [
        (all.clone(), vec!["100% internal", "Café opening", "Receive mail"]),
        (ArticleFilter { query: "CAFE  open".to_owned(), ..all.clone() }, vec!["Café opening"]),
        (ArticleFilter { query: "100%".to_owned(), ..all.clone() }, vec!["100% internal"]),
        (ArticleFilter { status: Some(ArticleStatus::Draft), ..all.clone() }, vec!["Café opening"]),
        (ArticleFilter { visibility: Some(Visibility::Internal), ..all.clone() }, vec!["100% internal"]),
        (ArticleFilter { category: Some("Mail".to_owned()), ..all.clone() }, vec!["Receive mail"]),
        (ArticleFilter { tag: Some("open".to_owned()), ..all.clone() }, vec!["Café opening", "Receive mail"]),
        (
            ArticleFilter { tag: Some("open".to_owned()), status: Some(ArticleStatus::Published), ..all.clone() },
            vec!["Receive mail"],
        ),
    ] {
        assert_eq!(list(&filter, ArticleOrder::Title, None, 10).await, wanted, "{filter:?}");
    }
    for order in [ArticleOrder::Title, ArticleOrder::Changed] {
        let mut seen = Vec::new();
        let mut after: Option<(String, ArticleId)> = None;
        loop {
            let start = after.as_ref().map(|(title, id)| After { updated_at: NOW, title, id: *id });
            let page =
                store.read(async |tx| articles::list(tx, house.id, &all, (order, start), 1).await.unwrap()).await;
            let Some(row) = page.into_iter().next() else { break };
            after = Some((row.title.clone(), row.id));
            seen.push(row.title);
        }
        seen.sort_unstable();
        assert_eq!(seen, ["100% internal", "Café opening", "Receive mail"], "{order}");
    }
}

async fn an_article_keeps_its_former_addresses_and_its_revisions(store: &Store) {
    let house = store.house("harbour").await;
    let mut article = article("first", "First");
    save(store, &house, &article, &["a"]).await;
    let add = async |article: &Article| {
        store
            .write(async |tx| {
                revisions::add(tx, house.id, (article, &["a".to_owned()]), Some(house.agent), NOW).await.unwrap()
            })
            .await
    };
    assert_eq!(add(&article).await, Some(1));
    store.write(async |tx| articles::set_slug(tx, house.id, article.id, "second").await.unwrap()).await;
    "Second".clone_into(&mut article.title);
    assert_eq!(add(&article).await, Some(2));
    let moved = async |slug: &str| store.read(async |tx| articles::moved(tx, house.id, slug).await.unwrap()).await;
    assert_eq!(moved("first").await.as_deref(), Some("second"));
    let list = store.read(async |tx| revisions::list(tx, house.id, article.id, (i64::MAX, 10)).await.unwrap()).await;
    assert_eq!(
        list.iter().map(|row| (row.number, row.title.as_str())).collect::<Vec<_>>(),
        [(2, "Second"), (1, "First")]
    );
    let first = store.read(async |tx| revisions::find(tx, house.id, article.id, 1).await.unwrap()).await.unwrap();
    assert_eq!((first.tags(), first.slug.as_str()), (vec!["a".to_owned()], "first"));
    article.status = ArticleStatus::Draft;
    save(store, &house, &article, &["a"]).await;
    assert_eq!(moved("first").await, None, "what clients may not read leads nowhere");
    store.write(async |tx| articles::delete(tx, house.id, article.id).await.unwrap()).await;
    assert!(store.read(async |tx| articles::all_ids(tx, house.id).await.unwrap()).await.is_empty());
}

async fn what_is_unsaved_is_its_writers(store: &Store) {
    let house = store.house("harbour").await;
    let (own, other) = ((house.agent, "place"), (house.client, "place"));
    let later = NOW + std::time::Duration::from_secs(10);
    store
        .write(async |tx| {
            article_drafts::seen(tx, house.id, own, 3, NOW).await.unwrap();
            article_drafts::keep(tx, house.id, other, (2, "{}"), NOW).await.unwrap();
            // An open editor says so again and again; what it keeps stays.
            article_drafts::seen(tx, house.id, other, 9, later).await.unwrap();
        })
        .await;
    let find = async |whose| store.read(async |tx| article_drafts::find(tx, house.id, whose).await.unwrap()).await;
    assert_eq!((find(own).await, find(other).await), (None, Some((2, "{}".to_owned(), NOW))));
    let others =
        async |since| store.read(async |tx| article_drafts::others(tx, house.id, own, since).await.unwrap()).await;
    assert_eq!((others(later).await.len(), others(later + std::time::Duration::from_secs(1)).await.len()), (1, 0));
    store.write(async |tx| article_drafts::discard(tx, house.id, other).await.unwrap()).await;
    assert_eq!(find(other).await, None);
}

/// A public, published article.
pub(crate) fn article(slug: &str, title: &str) -> Article {
    Article {
        id: ArticleId::new(NOW, &SystemChance),
        slug: slug.to_owned(),
        title: title.to_owned(),
        body: "A text.".to_owned(),
        category: None,
        visibility: Visibility::Public,
        status: ArticleStatus::Published,
        source: None,
        external_id: Some(format!("from-{slug}")),
        updated_at: NOW,
        revision: 0,
    }
}

pub(crate) async fn save(store: &Store, house: &House, article: &Article, tags: &[&str]) {
    let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
    store
        .write(async |tx| {
            articles::save(tx, house.id, article, NOW).await.unwrap();
            articles::set_tags(tx, house.id, article.id, &tags).await.unwrap();
        })
        .await;
}

async fn links(
    store: &Store,
    house: &House,
    tag: Option<&str>,
    after: Option<(&str, &str)>,
    limit: i64,
) -> Vec<String> {
    let tag = (None, tag);
    let page = store.read(async |tx| articles::public_links(tx, house.id, tag, after, limit).await.unwrap()).await;
    page.into_iter().map(|link| link.slug).collect()
}
