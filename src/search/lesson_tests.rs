//! What articles have learned: that it is found, and that nobody learns from it what a single client wrote.

use std::time::Duration;

use super::*;
use crate::id::SystemChance;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);

fn organisation() -> OrganisationId {
    OrganisationId::new(NOW, &SystemChance)
}

fn customer() -> CustomerId {
    CustomerId::new(NOW, &SystemChance)
}

/// Of a ticket that staff answered with a link.
fn asked_by(customer: CustomerId, subject: &str) -> IndexedLesson {
    IndexedLesson {
        subject: subject.to_owned(),
        customer: Some(customer),
        staff_written: false,
        only_clients: false,
        weight: 100,
        taught_at: NOW,
    }
}

fn staff_wrote(subject: &str) -> IndexedLesson {
    IndexedLesson { customer: None, staff_written: true, ..asked_by(customer(), subject) }
}

fn client_says(customer: CustomerId, subject: &str) -> IndexedLesson {
    IndexedLesson { only_clients: true, weight: 50, ..asked_by(customer, subject) }
}

fn article(organisation: OrganisationId, slug: &str, title: &str, lessons: &[IndexedLesson]) -> IndexedArticle {
    IndexedArticle {
        organisation,
        article: ArticleId::new(NOW, &SystemChance),
        slug: slug.to_owned(),
        title: title.to_owned(),
        tags: Vec::new(),
        body: "Open the menu and follow what it says.".to_owned(),
        external_id: None,
        language: "en".to_owned(),
        lessons: lessons.to_vec(),
    }
}

fn put(index: &Index, articles: impl IntoIterator<Item = IndexedArticle>) {
    let changes: Vec<_> = articles.into_iter().map(Change::Put).collect();
    index.apply(&changes, &[]).unwrap();
}

/// An index in which one article has learned these lessons, beside others that have not.
fn taught(lessons: &[IndexedLesson]) -> (Index, OrganisationId) {
    let (index, us) = (Index::in_memory().unwrap(), organisation());
    put(
        &index,
        [
            article(us, "sign-in", "Sign in again", lessons),
            article(us, "invoices", "Pay an invoice", &[]),
            article(us, "password", "Reset your password", &[]),
            article(us, "colours", "Choose colours", &[]),
        ],
    );
    (index, us)
}

fn slugs(index: &Index, organisation: OrganisationId, subject: &str) -> Vec<String> {
    index.suggest(organisation, subject, 5).unwrap().into_iter().map(|found| found.slug).collect()
}

#[test]
fn a_past_subject_is_one_more_way_to_an_article() {
    let (index, us) = taught(&[staff_wrote("locked out of my workspace"), staff_wrote("kicked from the dashboard")]);
    for subject in [
        "locked out",
        "LOCKED workspaces",
        "locked wor",
        "worksp",
        "wrokspace locked",
        "workspce",
        "the dashboards kick me",
        "dash board",
    ] {
        assert_eq!(slugs(&index, us, subject), ["sign-in"], "{subject}");
    }
    // Of a group of synonyms one member was learned.
    let (index, us) = taught(&[staff_wrote("invoice"), staff_wrote("slow")]);
    assert!(slugs(&index, us, "laggy").contains(&"sign-in".to_owned()));
    assert!(slugs(&index, us, "xylophone").is_empty());
}

#[test]
fn what_was_learned_is_not_shown() {
    let (index, us) = taught(&[staff_wrote("menu of the moonbase is locked")]);
    for found in index.suggest(us, "moonbase menu locked", 5).unwrap() {
        let text: String = found.title.iter().chain(&found.snippet).map(|piece| piece.text.as_str()).collect();
        assert!(!text.contains("moonbase") && !text.contains("locked"), "{text}");
        let marked = found.title.iter().chain(&found.snippet).filter(|piece| piece.marked);
        assert!(marked.into_iter().all(|piece| piece.text == "menu"), "{found:?}");
    }
}

#[test]
fn other_articles_and_other_organisations_are_as_before() {
    let (plain, us) = taught(&[]);
    let (index, them) = taught(&[staff_wrote("locked out of my workspace")]);
    for subject in ["pay an invoice", "colours", "reset pasword", "choose"] {
        assert_eq!(slugs(&index, them, subject), slugs(&plain, us, subject), "{subject}");
    }
    let stranger = organisation();
    put(&index, [article(stranger, "theirs", "Workspaces", &[])]);
    assert_eq!(slugs(&index, stranger, "locked workspace"), ["theirs"]);
    assert!(slugs(&index, stranger, "locked").is_empty());
}

/// Every way to type a word that somebody may try: its beginnings, its slips, and each beside words that are known.
fn tries(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut words: Vec<String> = (1..=letters.len()).map(|length| letters[..length].iter().collect()).collect();
    for at in 0..letters.len() {
        let mut without = letters.clone();
        without.remove(at);
        words.push(without.iter().collect());
        let mut other = letters.clone();
        other[at] = 'w';
        words.push(other.iter().collect());
        if at + 1 < letters.len() {
            let mut swapped = letters.clone();
            swapped.swap(at, at + 1);
            words.push(swapped.iter().collect());
        }
    }
    words.push(format!("{word}s"));
    words
        .iter()
        .flat_map(|word| {
            [
                word.clone(),
                format!("{word} "),
                format!("password {word}"),
                format!("{word} password"),
                format!("sign in {word}"),
                format!("{word}password"),
                format!("password-{word}"),
            ]
        })
        .collect()
}

#[test]
fn nothing_typed_tells_what_a_single_client_wrote() {
    // Two worlds that differ in the words of one client alone.
    let (secret, us) = taught(&[asked_by(customer(), "password for the zyxquora hostile takeover")]);
    let (plain, them) = taught(&[asked_by(customer(), "password for the glimbers unicorn stampede")]);
    for word in ["zyxquora", "hostile", "takeover", "glimbers"] {
        for subject in tries(word) {
            let shown = |index: &Index, whose| -> Vec<_> {
                let found = index.suggest(whose, &subject, 5).unwrap().into_iter();
                found.map(|found| (found.slug, found.title, found.snippet)).collect()
            };
            assert_eq!(shown(&secret, us), shown(&plain, them), "{subject}");
        }
    }
    // What it does teach is what stands in articles.
    assert_eq!(slugs(&secret, us, "password").len(), 2);
}

#[test]
fn a_word_is_open_once_two_customers_staff_or_an_article_know_it() {
    let (one, two) = (customer(), customer());
    let knows = |lessons: &[IndexedLesson]| {
        let (index, us) = taught(lessons);
        ["zyxquora", "zyxq", "zyxqoura", "zyxquoras"]
            .map(|subject| slugs(&index, us, subject).contains(&"sign-in".to_owned()))
    };
    assert_eq!(knows(&[asked_by(one, "zyxquora failed")]), [false; 4]);
    assert_eq!(knows(&[asked_by(one, "zyxquora failed"), asked_by(one, "our zyxquora")]), [false; 4], "one customer");
    assert_eq!(knows(&[asked_by(one, "zyxquora failed"), asked_by(two, "our zyxquora")]), [true; 4]);
    assert_eq!(knows(&[asked_by(one, "zyxquora failed"), staff_wrote("zyxquora")]), [true; 4]);

    let (index, us) = taught(&[asked_by(one, "zyxquora failed")]);
    let manual = article(us, "manual", "The manual", &[]);
    let with_word = IndexedArticle { body: "About the zyxquora.".to_owned(), ..manual.clone() };
    put(&index, [with_word]);
    assert!(slugs(&index, us, "zyxquora").contains(&"sign-in".to_owned()), "it stands in an article");
    put(&index, [manual]);
    assert!(slugs(&index, us, "zyxquora").is_empty(), "and no longer does");
}

#[test]
fn what_clients_alone_say_counts_from_three_of_them() {
    let (one, two, three) = (customer(), customer(), customer());
    let finds = |lessons: &[IndexedLesson]| {
        let (index, us) = taught(lessons);
        slugs(&index, us, "flickering").contains(&"sign-in".to_owned())
    };
    let said = [client_says(one, "flickering screen"), client_says(two, "screen is flickering")];
    assert!(!finds(&said));
    let [first, second] = said;
    assert!(!finds(&[first.clone(), second.clone(), client_says(two, "flickering")]), "two who say it often");
    assert!(!finds(&[first.clone(), second.clone(), client_says(three, "blank screen")]), "of another word");
    assert!(finds(&[first.clone(), second.clone(), client_says(three, "still flickering")]));
    assert!(finds(&[first, second, asked_by(three, "flickering")]), "staff say it too");
}

#[test]
fn three_clients_of_different_articles_say_nothing() {
    let (index, us) = (Index::in_memory().unwrap(), organisation());
    put(&index, (0..3).map(|at| article(us, &format!("a{at}"), "Any", &[client_says(customer(), "flickering")])));
    assert!(slugs(&index, us, "flickering").is_empty());
}

#[test]
fn newer_lessons_outweigh_older_ones() {
    let (index, us) = (Index::in_memory().unwrap(), organisation());
    let old = IndexedLesson { taught_at: NOW - 3 * 365 * DAY, ..staff_wrote("gateway timeout") };
    put(
        &index,
        [
            article(us, "old", "The old way", &[old.clone(), old]),
            article(us, "new", "The new way", &[staff_wrote("gateway timeout")]),
        ],
    );
    assert_eq!(slugs(&index, us, "gateway timeout"), ["new", "old"]);
}

#[test]
fn what_is_withdrawn_is_forgotten_at_once() {
    let (index, us) = (Index::in_memory().unwrap(), organisation());
    let known = article(us, "known", "Any", &[staff_wrote("gateway timeout")]);
    put(&index, [known.clone()]);
    assert_eq!(slugs(&index, us, "gateway"), ["known"]);
    put(&index, [IndexedArticle { lessons: Vec::new(), ..known.clone() }]);
    assert!(slugs(&index, us, "gateway").is_empty());
    put(&index, [known.clone()]);
    index.apply(&[Change::Remove { organisation: us, article: known.article }], &[]).unwrap();
    assert!(slugs(&index, us, "gateway").is_empty());
    put(&index, [known]);
    index.clear(us).unwrap();
    assert!(slugs(&index, us, "gateway").is_empty());
}

#[test]
fn lessons_outlast_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let us = organisation();
    put(&Index::open(folder.path()).unwrap(), [article(us, "known", "Any", &[staff_wrote("gateway timeout")])]);
    assert_eq!(slugs(&Index::open(folder.path()).unwrap(), us, "gateway timeuot"), ["known"]);
}

#[test]
fn related_articles_have_not_learned() {
    let (index, us) = (Index::in_memory().unwrap(), organisation());
    let one = article(us, "one", "Gateway settings", &[]);
    let id = one.article;
    put(&index, [one, article(us, "two", "Colours of walls", &[staff_wrote("gateway settings")])]);
    let found = index.related(us, id, 5).unwrap();
    assert!(found.iter().all(|found| found.slug != "one"), "{found:?}");
    let (index, us) = taught(&[staff_wrote("gateway")]);
    assert!(index.related(us, id, 5).unwrap().is_empty());
}

#[test]
fn endless_and_wordless_lessons_do_no_harm() {
    let endless = ["flicker ".repeat(1_300), "x".repeat(10_000), "?!".repeat(5_000), String::new(), "密".repeat(5_000)];
    let lessons: Vec<_> = endless.iter().map(|subject| staff_wrote(subject)).collect();
    let (index, us) = taught(&lessons);
    assert_eq!(slugs(&index, us, "flicker"), ["sign-in"]);
    for subject in &endless {
        index.suggest(us, subject, 5).unwrap();
    }
}

#[test]
fn scripts_without_spaces_are_learned() {
    let (index, us) =
        taught(&[staff_wrote("パスワードを忘れました"), staff_wrote("ลืมรหัสผ่านของฉัน"), staff_wrote("忘记登录密码")]);
    for subject in ["パスワード", "รหัสผ่าน", "登录密码", "密码"] {
        assert_eq!(slugs(&index, us, subject), ["sign-in"], "{subject}");
    }
}

#[test]
fn an_hour_of_edits_leaves_few_segments() {
    let (index, us) = (Index::in_memory().unwrap(), organisation());
    let articles: Vec<_> = (0..600)
        .map(|at| article(us, &format!("a{at}"), &format!("Article {at}"), &[staff_wrote(&format!("lesson {at}"))]))
        .collect();
    put(&index, articles.clone());
    // An hour with one each second is 3,600.
    let saves = std::env::var("FRONTDESK_TEST_SAVES").ok().and_then(|saves| saves.parse().ok()).unwrap_or(120);
    for save in 0..saves {
        put(&index, [articles[save * 7 % 600].clone()]);
    }
    let segments = index.0.reader.searcher().segment_readers().len();
    assert!(segments <= 12, "{segments} segments");
    assert_eq!(index.search(us, "article", 1_000, 0).unwrap().len(), 600);
    assert_eq!(slugs(&index, us, "lesson 599").first().map(String::as_str), Some("a599"));
}
