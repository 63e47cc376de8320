//! Entries on their way from the database to a page.

use std::sync::Arc;

use super::message::Frame;
use crate::domain::people::Side;
use crate::domain::thread::{Entry, What};
use crate::domain::ticket::Ticket;
use crate::id::MembershipId;

/// An entry, and the ticket as it stands when the entry is the last one that changed it.
pub(super) type WithHead = (Arc<Entry>, Option<Arc<Ticket>>);

pub(super) fn with_head(entries: Vec<Entry>, ticket: Option<Ticket>) -> Vec<WithHead> {
    let mut ticket = ticket.map(Arc::new);
    let mut with_head: Vec<WithHead> = Vec::with_capacity(entries.len());
    for entry in entries.into_iter().rev() {
        let head = if changes_ticket(&entry) { ticket.take() } else { None };
        with_head.push((Arc::new(entry), head));
    }
    with_head.reverse();
    with_head
}

/// Whether the page's head shows what this entry did.
pub(super) fn changes_ticket(entry: &Entry) -> bool {
    match entry.what {
        What::Status { .. } | What::Assigned { .. } | What::Moved { .. } | What::Rated(_) | What::Tagged { .. } => true,
        What::Message { .. } | What::FollowedUp { .. } => false,
    }
}

/// The number of the last entry that took the ticket from the clients who saw it until then.
pub(super) fn last_move(entries: &[Entry]) -> Option<i64> {
    entries.iter().rfind(|entry| matches!(entry.what, What::Moved { .. })).map(|entry| entry.number)
}

pub(super) fn frame(side: Side, (entry, head): &WithHead) -> Frame {
    if entry.visible_to(side) { Frame::Entry(Arc::clone(entry), head.clone()) } else { Frame::Number(entry.number) }
}

/// Who has just sent a message, and so types no more.
pub(super) fn writer(entry: &Entry) -> Option<MembershipId> {
    match entry.what {
        What::Message { .. } => entry.author.as_ref().map(|author| author.membership_id),
        What::Status { .. }
        | What::Assigned { .. }
        | What::FollowedUp { .. }
        | What::Moved { .. }
        | What::Rated(_)
        | What::Tagged { .. } => None,
    }
}

pub(super) fn length(entry: &Entry) -> usize {
    match &entry.what {
        What::Message { body, attachments, .. } => {
            // A file's address and name stand in its row several times, with what it is.
            body.len() + attachments.iter().map(|file| 4 * file.name.len() + 512).sum::<usize>()
        }
        What::Rated(rating) => rating.comment.len(),
        What::Tagged { tags } => tags.len(),
        What::Status { .. } | What::Assigned { .. } | What::FollowedUp { .. } | What::Moved { .. } => 0,
    }
}
