//! The program itself, beside a running server on the same data.

use std::process::{Command, Stdio};
use std::time::Duration;

use frontdesk::domain::people::Role;

use crate::common::held;
use crate::{TestApp, each_database};

each_database!(
    what_it_imports_is_suggested_by_a_running_server_within_a_second,
    answered_tickets_are_learned_by_a_running_server_within_a_second,
    bad_lines_are_named_and_make_it_fail,
    an_organisation_is_added_with_an_admin_who_can_sign_in,
    what_it_does_is_in_the_audit_log,
    it_says_which_organisation_it_needs,
    it_leaves_a_database_of_another_version_alone,
    a_domain_is_set_taken_away_and_refused,
    a_link_to_set_a_password_is_made_where_there_is_no_mail,
    an_address_is_confirmed_by_whoever_runs_the_server,
    articles_go_out_and_come_in_without_loss,
    markdown_files_are_imported_and_bad_ones_named,
);

/// K6.
const A_SECOND: Duration = Duration::from_secs(1);

async fn what_it_imports_is_suggested_by_a_running_server_within_a_second(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let browser = app.sign_in(&cast.client).await;
    let path = "/support/suggestions?subject=zanzibar";
    assert_eq!(browser.get(path).await.body, "");
    let file = app.file(r#"{"id": "kb-1", "title": "Travelling to Zanzibar", "body": "By ship."}"#);
    let ended = run(app, &["import", "articles", file.to_str().unwrap(), "--publish"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), "1 of 1 articles imported into harbour.\n"), "{ended:?}");
    let suggested = async {
        while browser.get(path).await.body.is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(held(A_SECOND), suggested).await.expect("suggested within a second");
}

async fn answered_tickets_are_learned_by_a_running_server_within_a_second(app: &TestApp) {
    let cast = app.cast("harbour").await;
    app.import(&cast, &[r#"{"id": "kb-1", "title": "Travelling to Zanzibar", "body": "By ship."}"#], true).await;
    let browser = app.sign_in(&cast.client).await;
    let path = "/support/suggestions?subject=lemurs";
    assert_eq!(browser.get(path).await.body, "");
    let file = app.file(r#"{"id": "1", "subject": "Where are the lemurs", "relevant": ["kb-1"]}"#);
    let ended = run(app, &["import", "answered", file.to_str().unwrap(), "--organisation", "harbour"]);
    let said = "1 of 1 answered tickets imported into harbour.\n";
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), said), "{ended:?}");
    let suggested = async {
        while browser.get(path).await.body.is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(held(A_SECOND), suggested).await.expect("learned within a second");
    let file = app.file("bad\n{\"id\": \"1\", \"subject\": \"s\", \"relevant\": [\"none\"]}\n");
    let ended = run(app, &["import", "answered", file.to_str().unwrap()]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), "0 of 2 answered tickets imported into harbour.\n"));
    assert!(ended.err.contains("no article was imported as \"none\""), "{ended:?}");
    let recorded = app.texts("SELECT actor || after FROM audit WHERE action = 'lesson.imported'").await;
    assert_eq!(recorded, [r#"command line{"lessons":1}"#]);
}

async fn bad_lines_are_named_and_make_it_fail(app: &TestApp) {
    app.cast("harbour").await;
    let file = app.file("{\"id\": \"1\", \"title\": \"Good\", \"body\": \"b\"}\nbad\n");
    let ended = run(app, &["import", "articles", file.to_str().unwrap()]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), "1 of 2 articles imported into harbour.\n"), "{ended:?}");
    assert!(ended.err.contains(&format!("{}:2: expected value", file.display())), "{ended:?}");
    let missing = run(app, &["import", "articles", "/no/such/file"]);
    assert_eq!(missing.code, Some(1));
    assert!(missing.err.contains("/no/such/file: No such file"), "{missing:?}");
}

/// K7: both forms; what is exported, imported elsewhere and exported again is the same to the byte.
async fn articles_go_out_and_come_in_without_loss(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let lines = [
        r#"{"id":"kb: 1","title":"It's \"quoted\": # 日本","body":"---\n\n# A\r\n| a |\n","tags":["b, c","a"],"source":"https://help.test/1","slug":"quoted","category":"null","visibility":"internal","status":"draft"}"#,
        r#"{"id":"2","title":"Plain","body":"","status":"published"}"#,
    ];
    app.import(&cast, &lines, false).await;
    let folder = app.file("").parent().unwrap().to_owned();
    let path = |name: &str| folder.join(name).display().to_string();
    let ended = run(app, &["export", "articles", &path("one.jsonl"), "--organisation", "harbour"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    run(app, &["export", "articles", &path("one"), "--organisation", "harbour"]);
    for (from, slug) in [("one.jsonl", "rival"), ("one", "third")] {
        app.cast(slug).await;
        let came = run(app, &["import", "articles", &path(from), "--organisation", slug]);
        assert_eq!((came.code, came.out), (Some(0), format!("2 of 2 articles imported into {slug}.\n")));
        for out in ["jsonl", "folder"] {
            let name = format!("{slug}.{out}");
            assert_eq!(run(app, &["export", "articles", &path(&name), "--organisation", slug]).code, Some(0), "{name}");
        }
        let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
        assert_eq!(read("one.jsonl"), read(&format!("{slug}.jsonl")), "{from}");
        for file in ["quoted.md", "plain.md"] {
            assert_eq!(read(&format!("one/{file}")), read(&format!("{slug}.folder/{file}")), "{from}");
        }
    }
    let public = run(app, &["export", "articles", &path("public.jsonl"), "--public", "--organisation", "harbour"]);
    assert!(public.out.starts_with("1 articles"), "{public:?}");
    let full = run(app, &["export", "articles", &path("one"), "--organisation", "harbour"]);
    assert!(full.code == Some(1) && full.err.contains("is not empty"), "{full:?}");
}

async fn markdown_files_are_imported_and_bad_ones_named(app: &TestApp) {
    app.cast("harbour").await;
    let folder = app.file("").parent().unwrap().join("help");
    std::fs::create_dir_all(folder.join("mail")).unwrap();
    std::fs::write(folder.join("mail/receive.md"), "---\ntitle: Receive mail\ntags: [Mail]\n---\n\nText\n").unwrap();
    std::fs::write(folder.join("bad.md"), "No front matter").unwrap();
    std::fs::write(folder.join("picture.png"), [0, 1, 2]).unwrap();
    let ended = run(app, &["import", "articles", folder.to_str().unwrap(), "--publish"]);
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), "1 of 2 articles imported into harbour.\n"), "{ended:?}");
    assert!(ended.err.contains("bad.md: it does not begin with front matter"), "{ended:?}");
    let article = app.texts("SELECT external_id || ' ' || slug || ' ' || body || ' ' || status FROM articles").await;
    assert_eq!(article, ["receive receive-mail Text\n published"]);
}

async fn an_organisation_is_added_with_an_admin_who_can_sign_in(app: &TestApp) {
    let ended = run(app, &["organisation", "add", "Harbour Studio", "--admin", "Ada@Harbour.test"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.out.contains("Harbour Studio was added as harbour-studio."), "{ended:?}");
    let password = ended.out.trim_end().rsplit(' ').next().unwrap();
    let signed_in = app.browser().post("/session", &[("email", "ada@harbour.test"), ("password", password)]).await;
    assert_eq!(signed_in.location(), "/desk");
    let again = run(app, &["organisation", "add", "Harbour Studio", "--admin", "ada@harbour.test"]);
    assert_eq!(again.code, Some(1), "{again:?}");
    let wrong = run(app, &["organisation", "add", "Other", "--admin", "nobody"]);
    assert!(wrong.code == Some(1) && wrong.err.contains("not an e-mail address"), "{wrong:?}");
}

async fn what_it_does_is_in_the_audit_log(app: &TestApp) {
    let file = app.file("{\"id\": \"1\", \"title\": \"Good\", \"body\": \"b\"}\nbad\n");
    for arguments in [
        &["organisation", "add", "Harbour", "--admin", "ada@harbour.test"][..],
        &["import", "articles", file.to_str().unwrap(), "--publish"],
        &["reindex"],
        // Refused: it leaves nothing.
        &["organisation", "add", "Harbour", "--admin", "ada@harbour.test"],
    ] {
        run(app, arguments);
    }
    let mut lines = app.texts("SELECT action || ' ' || actor || ' ' || subject || ' ' || after FROM audit").await;
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            r#"article.imported command line  {"articles":1,"status":"published"}"#,
            "article.reindexed command line  {}",
            r#"membership.added command line ada@harbour.test {"email":"ada@harbour.test","role":"admin"}"#,
            r#"organisation.added command line Harbour {"name":"Harbour"}"#,
        ]
    );
}

async fn it_says_which_organisation_it_needs(app: &TestApp) {
    let file = app.file("");
    let import = |more: &'static [&'static str]| {
        let arguments = ["import", "articles", file.to_str().unwrap()].into_iter().chain(more.iter().copied());
        arguments.map(str::to_owned).collect::<Vec<_>>()
    };
    let none = run(app, &import(&[]));
    assert!(none.code == Some(1) && none.err.contains("there is no organisation yet"), "{none:?}");
    app.cast("harbour").await;
    app.cast("rival").await;
    let several = run(app, &import(&[]));
    assert!(
        several.code == Some(1) && several.err.contains("harbour") && several.err.contains("--organisation"),
        "{several:?}"
    );
    let unknown = run(app, &import(&["--organisation", "nobody"]));
    assert!(unknown.code == Some(1) && unknown.err.contains("no organisation nobody"), "{unknown:?}");
    assert_eq!(run(app, &import(&["--organisation", "rival"])).code, Some(0));
}

async fn it_leaves_a_database_of_another_version_alone(app: &TestApp) {
    app.cast("harbour").await;
    let file = app.file(r#"{"id": "1", "title": "Good", "body": "b"}"#);
    let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 SELECT 9999, description, success, checksum, execution_time FROM _sqlx_migrations WHERE version = 1";
    app.execute(later).await;
    for arguments in [
        &["import", "articles", file.to_str().unwrap()][..],
        &["serve"],
        &["work"],
        &["organisation", "add", "A", "--admin", "a@b.test"],
    ] {
        let ended = run(app, arguments);
        assert_eq!(ended.code, Some(1), "{arguments:?}: {ended:?}");
        assert!(ended.err.contains("migrat"), "{arguments:?}: {ended:?}");
    }
    assert!(app.texts("SELECT id FROM articles").await.is_empty());
}

async fn a_domain_is_set_taken_away_and_refused(app: &TestApp) {
    app.cast("harbour").await;
    app.cast("rival").await;
    let domains =
        async || app.texts("SELECT slug || ' ' || COALESCE(domain, '') FROM organisations ORDER BY slug").await;
    let set = run(app, &["organisation", "domain", "harbour", "Harbour.Example"]);
    assert_eq!(set.code, Some(0), "{set:?}");
    assert!(set.out.contains("http://portal.harbour.example"), "{set:?}");
    assert_eq!(domains().await, ["harbour harbour.example", "rival "]);
    for (arguments, reason) in [
        (["rival", "harbour.example"], "another organisation has this domain"),
        (["rival", "https://rival.example"], "not a domain"),
        (["rival", "rival"], "not a domain"),
        (["rival", "127.0.0.1"], "not a domain"),
        (["nobody", "rival.example"], "there is no organisation nobody"),
    ] {
        let refused = run(app, &["organisation", "domain", arguments[0], arguments[1]]);
        assert!(refused.code == Some(1) && refused.err.contains(reason), "{refused:?}");
    }
    assert_eq!(domains().await, ["harbour harbour.example", "rival "]);
    assert_eq!(run(app, &["organisation", "domain", "harbour"]).code, Some(0));
    assert_eq!(domains().await, ["harbour ", "rival "]);
    let recorded =
        app.texts("SELECT actor || before || after FROM audit WHERE action = 'organisation.domain' ORDER BY id").await;
    let domain = r#"{"domain":"harbour.example"}"#;
    assert_eq!(
        recorded,
        [format!(r#"command line{{"domain":null}}{domain}"#), format!(r#"command line{domain}{{"domain":null}}"#)]
    );
}

async fn a_link_to_set_a_password_is_made_where_there_is_no_mail(app: &TestApp) {
    let (cast, rival) = (app.cast("harbour").await, app.cast("rival").await);
    app.join(&cast.client, &rival, Role::Viewer).await;
    let made = run(app, &["password-reset", "Client@harbour.test"]);
    assert_eq!(made.code, Some(0), "{made:?}");
    let link = made.out.split_whitespace().find(|word| word.contains("/password-resets/")).unwrap();
    let path = link.strip_prefix("http://localhost:8080").unwrap();
    let landed = app.browser().post(path, &[("password", "staple orange walrus")]).await;
    assert_eq!(landed.location(), "/", "whoever runs the server is trusted by every organisation");
    assert_eq!(app.browser().get(path).await.status, 410);
    let unknown = run(app, &["password-reset", "nobody@harbour.test"]);
    assert!(unknown.code == Some(1) && unknown.err.contains("nobody signs in as"), "{unknown:?}");
    let recorded = app.texts("SELECT actor FROM audit WHERE action = 'user.password_link'").await;
    assert_eq!(recorded, ["command line", "command line"], "in both organisations");
}

async fn an_address_is_confirmed_by_whoever_runs_the_server(app: &TestApp) {
    app.cast("harbour").await;
    app.execute("UPDATE users SET confirmed_at = NULL").await;
    for _ in 0..2 {
        let confirmed = run(app, &["confirm", "client@harbour.test"]);
        assert_eq!((confirmed.code, confirmed.out.as_str()), (Some(0), "client@harbour.test is confirmed.\n"));
    }
    assert_eq!(app.texts("SELECT email FROM users WHERE confirmed_at IS NOT NULL").await, ["client@harbour.test"]);
    assert_eq!(app.texts("SELECT actor FROM audit WHERE action = 'user.confirmed'").await, ["command line"]);
    let unknown = run(app, &["confirm", "nobody@harbour.test"]);
    assert!(unknown.code == Some(1) && unknown.err.contains("nobody signs in as"), "{unknown:?}");
}

#[test]
fn an_unknown_setting_stops_it_and_names_the_nearest() {
    let mut program = program(&["serve"]);
    let ended = end(program.env("FRONTDESK_LISTN", "127.0.0.1:0"));
    assert_eq!(ended.code, Some(2));
    assert_eq!(ended.err, "frontdesk: unknown setting FRONTDESK_LISTN: did you mean FRONTDESK_LISTEN?\n");
}

#[derive(Debug)]
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

fn run(app: &TestApp, arguments: &[impl AsRef<str>]) -> Ended {
    let arguments: Vec<&str> = arguments.iter().map(AsRef::as_ref).collect();
    end(program(&arguments).envs(app.environment()))
}

/// The program without the settings of whoever runs the tests.
pub(crate) fn program(arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_frontdesk"));
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("FRONTDESK_") || name.ends_with("_URL")) {
            program.env_remove(name);
        }
    }
    program.args(arguments).stdin(Stdio::null());
    program
}

/// Waits for the program's end; the server has threads of its own.
fn end(program: &mut Command) -> Ended {
    let output = program.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program writes text");
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

impl TestApp {
    /// A file that holds this.
    fn file(&self, text: &str) -> std::path::PathBuf {
        let path = self.settings.data.join("lines.jsonl");
        std::fs::write(&path, text).unwrap();
        path
    }
}
