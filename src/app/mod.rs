//! The verbs: authorise, load, decide, save, record the event; one transaction each.
//!
//! A verb has two layers: the public one opens the transaction, commits and publishes; the inner one takes a [`Writing`], so that a
//! bigger verb or a generator can gather many in one commit.

pub mod access;
pub mod articles;
pub mod attachments;
pub mod audit;
pub mod browsing;
pub mod client_invoices;
pub mod client_projects;
pub mod company;
pub mod csat;
pub mod customer_import;
pub mod customers;
pub mod dashboard;
pub mod deflection;
pub mod editing;
pub mod exporting;
pub mod files;
pub mod inbox;
pub mod inquiries;
pub mod invites;
pub mod invoice_import;
pub mod invoice_settings;
pub mod invoices;
pub mod lessons;
pub mod links;
pub mod logins;
pub mod mail_servers;
pub mod mails;
pub mod missed;
pub mod organisations;
pub mod passwords;
pub mod payments;
pub mod people;
pub mod pictures;
pub mod profile;
pub mod projects;
pub mod queue;
pub mod reading;
pub mod readings;
pub mod sample;
pub mod searches;
pub mod sessions;
pub mod setup;
pub mod sign_in;
pub mod start;
pub mod submissions;
pub mod switch;
pub mod tickets;
pub mod viewing;
pub mod votes;

use std::sync::Arc;
use std::time::Duration;

use crate::clock::{Clock, Timestamp};
use crate::domain::invoice::InvoiceRefused;
use crate::domain::payment::NotPayable;
use crate::domain::people::Denied;
use crate::domain::project::ProjectRefused;
use crate::domain::ticket::Refused;
use crate::id::Chance;
use crate::ports::bus::{Bus, Hint};
use crate::ports::files::{self as file_port, Files};
use crate::ports::payments::{self as payment_port, Gateway};
use crate::secrets::Secrets;
use crate::store::{self, Db, Tx};

/// All that a verb needs of the world.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Random bits.
    pub chance: Arc<dyn Chance>,
    /// Where commits are made known.
    pub bus: Bus,
    /// What is kept beside the database.
    pub files: Files,
    /// How long somebody may miss something before it becomes a mail.
    pub missed_after: Duration,
    /// What writes and reads the passwords that are stored.
    pub secrets: Secrets,
    /// The host of the server's public address, without its port: links to it are links to here.
    pub public_host: Option<String>,
    /// Stripe, when the server is set up for it.
    pub payments: Option<Arc<dyn Gateway>>,
}

/// Why a verb did nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The record is not there, or the caller may not see it: the two are not told apart.
    #[error("not found")]
    NotFound,
    /// A rule of the domain forbids it.
    #[error("refused: {0}")]
    Refused(#[from] Refused),
    /// A rule about people and their access forbids it.
    #[error("denied: {0}")]
    Denied(#[from] Denied),
    /// A rule about invoices forbids it.
    #[error("refused: {0}")]
    Invoice(#[from] InvoiceRefused),
    /// A rule about projects forbids it.
    #[error("refused: {0}")]
    Project(#[from] ProjectRefused),
    /// This key was used for another text.
    #[error("the key was used for another text")]
    KeyInUse,
    /// A file that was to be sent is not there any more, or is not the sender's.
    #[error("an attachment is gone")]
    AttachmentGone,
    /// A value that must be unique is in use.
    #[error("{0} is in use")]
    Taken(&'static str),
    /// The client's login is not linked to a customer.
    #[error("the login is not linked to a customer")]
    NotLinked,
    /// Nothing can be paid by card.
    #[error("not payable: {0}")]
    NotPayable(#[from] NotPayable),
    /// Stripe did not do it, or did not say.
    #[error(transparent)]
    Stripe(#[from] payment_port::Error),
    /// This server is not set up for Stripe.
    #[error("this server is not set up for Stripe")]
    NoStripe,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A file could not be written or read.
    #[error(transparent)]
    Files(#[from] file_port::Error),
    /// The index failed.
    #[error(transparent)]
    Search(#[from] crate::search::Error),
    /// A password could not be hashed or a task was cut off.
    #[error("{0}")]
    Internal(String),
}

/// A write under way: what it changes and what will be made known once it is committed.
pub struct Writing {
    /// The transaction.
    pub tx: Tx,
    /// The time of everything it writes.
    pub now: Timestamp,
    /// Random bits for new ids.
    pub chance: Arc<dyn Chance>,
    /// How long somebody may miss something before it becomes a mail.
    pub missed_after: Duration,
    /// Whether nobody is to be told by mail and nothing recorded: what a generator writes has not happened to anybody.
    pub muted: bool,
    /// The host of the server's public address.
    pub public_host: Option<String>,
    hints: Vec<Hint>,
}

impl Writing {
    /// Makes this known after the commit.
    pub fn announce(&mut self, hint: Hint) {
        // What a generator writes nobody waits for.
        if !self.muted {
            self.hints.push(hint);
        }
    }
}

impl App {
    /// Begins to write.
    pub async fn begin(&self) -> Result<Writing, Error> {
        let tx = self.db.write().await?;
        // Read after the lock is held: times follow the order of commits on the embedded database.
        let now = self.clock.now();
        Ok(Writing {
            tx,
            now,
            chance: Arc::clone(&self.chance),
            missed_after: self.missed_after,
            muted: false,
            public_host: self.public_host.clone(),
            hints: Vec::new(),
        })
    }

    /// Commits, then makes known what happened. What is made known may be lost; what is committed may not.
    pub async fn commit(&self, writing: Writing) -> Result<(), Error> {
        writing.tx.commit().await?;
        for hint in writing.hints {
            self.bus.publish(hint);
        }
        Ok(())
    }

    /// The fault that the tests plant: answers now and commits a little later.
    #[cfg(feature = "mutant-early-acknowledgement")]
    pub(crate) fn commit_later(&self, writing: Writing) {
        let app = self.clone();
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(100)).await;
            app.commit(writing).await
        });
    }
}
