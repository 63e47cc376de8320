//! Files of customers that were brought, and how far they are taken in.

use crate::clock::Timestamp;
use crate::domain::customer_file::{Import, Known, Taken};
use crate::id::{ImportId, MembershipId, OrganisationId};
use crate::store::db::{Arg, IntoArg, args, placeholders};
use crate::store::{Error, Tx};

/// Rows that one statement adds.
const AT_ONCE: usize = 100;

/// A row that was not taken.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Refused {
    /// Its row in the file.
    pub row_number: i64,
    /// What it is called there.
    pub called: String,
    /// JSON of why.
    pub problem: String,
}

/// Keeps a file until somebody has looked at what would come of it.
pub async fn keep(
    tx: &mut Tx,
    organisation: OrganisationId,
    (id, by): (ImportId, MembershipId),
    file: &str,
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "INSERT INTO customer_imports (id, organisation_id, membership_id, file, created_at) VALUES ($1, $2, $3, $4, $5)",
        args![id, organisation, by, file, now],
    )
    .await?;
    Ok(())
}

/// The file of this id.
pub async fn find(tx: &mut Tx, organisation: OrganisationId, id: ImportId) -> Result<Option<Import>, Error> {
    tx.optional(
        "SELECT id, membership_id, choices, started_at, done_at, total, added, changed, unchanged, refused FROM customer_imports
         WHERE organisation_id = $1 AND id = $2",
        args![organisation, id],
    )
    .await
}

/// Its text.
pub async fn file(tx: &mut Tx, organisation: OrganisationId, id: ImportId) -> Result<Option<String>, Error> {
    let found: Option<(String,)> = tx
        .optional("SELECT file FROM customer_imports WHERE organisation_id = $1 AND id = $2", args![organisation, id])
        .await?;
    Ok(found.map(|(file,)| file))
}

/// Notes that it is begun to be taken in, as it was chosen.
pub async fn start(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: ImportId,
    (choices, total): (&str, i64),
    now: Timestamp,
) -> Result<(), Error> {
    tx.run(
        "UPDATE customer_imports SET choices = $3, total = $4, started_at = $5 WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, choices, total, now],
    )
    .await?;
    Ok(())
}

/// Notes how far it is taken in; with a time, that it is done.
pub async fn advance(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: ImportId,
    taken: Taken,
    done_at: Option<Timestamp>,
) -> Result<(), Error> {
    tx.run(
        "UPDATE customer_imports SET taken = $3, added = $4, changed = $5, unchanged = $6, refused = $7, done_at = $8
         WHERE organisation_id = $1 AND id = $2",
        args![organisation, id, taken.total(), taken.added, taken.changed, taken.unchanged, taken.refused, done_at],
    )
    .await?;
    Ok(())
}

/// Adds rows that were not taken.
pub async fn refuse(tx: &mut Tx, organisation: OrganisationId, id: ImportId, refused: &[Refused]) -> Result<(), Error> {
    for some in refused.chunks(AT_ONCE) {
        let (mut all, mut values) = (Vec::from(args![organisation, id]), Vec::new());
        for one in some {
            let first = all.len() + 1;
            all.extend_from_slice(args![one.row_number, &one.called, &one.problem]);
            values.push(format!("($1, $2, {})", placeholders(first, 3)));
        }
        let sql = format!(
            "INSERT INTO customer_import_refusals (organisation_id, import_id, row_number, called, problem) VALUES {}",
            values.join(", ")
        );
        tx.run(&sql, &all).await?;
    }
    Ok(())
}

/// The rows that were not taken, in the order of the file.
pub async fn refused(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: ImportId,
    limit: i64,
) -> Result<Vec<Refused>, Error> {
    tx.all(
        "SELECT row_number, called, problem FROM customer_import_refusals
         WHERE organisation_id = $1 AND import_id = $2 ORDER BY row_number LIMIT $3",
        args![organisation, id, limit],
    )
    .await
}

/// Forgets what was brought before this time, done or not.
pub async fn delete_older(tx: &mut Tx, organisation: OrganisationId, before: Timestamp) -> Result<(), Error> {
    let old = "SELECT id FROM customer_imports WHERE organisation_id = $1 AND created_at < $2";
    for sql in [
        format!("DELETE FROM customer_import_refusals WHERE organisation_id = $1 AND import_id IN ({old})"),
        "DELETE FROM customer_imports WHERE organisation_id = $1 AND created_at < $2".to_owned(),
    ] {
        tx.run(&sql, args![organisation, before]).await?;
    }
    Ok(())
}

/// What [`Known`] is read from.
const KNOWN: &str = "SELECT id, external_id, email, name_folded, archived_at IS NOT NULL AS archived FROM customers
                     WHERE organisation_id = $1";

/// Every customer of the organisation, archived ones too.
pub async fn everyone(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Known>, Error> {
    tx.all(KNOWN, args![organisation]).await
}

/// Customers that are called one of these, by whichever of their names.
pub async fn known(
    tx: &mut Tx,
    organisation: OrganisationId,
    (ids, emails, names): (&[String], &[String], &[String]),
) -> Result<Vec<Known>, Error> {
    let mut all: Vec<Arg> = Vec::from(args![organisation]);
    let mut among = Vec::new();
    for (columns, values) in [(&["id", "external_id"][..], ids), (&["email"], emails), (&["name_folded"], names)] {
        if !values.is_empty() {
            let places = placeholders(all.len() + 1, values.len());
            all.extend(values.iter().map(IntoArg::into_arg));
            among.extend(columns.iter().map(|column| format!("{column} IN ({places})")));
        }
    }
    if among.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(&format!("{KNOWN} AND ({})", among.join(" OR ")), &all).await
}
