//! SQLite and PostgreSQL behind one face: the same SQL text runs on both.
//!
//! Nothing outside `store` sees which one it is. A read transaction is one snapshot, so that what a page shows and the event
//! number it carries agree.

use std::path::Path;
use std::time::Duration;

use sqlx::postgres::{PgArguments, PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    Sqlite, SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{Arguments as _, AssertSqlSafe, Connection as _, FromRow, Postgres, Transaction};

static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// Connections a PostgreSQL pool opens at most.
const POSTGRES_CONNECTIONS: u32 = 16;
/// SQLite connections that read side by side; one more writes.
const SQLITE_READERS: u32 = 6;
/// Bytes of the SQLite file that are mapped into memory.
const SQLITE_MAPPED: &str = "1073741824";
/// KiB that SQLite keeps of what a write has touched (negative as its pragma wants it), so that a large one does not spill half-way.
const SQLITE_WRITER_CACHE: &str = "-65536";
/// Statements that a connection keeps prepared: more than the program has.
const STATEMENTS: usize = 400;
/// How long a request waits for a connection or for SQLite's lock before it fails.
const PATIENCE: Duration = Duration::from_secs(10);

/// What can go wrong in `store`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refused, failed or could not be reached.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The database holds something that this program never writes.
    #[error("the database holds {0}")]
    Unreadable(String),
}

impl Error {
    /// Whether a unique constraint refused the write.
    pub fn is_taken(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(refusal)) => refusal.is_unique_violation(),
            Self::Database(_) | Self::Migration(_) | Self::Unreadable(_) => false,
        }
    }

    /// Whether a text was refused because it holds what no text of the database may hold: on PostgreSQL a NUL.
    pub fn is_no_text(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(refusal)) => {
                refusal.code().as_deref() == Some(CHARACTER_NOT_IN_REPERTOIRE)
            }
            Self::Database(_) | Self::Migration(_) | Self::Unreadable(_) => false,
        }
    }
}

/// PostgreSQL, "Error Codes", class 22.
const CHARACTER_NOT_IN_REPERTOIRE: &str = "22021";

/// A database.
#[derive(Clone, Debug)]
pub enum Db {
    /// Embedded: many readers, one writer.
    Sqlite {
        /// Opened read-only.
        read: SqlitePool,
        /// One connection.
        write: SqlitePool,
    },
    /// A server that several nodes share.
    Postgres(PgPool),
}

/// A transaction; dropped without [`Tx::commit`] it leaves nothing behind.
#[derive(Debug)]
pub enum Tx {
    /// On the embedded database.
    Sqlite(Transaction<'static, Sqlite>),
    /// On a server.
    Postgres(Transaction<'static, Postgres>),
}

/// A value for a placeholder. A missing value keeps its type, which PostgreSQL insists on.
#[derive(Clone, Debug)]
pub enum Arg {
    /// A text, an id, a status.
    Text(Option<String>),
    /// A number or a time.
    Int(Option<i64>),
    /// Yes or no.
    Bool(Option<bool>),
}

/// A row type that reads from both databases. Derive `FromRow` and write `impl Record for T {}`.
pub trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Record for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl Db {
    /// Opens the SQLite database at `file`, made when it is not there: WAL, every commit synced, foreign keys checked.
    pub async fn sqlite(file: &Path) -> Result<Self, Error> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // Read in place, where the system keeps it once for all connections.
            .pragma("mmap_size", SQLITE_MAPPED)
            .statement_cache_capacity(STATEMENTS)
            .busy_timeout(PATIENCE);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .connect_with(options.clone().pragma("cache_size", SQLITE_WRITER_CACHE))
            .await?;
        let read = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .acquire_timeout(PATIENCE)
            .connect_with(options.create_if_missing(false).read_only(true))
            .await?;
        Ok(Self::Sqlite { read, write })
    }

    /// Connects to the PostgreSQL server at `url`.
    pub async fn postgres(url: &str) -> Result<Self, Error> {
        // A writer that hangs must not take every connection with it: those who wait for its locks give up first.
        let limits =
            [("lock_timeout", "10s"), ("statement_timeout", "60s"), ("idle_in_transaction_session_timeout", "60s")];
        let options = url.parse::<PgConnectOptions>()?.options(limits);
        let pool = PgPoolOptions::new().max_connections(POSTGRES_CONNECTIONS).acquire_timeout(PATIENCE);
        Ok(Self::Postgres(pool.connect_with(options).await?))
    }

    /// Brings the schema up to date.
    pub async fn migrate(&self) -> Result<(), Error> {
        match self {
            Self::Sqlite { write, .. } => MIGRATOR.run(write).await?,
            Self::Postgres(pool) => {
                // Of several nodes that start together one does it, and the others wait until it has.
                let mut connection = pool.acquire().await?.detach();
                let patiently =
                    "SELECT set_config('lock_timeout', '0', false), set_config('statement_timeout', '0', false)";
                sqlx::query(patiently).execute(&mut connection).await?;
                MIGRATOR.run(&mut connection).await?;
                connection.close().await?;
            }
        }
        Ok(())
    }

    /// Whether every migration that this program knows has run, and none that it does not know.
    pub async fn is_migrated(&self) -> Result<bool, Error> {
        let sql = "SELECT version FROM _sqlx_migrations WHERE success ORDER BY version";
        let applied: Result<Vec<(i64,)>, sqlx::Error> = match self {
            Self::Sqlite { read, .. } => sqlx::query_as(sql).fetch_all(read).await,
            Self::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await,
        };
        match applied {
            Ok(applied) => {
                Ok(applied.into_iter().map(|(version,)| version).eq(MIGRATOR.iter().map(|known| known.version)))
            }
            Err(sqlx::Error::Database(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Begins to read: one snapshot until it is dropped.
    pub async fn read(&self) -> Result<Tx, Error> {
        Ok(match self {
            Self::Sqlite { read, .. } => Tx::Sqlite(read.begin().await?),
            Self::Postgres(pool) => begin(pool, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?,
        })
    }

    /// Begins to write. On SQLite the write lock is taken here, so that a transaction never fails half-way for want of it.
    pub async fn write(&self) -> Result<Tx, Error> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => begin(pool, "BEGIN").await?,
        })
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Begins on a task of its own, which ends what it began when nobody waits for it any more: a request whose line was cut. The library
/// asks for no `ROLLBACK` when a `BEGIN` is given up before its answer, and would hand the connection to somebody else, within a
/// transaction that may only read.
async fn begin(pool: &PgPool, sql: &'static str) -> Result<Tx, Error> {
    let pool = pool.clone();
    let begun = tokio::spawn(async move { pool.begin_with(sql).await }).await;
    Ok(Tx::Postgres(begun.map_err(|_| sqlx::Error::WorkerCrashed)??))
}

/// Tells of a statement to whoever listens (`FRONTDESK_LOG=frontdesk::statements=trace`), in the span of the request that asks it. When
/// nobody does it costs nothing.
fn told(sql: &str) {
    tracing::trace!(target: "frontdesk::statements", sql);
}

macro_rules! on_either {
    ($tx:expr, $sql:expr, $args:expr, |$query:ident, $connection:ident| $run:expr) => {
        match $tx {
            Tx::Sqlite(transaction) => {
                let $query = sqlx::query_as_with(AssertSqlSafe($sql), sqlite_arguments($args)?);
                let $connection = &mut **transaction;
                $run
            }
            Tx::Postgres(transaction) => {
                let $query = sqlx::query_as_with(AssertSqlSafe($sql), postgres_arguments($args)?);
                let $connection = &mut **transaction;
                $run
            }
        }
    };
}

impl Tx {
    /// Makes what was written last.
    pub async fn commit(self) -> Result<(), Error> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }

    /// All rows.
    pub async fn all<T: Record>(&mut self, sql: &str, args: &[Arg]) -> Result<Vec<T>, Error> {
        told(sql);
        Ok(on_either!(self, sql.to_owned(), args, |query, connection| query.fetch_all(connection).await?))
    }

    /// The row, if there is one.
    pub async fn optional<T: Record>(&mut self, sql: &str, args: &[Arg]) -> Result<Option<T>, Error> {
        told(sql);
        Ok(on_either!(self, sql.to_owned(), args, |query, connection| query.fetch_optional(connection).await?))
    }

    /// The one row.
    pub async fn one<T: Record>(&mut self, sql: &str, args: &[Arg]) -> Result<T, Error> {
        told(sql);
        Ok(on_either!(self, sql.to_owned(), args, |query, connection| query.fetch_one(connection).await?))
    }

    /// Holds the rows that the statement updates until the commit. On SQLite they are held since the write began, as everything is.
    pub async fn hold(&mut self, sql: &str, args: &[Arg]) -> Result<(), Error> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(_) => self.run(sql, args).await.map(|_| ()),
        }
    }

    /// Runs a statement and tells how many rows it touched.
    pub async fn run(&mut self, sql: &str, args: &[Arg]) -> Result<u64, Error> {
        told(sql);
        Ok(match self {
            Self::Sqlite(transaction) => {
                let query = sqlx::query_with(AssertSqlSafe(sql.to_owned()), sqlite_arguments(args)?);
                query.execute(&mut **transaction).await?.rows_affected()
            }
            Self::Postgres(transaction) => {
                let query = sqlx::query_with(AssertSqlSafe(sql.to_owned()), postgres_arguments(args)?);
                query.execute(&mut **transaction).await?.rows_affected()
            }
        })
    }
}

fn sqlite_arguments(args: &[Arg]) -> Result<SqliteArguments, Error> {
    let mut arguments = SqliteArguments::default();
    for arg in args {
        match arg {
            Arg::Text(value) => arguments.add(value.clone()),
            Arg::Int(value) => arguments.add(*value),
            Arg::Bool(value) => arguments.add(*value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn postgres_arguments(args: &[Arg]) -> Result<PgArguments, Error> {
    let mut arguments = PgArguments::default();
    for arg in args {
        match arg {
            Arg::Text(value) => arguments.add(value.clone()),
            Arg::Int(value) => arguments.add(*value),
            Arg::Bool(value) => arguments.add(*value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

/// `$3, $4, $5` for three values from the third placeholder on, for `IN (…)`.
pub fn placeholders(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// `AND column LIKE $n …` for each word, whose patterns are added to the arguments.
pub fn holding(all: &mut Vec<Arg>, column: &str, words: &[&str]) -> String {
    words.iter().fold(String::new(), |sql, word| {
        all.push(format!("%{}%", literal(word)).into_arg());
        format!(r"{sql} AND {column} LIKE ${} ESCAPE '\'", all.len())
    })
}

/// A word in which `LIKE` sees no wildcard.
pub fn literal(word: &str) -> String {
    word.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}

/// Makes an [`Arg`] of a value, or of one that may be missing.
pub trait IntoArg {
    /// The argument.
    fn into_arg(self) -> Arg;
    /// The argument that stands for a missing value of this type.
    fn missing() -> Arg;
}

macro_rules! into_arg {
    ($($type:ty => $variant:ident, |$value:ident| $convert:expr);* $(;)?) => {$(
        impl IntoArg for $type {
            fn into_arg(self) -> Arg { let $value = self; Arg::$variant(Some($convert)) }
            fn missing() -> Arg { Arg::$variant(None) }
        }
    )*};
}

into_arg! {
    &str => Text, |value| value.to_owned();
    String => Text, |value| value;
    &String => Text, |value| value.clone();
    i64 => Int, |value| value;
    bool => Bool, |value| value;
    crate::clock::Timestamp => Int, |value| value.as_millis();
    crate::id::OrganisationId => Text, |value| value.to_string();
    crate::id::UserId => Text, |value| value.to_string();
    crate::id::MembershipId => Text, |value| value.to_string();
    crate::id::SessionId => Text, |value| value.to_string();
    crate::id::CustomerId => Text, |value| value.to_string();
    crate::id::TicketId => Text, |value| value.to_string();
    crate::id::MessageId => Text, |value| value.to_string();
    crate::id::ArticleId => Text, |value| value.to_string();
    crate::id::JobId => Text, |value| value.to_string();
    crate::id::MailId => Text, |value| value.to_string();
    crate::id::InviteId => Text, |value| value.to_string();
    crate::id::ContactId => Text, |value| value.to_string();
    crate::id::AuditId => Text, |value| value.to_string();
    crate::id::FileId => Text, |value| value.to_string();
    crate::id::FailureId => Text, |value| value.to_string();
    crate::id::InquiryId => Text, |value| value.to_string();
    crate::id::MissedSearchId => Text, |value| value.to_string();
    crate::id::LessonId => Text, |value| value.to_string();
    crate::domain::payment::AccountKind => Text, |value| value.as_str().to_owned();
    crate::id::InvoiceId => Text, |value| value.to_string();
    crate::id::ImportId => Text, |value| value.to_string();
    crate::id::NoteId => Text, |value| value.to_string();
    crate::id::LedgerId => Text, |value| value.to_string();
    crate::id::ProjectId => Text, |value| value.to_string();
    crate::id::MilestoneId => Text, |value| value.to_string();
    crate::id::UpdateId => Text, |value| value.to_string();
    crate::domain::project::Status => Text, |value| value.as_str().to_owned();
    crate::domain::project::Percent => Int, |value| value.get();
    crate::id::PaymentId => Text, |value| value.to_string();
    jiff::civil::Date => Text, |value| value.to_string();
    crate::domain::rating::Stars => Int, |value| value.count();
    crate::domain::money::Amount => Int, |value| value.as_minor();
    crate::domain::money::Share => Int, |value| value.as_millionths();
    crate::domain::money::Quantity => Int, |value| value.as_ten_thousandths();
    crate::domain::money::Currency => Text, |value| value.code().to_owned();
    crate::domain::invoice::State => Text, |value| value.as_str().to_owned();
    crate::domain::invoice::Method => Text, |value| value.as_str().to_owned();
    crate::domain::invoice::EntryKind => Text, |value| value.as_str().to_owned();
    crate::domain::invoice::TaxRounding => Text, |value| value.as_str().to_owned();
    &crate::domain::invoice::InvoiceNumber => Text, |value| value.to_string();
    crate::domain::payment::IntentStatus => Text, |value| value.as_str().to_owned();
    crate::domain::attachment::FileType => Text, |value| value.as_str().to_owned();
    crate::domain::attachment::OwnerKind => Text, |value| value.as_str().to_owned();
    crate::domain::audit::Action => Text, |value| value.as_str().to_owned();
    crate::domain::link::Purpose => Text, |value| value.as_str().to_owned();
    crate::domain::link::Via => Text, |value| value.as_str().to_owned();
    crate::domain::picture::FileKind => Text, |value| value.as_str().to_owned();
    crate::domain::picture::MediaType => Text, |value| value.as_str().to_owned();
    crate::domain::people::Notify => Text, |value| value.as_str().to_owned();
    crate::domain::people::Role => Text, |value| value.as_str().to_owned();
    crate::domain::people::Side => Text, |value| value.as_str().to_owned();
    crate::domain::people::MembershipStatus => Text, |value| value.as_str().to_owned();
    crate::domain::ticket::Status => Text, |value| value.as_str().to_owned();
    crate::domain::ticket::Source => Text, |value| value.as_str().to_owned();
    crate::domain::thread::EventKind => Text, |value| value.as_str().to_owned();
    crate::domain::thread::MessageKind => Text, |value| value.as_str().to_owned();
    crate::domain::article::Visibility => Text, |value| value.as_str().to_owned();
    crate::domain::article::ArticleStatus => Text, |value| value.as_str().to_owned();
    crate::domain::lesson::Teacher => Text, |value| value.as_str().to_owned();
    crate::domain::mail::MailStatus => Text, |value| value.as_str().to_owned();
}

impl<T: IntoArg> IntoArg for Option<T> {
    fn into_arg(self) -> Arg {
        self.map_or_else(T::missing, IntoArg::into_arg)
    }
    fn missing() -> Arg {
        T::missing()
    }
}

/// The arguments of a statement, in the order of its placeholders.
macro_rules! args {
    ($($value:expr),* $(,)?) => { &[$(crate::store::db::IntoArg::into_arg($value)),*] };
}
pub(crate) use args;
