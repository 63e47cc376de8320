//! What the index knows beside its documents. It is written in each commit, so that it always fits them.

use serde::{Deserialize, Serialize};

use super::language;
use crate::id::OrganisationId;

/// Changes whenever documents are made differently.
const VERSION: u64 = 2;

/// The payload of a commit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Books {
    version: u64,
    words: u64,
    organisations: Vec<Account>,
}

/// What is known about one organisation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Account {
    id: OrganisationId,
    /// Short, because every term of the organisation begins with it.
    pub(super) number: u32,
    /// The last event of the organisation's help centre that the documents reflect.
    pub(super) cursor: i64,
    /// The languages that its articles are or were written in.
    pub(super) languages: Vec<String>,
    /// The day of the newest lesson, from which the age of the others is counted.
    pub(super) newest_lesson: u32,
}

impl Books {
    /// The books of an empty index.
    pub(super) fn new() -> Self {
        Self { version: VERSION, words: language::fingerprint(), organisations: Vec::new() }
    }

    /// Reads a payload; `None` when it was written by another version or with other word lists.
    pub(super) fn read(payload: &str) -> Option<Self> {
        let books: Self = serde_json::from_str(payload).ok()?;
        (books.version == VERSION && books.words == language::fingerprint()).then_some(books)
    }

    /// The payload.
    pub(super) fn write(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// An organisation's account, if it has one.
    pub(super) fn account(&self, organisation: OrganisationId) -> Option<&Account> {
        self.organisations.iter().find(|account| account.id == organisation)
    }

    /// An organisation's account, opened when it has none.
    pub(super) fn open_account(&mut self, organisation: OrganisationId) -> &mut Account {
        let at = self.organisations.iter().position(|account| account.id == organisation).unwrap_or_else(|| {
            let number = self.organisations.iter().map(|account| account.number + 1).max().unwrap_or_default();
            self.organisations.push(Account {
                id: organisation,
                number,
                cursor: 0,
                languages: Vec::new(),
                newest_lesson: 0,
            });
            self.organisations.len() - 1
        });
        &mut self.organisations[at]
    }
}

impl Account {
    /// Remembers that an article is written in this language.
    pub(super) fn add_language(&mut self, code: &str) {
        let code = language::of(code).code;
        if !self.languages.iter().any(|known| known == code) {
            self.languages.push(code.to_owned());
        }
    }
}
