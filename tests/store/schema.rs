//! The schema is brought up to date once, and a program knows whether it is its own.

use crate::{Database, Engine, Store, each_database, open};

each_database!(migrating_twice_is_migrating_once, a_schema_of_another_version_is_noticed);

async fn migrating_twice_is_migrating_once(store: &Store) {
    let house = store.house("harbour").await;
    store.db.migrate().await.unwrap();
    assert!(store.db.is_migrated().await.unwrap());
    let kept = store.read(async |tx| frontdesk::store::organisations::find(tx, house.id).await.unwrap()).await;
    assert!(kept.is_some());
}

async fn a_schema_of_another_version_is_noticed(store: &Store) {
    let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 SELECT 9999, description, success, checksum, execution_time FROM _sqlx_migrations WHERE version = 1";
    store.write(async |tx| tx.run(later, &[]).await.unwrap()).await;
    assert!(!store.db.is_migrated().await.unwrap(), "a migration that this program does not know");
    store.write(async |tx| tx.run("DELETE FROM _sqlx_migrations WHERE version = 1", &[]).await.unwrap()).await;
    assert!(!store.db.is_migrated().await.unwrap(), "as many as this program knows, but not the same");
    store.write(async |tx| tx.run("DELETE FROM _sqlx_migrations", &[]).await.unwrap()).await;
    assert!(!store.db.is_migrated().await.unwrap(), "one that is missing");
}

#[tokio::test]
async fn an_empty_database_is_not_migrated() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if let Some(database) = Database::new(engine).await {
            let db = open(&database).await;
            assert!(!db.is_migrated().await.unwrap(), "{engine:?}");
            db.close().await;
        }
    }
}
