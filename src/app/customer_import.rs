//! Customers from files: what would come of them, and taking them in, a part at a time.

use std::collections::HashMap;
use std::time::Duration;

use crate::app::audit::{self, Actor};
use crate::app::queue::{self, Claimed, Work, enqueue};
use crate::app::{App, Error, Writing, customers};
use crate::domain::audit::{Action, Deed};
use crate::domain::customer::CustomerRecord;
use crate::domain::customer_file::{
    self as file, Choices, Directory, Existing, Failed, Fate, FileCustomer, FileProblem, Import, Mapping, Outlook,
    Preview, REFUSED_SHOWN, Read, Refusal, RowProblem, decide,
};
use crate::domain::people::{Caller, Denied};
use crate::domain::rights::Right;
use crate::domain::rows::Rows;
use crate::domain::sought::sought;
use crate::id::{CustomerId, ImportId, OrganisationId};
use crate::store::customer_imports::Refused;
use crate::store::{self, Tx};

/// How long files wait before they are forgotten.
const KEPT_FOR: Duration = Duration::from_secs(24 * 60 * 60);
/// Rows of one commit: everybody else who writes gets their turn in between.
const BATCH: usize = 200;
/// How long a job takes rows in before other jobs have their turn.
const SLICE: Duration = Duration::from_secs(2);
/// Rows that a preview shows.
pub const SHOWN: usize = 20;

/// Keeps a file, so that what would come of it can be looked at.
pub async fn keep(app: &App, caller: &Caller, text: &str) -> Result<ImportId, Error> {
    let organisation = manager(caller)?;
    let mut writing = app.begin().await?;
    let (id, now) = (ImportId::new(writing.now, &*writing.chance), writing.now);
    store::customer_imports::delete_older(&mut writing.tx, organisation, now - KEPT_FOR).await?;
    store::customer_imports::keep(&mut writing.tx, organisation, (id, caller.membership_id), text, now).await?;
    app.commit(writing).await?;
    Ok(id)
}

/// A file that waits, is being taken in, or was.
pub async fn find(app: &App, caller: &Caller, id: ImportId) -> Result<Import, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    store::customer_imports::find(&mut tx, organisation, id).await?.ok_or(Error::NotFound)
}

/// What would come of a file that waits. Without a mapping it is guessed from the heads.
pub async fn look(
    app: &App,
    caller: &Caller,
    id: ImportId,
    (mapping, existing): (Option<Mapping>, Existing),
) -> Result<Result<Preview, FileProblem>, Error> {
    let organisation = reader(caller)?;
    let mut tx = app.db.read().await?;
    let text = store::customer_imports::file(&mut tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let known = store::customer_imports::everyone(&mut tx, organisation).await?;
    let looked = aside(move || {
        let rows = Rows::read(text.as_bytes())?;
        let mapping = mapping.unwrap_or_else(|| Mapping::guess(&rows));
        let outlook = match file::customers(&rows, &mapping) {
            Ok(read) => Outlook::of(read, &Directory::of(known), existing, SHOWN),
            Err(problem) => Outlook { stopped: Some(problem), ..Outlook::default() },
        };
        let samples = (0..rows.heads().len()).map(|place| sample(&rows, place)).collect();
        let choices = Choices { mapping, existing };
        Ok(Preview { heads: rows.heads().to_vec(), samples, choices, outlook, changes: HashMap::new() })
    })
    .await?;
    let mut preview = match looked {
        Ok(preview) => preview,
        Err(problem) => return Ok(Err(problem)),
    };
    let over: Vec<CustomerId> = preview.outlook.first.iter().filter_map(|(_, fate)| fate.whom()).collect();
    let records = store::customer_list::records(&mut tx, organisation, &over).await?;
    for (row, fate) in &preview.outlook.first {
        if let Some(before) = fate.whom().and_then(|id| records.iter().find(|record| record.id == id)) {
            let (_, changed) = row.laid_over(before);
            preview.changes.insert(before.id, (before.name.clone(), changed));
        }
    }
    Ok(Ok(preview))
}

/// What stands first in a column.
fn sample(rows: &Rows, place: usize) -> String {
    let mut cells = (0..rows.len().min(100)).map(|at| rows.cell(at, place)).filter(|cell| !cell.is_empty());
    cells.next().unwrap_or_default().chars().take(60).collect()
}

/// Begins to take a file in, as it was chosen; one that was begun already goes on as it was. Says why it cannot be read.
pub async fn start(
    app: &App,
    caller: &Caller,
    id: ImportId,
    choices: Choices,
) -> Result<Result<(), FileProblem>, Error> {
    let organisation = manager(caller)?;
    let text = {
        let mut tx = app.db.read().await?;
        store::customer_imports::file(&mut tx, organisation, id).await?.ok_or(Error::NotFound)?
    };
    let mapping = choices.mapping.clone();
    let total = aside(move || {
        mapping.check()?;
        Ok(Rows::read(text.as_bytes())?.len())
    })
    .await?;
    let total = match total {
        Ok(total) => i64::try_from(total).unwrap_or(i64::MAX),
        Err(problem) => return Ok(Err(problem)),
    };
    let mut writing = app.begin().await?;
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let import = store::customer_imports::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    if import.started_at.is_none() {
        let now = writing.now;
        let chosen = json(&choices)?;
        store::customer_imports::start(&mut writing.tx, organisation, id, (&chosen, total), now).await?;
        let deed = Deed::of(Action::CustomersImported, id, "").field("rows", 0, total);
        audit::record(&mut writing, caller, deed).await?;
        enqueue(&mut writing, organisation, Work::ImportCustomers { import: id }, now).await?;
    }
    app.commit(writing).await?;
    Ok(Ok(()))
}

/// Takes in what time allows of a file, and leaves the rest to a job of its own. Each commit notes how far it came: whatever stops it, no row
/// is taken twice and none is left out.
pub async fn run(app: &App, claimed: &Claimed, id: ImportId) -> Result<(), Error> {
    let organisation = claimed.organisation()?;
    let found = {
        let mut tx = app.db.read().await?;
        let import = store::customer_imports::find(&mut tx, organisation, id).await?;
        match import.filter(|import| import.done_at.is_none()) {
            Some(import) => {
                let text = store::customer_imports::file(&mut tx, organisation, id).await?.unwrap_or_default();
                Some((import, text))
            }
            None => None,
        }
    };
    // It was forgotten, or is done.
    let Some((import, text)) = found else {
        let mut writing = app.begin().await?;
        queue::finish(&mut writing, claimed).await?;
        return app.commit(writing).await;
    };
    let choices: Choices = serde_json::from_str(&import.choices).map_err(|error| Error::Internal(error.to_string()))?;
    let existing = choices.existing;
    let read = aside(move || file::customers(&Rows::read(text.as_bytes())?, &choices.mapping)).await?;
    let read = read.map_err(|problem| Error::Internal(format!("a file that could be read cannot: {problem:?}")))?;
    let began = app.clock.now();
    loop {
        let mut writing = app.begin().await?;
        let is_done = batch(&mut writing, (organisation, id), &read, existing).await?;
        let is_over = is_done || app.clock.now().since(began) >= SLICE;
        if is_over {
            queue::finish(&mut writing, claimed).await?;
            if !is_done {
                let now = writing.now;
                enqueue(&mut writing, organisation, Work::ImportCustomers { import: id }, now).await?;
            }
        }
        app.commit(writing).await?;
        if is_over {
            return Ok(());
        }
        tokio::task::yield_now().await;
    }
}

/// Takes the next rows in, and says whether they were the last.
async fn batch(
    writing: &mut Writing,
    (organisation, id): (OrganisationId, ImportId),
    read: &Read,
    existing: Existing,
) -> Result<bool, Error> {
    store::organisations::lock(&mut writing.tx, organisation).await?;
    let import = store::customer_imports::find(&mut writing.tx, organisation, id).await?.ok_or(Error::NotFound)?;
    let mut taken = import.taken;
    let at = usize::try_from(taken.total()).unwrap_or(usize::MAX);
    let rows = read.get(at..).unwrap_or_default();
    let rows = &rows[..rows.len().min(BATCH)];
    let directory = directory(&mut writing.tx, organisation, rows).await?;
    let mut decided = Vec::with_capacity(rows.len());
    for row in rows {
        decided.push(row.as_ref().map_err(Clone::clone).and_then(|row| match decide(row, &directory, existing) {
            Ok(fate) => Ok((row, fate)),
            Err(why) => Err(Refusal { row: row.row, called: row.called().to_owned(), why }),
        }));
    }
    let over: Vec<CustomerId> = decided.iter().flatten().filter_map(|(_, fate)| fate.whom()).collect();
    let records = store::customer_list::records(&mut writing.tx, organisation, &over).await?;
    let mut records: HashMap<CustomerId, CustomerRecord> =
        records.into_iter().map(|record| (record.id, record)).collect();
    let who = who(writing, organisation, &import).await?;
    let actor = Actor { organisation, membership: Some(import.membership_id), name: &who, address: "" };
    let mut refused = Vec::new();
    for one in decided {
        match one {
            Ok((row, Fate::Add)) => {
                add(writing, actor, row).await?;
                taken.added += 1;
            }
            Ok((_, Fate::Keep(_))) => taken.unchanged += 1,
            Ok((row, Fate::LayOver(customer))) => {
                let before = records.get(&customer).ok_or(Error::NotFound)?;
                let (after, changed) = row.laid_over(before);
                if changed.is_empty() {
                    taken.unchanged += 1;
                } else {
                    customers::save_in(writing, actor, (before, &after)).await?;
                    records.insert(customer, after);
                    taken.changed += 1;
                }
            }
            Err(refusal) => {
                refused.push(kept(&refusal)?);
                taken.refused += 1;
            }
        }
    }
    store::customer_imports::refuse(&mut writing.tx, organisation, id, &refused).await?;
    let is_done = at + rows.len() >= read.len();
    let done_at = is_done.then_some(writing.now);
    store::customer_imports::advance(&mut writing.tx, organisation, id, taken, done_at).await?;
    Ok(is_done)
}

/// The customers that these rows could be about.
async fn directory(
    tx: &mut Tx,
    organisation: OrganisationId,
    rows: &[Result<FileCustomer, Refusal>],
) -> Result<Directory, Error> {
    let all =
        |of: fn(&FileCustomer) -> Option<String>| -> Vec<String> { rows.iter().flatten().filter_map(of).collect() };
    let ids = all(|row| row.external_id.clone());
    let emails = all(|row| row.email.clone());
    let names = all(|row| row.name.as_deref().map(sought));
    let known = store::customer_imports::known(tx, organisation, (&ids, &emails, &names)).await?;
    Ok(Directory::of(known))
}

async fn add(writing: &mut Writing, actor: Actor<'_>, row: &FileCustomer) -> Result<(), Error> {
    let before = customers::blank(writing, "");
    let (after, _) = row.laid_over(&before);
    customers::insert_in(writing, actor.organisation, &after).await?;
    let deed = customers::compared(Deed::of(Action::CustomerAdded, after.id, &after.name), &before, &after);
    audit::record_by(writing, actor, deed).await
}

/// The name and address of whoever brought the file, as the log writes them.
async fn who(writing: &mut Writing, organisation: OrganisationId, import: &Import) -> Result<String, Error> {
    let member = store::people::member(&mut writing.tx, organisation, import.membership_id).await?;
    Ok(member.map(|member| format!("{} <{}>", member.name, member.email)).unwrap_or_default())
}

/// The rows that are not taken as it is chosen, or that were not, to be mended and brought again.
pub async fn failed(
    app: &App,
    caller: &Caller,
    id: ImportId,
    (mapping, existing): (Option<Mapping>, Existing),
) -> Result<Result<Failed, FileProblem>, Error> {
    let organisation = reader(caller)?;
    let import = find(app, caller, id).await?;
    let (refused, text) = {
        let mut tx = app.db.read().await?;
        let text = store::customer_imports::file(&mut tx, organisation, id).await?.ok_or(Error::NotFound)?;
        (store::customer_imports::refused(&mut tx, organisation, id, i64::MAX).await?, text)
    };
    let why: HashMap<usize, RowProblem> = if import.started_at.is_some() {
        refused.iter().filter_map(|one| Some((usize::try_from(one.row_number).ok()?, problem(one)?))).collect()
    } else {
        match look(app, caller, id, (mapping, existing)).await? {
            Ok(preview) => preview.outlook.refused.into_iter().map(|refusal| (refusal.row, refusal.why)).collect(),
            Err(problem) => return Ok(Err(problem)),
        }
    };
    aside(move || {
        let rows = Rows::read(text.as_bytes())?;
        let refused = (0..rows.len()).filter_map(|at| {
            let why = why.get(&rows.row(at))?.clone();
            Some((rows.row(at), rows.cells(at).map(str::to_owned).collect(), why))
        });
        Ok(Failed { rows: refused.collect(), heads: rows.heads().to_vec() })
    })
    .await
}

/// The first rows that were not taken.
pub async fn refusals(app: &App, caller: &Caller, id: ImportId) -> Result<Vec<Refusal>, Error> {
    let organisation = reader(caller)?;
    let limit = i64::try_from(REFUSED_SHOWN).unwrap_or(i64::MAX);
    let mut tx = app.db.read().await?;
    let found = store::customer_imports::refused(&mut tx, organisation, id, limit).await?;
    let read = |one: Refused| {
        let why = problem(&one)?;
        Some(Refusal { row: usize::try_from(one.row_number).ok()?, called: one.called, why })
    };
    Ok(found.into_iter().filter_map(read).collect())
}

fn kept(refusal: &Refusal) -> Result<Refused, Error> {
    Ok(Refused {
        row_number: i64::try_from(refusal.row).unwrap_or(i64::MAX),
        called: refusal.called.chars().take(200).collect(),
        problem: json(&refusal.why)?,
    })
}

fn problem(refused: &Refused) -> Option<RowProblem> {
    serde_json::from_str(&refused.problem).ok()
}

/// Reads a large file where it holds nobody up.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FileProblem> + Send + 'static,
) -> Result<Result<T, FileProblem>, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.to_string()))
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Internal(error.to_string()))
}

fn reader(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ManageCustomers) { Ok(caller.organisation_id) } else { Err(Error::NotFound) }
}

fn manager(caller: &Caller) -> Result<OrganisationId, Error> {
    if caller.may(Right::ManageCustomers) { Ok(caller.organisation_id) } else { Err(Denied::NotAllowed.into()) }
}
