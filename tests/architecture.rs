//! The walls of the house: which room may import which. The table is the one in `ARCHITECTURE.md`; both are read here.

#![expect(clippy::expect_used, reason = "a test stops at what it did not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Usable everywhere.
const COMMON: [&str; 4] = ["domain", "clock", "id", "words"];

#[test]
fn every_room_imports_only_what_the_plan_allows() {
    let plan = plan();
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let room = room_of(&file);
        if room == "lib" {
            continue;
        }
        let allowed = plan.get(&room).unwrap_or_else(|| panic!("{room} is not in ARCHITECTURE.md's table"));
        for import in imports(&text) {
            let fits = import == room || allowed.contains("all") || allowed.contains(&import);
            if !fits {
                wrong.push(format!("{}: {room} imports {import}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_room_of_the_plan_is_there() {
    let there: BTreeSet<String> = sources().iter().map(|(file, _)| room_of(file)).collect();
    for room in plan().keys() {
        assert!(there.contains(room), "{room} is in the plan, and nowhere else");
    }
}

#[test]
fn the_sql_is_in_one_room() {
    for (file, text) in sources() {
        if room_of(&file) != "store" {
            for word in ["SELECT ", "INSERT INTO", "DELETE FROM"] {
                assert!(!code(&text).contains(word), "{} holds SQL", file.display());
            }
        }
    }
}

#[test]
fn the_audit_log_is_only_added_to() {
    for (file, text) in sources() {
        assert!(!changes_the_log(&code(&text)), "{} changes what the audit log holds", file.display());
    }
    for sql in [
        "UPDATE audit SET actor = ''",
        "delete\n  from audit WHERE at < $1",
        "DELETE FROM \"audit\"",
        "REPLACE INTO audit (id)",
        "INSERT OR REPLACE INTO audit (id)",
        "TRUNCATE TABLE audit",
        "DROP TABLE audit",
        "INSERT INTO audit (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET actor = ''",
    ] {
        assert!(changes_the_log(sql), "{sql}");
    }
    for sql in ["INSERT INTO audit (id) VALUES ($1)", "UPDATE audit_settings SET a = 1", "SELECT a.id FROM audit a"] {
        assert!(!changes_the_log(sql), "{sql}");
    }
}

/// Whether a text holds SQL that changes or removes lines of the audit log. Names put together at run time are not seen; there are none
/// (`tests/store/scoping.rs` asks every function of the store, and no test finds a changed line).
fn changes_the_log(text: &str) -> bool {
    let words: String = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ").replace(['"', '\\'], "");
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let touches = [
        "update audit",
        "from audit",
        "replace into audit",
        "truncate audit",
        "truncate table audit",
        "drop table audit",
    ];
    let named = touches.iter().any(|phrase| {
        words.match_indices(phrase).any(|(at, _)| {
            let reads = *phrase == "from audit" && !words[..at].ends_with("delete ");
            !reads && ends(&words[at + phrase.len()..])
        })
    });
    let upserts = words.match_indices("insert into audit").any(|(at, phrase)| {
        let rest = &words[at + phrase.len()..];
        ends(rest) && rest.split(';').next().is_some_and(|statement| statement.contains("on conflict"))
    });
    named || upserts
}

#[test]
fn the_wall_test_sees_imports_of_every_form() {
    let text = "use crate::store::{self, Db};\nuse crate::{app, views};\nlet x = crate::search::Index;\n// crate::web\n\
                use crate::{\n    live::Hub,\n    id,\n};\n";
    let expected = ["app", "id", "live", "search", "store", "views"];
    assert_eq!(imports(text).iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

/// The rows of the table in `ARCHITECTURE.md`: a room, and what it may use.
fn plan() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is there");
    let table = text.split("| room | may use |").nth(1).expect("it has the table of rooms");
    let mut plan = BTreeMap::new();
    for row in table.lines().skip(2).take_while(|line| line.starts_with('|')) {
        let mut cells = row.trim_matches('|').split('|').map(str::trim);
        let (rooms, uses) = (cells.next().expect("a room"), cells.next().expect("what it may use"));
        let uses: BTreeSet<String> = names(uses).chain(common_of(rooms)).collect();
        for room in names(rooms) {
            plan.insert(room, uses.clone());
        }
    }
    plan
}

fn common_of(rooms: &str) -> Vec<String> {
    // The innermost rooms stand below the rest: they do not use each other but as the table says.
    let innermost = names(rooms).any(|room| COMMON.contains(&room.as_str()));
    if innermost { Vec::new() } else { COMMON.map(str::to_owned).to_vec() }
}

fn names(cell: &str) -> impl Iterator<Item = String> + '_ {
    cell.split([',', ' ']).map(|name| name.trim_matches('`')).filter(|name| !name.is_empty()).map(str::to_owned)
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    files.into_iter().map(|file| (file.clone(), fs::read_to_string(file).expect("a source file"))).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn room_of(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).expect("a file under src");
    let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms named by `crate::…` in code; comments do not count.
fn imports(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut item = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => found.extend(first_name(&std::mem::take(&mut item))),
                    _ if depth == 0 => item.push(c),
                    _ => {}
                }
            }
            found.extend(first_name(&item));
        } else {
            found.extend(first_name(rest));
        }
    }
    found.retain(|name| {
        root().join("src").join(name).is_dir() || root().join("src").join(format!("{name}.rs")).is_file()
    });
    found
}

fn first_name(path: &str) -> Option<String> {
    let name: String = path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
