//! A database of its own for each test, on both engines.

use std::io::Write as _;
use std::sync::Once;

use frontdesk::clock::Timestamp;
use frontdesk::id::{SystemChance, uuid_v7};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tempfile::TempDir;
use url::Url;

/// Names the PostgreSQL server on which the suites run a second time.
const POSTGRES: &str = "FRONTDESK_TEST_POSTGRES_URL";

/// The engines that every suite runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// Makes of each function two tests, one for each engine. The crate's `run(Engine, test)` prepares what the function is given; with a
/// constant before the semicolon, `run_with(Engine, constant, test)` does; with `by name`, the crate's function of that name.
macro_rules! each_database {
    ($($test:ident),+ $(,)?) => {$(
        mod $test {
            #[tokio::test]
            async fn sqlite() {
                crate::run(crate::database::Engine::Sqlite, super::$test).await;
            }
            #[tokio::test]
            async fn postgres() {
                crate::run(crate::database::Engine::Postgres, super::$test).await;
            }
        }
    )+};
    (by $run:ident; $($test:ident),+ $(,)?) => {$(
        mod $test {
            #[tokio::test]
            async fn sqlite() {
                crate::$run(crate::database::Engine::Sqlite, super::$test).await;
            }
            #[tokio::test]
            async fn postgres() {
                crate::$run(crate::database::Engine::Postgres, super::$test).await;
            }
        }
    )+};
    ($setup:ident; $($test:ident),+ $(,)?) => {$(
        mod $test {
            #[tokio::test]
            async fn sqlite() {
                crate::run_with(crate::database::Engine::Sqlite, super::$setup, super::$test).await;
            }
            #[tokio::test]
            async fn postgres() {
                crate::run_with(crate::database::Engine::Postgres, super::$setup, super::$test).await;
            }
        }
    )+};
}
pub(crate) use each_database;

/// An empty database and a folder; both are gone when this is dropped.
#[derive(Debug)]
pub(crate) struct Database {
    /// What `FRONTDESK_DATA` is set to.
    pub(crate) folder: TempDir,
    pub(crate) postgres: Option<PostgresDatabase>,
}

impl Database {
    /// `None` where there is no server to make it on, which is said once.
    pub(crate) async fn new(engine: Engine) -> Option<Self> {
        let postgres = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(PostgresDatabase::create().await?),
        };
        let folder =
            tempfile::Builder::new().prefix("frontdesk-test-").tempdir().expect("a folder for temporary files");
        Some(Self { folder, postgres })
    }
}

/// A schema of its own on the server of the environment.
#[derive(Debug)]
pub(crate) struct PostgresDatabase {
    server: String,
    name: String,
    /// What `DATABASE_URL` is set to.
    pub(crate) url: String,
}

impl PostgresDatabase {
    async fn create() -> Option<Self> {
        let Ok(server) = std::env::var(POSTGRES) else {
            say_once(&format!("PostgreSQL is left out: {POSTGRES} names no server"));
            return None;
        };
        // A schema is made in a millisecond, a database of PostgreSQL's in two hundred.
        let name = format!("frontdesk_test_{}", uuid_v7(Timestamp::default(), &SystemChance).simple());
        let mut url = Url::parse(&server).expect("a URL of a PostgreSQL server");
        url.query_pairs_mut().append_pair("options[search_path]", &name).append_pair("application_name", &name);
        execute(&server, &format!("CREATE SCHEMA {name}")).await;
        Some(Self { server, name, url: url.into() })
    }
}

impl Drop for PostgresDatabase {
    fn drop(&mut self) {
        // Connections of a test that failed may still hold locks.
        let end =
            format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{}'", self.name);
        let statements = [end, format!("DROP SCHEMA {} CASCADE", self.name)];
        let server = self.server.clone();
        // A runtime of its own: the test's may be ending.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            for statement in statements {
                runtime.block_on(execute(&server, &statement));
            }
        });
        let dropped = dropping.join();
        if !std::thread::panicking() {
            dropped.expect("the schema of this test is dropped");
        }
    }
}

async fn execute(server: &str, statement: &str) {
    let mut connection = PgConnection::connect(server).await.expect("the PostgreSQL server answers");
    sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.expect(statement);
    let _ = connection.close().await;
}

/// Past the capture of the test runner, which shows nothing of tests that pass.
fn say_once(line: &str) {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        let _ = writeln!(std::io::stderr(), "{line}");
    });
}
