//! The program itself, beside a running server on the same data.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::{TestApp, each_database};

each_database!(
    what_it_imports_is_suggested_by_a_running_server_within_a_second,
    bad_lines_are_named_and_make_it_fail,
    an_organisation_is_added_with_an_admin_who_can_sign_in,
    it_says_which_organisation_it_needs,
    it_leaves_a_database_of_another_version_alone,
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
    tokio::time::timeout(A_SECOND, suggested).await.expect("suggested within a second");
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
fn program(arguments: &[&str]) -> Command {
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
