//! The logo: who may see it, how it is sent, and what becomes of its bytes.

use std::time::Duration;

use bytes::Bytes;
use frontdesk::app::{company, files};
use frontdesk::domain::people::Denied;
use frontdesk::domain::picture::{FileKind, Picture};
use frontdesk::id::{FileId, SystemChance};

use crate::{PNG, TestApp, each_database, logo};

each_database!(
    everybody_sees_it_and_it_can_do_nothing,
    a_replaced_one_is_gone_and_its_bytes_are_swept,
    only_those_who_may_change_it,
    what_a_commit_never_named_is_swept,
);

async fn everybody_sees_it_and_it_can_do_nothing(app: &TestApp) {
    let cast = app.cast("harbour").await;
    company::set_logo(&app.app, &cast.admin.0, logo()).await.unwrap();
    let path = format!("/logo/{}", current(app).await);
    let shown = app.browser().get(&path).await;
    assert_eq!((shown.status, shown.header("content-type")), (200, "image/png"));
    assert_eq!(
        shown.header("content-security-policy"),
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
    );
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    assert_eq!(shown.header("content-disposition"), "inline");
    assert_eq!(shown.header("cache-control"), "public, max-age=31536000, immutable");
    let bytes = app.browser().request(reqwest::Method::GET, &path).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(bytes, PNG);

    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><path d="M0 0h9"/></svg>"#;
    let drawing = Picture::check(FileKind::Logo, svg).unwrap();
    company::set_logo(&app.app, &cast.admin.0, drawing).await.unwrap();
    let shown = app.browser().get(&format!("/logo/{}", current(app).await)).await;
    assert_eq!(shown.header("content-type"), "image/svg+xml");
    assert_eq!(shown.body, r#"<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"></path></svg>"#);
    for nothing in ["/logo/0197a5b2-0000-7000-8000-000000000000", "/logo/..%2Ffrontdesk.db", "/logo/x"] {
        assert_eq!(app.browser().get(nothing).await.status, 404, "{nothing}");
    }
}

async fn a_replaced_one_is_gone_and_its_bytes_are_swept(app: &TestApp) {
    let cast = app.cast("harbour").await;
    company::set_logo(&app.app, &cast.admin.0, logo()).await.unwrap();
    let first = current(app).await;
    app.wait(Duration::from_millis(1));
    company::set_logo(&app.app, &cast.admin.0, logo()).await.unwrap();
    let second = current(app).await;
    assert_eq!(app.browser().get(&format!("/logo/{first}")).await.status, 404);
    assert_eq!(files::sweep(&app.app).await.unwrap(), 0, "what is fresh may belong to a transaction under way");
    app.wait(Duration::from_secs(25 * 60 * 60));
    sweeps_one(app, 1).await;
    assert_eq!(app.browser().get(&format!("/logo/{second}")).await.status, 200);
    app.wait(Duration::from_millis(1));
    company::remove_logo(&app.app, &cast.admin.0).await.unwrap();
    assert_eq!(app.browser().get(&format!("/logo/{second}")).await.status, 404);
    sweeps_one(app, 0).await;
    let lines = app.texts("SELECT before || after FROM audit WHERE action = 'company.logo' ORDER BY id").await;
    let expected = [
        format!(r#"{{"logo":null}}{{"logo":"{first}"}}"#),
        format!(r#"{{"logo":"{first}"}}{{"logo":"{second}"}}"#),
        format!(r#"{{"logo":"{second}"}}{{"logo":null}}"#),
    ];
    assert_eq!(lines, expected);
}

async fn only_those_who_may_change_it(app: &TestApp) {
    let cast = app.cast("harbour").await;
    for somebody in [&cast.manager, &cast.agent, &cast.viewer, &cast.client] {
        let refused = company::set_logo(&app.app, &somebody.0, logo()).await.unwrap_err();
        assert!(matches!(refused, frontdesk::app::Error::Denied(Denied::NotAllowed)), "{refused}");
        assert!(company::remove_logo(&app.app, &somebody.0).await.is_err());
    }
    assert_eq!(app.app.files.all().await.unwrap(), [], "nothing was written");
}

async fn what_a_commit_never_named_is_swept(app: &TestApp) {
    let cast = app.cast("harbour").await;
    let id = FileId::new(app.app.clock.now(), &SystemChance);
    app.app.files.put(cast.organisation.id, id, Bytes::from_static(PNG)).await.unwrap();
    app.wait(Duration::from_secs(25 * 60 * 60));
    sweeps_one(app, 0).await;
}

/// Sweeps one file, and so many are left. On the embedded database the server's own worker may have been quicker.
async fn sweeps_one(app: &TestApp, left: usize) {
    let swept = files::sweep(&app.app).await.unwrap();
    assert!(swept == 1 || (swept == 0 && app.settings.database_url.is_none()), "{swept} were swept");
    assert_eq!(app.app.files.all().await.unwrap().len(), left);
}

async fn current(app: &TestApp) -> String {
    app.texts("SELECT logo_id FROM organisations").await.remove(0)
}
