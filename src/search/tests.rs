use std::time::{Duration, Instant};

use super::*;
use crate::clock::Timestamp;
use crate::id::SystemChance;

fn organisation() -> OrganisationId {
    OrganisationId::new(Timestamp::from_millis(1), &SystemChance)
}

fn article(organisation: OrganisationId, slug: &str, title: &str, tags: &[&str], body: &str) -> IndexedArticle {
    IndexedArticle {
        organisation,
        article: ArticleId::new(Timestamp::from_millis(2), &SystemChance),
        slug: slug.to_owned(),
        title: title.to_owned(),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        body: body.to_owned(),
        external_id: None,
        language: "en".to_owned(),
        lessons: Vec::new(),
    }
}

fn written_in(language: &str, article: IndexedArticle) -> IndexedArticle {
    IndexedArticle { language: language.to_owned(), ..article }
}

fn put(index: &Index, articles: impl IntoIterator<Item = IndexedArticle>) {
    let changes: Vec<_> = articles.into_iter().map(Change::Put).collect();
    index.apply(&changes, &[]).unwrap();
}

/// A small help centre.
fn help() -> (Index, OrganisationId) {
    let index = Index::in_memory().unwrap();
    let us = organisation();
    let articles = [
        (
            "password",
            "Reset your password",
            &["account"][..],
            "Open the **menu** and choose *Forgotten password*.\n\nA link arrives by mail.",
        ),
        (
            "invoices",
            "Pay an invoice",
            &["billing", "card"],
            "Every invoice has a button that takes you to the payment page.",
        ),
        ("refunds", "Refunds", &["billing"], "We give your money back within fourteen days of a complaint."),
        ("slow", "The page loads slowly", &["performance"], "Close other tabs, then clear the cache of your browser."),
        (
            "export",
            "Export your data",
            &["account"],
            "You get a file with all projects.\n\n## Choosing a format\n\nBoth spreadsheets and text files are offered.",
        ),
        ("bookmarks", "Keep bookmarks of projects", &[], "A bookmark takes you to a project."),
        ("threads", "Message threading", &[], "Conversations are grouped. Ungroup them in the view menu."),
        ("sign-in", "Sign in with a second factor", &["account"], "An authenticator shows six digits."),
    ];
    put(&index, articles.map(|(slug, title, tags, body)| article(us, slug, title, tags, body)));
    (index, us)
}

fn slugs(index: &Index, organisation: OrganisationId, subject: &str) -> Vec<String> {
    index.suggest(organisation, subject, 5).unwrap().into_iter().map(|found| found.slug).collect()
}

fn first(index: &Index, organisation: OrganisationId, subject: &str) -> Option<String> {
    slugs(index, organisation, subject).into_iter().next()
}

fn marked(pieces: &[Piece]) -> Vec<&str> {
    pieces.iter().filter(|piece| piece.marked).map(|piece| piece.text.as_str()).collect()
}

fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

#[test]
fn words_are_found_however_they_are_written() {
    let (index, us) = help();
    for (subject, slug) in [
        ("password", "password"),
        ("PASSWORDS", "password"),
        ("passw", "password"),
        ("pas", "password"),
        ("pasword", "password"),
        ("passwrod", "password"),
        ("paswsord reste", "password"),
        ("assword", "password"),
        ("ivnoice", "invoices"),
        ("how do I pay my invoices?", "invoices"),
        ("passphrase forgotten", "password"),
        ("login", "sign-in"),
        ("log in", "sign-in"),
        ("2fa", "sign-in"),
        ("billing card", "invoices"),
        ("book marks", "bookmarks"),
        ("exportdata", "export"),
        ("spreadsheet format", "export"),
        ("laggy", "slow"),
        ("fourteen days", "refunds"),
    ] {
        assert_eq!(first(&index, us, subject).as_deref(), Some(slug), "{subject}");
    }
}

#[test]
fn nothing_is_shown_when_nothing_fits() {
    let (index, us) = help();
    for subject in [
        "",
        " ",
        "pa",
        "qwxz blorf",
        "how do I",
        "the and of",
        "?!… --",
        "best pizza recipe in town",
        "the menus of pizza parlours",
        "😀😀😀😀",
    ] {
        assert_eq!(slugs(&index, us, subject), Vec::<String>::new(), "{subject}");
    }
    assert_eq!(slugs(&index, organisation(), "password"), Vec::<String>::new());
    assert!(index.suggest(us, "password", 0).unwrap().is_empty());
}

#[test]
fn titles_come_before_tags_and_tags_before_bodies() {
    let index = Index::in_memory().unwrap();
    let us = organisation();
    put(
        &index,
        [
            article(us, "body", "About colours", &["paint"], "Some people prefer a turquoise wall to a white one."),
            article(us, "tag", "About walls", &["turquoise"], "Some people prefer a blue wall to a white one."),
            article(us, "title", "Turquoise walls", &["paint"], "Some people prefer a blue one."),
        ],
    );
    assert_eq!(slugs(&index, us, "turquoise"), ["title", "tag", "body"]);
}

#[test]
fn more_of_what_was_asked_for_comes_first() {
    let (index, us) = help();
    put(&index, [article(us, "card", "Change your card", &["billing"], "Choose the card that pays an invoice.")]);
    assert_eq!(first(&index, us, "change card").as_deref(), Some("card"));
    assert_eq!(first(&index, us, "pay invoice by card").as_deref(), Some("invoices"));
}

#[test]
fn marks_are_on_what_was_matched() {
    let (index, us) = help();
    let found = index.suggest(us, "forgoten pasword", 1).unwrap();
    assert_eq!(marked(&found[0].title), ["password"]);
    assert_eq!(text(&found[0].title), "Reset your password");
    assert_eq!(marked(&found[0].snippet), ["Forgotten", "password"]);
    assert_eq!(text(&found[0].snippet), "Open the menu and choose Forgotten password. A link arrives by mail.");

    let found = index.suggest(us, "invo", 1).unwrap();
    assert_eq!(marked(&found[0].title), ["invoice"]);
    let found = index.suggest(us, "payments", 1).unwrap();
    assert!(marked(&found[0].snippet).contains(&"payment"));
}

#[test]
fn a_snippet_is_the_part_of_a_long_text_that_fits() {
    let index = Index::in_memory().unwrap();
    let us = organisation();
    let body = format!(
        "{}\n\nTurn the **blue-green** valve. {}",
        "Nothing of use here. ".repeat(80),
        "More of it. ".repeat(80)
    );
    put(&index, [article(us, "valve", "Heating", &[], &body)]);
    let found = index.suggest(us, "which valve is blue", 1).unwrap();
    let snippet = text(&found[0].snippet);
    assert!(snippet.starts_with("… Turn the blue-green valve. More"), "{snippet}");
    assert!(snippet.ends_with('…') && snippet.chars().count() < 200, "{snippet}");
    assert_eq!(marked(&found[0].snippet), ["blue-green", "valve"]);
}

#[test]
fn letters_of_any_script_are_found() {
    let index = Index::in_memory().unwrap();
    let us = organisation();
    put(
        &index,
        [
            written_in("fr", article(us, "fr", "Réparer une clé cassée", &[], "Démontez le boîtier.")),
            written_in("de", article(us, "de", "Straßenkarte öffnen", &[], "Wählen Sie die Größe.")),
            written_in("ru", article(us, "ru", "Восстановление доступа", &[], "Введите новый пароль.")),
            written_in("zh", article(us, "zh", "重置密码", &[], "打开设置，选择安全。")),
            written_in("ja", article(us, "ja", "パスワードを変更する", &[], "設定を開きます。")),
            written_in("th", article(us, "th", "เปลี่ยนรหัสผ่าน", &[], "เปิดการตั้งค่า")),
            written_in("ko", article(us, "ko", "비밀번호 재설정", &[], "설정을 엽니다.")),
            written_in("el", article(us, "el", "Επαναφορά κωδικού", &[], "Ανοίξτε το μενού.")),
            written_in("ar", article(us, "ar", "إعادة تعيين كلمة المرور", &[], "افتح القائمة.")),
        ],
    );
    for (subject, slug) in [
        ("reparer cle", "fr"),
        ("clés cassées", "fr"),
        ("strassenkarte", "de"),
        ("GROESSE größe", "de"),
        ("пароли", "ru"),
        ("восстановл", "ru"),
        ("密码", "zh"),
        ("怎么重置密码", "zh"),
        ("パスワード", "ja"),
        ("ﾊﾟｽﾜｰﾄﾞ", "ja"),
        ("รหัสผ่าน", "th"),
        ("비밀번", "ko"),
        ("κωδικου", "el"),
        ("كلمة المرور", "ar"),
    ] {
        assert_eq!(first(&index, us, subject).as_deref(), Some(slug), "{subject}");
    }
    let found = index.suggest(us, "重置密码", 1).unwrap();
    assert_eq!(marked(&found[0].title), ["重置密码"]);
    assert!(slugs(&index, us, "码").is_empty());
}

#[test]
fn organisations_do_not_see_each_other() {
    let (index, us) = help();
    let them = organisation();
    put(&index, [article(them, "theirs", "Reset your password quickly", &[], "Zebra instructions.")]);
    assert_eq!(slugs(&index, them, "password"), ["theirs"]);
    assert!(!slugs(&index, us, "password").contains(&"theirs".to_owned()));
    assert!(slugs(&index, us, "zebr").is_empty());
    assert!(slugs(&index, us, "zebar").is_empty());
    index.clear(us).unwrap();
    assert!(slugs(&index, us, "password").is_empty());
    assert_eq!(slugs(&index, them, "password"), ["theirs"]);
}

#[test]
fn a_change_is_seen_at_once() {
    let index = Index::in_memory().unwrap();
    let us = organisation();
    let old = article(us, "a", "Green tea", &[], "");
    let id = old.article;
    put(&index, [old.clone()]);
    put(&index, [IndexedArticle { title: "Black coffee".to_owned(), ..old }]);
    assert!(slugs(&index, us, "green tea").is_empty());
    assert_eq!(slugs(&index, us, "coffee"), ["a"]);
    index.apply(&[Change::Remove { organisation: us, article: id }], &[]).unwrap();
    assert!(slugs(&index, us, "coffee").is_empty());
}

#[test]
fn pages_follow_each_other() {
    let index = Index::in_memory().unwrap();
    let us = organisation();
    put(&index, (0..25).map(|at| article(us, &format!("a{at}"), &format!("Printer model {at}"), &[], "Paper.")));
    let mut seen: Vec<String> = Vec::new();
    for offset in [0, 10, 20] {
        seen.extend(index.search(us, "printer", 10, offset).unwrap().into_iter().map(|found| found.slug));
    }
    assert_eq!(seen.len(), 25);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 25);
}

#[test]
fn related_articles_are_about_the_same() {
    let (index, us) = help();
    let other = article(us, "change", "Change your password", &["account"], "Choose a new password in the menu.");
    let id = other.article;
    put(&index, [other]);
    let found = index.related(us, id, 3).unwrap();
    assert_eq!(found.first().map(|found| found.slug.as_str()), Some("password"));
    assert!(found.iter().all(|found| found.article != id && marked(&found.title).is_empty()));
    assert!(index.related(organisation(), id, 3).unwrap().is_empty());
}

#[test]
fn endless_subjects_are_quick() {
    let (index, us) = help();
    for subject in [
        "password ".repeat(1_200),
        "x".repeat(10_000),
        "?!".repeat(5_000),
        "密".repeat(5_000),
        "pasword-".repeat(1_300),
    ] {
        #[expect(clippy::disallowed_methods, reason = "what is tested is how long it takes")]
        let start = Instant::now();
        index.suggest(us, &subject, 5).unwrap();
        assert!(start.elapsed() < Duration::from_millis(500), "{}", &subject[..12]);
    }
}

#[test]
fn the_folder_keeps_documents_and_cursors() {
    let folder = tempfile::tempdir().unwrap();
    let us = organisation();
    {
        let index = Index::open(folder.path()).unwrap();
        assert_eq!(index.cursor(us), 0);
        index.apply(&[Change::Put(article(us, "a", "Green tea", &[], ""))], &[(us, 7)]).unwrap();
        assert!(matches!(Index::open(folder.path()), Err(Error::InUse(_))));
    }
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.cursor(us), 7);
    assert_eq!(slugs(&index, us, "tea green"), ["a"]);
    index.clear(us).unwrap();
    assert_eq!(index.cursor(us), 0);
}

#[test]
fn a_damaged_folder_becomes_an_empty_index() {
    let folder = tempfile::tempdir().unwrap();
    let us = organisation();
    let damages: [fn(&Path); 4] = [
        |inner| std::fs::write(inner.join("meta.json"), "{}").unwrap(),
        |inner| std::fs::remove_file(inner.join("meta.json")).unwrap(),
        |inner| {
            let meta = std::fs::read_to_string(inner.join("meta.json")).unwrap();
            std::fs::write(inner.join("meta.json"), meta.replace("\\\"version\\\":", "\\\"version\\\":9")).unwrap();
        },
        |inner| {
            for entry in std::fs::read_dir(inner).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_some_and(|extension| extension == "idx") {
                    let mut bytes = std::fs::read(&path).unwrap();
                    bytes[3] ^= 0xff;
                    std::fs::write(&path, bytes).unwrap();
                }
            }
        },
    ];
    for damage in damages {
        {
            let index = Index::open(folder.path()).unwrap();
            assert_eq!(index.cursor(us), 0);
            index.apply(&[Change::Put(article(us, "a", "Green tea", &[], ""))], &[(us, 7)]).unwrap();
        }
        damage(&folder.path().join("index"));
        let index = Index::open(folder.path()).unwrap();
        assert_eq!(index.cursor(us), 0);
        assert!(slugs(&index, us, "green tea").is_empty());
    }
}

#[test]
fn segments_stay_few() {
    let index = Index::in_memory().unwrap();
    let us = organisation();
    let articles: Vec<_> =
        (0..300).map(|at| article(us, &format!("a{at}"), &format!("Article {at}"), &[], "Some text.")).collect();
    put(&index, articles.clone());
    for at in 0..200 {
        put(&index, [articles[at * 7 % 300].clone()]);
    }
    assert!(index.0.reader.searcher().segment_readers().len() <= 12);
    assert_eq!(index.search(us, "article", 500, 0).unwrap().len(), 300);
}

#[test]
fn snippets_of_any_text_can_be_cut() {
    let index = Index::in_memory().unwrap();
    let us = organisation();
    let bodies = [
        "設定を開きます。".repeat(60),
        "เปิดการตั้งค่า ".repeat(60),
        "हिन्दी में सहायता । ".repeat(60),
        "e\u{301}te\u{301}-😀-setting ".repeat(60),
    ];
    put(&index, bodies.iter().map(|body| written_in("xx", article(us, "a", "Any", &[], body))));
    for subject in ["設定を開く", "開きます", "การตั้งค่า", "सहायता", "setting été"]
    {
        assert!(!index.suggest(us, subject, 5).unwrap().is_empty(), "{subject}");
    }
}

#[test]
fn corrections_are_found_in_a_large_vocabulary() {
    let index = Index::in_memory().unwrap();
    let us = organisation();
    let letters = || ('a'..='z').filter(|letter| *letter != 'u');
    let words: Vec<String> =
        letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| format!("c{a}{b}{c}xq")))).collect();
    assert!(words.len() > 15_000);
    put(&index, [article(us, "noise", "Noise", &[], &words.join(" ")), article(us, "customs", "Customs", &[], "")]);
    assert_eq!(slugs(&index, us, "cutsoms"), ["customs"]);
}
