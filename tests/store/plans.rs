//! SQLite finds a record by what names it. Without figures about the tables its planner takes any index that begins with a column that is
//! compared; one that begins with the organisation leads through everything the organisation has.

use std::fs;
use std::path::Path;

use frontdesk::store::Tx;

use crate::{Engine, Store};

/// Files whose statements go through a whole organisation and say so: what is still to be set up, and who can be chosen in the log.
const WHOLE: [&str; 2] = ["audit.rs", "start.rs"];

#[tokio::test]
async fn a_record_is_not_sought_among_all_of_the_organisation() {
    crate::run(Engine::Sqlite, async |store: &Store| {
        let mut tx = store.db.read().await.unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
        let (mut looked_at, mut wrong) = (0, Vec::new());
        for file in fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if WHOLE.contains(&name.as_str()) {
                continue;
            }
            for sql in statements(&fs::read_to_string(&path).unwrap()) {
                looked_at += 1;
                let steps = plan(&mut tx, &sql).await;
                wrong.extend(steps.iter().filter(|step| step.contains("(organisation_id=?)")).map(|step| {
                    let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
                    format!("{name}: {step}: {sql}")
                }));
            }
        }
        assert!(looked_at > 150, "{looked_at} statements are found in the source");
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        // The check sees what it is to see.
        let slow = plan(&mut tx, "DELETE FROM ticket_tags WHERE organisation_id = $1 AND ticket_id = $2").await;
        assert!(slow.iter().any(|step| step.contains("(organisation_id=?)")), "{slow:?}");
    })
    .await;
}

/// How SQLite goes about a statement.
async fn plan(tx: &mut Tx, sql: &str) -> Vec<String> {
    let steps: Result<Vec<(i64, i64, i64, String)>, _> = tx.all(&format!("EXPLAIN QUERY PLAN {sql}"), &[]).await;
    // A literal that is only the beginning of a statement cannot be planned.
    steps.unwrap_or_default().into_iter().map(|(.., step)| step).collect()
}

/// The statements in a source file that compare a record's id with a value and are written as one text.
fn statements(source: &str) -> Vec<String> {
    let literals = source.split('"').skip(1).step_by(2);
    let statements = literals.filter(|text| {
        let begins =
            ["SELECT ", "UPDATE ", "DELETE ", "INSERT "].iter().any(|verb| text.trim_start().starts_with(verb));
        let names = text.replace("organisation_id = $", "").split_whitespace().collect::<Vec<_>>().join(" ");
        begins
            && !text.contains('{')
            && (names.contains("_id = $") || names.contains(" id = $") || names.contains(".id = $"))
    });
    statements.map(str::to_owned).collect()
}
