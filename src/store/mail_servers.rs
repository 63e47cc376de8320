//! Organisations' own mail servers.

use crate::clock::Timestamp;
use crate::id::OrganisationId;
use crate::store::db::args;
use crate::store::{Error, Tx};

/// A mail server as it is stored. Two that are equal are reached alike: a password that is set anew is encrypted anew.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Row {
    /// Where it is.
    pub host: String,
    /// At which port.
    pub port: i64,
    /// How it is spoken to.
    pub security: String,
    /// As whom one signs in there; empty for nobody.
    pub username: String,
    /// The password, encrypted; empty when there is none.
    pub password: String,
    /// The sender's address.
    pub sender: String,
}

/// The organisation's own mail server, if it has one.
pub async fn find(tx: &mut Tx, organisation: OrganisationId) -> Result<Option<Row>, Error> {
    tx.optional(
        "SELECT host, port, security, username, password, sender FROM mail_servers WHERE organisation_id = $1",
        args![organisation],
    )
    .await
}

/// Whether the organisation has a mail server of its own.
pub async fn exists(tx: &mut Tx, organisation: OrganisationId) -> Result<bool, Error> {
    let found: Option<(i64,)> =
        tx.optional("SELECT port FROM mail_servers WHERE organisation_id = $1", args![organisation]).await?;
    Ok(found.is_some())
}

/// Stores the organisation's mail server in place of the one it had.
pub async fn save(tx: &mut Tx, organisation: OrganisationId, row: &Row, now: Timestamp) -> Result<(), Error> {
    tx.run(
        "INSERT INTO mail_servers (organisation_id, host, port, security, username, password, sender, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (organisation_id) DO UPDATE SET host = excluded.host, port = excluded.port, security = excluded.security,
            username = excluded.username, password = excluded.password, sender = excluded.sender, updated_at = excluded.updated_at",
        args![
            organisation,
            &row.host,
            row.port,
            &row.security,
            &row.username,
            &row.password,
            &row.sender,
            now,
        ],
    )
    .await?;
    Ok(())
}

/// Forgets the organisation's mail server.
pub async fn delete(tx: &mut Tx, organisation: OrganisationId) -> Result<(), Error> {
    tx.run("DELETE FROM mail_servers WHERE organisation_id = $1", args![organisation]).await?;
    Ok(())
}
